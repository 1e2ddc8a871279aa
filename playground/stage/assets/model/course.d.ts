// What a lesson asks of the page, as `playground/course/lesson.py` has it.

/** What is on screen at one moment, by the names of `courseTable.js`; null, NaN or none: not known. */
export type CourseFacts = Record<string, number | null>;

/** One condition on a fact. */
export interface Goal {
  fact: string;
  is: "near" | "at least" | "at most" | "below" | "above";
  /** A number, or the name of a fact; after "start.", its value when the step began. */
  value: number | string;
  times: number;
  tolerance: number;
  /** As on screen; "" if the fact has none. */
  unit: string;
}

/** A wrong state that learners come to. */
export interface Miss {
  /** Conditions that hold together there. */
  when: Goal[];
}

/** How far one goal is met. */
export interface Progress {
  met: boolean;
  /** 0 as when the step began, or farther away; 1 when it holds. */
  share: number;
  /** What is missing, in words; "" when it holds. */
  distance: string;
}

/** What is on screen, judged. */
export interface Verdict {
  /** Whether all goals hold, and the learner did it. */
  met: boolean;
  /** How far each goal is met, whoever did it. */
  goals: Progress[];
  /** Index of the first wrong state that is there; null: none is, or the goals are met, or the
   * learner has not changed anything yet. */
  miss: number | null;
}

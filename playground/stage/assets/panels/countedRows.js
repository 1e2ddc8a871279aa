/** Which rows a table of right and wrong answers counts: all, or those on one side of the split. */

import { Segments } from "./segments.js";

/** @typedef {{train_rows?: number[], test_rows?: number[]}} Split drawn rows on either side */

const NAMES = { all: "all rows", train: "training", test: "test" };

export class CountedRows {
  /** @type {keyof typeof NAMES} */
  side = "all";

  /** @param {Split} split of a page without a training: none @param {() => void} onChoose */
  constructor(split, onChoose) {
    this.split = split;
    this.segments = new Segments("Rows that are counted", "np-counted-rows", NAMES, (side) => {
      this.side = /** @type {keyof typeof NAMES} */ (side);
      this.segments.show(side);
      onChoose();
    });
    this.segments.show(this.side);
    this.segments.element.classList.add("np-counted-rows");
    this.segments.element.hidden = !split.test_rows?.length;
  }

  /** The split may be another one, or gone. @param {Split} split */
  update(split) {
    this.split = split;
    const isSplit = Boolean(split.test_rows?.length);
    if (!isSplit) this.side = "all";
    this.segments.show(this.side);
    this.segments.element.hidden = !isSplit;
  }

  /** The rows; null: all. @returns {number[] | null} */
  get rows() {
    const { side, split } = this;
    return side === "all" ? null : split[`${side}_rows`] ?? null;
  }

  /** As it stands after a share: "of the test rows"; "" for all. */
  get words() {
    return { all: "", train: " of the training rows", test: " of the test rows" }[this.side];
  }
}

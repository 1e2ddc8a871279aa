/** What is done in the course: stored, read whatever is stored, and taken along in a link. */

import assert from "node:assert/strict";
import * as progress from "../../playground/stage/assets/course/progress.js";

const KEY = "playground.course";

/** @param {string} name @param {() => void} test */
const alone = (name, test) =>
  Deno.test(name, () => {
    localStorage.clear();
    test();
    localStorage.clear();
  });

alone("steps and bets are remembered once each, in order", () => {
  progress.finish("line", 1, 2);
  progress.finish("line", 1, 1);
  progress.finish("line", 1, 2);
  progress.bet("line", 1, 3, 0);
  assert.deepEqual(progress.load(), { line: { revision: 1, steps: [1, 2], bets: { 3: 0 } } });
});

alone("a page leads to its own lesson first, then to the first that is not done", () => {
  const [line, errors, inputs] = [["line", "neuron"], ["errors", "neuron"], ["inputs", "plane"]]
    .map(([id, page]) => ({ id, page, revision: 1, steps: 2 }));
  const from = (/** @type {string} */ page) => {
    const next = progress.next([line, errors, inputs], progress.load(), page);
    return next && [next.lesson.id, next.step];
  };
  assert.deepEqual([from("neuron"), from("plane"), from("data")], [["line", 1], ["inputs", 1], [
    "line",
    1,
  ]]);
  progress.finish("line", 1, 1);
  assert.deepEqual(from("neuron"), ["line", 2]);
  for (const step of [1, 2]) progress.finish("line", 1, step);
  for (const step of [1, 2]) progress.finish("inputs", 1, step);
  assert.deepEqual([from("neuron"), from("plane")], [["errors", 1], ["errors", 1]]);
  for (const step of [1, 2]) progress.finish("errors", 1, step);
  assert.equal(from("neuron"), null);
});

alone("another revision of a lesson begins anew", () => {
  progress.finish("line", 1, 1);
  assert.deepEqual(progress.doneOf(progress.load(), "line", 2).steps, []);
  progress.finish("line", 2, 4);
  assert.deepEqual(progress.load().line, { revision: 2, steps: [4], bets: {} });
});

alone("a link takes it to another browser, and what is done there stays", () => {
  progress.finish("line", 1, 1);
  progress.finish("errors", 3, 2);
  const link = progress.write(progress.load());
  assert.equal(link, "line~1~1,errors~3~2");
  localStorage.clear();
  progress.finish("line", 1, 5);
  progress.merge(link);
  assert.deepEqual(progress.load().line.steps, [1, 5]);
  assert.deepEqual(progress.load().errors.steps, [2]);
});

alone("nonsense, in a link or in the store, is left out", () => {
  progress.merge("x,~~,LINE~1~1,line~one~1,line~1~1-a-999-2");
  assert.deepEqual(progress.load(), { line: { revision: 1, steps: [1, 2], bets: {} } });
  for (
    const text of ["{", "[]", "null", '{"line": 1}', '{"line": {"revision": "1", "steps": []}}']
  ) {
    localStorage.setItem(KEY, text);
    assert.deepEqual(progress.load(), {});
  }
  localStorage.setItem(
    KEY,
    '{"line": {"revision": 1, "steps": [1, "x"], "bets": {"1": 0, "2": [1, 90], "3": [1], "4": "x"}}}',
  );
  assert.deepEqual(progress.load().line.bets, { 1: 0, 2: [1, 90] });
  assert.deepEqual(progress.load().line.steps, [1]);
});

alone("it can be forgotten", () => {
  progress.finish("line", 1, 1);
  progress.forget();
  assert.deepEqual(progress.load(), {});
});

/** How the browser keeps in step with Python's session of the page. */

import assert from "node:assert/strict";
import { PythonLink } from "../../playground/stage/assets/net/pythonLink.js";

/** @typedef {import("../../playground/stage/assets/net/pythonLink.js").Sync} Sync */

const VALUES = {
  ...{ weights: [], activations: [], frozen: [], at: [1], switches: {}, choices: {} },
  camera: null,
};

function linked() {
  /** @type {import("../../playground/stage/assets/protocol.d.ts").ClientMessage[]} */
  const sent = [];
  const link = new PythonLink(() => VALUES, 0);
  link.connect((message) => sent.push(message));
  const receive = (/** @type {Partial<Sync>} */ sync) =>
    link.receive({ session: "s", version: 1, ack: 0, ...sync });
  return { link, sent, receive };
}

/** @type {[string, Partial<Sync>[], string][]} */
const NEWS = [
  ["the first payload", [{}], "newValues"],
  ["the same again", [{}, {}], "same"],
  ["an acknowledgement", [{}, { ack: 3 }], "same"],
  ["values of Python's", [{}, { version: 2 }], "newValues"],
  ["a server that was started again", [{}, { session: "t" }], "restarted"],
];

for (const [name, payloads, news] of NEWS) {
  Deno.test(`${name}: ${news}`, () => {
    const { receive } = linked();
    assert.equal(payloads.map(receive).at(-1), news);
  });
}

Deno.test("every message has a number of its own, and the version it builds on", () => {
  const { link, sent, receive } = linked();
  receive({ version: 4, ack: 7 });
  link.send();
  link.send({ undo: true });
  assert.deepEqual(sent, [
    { seq: 8, base: 4, values: VALUES },
    { seq: 9, base: 4, values: VALUES, undo: true },
  ]);
});

Deno.test("actions are sent one at a time", () => {
  const { link, sent, receive } = linked();
  const actions = () => sent.map(({ action }) => action?.kind);
  receive({});
  link.dispatch({ kind: "play" });
  link.dispatch({ kind: "pause" });
  link.dispatch({ kind: "stop" });
  link.send();
  assert.deepEqual(actions(), ["play", undefined]);
  receive({});
  link.sendNextAction();
  assert.deepEqual(actions(), ["play", undefined], "it is not done yet");
  receive({ ack: 1 });
  link.sendNextAction();
  assert.deepEqual(actions(), ["play", undefined, "pause"]);
  receive({ session: "t" });
  link.sendNextAction();
  assert.deepEqual(actions().slice(3), ["stop"], "a server started again does nothing more");
});

Deno.test("a stage that is mounted anew goes on with larger numbers", () => {
  const numbers = [1, 2].map(() => {
    /** @type {number[]} */
    const seqs = [];
    const link = new PythonLink(() => VALUES);
    link.connect(({ seq }) => seqs.push(seq));
    link.receive({ session: "s", version: 1, ack: 0 });
    link.send();
    return seqs[0];
  });
  assert.ok(numbers[0] > 1e12 && numbers[1] >= numbers[0]);
});

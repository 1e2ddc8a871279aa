/** A page that is left says nothing more; one that stays says it later. */

import assert from "node:assert/strict";
import {
  arrive,
  isUnanswered,
  leadsAway,
  leave,
  Outbox,
} from "../../playground/stage/assets/net/leaving.js";

const CLICK = { button: 0, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
const HERE = "http://localhost:8501/neuron?w=1";

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

Deno.test("a message is unanswered until its component is shown anew, or gone", () => {
  const [one, other] = [new Outbox(true), new Outbox(true)];
  assert.equal(isUnanswered(), false);
  one.send(() => {});
  other.send(() => {});
  one.answered();
  assert.equal(isUnanswered(), true);
  other.close();
  assert.equal(isUnanswered(), false);
});

Deno.test("a message goes out at once", () => {
  const sent = /** @type {number[]} */ ([]);
  new Outbox().send(() => sent.push(1));
  assert.deepEqual(sent, [1]);
});

Deno.test("while a page is left, messages wait; where it stays, they go out in their order", async () => {
  const sent = /** @type {number[]} */ ([]);
  const outbox = new Outbox();
  leave(30);
  outbox.send(() => sent.push(1));
  outbox.send(() => sent.push(2));
  assert.equal(sent.length, 0);
  await pause(60);
  assert.deepEqual(sent, [1, 2]);
  outbox.send(() => sent.push(3));
  assert.deepEqual(sent, [1, 2, 3]);
});

Deno.test("a page that is gone says nothing, and the next one speaks at once", async () => {
  const sent = /** @type {number[]} */ ([]);
  const [old, card, next] = [new Outbox(true), new Outbox(), new Outbox()];
  leave(20);
  old.send(() => sent.push(1));
  card.close();
  assert.equal(sent.length, 0);
  old.send(() => sent.push(1));
  old.close();
  next.send(() => sent.push(2));
  await pause(40);
  assert.deepEqual(sent, [2]);
  arrive();
});

/** @type {[string, Partial<typeof CLICK>, string, string, boolean][]} */
const CLICKS = [
  ["another page", {}, "http://localhost:8501/plane", "", true],
  ["another page below a path", {}, "http://localhost:8501/app/neuron", "_self", true],
  ["the page itself", {}, "http://localhost:8501/neuron?w=2", "", false],
  ["another host", {}, "http://example.org/plane", "", false],
  ["a new tab, by its target", {}, "http://localhost:8501/plane", "_blank", false],
  ["a new tab, by a key", { ctrlKey: true }, "http://localhost:8501/plane", "", false],
  ["the middle button", { button: 1 }, "http://localhost:8501/plane", "", false],
];

for (const [name, click, href, target, away] of CLICKS) {
  Deno.test(`a link to ${name}: ${away ? "away" : "not away"}`, () => {
    assert.equal(leadsAway({ ...CLICK, ...click }, { href, target }, HERE), away);
  });
}

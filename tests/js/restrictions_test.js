/** What a link hides and locks, without DOM. */

import assert from "node:assert/strict";
import {
  isFree,
  judge,
  read,
  set,
  written,
} from "../../playground/stage/assets/class/restrictions.js";

Deno.test("names are read from an address, each once", () => {
  assert.deepEqual(read("?w=2&only=w,%20b,,w&lock=Train%20now"), {
    only: ["w", "b"],
    lock: ["Train now"],
  });
  assert.deepEqual(read("?only=&lock"), { only: [], lock: [] });
});

Deno.test("an address with restrictions is read as they were, and has what else it had", () => {
  const wanted = { only: ["w0 sugars", "a & b"], lock: ["w = 2, b = 9", "20 %2C"] };
  const search = written("?w=2&b=90&only=x&lesson=line.2", wanted);
  assert.ok(search.startsWith("?w=2&b=90&lesson=line.2&only="));
  assert.deepEqual(read(search), wanted);
  assert.equal(written("?only=x&lock=y", { only: [], lock: [] }), "");
  assert.equal(written(search, { only: [], lock: [] }), "?w=2&b=90&lesson=line.2");
});

Deno.test("names that no control has are said and left out, field by field", () => {
  const page = ["w", "b", "ReLU"];
  const verdict = judge({ only: ["w", "v"], lock: ["b"] }, page);
  assert.deepEqual([...verdict.shown ?? []], ["w"]);
  assert.deepEqual([...verdict.locked], ["b"]);
  assert.deepEqual(verdict.unknown, [
    "“v” in only= is no control of this page, so it is left out.",
  ]);
  const bad = judge({ only: ["v"], lock: ["x".repeat(500)] }, page);
  assert.equal(bad.shown, null, "nothing is hidden for a name that is none");
  assert.equal(bad.locked.size, 0);
  assert.equal(bad.unknown.length, 2);
  assert.ok(bad.unknown.join("").length < 250);
  const many = judge({ only: [], lock: Array.from({ length: 101 }, (_, i) => `n${i}`) }, page);
  assert.ok(many.unknown.at(-1)?.includes("101 names"));
});

Deno.test("a control that is hidden or locked is not moved by the picture either", () => {
  const free = () => ["w", "b", "probe"].filter((name) => isFree({ name }));
  assert.deepEqual(free(), ["w", "b", "probe"]);
  set({ only: ["w", "b"], lock: ["b"] });
  assert.deepEqual(free(), ["w"]);
  set({ only: [], lock: ["w"] });
  assert.deepEqual(free(), ["b", "probe"]);
  set({ only: [], lock: [] });
  assert.deepEqual(free(), ["w", "b", "probe"]);
});

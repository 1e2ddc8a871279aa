/** What a person types as a number, in one table with the server, and by chance. */

import assert from "node:assert/strict";
import {
  readingHint,
  readNumber,
  readWhole,
} from "../../playground/stage/assets/model/readNumber.js";
import { testCases } from "./cases.js";
import table from "./typedNumbers.json" with { type: "json" };

/** @typedef {import("../../playground/stage/assets/model/readNumber.js").Reading} Reading */

/** @param {(string | number | null)[]} row of the table: text, value, and the other number */
const expected = ([, value, other = null]) => value === null ? null : { value, other };

for (
  const [name, read, rows] of /** @type {const} */ ([
    ["a number", readNumber, table.numbers],
    ["a whole number", readWhole, table.whole],
  ])
) {
  Deno.test(`what is typed as ${name}`, () => {
    for (const row of rows) {
      assert.deepEqual(read(String(row[0])), expected(row), JSON.stringify(row[0]));
    }
  });
}

Deno.test("a number that could be another one is not read without a word", () => {
  const hint = (/** @type {string} */ text) => readingHint(readNumber(text) ?? assert.fail(text));
  assert.equal(hint("-1,234"), "Read as \u22121.234. If you mean \u22121234, type \u22121234.");
  assert.equal(hint("1.000,5"), "");
});

testCases(
  "any text is read as the server reads it",
  "typedNumbers",
  (/** @type {{text: string, reading: Reading | null}[]} */ cases) => {
    assert.ok(cases.filter(({ reading }) => reading).length > 500);
    for (const { text, reading } of cases) assert.deepEqual(readNumber(text), reading, text);
  },
);

/** Cases that pytest writes, with the answers of NumPy or Keras: one truth for both languages. */

import assert from "node:assert/strict";

const VARIABLE = "PLAYGROUND_CASES";

/** @returns {string | undefined} the folder; undefined: pytest does not run these tests */
function folder() {
  const { state } = Deno.permissions.querySync({ name: "env", variable: VARIABLE });
  return state === "granted" ? Deno.env.get(VARIABLE) : undefined;
}

/**
 * A test of all cases in a file; ignored where nobody wrote it.
 *
 * @template T
 * @param {string} name
 * @param {string} file without its ending
 * @param {(cases: T[]) => void} check
 */
export function testCases(name, file, check) {
  const cases = folder();
  Deno.test({
    name,
    ignore: !cases,
    fn: () => check(JSON.parse(Deno.readTextFileSync(`${cases}/${file}.json`))),
  });
}

/**
 * Numbers within a tolerance of the expected ones, as NumPy's `allclose`; null stands for NaN.
 *
 * @param {ArrayLike<number>} received
 * @param {(number | null)[]} expected
 * @param {{rel?: number, abs?: number}} tolerance
 * @param {string} [message]
 */
export function assertClose(received, expected, { rel = 0, abs = 0 }, message = "") {
  assert.equal(received.length, expected.length, message);
  expected.forEach((value, i) => {
    const number = received[i];
    const isClose = value === null
      ? Number.isNaN(number)
      : Math.abs(number - value) <= abs + rel * Math.abs(value);
    assert.ok(isClose, `${message} [${i}]: ${number} is not ${value}`);
  });
}

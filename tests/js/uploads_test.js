/** What stands in place of the error of an upload that never arrived. */

import assert from "node:assert/strict";
import { refusalText } from "../../playground/stage/assets/uploads.js";

/** @type {[string, RegExp | null][]} */
const TEXTS = [
  ["AxiosError: Request failed with status code 413", /too large .* \(413\)\. Choose “Pasted/],
  ["AxiosError: Request failed with status code 403", /refused on its way \(403\)\. Choose “Past/],
  ["AxiosError: Request failed with status code 429", /^Two files of yours are still on their way/],
  ["AxiosError: Request failed with status code 507", /no room .* Choose it again in a minute\.$/],
  ["AxiosError: Network Error", /did not arrive\. Choose “Pasted cells”/],
  ["File must be 20.0MB or smaller.", null],
  ["mass status.csv", null],
  [refusalText("AxiosError: Request failed with status code 413") ?? "", null],
];

for (const [text, expected] of TEXTS) {
  Deno.test(`"${text}" ${expected ? "becomes a sentence" : "stays"}`, () => {
    const shown = refusalText(text);
    if (expected) assert.match(shown ?? "", expected);
    else assert.equal(shown, null);
  });
}

/** A learner's picture, small: a line over the data, a curve, a map, losses, or a mix. */

import { svg } from "../widgets/dom.js";
import { compact } from "../widgets/format.js";
import { linesPicture, rangeOf } from "./lines.js";

/**
 * @typedef {import("../protocol.d.ts").Picture} Picture
 * @typedef {import("../protocol.d.ts").DataPoints} DataPoints
 * @typedef {import("./lines.js").Range} Range
 */

const [WIDTH, HEIGHT] = [320, 180];

/** What it is a picture of, for those who do not see it. @type {Record<Picture["kind"], string>} */
const ABOUT = {
  line: "A line over the data",
  curve: "What the network predicts, along its input",
  map: "What the model predicts over two inputs; dark is high",
  losses: "The loss by epoch; test rows are dashed",
  mix: "A mix of concrete: how much of each ingredient",
};

/** Of pictures that are compared, one range for all of a kind. @param {Picture[]} pictures @returns {Range} */
export function commonRange(pictures) {
  const heights = pictures.flatMap(({ kind, numbers }) =>
    kind === "losses" ? numbers.flat() : numbers[1] ?? []
  );
  return heights.length ? rangeOf(heights) : { low: 0, high: 1 };
}

/**
 * @param {Picture} picture
 * @param {DataPoints | null} points of a line
 * @param {Range} [range] of heights
 */
export function sketch(picture, points, range = commonRange([picture])) {
  const { kind, numbers } = picture;
  if (kind === "line") return linesPicture([picture], points);
  const drawn = { curve, map, losses, mix }[kind](numbers, range);
  return svg(
    "svg",
    {
      class: "np-lines",
      role: "img",
      "aria-label": `${ABOUT[kind]}.${inWords(picture)}`,
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    },
    ...drawn,
  );
}

/** Its numbers in a sentence. @param {Picture} picture */
function inWords({ kind, numbers: [first, second = []] }) {
  if (kind === "losses") return ` The last one is ${compact(first.at(-1) ?? NaN)}.`;
  if (kind === "mix") return second.length ? ` It gives ${compact(second[0])} MPa.` : "";
  return ` From ${compact(Math.min(...second))} to ${compact(Math.max(...second))}.`;
}

/** @param {number[]} heights @param {Range} range @param {string} style */
function path(heights, { low, high }, style) {
  const last = Math.max(1, heights.length - 1);
  const d = heights.map((height, i) =>
    `${i ? "L" : "M"}${(i / last * WIDTH).toFixed(1)},${
      ((1 - (height - low) / (high - low)) * HEIGHT).toFixed(1)
    }`
  ).join("");
  return svg("path", { d, class: `np-lines-line ${style}` });
}

/** @param {number[][]} numbers @param {Range} range */
const curve = ([, heights], range) => [path(heights, range, "")];

/** Small losses matter as much as large ones. @param {number[][]} numbers @param {Range} range */
function losses([train, test = []], { high }) {
  const least = Math.min(...train, ...test);
  const floor = Math.max(least, high * 1e-9, 1e-12);
  const log = (/** @type {number} */ loss) => Math.log10(Math.max(loss, floor));
  const range = rangeOf([log(floor), log(Math.max(high, floor))]);
  return [
    path(train.map(log), range, ""),
    path(test.map(log), range, "np-lines-test"),
  ];
}

/** @param {number[][]} numbers @param {Range} range */
function map([, heights], { low, high }) {
  const cells = Math.round(Math.sqrt(heights.length)) || 1;
  const [across, up] = [WIDTH / cells, HEIGHT / cells];
  return heights.map((height, i) =>
    svg("rect", {
      x: (i % cells * across).toFixed(1),
      y: (HEIGHT - (Math.floor(i / cells) + 1) * up).toFixed(1),
      width: (across + 0.5).toFixed(1),
      height: (up + 0.5).toFixed(1),
      class: "np-sketch-cell",
      "fill-opacity": (0.05 + 0.95 * (height - low) / (high - low)).toFixed(3),
    })
  );
}

/** @param {number[][]} numbers */
function mix([shares, prediction = []]) {
  const [wide, most] = [WIDTH / Math.max(1, shares.length), HEIGHT - 44];
  const bars = shares.map((share, i) => {
    const height = Math.max(2, share * most);
    return svg("rect", {
      x: (i * wide + wide * 0.15).toFixed(1),
      y: (HEIGHT - height).toFixed(1),
      width: (wide * 0.7).toFixed(1),
      height: height.toFixed(1),
      class: "np-sketch-bar",
    });
  });
  const text = prediction.map((strength) =>
    svg("text", { x: 8, y: 30, class: "np-sketch-text" }, `${compact(strength)} MPa`)
  );
  return [...bars, ...text];
}

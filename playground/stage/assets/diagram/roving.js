/** Where an arrow key leads among the parts of a network. No DOM. */

/**
 * @typedef {import("../model/parts.d.ts").Part} Part
 * @typedef {import("../model/parts.d.ts").WeightPart} WeightPart
 */

/** @type {Record<string, number>} */
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/**
 * Up and down stay among a layer's neurons, or among the edges into it, neuron by neuron; left
 * and right follow the signal; Home and End are the first and the last part.
 *
 * @param {number[]} sizes neurons drawn in each column, the inputs first, the output last
 * @param {Part} part
 * @param {string} key as KeyboardEvent names it
 * @returns {Part | null} null where the key leads nowhere
 */
export function nextPart(sizes, part, key) {
  const step = STEPS[key];
  const last = sizes.length - 1;
  if (key === "Home") return tile(0, 0);
  if (key === "End") return tile(last, sizes[last] - 1);
  if (part.kind === "weight") {
    if (key === "ArrowLeft") return tile(part.layer, part.from);
    if (key === "ArrowRight") return tile(part.layer + 1, part.to);
    return step ? edgeBeside(sizes, part, step) : null;
  }
  const column = part.kind === "input" ? 0 : part.layer + 1;
  if (key === "ArrowLeft" && column > 0) return edge(column - 1, 0, part.unit);
  if (key === "ArrowRight" && column < last) return edge(column, part.unit, 0);
  const unit = part.unit + (step ?? NaN);
  return unit >= 0 && unit < sizes[column] ? tile(column, unit) : null;
}

/** @param {number[]} sizes @param {WeightPart} part @param {number} step */
function edgeBeside(sizes, { layer, from, to }, step) {
  const width = sizes[layer];
  const index = to * width + from + step;
  if (index < 0 || index >= width * sizes[layer + 1]) return null;
  return edge(layer, index % width, Math.floor(index / width));
}

/** @param {number} layer @param {number} from @param {number} to @returns {Part} */
const edge = (layer, from, to) => ({ kind: "weight", layer, from, to });

/** @param {number} column 0: the inputs @param {number} unit @returns {Part} */
const tile = (column, unit) =>
  column === 0 ? { kind: "input", unit } : { kind: "neuron", layer: column - 1, unit };

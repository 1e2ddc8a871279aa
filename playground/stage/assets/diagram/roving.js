/** Where an arrow key leads among the parts of a network: no DOM. */

/**
 * Up and down stay among a layer's neurons, or among the edges into it, neuron by neuron; left
 * and right follow the signal; Home and End are the first and the last part.
 *
 * @param {number[]} sizes neurons drawn in each column, the inputs first, the output last
 * @param {import("./networkParts.js").Part} part
 * @param {string} key as KeyboardEvent names it
 * @returns {import("./networkParts.js").Part | null} null where the key leads nowhere
 */
export function stepped(sizes, part, key) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (key === "Home") return tile(0, 0);
  if (key === "End") return tile(sizes.length - 1, sizes.at(-1) - 1);
  if (part.kind === "weight") {
    if (key === "ArrowLeft") return tile(part.layer, part.from);
    if (key === "ArrowRight") return tile(part.layer + 1, part.to);
    return step ? edgeBeside(sizes, part, step) : null;
  }
  const column = part.kind === "input" ? 0 : part.layer + 1;
  if (key === "ArrowLeft" && column > 0) return edge(column - 1, 0, part.unit);
  if (key === "ArrowRight" && column < sizes.length - 1) return edge(column, part.unit, 0);
  const unit = part.unit + (step ?? NaN);
  return unit >= 0 && unit < sizes[column] ? tile(column, unit) : null;
}

function edgeBeside(sizes, { layer, from, to }, step) {
  const width = sizes[layer];
  const place = to * width + from + step;
  if (place < 0 || place >= width * sizes[layer + 1]) return null;
  return edge(layer, place % width, Math.floor(place / width));
}

const edge = (layer, from, to) => ({ kind: "weight", layer, from, to });
const tile = (
  column,
  unit,
) => (column === 0 ? { kind: "input", unit } : { kind: "neuron", layer: column - 1, unit });

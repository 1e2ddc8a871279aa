/** Where everything in the diagram of a network is, in px: numbers only, no DOM. */

/** Width and height of a neuron's tile. */
export const TILE = 44;
export const INPUT_HEIGHT = 40;
/** Radius of a tile's corners. */
export const ROUNDING = 9;
const HEAD = { bare: 62, full: 100, fingers: 116 };
const ROW = 64;
const BELOW = 20;
const GAP = { least: 90, most: 220 };
const FAN = { each: 9, all: 32 };

/**
 * @typedef {object} Column
 * @property {number} x of its middle
 * @property {number} half from there to the left and right borders of its tiles
 * @property {number[]} y of the middle of each tile
 *
 * @typedef {object} Layout
 * @property {number} width
 * @property {number} height
 * @property {Column[]} columns inputs, hidden layers, output
 * @property {number[]} between x halfway between a column and the next one
 */

/**
 * Columns of tiles, each centred on the same line; the gaps between them fill the width.
 *
 * @param {number[]} sizes tiles drawn in each column, the inputs first, the output last
 * @param {number} width available
 * @param {{input: number, output: number, more: boolean, below?: number, fingers?: boolean}} room
 *   width of an input's tile and of the output's name; whether a column says how many neurons are
 *   not drawn; px below all; whether the controls above are as large as fingers need them
 * @returns {Layout}
 */
export function layoutOf(sizes, width, { input, output, more, below = 0, fingers = false }) {
  const halves = sizes.map((_, column) => (column === 0 ? input / 2 : TILE / 2));
  const margin = { left: 4, right: Math.max(52, output / 2 + 4) - TILE / 2 };
  const tiles = halves.reduce((sum, half) => sum + 2 * half, margin.left + margin.right);
  const gaps = sizes.length - 1;
  const gap = Math.min(GAP.most, Math.max(GAP.least, (width - tiles) / gaps));
  const used = tiles + gaps * gap;
  const rows = Math.max(...sizes);
  const top = headOf(sizes.length, fingers) + (rows === 1 ? 24 : 8);
  /** @type {Column[]} */
  const columns = [];
  let left = margin.left + Math.max(0, (width - used) / 2);
  sizes.forEach((size, column) => {
    const half = halves[column];
    const y = Array.from(
      { length: size },
      (_, row) => top + TILE / 2 + ROW * (row + (rows - size) / 2),
    );
    columns.push({ x: left + half, half, y });
    left += 2 * half + gap;
  });
  const between = columns.slice(1).map((column) => column.x - column.half - gap / 2);
  const height = top + rows * ROW + (more ? BELOW : 0) + below;
  return { width: Math.max(width, used), height, columns, between };
}

/** Room for the controls above. @param {number} columns @param {boolean} fingers */
const headOf = (columns, fingers) => columns <= 2 ? HEAD.bare : fingers ? HEAD.fingers : HEAD.full;

/**
 * The curve of an edge, from the right border of a tile to the left border of another. Edges
 * that share a tile leave and arrive a few pixels apart.
 *
 * @param {Column} start
 * @param {Column} end
 * @param {number} from row in `start`
 * @param {number} to row in `end`
 */
export function edgePath(start, end, from, to) {
  const x0 = start.x + start.half;
  const x1 = end.x - end.half;
  const y0 = start.y[from] + fanned(to, end.y.length);
  const y1 = end.y[to] + fanned(from, start.y.length);
  const middle = (x0 + x1) / 2;
  const at = (/** @type {number[]} */ ...numbers) =>
    numbers.map((value) => value.toFixed(1)).join(",");
  return `M${at(x0, y0)}C${at(middle, y0, middle, y1, x1, y1)}`;
}

/** How far from the tile's middle an edge ends. @param {number} index @param {number} count of edges */
const fanned = (index, count) => (index - (count - 1) / 2) * Math.min(FAN.each, FAN.all / count);

/** Width of an edge in px: thin for 0, wider with the weight's size, 7 at most. @param {number} weight */
export const widthOf = (weight) => 0.5 + 6.5 * Math.tanh(Math.abs(weight) / 1.5);

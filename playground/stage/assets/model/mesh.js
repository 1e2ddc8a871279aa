/** A square grid over two inputs as triangles in space. */

/**
 * All but the heights, which are given row by row, the first input running fastest.
 *
 * @param {number} cells points along each side
 * @param {number[][]} spans ends of both inputs
 */
export function flatMesh(cells, [[x0, x1], [y0, y1]]) {
  /** @type {Record<"x" | "y" | "i" | "j" | "k", number[]>} */
  const flat = { x: [], y: [], i: [], j: [], k: [] };
  const mesh = { cells, ...flat };
  for (let b = 0; b < cells; b++) {
    for (let a = 0; a < cells; a++) {
      mesh.x.push(x0 + ((x1 - x0) * a) / (cells - 1));
      mesh.y.push(y0 + ((y1 - y0) * b) / (cells - 1));
      if (a === cells - 1 || b === cells - 1) continue;
      const corner = b * cells + a;
      mesh.i.push(corner, corner + 1);
      mesh.j.push(corner + 1, corner + cells + 1);
      mesh.k.push(corner + cells, corner + cells);
    }
  }
  return mesh;
}

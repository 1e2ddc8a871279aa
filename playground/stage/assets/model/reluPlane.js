/**
 * A plane over a rectangle, and how ReLU folds it: pure geometry.
 *
 * @typedef {{x: number, y: number, s: number}} Corner `s`: the sum w·x + b there
 * @typedef {{x: number, y: number, z: number}} Point
 * @typedef {{x: number[], y: number[], z: number[], i: number[], j: number[], k: number[]}} Mesh
 */

/**
 * @param {Corner[]} corners four, in order around the rectangle
 * @param {boolean} relu
 * @returns {{mesh: Mesh, hinge: {x: number[], y: number[]} | null}} the hinge is where s is 0
 */
export function folded(corners, relu) {
  if (!relu) return { mesh: meshOf([corners.map((c) => ({ ...c, z: c.s }))]), hinge: null };
  /** @type {Point[]} */
  const cuts = [];
  /** @type {Point[]} */
  const active = [];
  /** @type {Point[]} */
  const flat = [];
  corners.forEach((a, n) => {
    const b = corners[(n + 1) % corners.length];
    (a.s > 0 ? active : flat).push({ ...a, z: Math.max(0, a.s) });
    if (a.s > 0 === b.s > 0) return;
    const t = a.s / (a.s - b.s);
    const cut = { x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y), z: 0 };
    cuts.push(cut);
    active.push(cut);
    flat.push(cut);
  });
  const hinge = cuts.length === 2 ? { x: cuts.map((c) => c.x), y: cuts.map((c) => c.y) } : null;
  return { mesh: meshOf([active, flat]), hinge };
}

/** Polygons as fans of triangles. @param {Point[][]} polygons */
function meshOf(polygons) {
  /** @type {Mesh} */
  const mesh = { x: [], y: [], z: [], i: [], j: [], k: [] };
  for (const polygon of polygons) {
    const first = mesh.x.length;
    for (const { x, y, z } of polygon) {
      mesh.x.push(x);
      mesh.y.push(y);
      mesh.z.push(z);
    }
    for (let n = 1; n + 1 < polygon.length; n++) {
      mesh.i.push(first);
      mesh.j.push(first + n);
      mesh.k.push(first + n + 1);
    }
  }
  return mesh;
}

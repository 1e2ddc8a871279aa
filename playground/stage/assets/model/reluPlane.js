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

/**
 * Lines on the plane along both inputs, so that its tilt is read; folded as it is.
 *
 * @param {Corner[]} corners four, in order around the rectangle
 * @param {boolean} relu
 * @param {number} parts into which they divide each side
 * @returns {{x: (number | null)[], y: (number | null)[], z: (number | null)[]}} null ends a line
 */
export function gridOf(corners, relu, parts) {
  const [a, b, c, d] = corners;
  /** @type {ReturnType<typeof gridOf>} */
  const lines = { x: [], y: [], z: [] };
  for (let n = 0; n <= parts; n++) {
    for (const [p, q, r, s] of [[a, b, d, c], [a, d, b, c]]) {
      const [from, to] = [within(p, q, n / parts), within(r, s, n / parts)];
      const folds = relu && from.s > 0 !== to.s > 0;
      const bend = folds ? [within(from, to, from.s / (from.s - to.s))] : [];
      for (const { x, y, s: sum } of [from, ...bend, to]) {
        lines.x.push(x);
        lines.y.push(y);
        lines.z.push(relu ? Math.max(0, sum) : sum);
      }
      for (const axis of [lines.x, lines.y, lines.z]) axis.push(null);
    }
  }
  return lines;
}

/** @param {Corner} a @param {Corner} b @param {number} t @returns {Corner} */
const within = (a, b, t) => ({
  x: a.x + t * (b.x - a.x),
  y: a.y + t * (b.y - a.y),
  s: a.s + t * (b.s - a.s),
});

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

/** Where the camera of a picture in space stands: pure geometry, in multiples of its size. */

/** @typedef {[number, number, number]} Camera where it stands */

/** What it looks at: a little below the middle, so that the axes' names stay in the picture. */
export const CENTER = { x: 0, y: 0, z: -0.14 };

/** Not further up or down than this, radians: from straight above, across and up would swap. */
const STEEPEST = 1.5;
const [NEAREST, FURTHEST] = [0.6, 6];

/** Seen from at least this angle, a plane shows its tilt, radians. */
export const LEAST = Math.PI / 6;
/** Where the camera goes, it stands a little further off the edge than it must. */
const WANTED = LEAST + 0.05;
/** Between which heights it then stands: from below, a picture is not read. */
const [LOWEST, HIGHEST] = [0.14, 1.2];
/** Steps of the search, radians. */
const STEP = Math.PI / 90;

/**
 * @typedef {object} Direction from the point that is looked at to the camera
 * @property {number} around radians from the first axis
 * @property {number} up radians above the horizon
 * @property {number} away
 */

/** @param {Camera} camera @returns {Direction} */
export function directionOf([x, y, z]) {
  const [dx, dy, dz] = [x - CENTER.x, y - CENTER.y, z - CENTER.z];
  const flat = Math.hypot(dx, dy);
  return { around: Math.atan2(dy, dx), up: Math.atan2(dz, flat), away: Math.hypot(flat, dz) };
}

/** @param {Direction} direction @returns {Camera} to three digits, as links have it */
export function cameraAt({ around, up, away }) {
  const flat = away * Math.cos(up);
  return [
    rounded(CENTER.x + flat * Math.cos(around)),
    rounded(CENTER.y + flat * Math.sin(around)),
    rounded(CENTER.z + away * Math.sin(up)),
  ];
}

/** @param {number} value */
const rounded = (value) => Number(value.toFixed(3)) + 0;

/**
 * The camera after a turn around the point that is looked at.
 *
 * @param {Camera} camera
 * @param {number} around radians
 * @param {number} up radians
 * @param {number} [nearer] the distance is divided by it
 */
export function turned(camera, around, up, nearer = 1) {
  const from = directionOf(camera);
  return cameraAt({
    around: from.around + around,
    up: clamp(from.up + up, -STEEPEST, STEEPEST),
    away: clamp(from.away / nearer, NEAREST, FURTHEST),
  });
}

/** @param {number} value @param {number} low @param {number} high */
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/**
 * On the way from one camera to another, on a sphere around what is looked at.
 *
 * @param {Camera} from
 * @param {Camera} to
 * @param {number} t 0 to 1
 */
export function between(from, to, t) {
  if (t === 1) return to;
  const [a, b] = [directionOf(from), directionOf(to)];
  const way = Math.atan2(Math.sin(b.around - a.around), Math.cos(b.around - a.around));
  return cameraAt({
    around: a.around + t * way,
    up: a.up + t * (b.up - a.up),
    away: a.away + t * (b.away - a.away),
  });
}

/**
 * A plane as it is drawn: the direction at right angles to it, of length 1.
 *
 * @param {number[]} slopes w of both shown inputs
 * @param {number[][]} ranges ends of the three axes; each is drawn equally long
 * @returns {Camera}
 */
export function normalOf([w, v], ranges) {
  const [x, y, z] = ranges.map(([low, high]) => high - low);
  const normal = [-w * x / z, -v * y / z, 1];
  const length = Math.hypot(...normal);
  return [normal[0] / length, normal[1] / length, 1 / length];
}

/** The angle between the line of sight and a plane, radians. @param {Camera} camera @param {Camera} normal */
export function angleTo(camera, normal) {
  return Math.asin(Math.min(1, Math.abs(dot(unit(directionOf(camera)), normal))));
}

/**
 * The nearest place for the camera from which a plane is not seen edge-on.
 *
 * @param {Camera} camera
 * @param {Camera} normal of the plane
 * @returns {Camera} the same where it stands well already
 */
export function cameraForPlane(camera, normal) {
  if (angleTo(camera, normal) >= LEAST) return camera;
  const from = directionOf(camera);
  const here = unit(from);
  let [best, nearest] = [camera, -2];
  for (let up = LOWEST; up <= HIGHEST; up += STEP) {
    for (let around = -Math.PI; around < Math.PI; around += STEP) {
      const there = unit({ around, up, away: 1 });
      const near = dot(there, here);
      if (near <= nearest || Math.abs(dot(there, normal)) < Math.sin(WANTED)) continue;
      [best, nearest] = [cameraAt({ around, up, away: from.away }), near];
    }
  }
  return best;
}

/** @param {Direction} direction @returns {Camera} */
const unit = ({ around, up }) => [
  Math.cos(up) * Math.cos(around),
  Math.cos(up) * Math.sin(around),
  Math.sin(up),
];

/** @param {Camera} a @param {Camera} b */
const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** A box so wide, in its heights, has room for the names of the axes; no scene is smaller than that share. */
const [WIDE, SMALLEST] = [1.4, 0.7];

/**
 * How large a scene is drawn in a narrow box, so that the names of its axes are not cut off.
 *
 * @param {{clientWidth: number, clientHeight: number}} box
 */
export function shareOf({ clientWidth, clientHeight }) {
  const share = clientHeight ? clientWidth / clientHeight / WIDE : 1;
  return Math.round(50 * Math.min(1, Math.max(SMALLEST, share))) / 50;
}

/** Where a finger can drag in the chart of a neuron's line: handles, none over another. No DOM. */

import { FINGER_REACH } from "../widgets/drag.js";

/**
 * @typedef {import("./plot.js").AxisScales} AxisScales
 * @typedef {import("./lineSegment.js").Segment} Segment
 * @typedef {import("./lineSegment.js").Target} Target
 * @typedef {import("./lineSegment.js").Unit} Unit
 *
 * @typedef {{x: number, y: number}} Spot in pixels
 *
 * @typedef {object} Handles null where there is no room, or nothing to drag
 * @property {Spot | null} grip the probe's, on the axis
 * @property {Spot | null} dot the probe's, on the line
 * @property {Spot | null} lift
 * @property {Spot | null} turn
 */

/** From centre to centre, so that no finger hits two. */
const APART = 2 * FINGER_REACH;
/** Places on the visible line, best first: 0 is its middle, 1 the end that is further from x = 0. */
const LIFT_AT = [0, -0.3, 0.3, -0.6, 0.6, -0.85];
const TURN_AT = [0.85, 0.7, 0.55, 0.4, -0.85, -0.7, -0.4];
/** @type {Record<keyof Handles, Target["part"]>} */
const PARTS = { grip: "probe", dot: "probe", lift: "lift", turn: "turn" };
/** @type {Handles} */
export const NO_HANDLES = { grip: null, dot: null, lift: null, turn: null };

/**
 * @param {Segment | null} segment of the line, the visible one
 * @param {Unit} unit
 * @param {AxisScales} scales
 * @param {Spot} probe in the axes' units
 * @returns {Handles}
 */
export function fingerHandles(segment, unit, scales, probe) {
  const { px, py, left, top, width, height } = scales;
  const at = { x: px(probe.x), y: py(probe.y) };
  const seen = at.x >= left - 1 && at.x <= left + width + 1;
  const grip = seen ? { x: at.x, y: top + height } : null;
  const { lift, turn } = segment ? onLine(segment, unit, scales, grip) : NO_HANDLES;
  const inside = seen && at.y >= top && at.y <= top + height;
  const dot = inside ? firstFree([at], [grip, lift, turn]) : null;
  return { grip, dot, lift, turn };
}

/**
 * The mouse drags anywhere on the line: its handles only show where.
 *
 * @param {Segment | null} segment of the line, the visible one
 * @param {Unit} unit
 * @param {AxisScales} scales
 * @returns {Handles}
 */
export function mouseHandles(segment, { w, b }, { px, py }) {
  if (!segment) return NO_HANDLES;
  const spot = (/** @type {number} */ x) => ({ x: px(x), y: py(w * x + b) });
  const { middle, end, turns } = segment;
  return { ...NO_HANDLES, lift: spot(middle), turn: turns ? spot(end) : null };
}

/** @param {Segment} segment @param {Unit} unit @param {AxisScales} scales @param {Spot | null} grip */
function onLine({ middle, outer, canTurn }, { w, b }, { px, py }, grip) {
  const spots = (/** @type {number[]} */ shares, canBe = (/** @type {number} */ _x) => true) =>
    shares.map((share) => middle + share * (outer - middle)).filter(canBe)
      .map((x) => ({ x: px(x), y: py(w * x + b) }));
  const [lifts, turns] = [spots(LIFT_AT), spots(TURN_AT, canTurn)];
  for (const lift of lifts.filter((place) => isFree(place, [grip]))) {
    const turn = firstFree(turns, [grip, lift]);
    if (turn) return { lift, turn };
  }
  return { lift: firstFree(lifts, [grip]), turn: null };
}

/** @param {Spot[]} spots @param {(Spot | null)[]} taken */
const firstFree = (spots, taken) => spots.find((spot) => isFree(spot, taken)) ?? null;

/** @param {Spot} spot @param {(Spot | null)[]} taken */
const isFree = (spot, taken) => taken.every((other) => !other || distance(spot, other) >= APART);

/** @param {Spot} one @param {Spot} other */
const distance = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);

/**
 * The nearest handle that a finger hits.
 *
 * @param {Handles} handles
 * @param {Spot} finger
 * @returns {Target | null}
 */
export function hitHandle(handles, finger) {
  /** @type {Target | null} */
  let hit = null;
  let reach = FINGER_REACH;
  for (const name of /** @type {(keyof Handles)[]} */ (Object.keys(PARTS))) {
    const spot = handles[name];
    if (!spot || distance(spot, finger) > reach) continue;
    reach = distance(spot, finger);
    hit = { part: PARTS[name], aside: spot.x - finger.x, off: spot.y - finger.y };
  }
  return hit;
}

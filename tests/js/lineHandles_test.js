/** Handles of a neuron's line for fingers: on the line, in the picture, none over another. */

import assert from "node:assert/strict";
import { fingerHandles, hitHandle } from "../../playground/stage/assets/charts/lineHandles.js";
import { visibleSegment } from "../../playground/stage/assets/charts/lineSegment.js";

const LEFT = 60;
const TOP = 10;

/** Axes of a chart as narrow as on a phone. @param {[number, number]} xs @param {[number, number]} ys */
function scalesOf([x0, x1], [y0, y1], width = 280, height = 300) {
  return {
    ...{ left: LEFT, top: TOP, width, height, x0, x1, y0, y1 },
    size: /** @type {[number, number]} */ ([width + LEFT, height + TOP]),
    px: (/** @type {number} */ x) => LEFT + ((x - x0) / (x1 - x0)) * width,
    py: (/** @type {number} */ y) => TOP + ((y1 - y) / (y1 - y0)) * height,
    x: (/** @type {number} */ px) => x0 + ((px - LEFT) / width) * (x1 - x0),
    y: (/** @type {number} */ py) => y1 - ((py - TOP) / height) * (y1 - y0),
  };
}

const scales = scalesOf([-0.5, 16], [-5, 170]);

/** @param {number} w @param {number} b @param {number} probe */
function handlesOf(w, b, probe, relu = false) {
  const unit = { w, b, relu };
  const y = relu ? Math.max(0, w * probe + b) : w * probe + b;
  const segment = visibleSegment(unit, scales);
  return { segment, handles: fingerHandles(segment, unit, scales, { x: probe, y }) };
}

/** Many lines, from flat to steep, and probes. */
function* everyCase() {
  for (const w of [-200, -40, -11, -2.5, -0.1, 0, 0.1, 2.5, 9, 30, 150]) {
    for (let b = -400; b <= 600; b += 25) {
      for (const probe of [-3, 0, 2.5, 5, 7.8, 11, 15.9]) yield { w, b, probe };
    }
  }
}

Deno.test("no handle is over another, and each lies on the line and in the picture", () => {
  for (const { w, b, probe } of everyCase()) {
    const { handles: { grip, ...onLine } } = handlesOf(w, b, probe);
    const spots = [grip, ...Object.values(onLine)].filter((spot) => spot !== null);
    for (const [i, one] of spots.entries()) {
      for (const other of spots.slice(i + 1)) {
        const apart = Math.hypot(one.x - other.x, one.y - other.y);
        assert.ok(apart >= 44, `w ${w}, b ${b}, probe ${probe}: ${apart} px apart`);
      }
    }
    for (const spot of Object.values(onLine).filter((spot) => spot !== null)) {
      const { x, y } = spot;
      assert.ok(Math.abs(scales.py(w * scales.x(x) + b) - y) < 1e-6);
      assert.ok(x >= LEFT - 1e-6 && x <= LEFT + scales.width + 1e-6);
      assert.ok(y >= TOP - 1e-6 && y <= TOP + scales.height + 1e-6);
    }
  }
});

Deno.test("a line that is well in the picture is lifted and turned", () => {
  for (const { w, b, probe } of everyCase()) {
    const { segment, handles } = handlesOf(w, b, probe);
    if (!segment) {
      assert.deepEqual([handles.lift, handles.turn], [null, null]);
      continue;
    }
    const { from, to } = segment;
    const long = Math.hypot(
      scales.px(to) - scales.px(from),
      scales.py(w * to + b) - scales.py(w * from + b),
    );
    if (long < 200) continue;
    assert.ok(handles.lift, `w ${w}, b ${b}, probe ${probe}`);
    if (Math.abs(to) > 4) assert.ok(handles.turn, `w ${w}, b ${b}, probe ${probe}`);
  }
});

Deno.test("with ReLU the handles lie on the rising side", () => {
  const { handles: { lift, turn } } = handlesOf(20, -100, 8, true);
  for (const spot of [lift, turn]) assert.ok(spot && scales.x(spot.x) > 5);
});

Deno.test("a finger takes the handle that it hits, where it hits it, and nothing elsewhere", () => {
  const { handles } = handlesOf(2.5, 90, 2);
  const { grip, dot, lift, turn } = handles;
  assert.ok(grip && dot && lift && turn);
  for (
    const [spot, part]
      of /** @type {const} */ ([[grip, "probe"], [dot, "probe"], [lift, "lift"], [turn, "turn"]])
  ) {
    const finger = { x: spot.x + 13, y: spot.y - 17 };
    assert.deepEqual(hitHandle(handles, finger), { part, aside: -13, off: 17 });
    assert.equal(hitHandle(handles, { x: spot.x, y: spot.y - 23 }), null);
  }
  const between = { x: (lift.x + turn.x) / 2, y: (lift.y + turn.y) / 2 };
  assert.equal(hitHandle(handles, between), null, "the line itself scrolls");
});

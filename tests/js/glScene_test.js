/** What is left of a picture in space once it is taken down. */

import assert from "node:assert/strict";
import { GlScene } from "../../playground/stage/assets/charts/glScene.js";

/** Plotly's camera: a touch turns it by the canvas' height. */
class Camera {
  turned = 0;

  constructor() {
    this.tick = () => false;
    this.view = {
      rotate: (/** @type {number} */ _t, /** @type {number} */ by) => void (this.turned += by),
      pan: () => {},
      translate: () => {},
    };
  }

  /** @param {number} moved pixels @param {number} height of the canvas */
  touch(moved, height) {
    this.view.rotate(0, moved / height);
  }
}

Deno.test("a finger that is still down turns nothing after its picture is gone", () => {
  globalThis.cancelAnimationFrame ??= () => {};
  const camera = new Camera();
  const lost = { isContextLost: () => true, getExtension: () => null };
  const scene = { camera, glplot: { gl: lost, objects: [] } };
  const plot = /** @type {any} */ ({ _fullLayout: { scene: { _scene: scene } } });
  const picture = new GlScene(plot, 1, () => {});
  camera.touch(20, 400);
  assert.equal(camera.turned, 0.05);
  picture.close();
  for (const moved of [20, 0]) camera.touch(moved, 0);
  assert.equal(camera.turned, 0.05);
});

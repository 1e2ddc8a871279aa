/** What is left of a picture in space once it is taken down. */

import assert from "node:assert/strict";
import { GlScene } from "../../playground/stage/assets/charts/glScene.js";

/** Plotly's camera: a touch turns it by the canvas' height, unless it is bound to nothing. */
class Camera {
  /** @type {string | false} */
  keyBindingMode = "rotate";
  turned = 0;

  constructor() {
    this.tick = () => false;
  }

  /** @param {number} height of the canvas */
  touch(height) {
    if (this.keyBindingMode !== false) this.turned += 20 / height;
  }
}

Deno.test("a finger that is still down turns nothing after its picture is gone", () => {
  globalThis.cancelAnimationFrame ??= () => {};
  const camera = new Camera();
  const lost = { isContextLost: () => true, getExtension: () => null };
  const scene = { camera, glplot: { gl: lost, objects: [] } };
  const plot = /** @type {any} */ ({ _fullLayout: { scene: { _scene: scene } } });
  const picture = new GlScene(plot, 1, () => {});
  camera.touch(400);
  assert.equal(camera.turned, 0.05);
  picture.close();
  camera.touch(0);
  assert.equal(camera.turned, 0.05);
});

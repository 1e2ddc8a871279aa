/**
 * What Plotly draws a scene with, driven directly.
 *
 * For every change of one trace `Plotly.restyle` sets up all of them, and Plotly reads a second
 * picture back that tells which point the mouse is over. Without a graphics card that takes longer
 * than a frame. Here only the changed traces are updated, the second picture waits until the scene
 * rests, and while it moves it has fewer pixels where they are slow.
 */

import { drawsWithoutCard, release } from "./webgl.js";

/**
 * @typedef {import("./plot.js").Plot} Plot
 * @typedef {import("../model/camera.js").Camera} Camera
 */

/** Canvas pixels for each CSS pixel while a slow scene moves. */
const COARSE = 0.75;
/** Milliseconds and frames without a change after which a scene rests, however slow it is. */
const [REST, REST_FRAMES] = [150, 6];
/** A frame may take this many milliseconds before pixels are saved. */
const SLOW = 28;
/** Frames further apart belong to no movement. */
const PAUSE = 120;

export class GlScene {
  moving = false;
  #drawing = false;
  #last = 0;
  /** Since the last change. */
  #frames = 0;
  #watch = 0;
  /** Parts of the scene that are asked as `#pickSafely` says. @type {WeakSet<object>} */
  #safe = new WeakSet();

  /**
   * @param {Plot} plot drawn by Plotly
   * @param {number} ratio canvas pixels for each CSS pixel at rest
   * @param {() => void} onLost the graphics card took the context away
   */
  constructor(plot, ratio, onLost) {
    this.plot = plot;
    this.ratio = ratio;
    this.scene = plot._fullLayout.scene._scene;
    this.camera = this.scene.camera;
    this.gl = this.scene.glplot.gl;
    /** How long a frame takes while something moves, ms. */
    this.pace = 0;
    this.slow = drawsWithoutCard(this.gl);
    // Plotly would wait for the context to come back, which it never does.
    this.scene.recoverContext = () => setTimeout(onLost);
    this.#skipPicking();
    this.#pickSafely();
    this.#turnByNumbers();
    // Plotly asks in every frame whether a buffer is one, and the answer comes once all is drawn.
    this.gl.isBuffer = (/** @type {unknown} */ buffer) => buffer instanceof WebGLBuffer;
  }

  /**
   * A turn of the camera alone does not draw the picture for the mouse either, until it ends. What
   * is drawn for it asks whether the camera has turned, too, and follows no second time.
   */
  #skipPicking() {
    const tick = this.camera.tick.bind(this.camera);
    this.camera.tick = () => {
      const turned = tick();
      if (!turned || !this.moving) return turned;
      if (!this.#drawing) queueMicrotask(() => this.redraw());
      return false;
    };
  }

  /**
   * A pointer over a canvas without a height, as when the picture is taken away under it, turns by
   * infinity, and a wheel after seconds without a frame goes infinitely near: the camera would
   * never come back from there.
   */
  #turnByNumbers() {
    const { view } = this.camera;
    for (const way of ["rotate", "pan", "translate"]) {
      const move = view[way].bind(view);
      view[way] = (/** @type {(number | undefined)[]} */ ...by) => {
        if (by.every((value = 0) => Number.isFinite(value))) move(...by);
      };
    }
  }

  /**
   * The mouse is looked up in a picture that was drawn when the scene rested. What it finds there
   * can be a triangle that a trace has no longer, for which Plotly throws: then it is over nothing.
   * And at the last point of a line Plotly forgets the coordinates, without which it cannot draw.
   */
  #pickSafely() {
    for (const object of this.scene.glplot.objects) {
      if (this.#safe.has(object)) continue;
      this.#safe.add(object);
      const pick = object.pick.bind(object);
      object.pick = (/** @type {unknown} */ found) => {
        try {
          const picked = pick(found);
          if (picked) picked.dataCoordinate ??= picked.position;
          return picked;
        } catch (error) {
          if (error instanceof TypeError) return null;
          throw error;
        }
      };
    }
  }

  /** Where the camera stands now. @returns {Camera} */
  eye() {
    const { x, y, z } = this.scene.getCamera().eye;
    return [x, y, z];
  }

  /** Moves the camera, and has Plotly remember it. @param {{eye: object, center: object}} camera */
  look(camera) {
    this.stir();
    const { fullSceneLayout } = this.scene;
    for (const layout of [fullSceneLayout, this.plot._fullLayout.scene, this.plot.layout.scene]) {
      layout.camera = { ...layout.camera, ...structuredClone(camera) };
    }
    this.scene.setViewport(fullSceneLayout);
  }

  /**
   * Updates one trace.
   *
   * @param {number} index
   * @param {Record<string, any>} change coordinates, or colours of the markers
   * @returns {boolean} whether it could: only Plotly can show a trace, or hide it
   */
  update(index, change) {
    const full = this.plot._fullData?.[index];
    const trace = this.scene.traces[full?.uid];
    if (!trace || full.visible !== true || change.x?.length === 0) return false;
    // Plotly scales the scene by what was in it at first: where that was nothing, it must do so anew.
    const { dataScale } = this.scene;
    if (dataScale && !dataScale.every((/** @type {number} */ scale) => scale > 0)) return false;
    for (const known of [full, this.plot.data?.[index]]) {
      const { marker, ...coordinates } = change;
      Object.assign(known, coordinates);
      if (marker) Object.assign(known.marker, marker);
    }
    if (change.x && full._length) full._length = change.x.length;
    trace.update(full);
    this.#pickSafely();
    return true;
  }

  /** Draws the traces as they are now, at once. */
  redraw() {
    const { glplot } = this.scene;
    // Before its own first frame it has no camera; in that frame it draws all traces.
    if (!glplot?.cameraParams.view) return;
    for (const object of glplot.objects) object.dirty = false;
    this.#drawing = true;
    try {
      glplot.redraw();
    } finally {
      this.#drawing = false;
    }
  }

  /** Something moves: from here on until it rests. */
  stir() {
    const now = performance.now();
    const took = now - this.#last;
    if (took < PAUSE) this.pace += (took - this.pace) / 8;
    this.#last = now;
    this.moving = true;
    this.slow ||= this.pace > SLOW;
    if (this.slow) this.#setRatio(COARSE);
    this.#frames = 0;
    this.#watch ||= requestAnimationFrame(() => this.#wait());
  }

  #wait() {
    this.#frames += 1;
    const rests = this.#frames >= REST_FRAMES && performance.now() - this.#last >= REST;
    this.#watch = rests ? 0 : requestAnimationFrame(() => this.#wait());
    if (rests) this.#rest();
  }

  /** Sharp again, and the mouse can be over a point. */
  #rest() {
    this.moving = false;
    this.#setRatio(this.ratio);
    this.scene.glplot?.update();
  }

  /** @param {number} ratio canvas pixels for each CSS pixel, from the next frame on */
  #setRatio(ratio) {
    const { glplot } = this.scene;
    if (glplot) glplot.pixelRatio = ratio;
  }

  /** Gives the context back, once Plotly has taken the chart down. */
  close() {
    cancelAnimationFrame(this.#watch);
    this.moving = false;
    release(this.gl);
  }
}

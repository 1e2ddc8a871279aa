/** WebGL: whether this browser draws in space, and contexts that are given back or lost. */

import { html } from "../widgets/dom.js";

/**
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {WebGLRenderingContext | null | undefined} Gl
 */

/** Why there is no picture in space; it ends a sentence about what is there instead. */
const REASON = "This browser cannot draw in space (no WebGL)";
/** What is written where a picture in space would be. */
export const NO_SPACE = `${REASON}, so you see the view from above.`;
/** The same where there is no view from above. */
export const NO_SURFACE = `${REASON}, so the surface is left out.`;

/** A page that has lost this many contexts draws no more in space. */
const TOO_MANY = 4;
let losses = 0;
/** Whether there is WebGL; null: not tried yet. @type {boolean | null} */
let available = null;

/** Whether a picture can be drawn in space. Plotly is asked for one only if this is true. */
export const hasWebGl = () => available ??= losses < TOO_MANY && canDraw();

/** Whether a context is handed out that can do what Plotly's meshes need. */
function canDraw() {
  try {
    const gl = html("canvas").getContext("webgl");
    const draws = Boolean(gl?.getExtension("OES_standard_derivatives"));
    release(gl);
    return draws;
  } catch {
    return false;
  }
}

/** The graphics card took a context away: whether there will be another is tried anew. */
export function noteLostContext() {
  losses += 1;
  available = null;
}

/** A browser hands out 16 contexts and then takes the oldest away: this one is given back. @param {Gl} gl */
export function release(gl) {
  if (gl && !gl.isContextLost()) gl.getExtension("WEBGL_lose_context")?.loseContext();
}

/** Whether the processor draws what a graphics card should. @param {Gl} gl */
export function drawsWithoutCard(gl) {
  const info = gl?.getExtension("WEBGL_debug_renderer_info");
  const name = info ? String(gl?.getParameter(info.UNMASKED_RENDERER_WEBGL)) : "";
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(name);
}

/**
 * The values as they can be drawn: without WebGL every picture is seen from above. What is
 * committed stays as the person chose it.
 *
 * @param {Values} values
 * @returns {Values}
 */
export function drawable(values) {
  if (values.switches.top !== false || hasWebGl()) return values;
  return { ...values, switches: { ...values.switches, top: true } };
}

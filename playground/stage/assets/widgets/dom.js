/** Builds and updates elements. */

const SVG = "http://www.w3.org/2000/svg";

/** What changes many times a second: a translator could not follow, and would put back old numbers. */
const MOVING = ["output", "svg"];

/**
 * `text` sets the text, functions under `on…` listen; false, null and undefined are left out.
 *
 * @typedef {Partial<GlobalEventHandlers> & Record<string, unknown>} Attributes
 * @typedef {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} Context2d
 */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export const html = (tag, attributes = {}, ...children) =>
  build(document.createElement(tag), attributes, children);

/**
 * A button with a text on it.
 *
 * @param {string} text
 * @param {() => void} onclick
 */
export const button = (text, onclick) =>
  html("button", { type: "button", class: "np-button", text, onclick });

/**
 * The same for SVG.
 *
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} attributes
 * @param {...(Node | string)} children
 * @returns {SVGElementTagNameMap[Tag]}
 */
export const svg = (tag, attributes = {}, ...children) =>
  build(document.createElementNS(SVG, tag), attributes, children);

/**
 * @template {Element} T
 * @param {T} element
 * @param {Attributes} attributes
 * @param {(Node | string)[]} children
 */
function build(element, attributes, children) {
  if (MOVING.includes(element.localName)) element.setAttribute("translate", "no");
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") element.textContent = String(value ?? "");
    else if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children);
  return element;
}

/**
 * Sets the attributes that differ: the cheap way to move an SVG element.
 *
 * @param {Element} element
 * @param {Record<string, string | number>} attributes
 */
export function setAttributes(element, attributes) {
  for (const name in attributes) {
    const value = String(attributes[name]);
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
}

/**
 * Sets the text where it differs, within the same node, so that nothing is laid out in vain.
 *
 * @param {Node} element
 * @param {string} text
 */
export function setText(element, text) {
  const only = element.childNodes.length === 1 ? element.firstChild : null;
  if (!(only instanceof Text)) element.textContent = text;
  else if (only.data !== text) only.data = text;
}

/** Pixels of the screen for each CSS pixel. */
export const pixelRatio = () => globalThis.devicePixelRatio || 1;

/**
 * Sizes and clears a canvas.
 *
 * @param {HTMLCanvasElement | OffscreenCanvas} canvas
 * @param {number} width in CSS pixels
 * @param {number} height in CSS pixels
 * @param {number} ratio canvas pixels for each CSS pixel
 * @returns {Context2d} draws in CSS pixels
 */
export function clearCanvas(canvas, width, height, ratio = pixelRatio()) {
  const size = { width: Math.round(width * ratio), height: Math.round(height * ratio) };
  if (canvas.width !== size.width || canvas.height !== size.height) Object.assign(canvas, size);
  const context = contextOf(canvas);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/**
 * @param {HTMLCanvasElement | OffscreenCanvas} canvas
 * @param {CanvasRenderingContext2DSettings} [settings] count when it is called first
 * @returns {Context2d}
 */
export function contextOf(canvas, settings) {
  const context = /** @type {Context2d | null} */ (canvas.getContext("2d", settings));
  if (!context) throw new Error("the browser has no memory for another canvas");
  return context;
}

/**
 * Adds one of the stage's stylesheets to the page, once.
 *
 * @param {string} name below css/
 * @returns {Promise<unknown>} resolves when it is loaded
 */
export function stylesheet(name) {
  const href = new URL(`../css/${name}`, import.meta.url).href;
  const existing = document.head.querySelector(`link[href="${href}"]`);
  return existing ? Promise.resolve() : new Promise((resolve) => {
    document.head.append(
      html("link", { rel: "stylesheet", href, onload: resolve, onerror: resolve }),
    );
  });
}

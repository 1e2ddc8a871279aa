/** Small helpers to build elements. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} tag
 * @param {Record<string, unknown>} attributes `text` sets the text, `on…` functions listen
 * @param {...Node} children
 * @returns {HTMLElement}
 */
export const html = (tag, attributes = {}, ...children) =>
  build(document.createElement(tag), attributes, children);

/** The same for SVG. @returns {SVGElement} */
export const svg = (tag, attributes = {}, ...children) =>
  build(document.createElementNS(SVG, tag), attributes, children);

function build(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") element.textContent = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children);
  return element;
}

/** Sets attributes only, those that differ; the cheap way to move an SVG element. */
export function setAttributes(element, attributes) {
  for (const name in attributes) {
    const value = String(attributes[name]);
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
}

/** Sets the text only where it differs, and without a new node, so that nothing is laid out in vain. */
export function setText(element, text) {
  const only = element.childNodes.length === 1 ? element.firstChild : null;
  if (only?.nodeType !== Node.TEXT_NODE) element.textContent = text;
  else if (only.data !== text) only.data = text;
}

/** How many pixels the screen has to one of CSS. */
export const pixelRatio = () => globalThis.devicePixelRatio || 1;

/**
 * An empty canvas of this size in CSS pixels, as fine as the screen.
 *
 * @param {HTMLCanvasElement | OffscreenCanvas} canvas
 * @param {number} ratio its pixels to one of CSS
 * @returns {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} draws in CSS pixels
 */
export function clearCanvas(canvas, width, height, ratio = pixelRatio()) {
  const size = { width: Math.round(width * ratio), height: Math.round(height * ratio) };
  if (canvas.width !== size.width || canvas.height !== size.height) Object.assign(canvas, size);
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/** Adds one of the stage's stylesheets to the page, once. @returns {Promise<void>} when it is there */
export function stylesheet(name) {
  const href = new URL(`../css/${name}`, import.meta.url).href;
  const there = document.head.querySelector(`link[href="${href}"]`);
  return there ? Promise.resolve() : new Promise((resolve) => {
    document.head.append(
      html("link", { rel: "stylesheet", href, onload: resolve, onerror: resolve }),
    );
  });
}

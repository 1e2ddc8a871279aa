/** Diagram and picture of a network as SVG for print: on white, with title, units and source. */

import { themeOf } from "../charts/plot.js";
import { html, svg } from "../widgets/dom.js";
import { LivePage } from "./livePage.js";

/** @typedef {import("../protocol.d.ts").AwayPayload} AwayPayload */

/** Of a page of paper, without its margins. */
const MILLIMETRES = 160;
const FONT = "Arial, Helvetica, sans-serif";
const EDGE = 16;
const LINE = 22;
/** Of a letter of the title and of the source in px, in the widest fonts that stand in for Arial. */
const LETTER = { title: 11.5, source: 6.4 };

/** What a stylesheet says of a shape, and a file must say itself. */
const LOOK = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-opacity",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "font-size",
  "font-weight",
  "text-anchor",
  "paint-order",
];
const COLORS = ["fill", "stroke"];

/**
 * Both as texts of SVG files.
 *
 * @param {AwayPayload} away
 * @returns {{diagram: string, picture: string}}
 */
export function printed(away) {
  const host = html("div", {
    class: "np-stage np-live np-print",
    "data-theme": "light",
    inert: true,
    "aria-hidden": "true",
  });
  document.body.append(host);
  const page = new LivePage(host, away, themeOf(host));
  page.draw();
  try {
    return { diagram: diagramOf(page, away), picture: pictureOf(page, away) };
  } finally {
    page.close();
    host.remove();
  }
}

/** @param {LivePage} page @param {AwayPayload} away */
function diagramOf({ diagram }, away) {
  const { sheet, svg: lines } = diagram;
  const heads = [...sheet.querySelectorAll(".np-layer-head")].map((head) => {
    const x = parseFloat(/** @type {HTMLElement} */ (head).style.left);
    const choice = head.querySelector("select");
    const about = choice?.selectedOptions[0].text ??
      head.querySelector(".np-layer-fixed")?.textContent;
    return svg(
      "g",
      { "text-anchor": "middle", "font-size": 13, fill: "#3a4441" },
      svg("text", { x, y: 18, "font-weight": 600, text: head.querySelector("span")?.textContent }),
      svg("text", { x, y: 38, text: about ?? "" }),
    );
  });
  const thumbnails = [...sheet.querySelectorAll("canvas")].map((canvas) => {
    const [x, y, width, height] = ["left", "top", "width", "height"]
      .map((side) => parseFloat(canvas.style.getPropertyValue(side)));
    return svg("image", { x, y, width, height, href: canvas.toDataURL() });
  });
  const [width, height] = [sheet.offsetWidth, sheet.offsetHeight];
  return file(away, [width, height], [...heads, ...thumbnails, plain(lines)]);
}

/** @param {LivePage} page @param {AwayPayload} away */
function pictureOf({ picture }, away) {
  const [width, height] = picture.size;
  const map = picture.isMap
    ? [svg("image", { width, height, href: picture.canvas.toDataURL() })]
    : [];
  return file(away, [width, height], [...map, plain(picture.svg)]);
}

/**
 * A file with a title above and the source below.
 *
 * @param {AwayPayload} away
 * @param {[number, number]} size of what is drawn, in px
 * @param {SVGElement[]} drawn
 */
function file({ title, source }, [wide, high], drawn) {
  const width = wide + 2 * EDGE;
  const titles = wrapped(title, wide / LETTER.title);
  const sources = wrapped(source, wide / LETTER.source);
  const top = EDGE + LINE * titles.length;
  const height = top + high + 2 * EDGE + 15 * sources.length;
  const lines = (
    /** @type {string[]} */ texts,
    /** @type {number} */ from,
    /** @type {number} */ step,
    /** @type {Record<string, unknown>} */ look,
  ) =>
    texts.map((text, n) =>
      svg("text", { x: EDGE, y: from + step * n, text, fill: "#0f1715", ...look })
    );
  const root = svg(
    "svg",
    {
      width: `${MILLIMETRES}mm`,
      height: `${(MILLIMETRES * height / width).toFixed(2)}mm`,
      viewBox: `0 0 ${width} ${height}`,
      "font-family": FONT,
    },
    svg("title", { text: title }),
    svg("rect", { width, height, fill: "#ffffff" }),
    ...lines(titles, EDGE + 14, LINE, { "font-size": 18, "font-weight": 700 }),
    svg("g", { transform: `translate(${EDGE} ${top})` }, ...drawn),
    ...lines(sources, height - 15 * sources.length, 15, { "font-size": 11, fill: "#3a4441" }),
  );
  return new XMLSerializer().serializeToString(root);
}

/** Words in lines. @param {string} text @param {number} most letters of a line */
function wrapped(text, most) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1];
    if (last && last.length + word.length >= most) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines;
}

// --- what is drawn, without stylesheets ---------------------------------------------------------

/** A copy that looks the same anywhere. @param {SVGElement} element @returns {SVGElement} */
function plain(element) {
  const copy = /** @type {SVGElement} */ (element.cloneNode(false));
  const style = getComputedStyle(element);
  for (const name of copy.getAttributeNames()) {
    if (/^(?:aria-|data-|class$|style$|role$|tabindex$|translate$)/.test(name)) {
      copy.removeAttribute(name);
    }
  }
  if (element.localName !== "linearGradient" && element.localName !== "stop") {
    for (const name of LOOK) setLook(copy, name, style.getPropertyValue(name));
  }
  for (const child of element.childNodes) {
    if (child instanceof SVGElement) {
      if (isSeen(child)) copy.append(plain(child));
    } else if (child instanceof Text) copy.append(child.data);
  }
  return copy;
}

/** What only fingers and pointers find is left out. @param {SVGElement} element */
function isSeen(element) {
  if (element.localName === "linearGradient" || element.closest("linearGradient, clipPath")) {
    return true;
  }
  const { display, visibility, stroke } = getComputedStyle(element);
  return display !== "none" && visibility !== "hidden" && !(
    element.classList.contains("np-edge-reach") && stroke !== "none"
  );
}

/** Colours as red, green and blue, and how opaque they are beside them. @param {SVGElement} copy @param {string} name @param {string} value */
function setLook(copy, name, value) {
  if (!value || value === "auto" || value === "normal") return;
  const isColor = COLORS.includes(name) && value !== "none" && !value.startsWith("url");
  if (!isColor) {
    const opacity = name.endsWith("-opacity") ? copy.getAttribute(name) : null;
    copy.setAttribute(name, opacity === null ? value : String(Number(opacity) * Number(value)));
    return;
  }
  const { color, alpha } = paint(value);
  copy.setAttribute(name, color);
  if (alpha < 1) copy.setAttribute(`${name}-opacity`, String(alpha));
}

/** @type {CanvasRenderingContext2D | null} */
let pixel = null;

/** @param {string} value any colour of CSS */
function paint(value) {
  pixel ??= html("canvas", { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  if (!pixel) return { color: value, alpha: 1 };
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = value;
  pixel.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = pixel.getImageData(0, 0, 1, 1).data;
  return { color: `rgb(${red},${green},${blue})`, alpha: Math.round(alpha / 2.55) / 100 };
}

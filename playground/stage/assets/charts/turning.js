/**
 * Turning a picture in space without a mouse: by two fingers, or by a handle that is dragged,
 * clicked, or moved by arrow keys. One finger scrolls the page, as everywhere.
 */

import { html } from "../widgets/dom.js";

/** How far a drag across the picture's height turns it, radians: as far as with the mouse. */
const HALF = Math.PI;
/** A key turns by this, a click by three of it, radians. */
const STEP = Math.PI / 18;
/** How much nearer a key goes. */
const NEARER = 1.15;
/** A pointer that moved less than this has clicked, px. */
const SLIP = 6;

/** Around, up and nearer. @type {Record<string, [number, number, number]>} */
const KEYS = {
  ArrowLeft: [STEP, 0, 1],
  ArrowRight: [-STEP, 0, 1],
  ArrowUp: [0, STEP, 1],
  ArrowDown: [0, -STEP, 1],
  "+": [0, 0, NEARER],
  "-": [0, 0, 1 / NEARER],
};

/** @typedef {(around: number, up: number, nearer: number) => void} OnTurn radians, and a factor */

/**
 * @param {HTMLElement} picture
 * @param {OnTurn} onTurn is called by what touches the picture, also once it is taken down
 * @returns {HTMLElement} the handle
 */
export function turning(picture, onTurn) {
  /** @param {number} across pixels @param {number} down pixels @param {number} [nearer] */
  const drag = (across, down, nearer = 1) => {
    const share = HALF / picture.clientHeight;
    onTurn(-across * share, down * share, nearer);
  };
  twoFingers(picture, drag);
  return handle(drag, onTurn);
}

/**
 * @param {(across: number, down: number) => void} drag
 * @param {OnTurn} onTurn
 */
function handle(drag, onTurn) {
  let moved = 0;
  return html("button", {
    type: "button",
    class: "np-turn",
    text: "⟲",
    title: "Turn the view: drag, click, or press an arrow key",
    "aria-label": "Turn the view",
    onpointerdown: ({ pointerId, target }) => {
      moved = 0;
      /** @type {Element} */ (target).setPointerCapture(pointerId);
    },
    onpointermove: ({ movementX, movementY, buttons }) => {
      if (!buttons) return;
      moved += Math.abs(movementX) + Math.abs(movementY);
      drag(movementX, movementY);
    },
    onclick: () => {
      if (moved < SLIP) onTurn(3 * STEP, 0, 1);
      moved = 0;
    },
    onkeydown: (event) => {
      const turn = KEYS[event.key];
      if (!turn || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      onTurn(...turn);
    },
  });
}

/**
 * Listens to two fingers, before Plotly does, which would turn the picture by the first one too
 * and report nothing. It never stops, and what is touched listens as well: a picture that is taken
 * down under a finger, whole or in parts, is touched on, where Plotly would try to stop the page
 * that scrolls by it.
 *
 * @param {HTMLElement} picture
 * @param {(across: number, down: number, nearer: number) => void} drag
 */
function twoFingers(picture, drag) {
  /** Where they were. @type {ReturnType<typeof spread> | null} */
  let before = null;
  /** @param {TouchEvent} event */
  const onTouch = (event) => {
    event.stopPropagation();
    if (event.type === "touchstart") listen(/** @type {HTMLElement} */ (event.target));
    const now = event.touches.length === 2 ? spread(event.touches) : null;
    if (now && event.cancelable) event.preventDefault();
    if (now && before && event.type === "touchmove") {
      drag(now.x - before.x, now.y - before.y, now.apart / before.apart);
    }
    before = now;
  };
  const options = { capture: true, passive: false };
  const types = /** @type {const} */ (["touchstart", "touchmove", "touchend", "touchcancel"]);
  const listen = (/** @type {HTMLElement} */ target) => {
    for (const type of types) target.addEventListener(type, onTouch, options);
  };
  listen(picture);
}

/** The middle between two fingers, and how far they are apart. @param {TouchList} touches */
function spread([a, b]) {
  return {
    x: (a.clientX + b.clientX) / 2,
    y: (a.clientY + b.clientY) / 2,
    apart: Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)),
  };
}

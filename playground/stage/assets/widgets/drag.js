/**
 * Dragging in a chart: the pointer is captured before Plotly would zoom or the page scroll.
 *
 * A finger scrolls the page wherever it does not hit a handle. Whether a finger or the mouse points
 * is decided by the event, not by the device: laptops with a touchscreen have both.
 */

/** Of a handle under a finger, from its centre, in pixels: 44 across, as WCAG 2.5.5 asks. */
export const FINGER_REACH = 22;
/** How far a finger may slip in a tap, in pixels. */
const SLIP = 10;

/** @typedef {{pointerType: string}} Pointing an event, or what is known of it */

/** Whether a finger points, or a pen, with which one scrolls too. @param {Pointing} event */
export const isFinger = ({ pointerType }) => pointerType !== "mouse";

/**
 * @template T
 * @param {HTMLElement | SVGElement} element
 * @param {object} callbacks
 * @param {(x: number, y: number, event: Pointing) => T | null} callbacks.hitTest what lies under
 *   the pointer, in pixels of the element; null leaves the event to other listeners
 * @param {(target: T, x: number, y: number) => void} callbacks.onDrag
 * @param {() => void} callbacks.onDrop
 * @param {(x: number, y: number) => void} [callbacks.onTap] a finger touched where there is nothing
 *   to drag, and did not move
 * @returns {() => void} stops listening
 */
export function draggable(element, { hitTest, onDrag, onDrop, onTap }) {
  /** @type {T | null} */
  let target = null;
  /** The pointer that drags, or that may be about to tap. */
  let pointer = -1;
  /** Where that finger came down. @type {[number, number] | null} */
  let touched = null;
  /** @param {{clientX: number, clientY: number}} event @returns {[number, number]} */
  const local = (event) => {
    const box = element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  /** @param {PointerEvent} event */
  const onDown = (event) => {
    if (target !== null) return;
    touched = null;
    if (!event.isPrimary) return; // a second finger: they pinch
    if (event.button !== 0 || /** @type {Element} */ (event.target).closest(".modebar")) return;
    const [x, y] = local(event);
    target = hitTest(x, y, event);
    pointer = event.pointerId;
    if (target === null) {
      if (isFinger(event)) touched = [x, y];
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    element.setPointerCapture(pointer);
    element.dataset.dragging = "";
    onDrag(target, x, y);
  };
  /** @param {PointerEvent} event */
  const onMove = (event) => {
    if (target !== null) {
      event.stopPropagation();
      if (event.pointerId === pointer) onDrag(target, ...local(event));
    } else if (event.pointerType === "mouse" && event.buttons === 0) {
      element.classList.toggle("np-reach", hitTest(...local(event), event) !== null);
    }
  };
  /** @param {PointerEvent} event */
  const onUp = (event) => {
    if (event.pointerId !== pointer) return;
    if (touched !== null) tap(event, touched);
    touched = null;
    if (target === null) return;
    target = null;
    delete element.dataset.dragging;
    element.releasePointerCapture?.(event.pointerId);
    onDrop();
  };
  /** The browser cancels the pointer where it scrolls. @param {PointerEvent} event @param {[number, number]} start */
  const tap = (event, [left, top]) => {
    const [x, y] = local(event);
    if (event.type === "pointerup" && Math.hypot(x - left, y - top) <= SLIP) onTap?.(x, y);
  };
  /** A finger on something to drag must not scroll the page. @param {TouchEvent} event */
  const onTouch = (event) => {
    if (!event.cancelable) return; // the page scrolls already, by another finger
    const hit = () => hitTest(...local(event.touches[0]), { pointerType: "touch" });
    if (target !== null || (event.touches.length === 1 && hit() !== null)) event.preventDefault();
  };
  /** @type {[string, (event: any) => void, AddEventListenerOptions?][]} */
  const listeners = [
    ["pointerdown", onDown, { capture: true }],
    ["pointermove", onMove, { capture: true }],
    ["pointerup", onUp],
    ["pointercancel", onUp],
    ["lostpointercapture", onUp],
    ["touchstart", onTouch, { capture: true, passive: false }],
  ];
  for (const listener of listeners) element.addEventListener(...listener);
  return () =>
    listeners.forEach(([type, listener, options]) =>
      element.removeEventListener(type, listener, options)
    );
}

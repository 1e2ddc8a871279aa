/** Dragging something drawn: the pointer is captured, Plotly's own zoom stays out of it. */

/**
 * @template T
 * @param {HTMLElement} element that hears the pointer first
 * @param {object} hands
 * @param {(x: number, y: number, event: PointerEvent) => T | null} hands.reach what lies under the
 *   pointer, in pixels of the element; null leaves the pointer to whoever comes next
 * @param {(held: T, x: number, y: number) => void} hands.move
 * @param {() => void} hands.drop
 * @returns {() => void} stops listening
 */
export function draggable(element, { reach, move, drop }) {
  let held = null;
  const local = (event) => {
    const box = element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const down = (event) => {
    if (event.button !== 0 || event.target.closest(".modebar")) return;
    held = reach(...local(event), event);
    if (held === null) return;
    event.preventDefault();
    event.stopPropagation();
    element.setPointerCapture(event.pointerId);
    element.dataset.held = "";
    move(held, ...local(event));
  };
  const over = (event) => {
    if (held !== null) {
      event.stopPropagation();
      move(held, ...local(event));
    } else if (event.pointerType === "mouse" && event.buttons === 0) {
      element.classList.toggle("np-reach", reach(...local(event), event) !== null);
    }
  };
  const up = (event) => {
    if (held === null) return;
    held = null;
    delete element.dataset.held;
    element.releasePointerCapture?.(event.pointerId);
    drop();
  };
  /** A finger on something to drag must not scroll the page. */
  const touch = (event) => {
    const finger = event.touches[0];
    if (held !== null || reach(...local(finger), event) !== null) event.preventDefault();
  };
  const listeners = [
    ["pointerdown", down, { capture: true }],
    ["pointermove", over, { capture: true }],
    ["pointerup", up],
    ["pointercancel", up],
    ["lostpointercapture", up],
    ["touchstart", touch, { capture: true, passive: false }],
  ];
  for (const listener of listeners) element.addEventListener(...listener);
  return () =>
    listeners.forEach(([type, heard, how]) => element.removeEventListener(type, heard, how));
}

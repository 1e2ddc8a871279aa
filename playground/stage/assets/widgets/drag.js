/** Dragging in a chart: the pointer is captured before Plotly would zoom or the page scroll. */

/**
 * @template T
 * @param {HTMLElement | SVGElement} element
 * @param {object} callbacks
 * @param {(x: number, y: number, event: {pointerType?: string}) => T | null} callbacks.hitTest what
 *   lies under the pointer, in pixels of the element; null leaves the event to other listeners
 * @param {(target: T, x: number, y: number) => void} callbacks.onDrag
 * @param {() => void} callbacks.onDrop
 * @returns {() => void} stops listening
 */
export function draggable(element, { hitTest, onDrag, onDrop }) {
  /** @type {T | null} */
  let target = null;
  /** @param {{clientX: number, clientY: number}} event @returns {[number, number]} */
  const local = (event) => {
    const box = element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  /** @param {PointerEvent} event */
  const onDown = (event) => {
    if (event.button !== 0 || /** @type {Element} */ (event.target).closest(".modebar")) return;
    target = hitTest(...local(event), event);
    if (target === null) return;
    event.preventDefault();
    event.stopPropagation();
    element.setPointerCapture(event.pointerId);
    element.dataset.dragging = "";
    onDrag(target, ...local(event));
  };
  /** @param {PointerEvent} event */
  const onMove = (event) => {
    if (target !== null) {
      event.stopPropagation();
      onDrag(target, ...local(event));
    } else if (event.pointerType === "mouse" && event.buttons === 0) {
      element.classList.toggle("np-reach", hitTest(...local(event), event) !== null);
    }
  };
  /** @param {PointerEvent} event */
  const onUp = (event) => {
    if (target === null) return;
    target = null;
    delete element.dataset.dragging;
    element.releasePointerCapture?.(event.pointerId);
    onDrop();
  };
  /** A finger on something to drag must not scroll the page. @param {TouchEvent} event */
  const onTouch = (event) => {
    if (target !== null || hitTest(...local(event.touches[0]), {}) !== null) event.preventDefault();
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

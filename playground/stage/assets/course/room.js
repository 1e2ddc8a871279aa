/** The page makes room for the card of a lesson. */

const CLASS = "np-in-lesson";
/** The card's height: the page's picture gives way to it. */
const HEIGHT = "--np-lesson";
/** The height of the bar at the lower edge of a phone, on which the card stands. */
const BAR = "--np-bar";

/**
 * @param {HTMLElement} root the card
 * @param {() => void} onResize there is more or less room
 * @returns {() => void} takes the room back
 */
export function makeRoom(root, onResize) {
  const page = document.documentElement;
  const sizes = new ResizeObserver(() => {
    const { height } = (root.closest(".st-key-lesson") ?? root).getBoundingClientRect();
    page.style.setProperty(HEIGHT, `${Math.ceil(height)}px`);
    page.style.setProperty(BAR, `${document.querySelector(".st-key-bar")?.clientHeight ?? 0}px`);
    onResize();
  });
  page.classList.add(CLASS);
  sizes.observe(root);
  sizes.observe(document.body); // the bar comes and goes with the page
  return () => {
    sizes.disconnect();
    page.classList.remove(CLASS);
    for (const name of [HEIGHT, BAR]) page.style.removeProperty(name);
  };
}

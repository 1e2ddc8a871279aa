/** The page makes room for the card of a lesson. */

const CLASS = "np-in-lesson";
/** The card's height: the page's picture gives way to it. */
const HEIGHT = "--np-lesson";

/**
 * @param {HTMLElement} root the card
 * @returns {() => void} takes the room back
 */
export function makeRoom(root) {
  const page = document.documentElement;
  const sizes = new ResizeObserver(() => {
    const { height } = (root.closest(".st-key-lesson") ?? root).getBoundingClientRect();
    page.style.setProperty(HEIGHT, `${Math.ceil(height)}px`);
  });
  page.classList.add(CLASS);
  sizes.observe(root);
  return () => {
    sizes.disconnect();
    page.classList.remove(CLASS);
    page.style.removeProperty(HEIGHT);
  };
}

/**
 * Makes the row of pages a landmark, marks the page in view, and gives the first page an address:
 * Streamlit's containers and links do none of it.
 *
 * Part of the row itself: it runs whenever the row is drawn anew, or shows another page.
 */

const row = document.querySelector(".st-key-nav");

/** The links come late, and other ones when another page is in view. @param {Element} row */
function mark(row) {
  const place = row.querySelector("[data-page]")?.getAttribute("data-page");
  row.querySelectorAll("a").forEach((link, i) => {
    // Streamlit leaves the address of its first page empty: in a new tab that is the page in view.
    if (link.getAttribute("href") === "") link.setAttribute("href", ".");
    if (String(i) !== place) link.removeAttribute("aria-current");
    else if (!link.hasAttribute("aria-current")) {
      link.setAttribute("aria-current", "page");
      scrollTo(row, link);
    }
  });
}

/** On a phone the row scrolls sideways. @param {Element} row @param {Element} link */
function scrollTo(row, link) {
  const [whole, part] = [row, link].map((element) => element.getBoundingClientRect());
  row.scrollLeft += part.left + part.width / 2 - (whole.left + whole.width / 2);
}

if (row) {
  if (!row.hasAttribute("role")) {
    row.setAttribute("role", "navigation");
    row.setAttribute("aria-label", "Pages");
    new MutationObserver(() => mark(row)).observe(row, { childList: true, subtree: true });
  }
  mark(row);
}

export {};

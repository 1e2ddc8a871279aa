/**
 * A file that never arrived: a sentence and a way round, where Streamlit's uploader would show the
 * name of its library's error, such as "AxiosError: Request failed with status code 413".
 *
 * What refuses an upload is often not this server: a proxy in front of it has a limit of its own
 * (413), and a page inside another site's frame has no cookie to prove itself with (403). Part of
 * the page's HTML, as the uploader is Streamlit's.
 */

const UPLOADER = '[data-testid="stFileUploader"]';
const watched = new WeakSet();

/** The sentence in place of an error's text; null: it is another text. @param {string} text */
export function refusalText(text) {
  if (!/AxiosError|Network ?Error|status code \d{3}/i.test(text)) return null;
  const status = /status code (\d{3})/.exec(text)?.[1];
  if (status === "429") return "Two files of yours are still on their way. Choose it again after.";
  if (status === "507") {
    return "There is no room on this server for one more table just now. Choose it again in a minute.";
  }
  const why = status === "413"
    ? "The file is too large for a server on its way (413)."
    : status
    ? `The upload was refused on its way (${status}).`
    : "The upload did not arrive.";
  return `${why} Choose “Pasted cells” above, and paste the rows instead.`;
}

/** @param {Node} root */
function rewriteErrors(root) {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const sentence = refusalText(node.nodeValue ?? "");
    if (sentence) node.nodeValue = sentence; // the same node: React goes on with it
  }
}

/** From the first file on, an uploader is watched. @param {Event} event */
function watch({ target }) {
  const uploader = target instanceof Element ? target.closest(UPLOADER) : null;
  if (!uploader || watched.has(uploader)) return;
  watched.add(uploader);
  const changes = { subtree: true, childList: true, characterData: true };
  new MutationObserver(() => rewriteErrors(uploader)).observe(uploader, changes);
}

if (globalThis.document) {
  for (const kind of ["change", "drop"]) document.addEventListener(kind, watch, true);
}

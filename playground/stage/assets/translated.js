/**
 * A page that the browser translates goes on working.
 *
 * Translators put the text nodes of a page into `<font>` elements. React, which draws Streamlit's
 * widgets, then has the old parent remove such a node, or put another one before it; that fails
 * with a NotFoundError and takes the whole page down. The way round is that of React's issue 11538
 * (https://github.com/facebook/react/issues/11538#issuecomment-417504600): a parent that no longer
 * has the node takes the `<font>` that it is in, or does without.
 *
 * Part of the page's HTML: it has to run before React.
 */

const { removeChild, insertBefore } = Node.prototype;

/**
 * The child of `parent` that is `node`, or has it inside nothing but `<font>` elements.
 *
 * @param {Node} parent
 * @param {Node | null} node
 * @returns {Node | null} null: there is none
 */
function childWith(parent, node) {
  let child = node;
  while (child && child.parentNode !== parent) {
    child = child.parentNode?.nodeName === "FONT" ? child.parentNode : null;
  }
  return child;
}

/**
 * @template {Node} T
 * @this {Node}
 * @param {T} node
 * @returns {T}
 */
Node.prototype.removeChild = function (node) {
  const child = childWith(this, node);
  if (child) removeChild.call(this, child);
  return node;
};

/**
 * @template {Node} T
 * @this {Node}
 * @param {T} node
 * @param {Node | null} before
 * @returns {T}
 */
Node.prototype.insertBefore = function (node, before) {
  return /** @type {T} */ (insertBefore.call(this, node, childWith(this, before)));
};

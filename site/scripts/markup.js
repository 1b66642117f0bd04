// @ts-check
/** @typedef {string | { tag: string, href?: string, children: Node_[] }} Node_ a text, or an element */

/** What can stand in a notice; the server makes trees of nothing else. */
const TAGS = "p h2 h3 h4 ul ol li blockquote pre code em strong del a br hr table thead tbody tr th td".split(" ");

/**
 * A tree of the server as elements: the published page is made of the same tree.
 * @param {Node_[]} nodes @returns {DocumentFragment}
 */
export function markup(nodes) {
  const fragment = document.createDocumentFragment();
  for (const node of nodes) {
    if (typeof node === "string") fragment.append(node);
    else if (TAGS.includes(node.tag)) fragment.append(element(node));
  }
  return fragment;
}

/** @param {Exclude<Node_, string>} node */
function element(node) {
  const made = document.createElement(node.tag);
  if (made instanceof HTMLAnchorElement && node.href && /^(https?:|mailto:|tel:|\/(?![/\\]))/i.test(node.href)) {
    made.href = node.href;
    made.rel = "noopener nofollow";
  }
  made.append(markup(node.children));
  return made;
}

import { addressOf } from "./address.js";
import { make } from "./dom.js";

const PEOPLE = 'a[href^="mailto:" i], a[href^="sip:" i], [data-email], .h-card, .vcard';
const NOT_HERE = '[data-pawn="off"], [contenteditable]:not([contenteditable="false"]), template, select, presence-pawn';

/** Puts a pawn at every person on the page, and at those that come later; takes it away with them. */
export class Auto {
  #within;
  /** marked element -> its pawn */
  #pawns = new Map();

  constructor(within) {
    this.#within = within;
    new MutationObserver((changes) => this.#onChange(changes)).observe(document.documentElement, {
      childList: true, subtree: true, attributes: true, attributeFilter: ["href", "data-email", "data-pawn"],
    });
    this.#scan(document.documentElement);
  }

  #onChange(changes) {
    if (changes.some((change) => change.removedNodes.length)) {
      for (const [element, pawn] of this.#pawns) if (!element.isConnected || !pawn.isConnected) this.#unmark(element);
    }
    for (const change of changes) {
      if (change.type === "attributes") {
        const all = change.attributeName === "data-pawn" ? [...this.#pawns.keys()] : [];
        const here = [change.target, change.target.closest(".h-card, .vcard"), ...all.filter((each) => change.target.contains(each))];
        here.forEach((element) => this.#unmark(element));
        this.#scan(here[1] ?? change.target);
      }
      change.addedNodes.forEach((node) => node.nodeType === Node.ELEMENT_NODE && this.#scan(node));
    }
  }

  #scan(root) {
    if (!root.isConnected) return;
    if (root.matches(PEOPLE)) this.#mark(root);
    root.querySelectorAll(PEOPLE).forEach((element) => this.#mark(element));
  }

  #mark(element) {
    const card = element.closest(".h-card, .vcard");
    if (this.#pawns.has(element) || (card && card !== element) || element.closest(NOT_HERE)) return;
    if (this.#within && !element.closest(this.#within)) return;
    const link = element.matches("a[href]") ? element : element.querySelector('a[href^="mailto:" i], a[href^="sip:" i]');
    const mail = element.querySelector(".u-email, .email");
    const address = [element.dataset.email, link?.getAttribute("href"), mail?.textContent].map(addressOf).find(Boolean);
    if (!address) return;
    // a row: its first cell
    const named = (card && element.querySelector(".p-name, .fn")) || element.cells?.[0] || element;
    const said = (named.textContent || element.title || "").trim().replace(/\s+/g, " ");
    const pawn = make("presence-pawn", { address, label: said.length <= 80 && !addressOf(said) ? said : "", show: "dot" });
    this.#pawns.set(element, pawn);
    place(pawn, named);
  }

  #unmark(element) {
    this.#pawns.get(element)?.remove();
    this.#pawns.delete(element);
  }
}

/** Beside a link, for a button inside a link is neither; inside whatever else holds text. */
function place(pawn, named) {
  const link = named.closest("a, button, label");
  pawn.style.marginInlineEnd = ".35em";
  if (link || named.matches("img, input, area, option")) (link ?? named).before(pawn);
  else named.prepend(pawn);
}

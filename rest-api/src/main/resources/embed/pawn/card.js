import { keyOf } from "./address.js";
import { bodyOf } from "./card-body.js";
import { CARD_STYLES } from "./card-styles.js";
import { FRESH_MS, personOf, waysOf } from "./directory.js";
import { make } from "./dom.js";
import { Own } from "./own.js";
import { OWN_STYLES } from "./own-styles.js";
import { draw } from "./picture.js";
import { availabilityOf } from "./sentence.js";
import { tabs } from "./tabs.js";
import { text, wordsOf } from "./words.js";

// One card is open at a time on a page.
let openCard = null;

/** The card of one pawn: a dialog beside it that takes the focus only when asked to, or part of the page. */
export class Card {
  #pawn; #button; #box = null; #said = null; #own = null;
  #pinned = false; #inline = false; #open = null; #filling = false; #directory = null; #timer = 0; #minute = 0; #shown = "";

  constructor(pawn, button) {
    this.#pawn = pawn;
    this.#button = button;
  }

  get pinned() {
    return this.#pinned;
  }

  open(focus) {
    if (openCard !== this) openCard?.close();
    openCard = this;
    this.#pinned ||= focus;
    if (!this.#box) {
      this.#make("dialog");
      this.#button.setAttribute("aria-expanded", "true");
      this.#button.after(this.#box);
      if (this.#box.showPopover) {
        // the top layer: no ancestor clips it
        this.#box.popover = "manual";
        this.#box.showPopover();
      }
      const { signal } = (this.#open = new AbortController());
      for (const each of [this.#button, this.#box]) {
        each.addEventListener("pointerleave", this.#leaveSoon, { signal });
        each.addEventListener("pointerenter", () => clearTimeout(this.#timer), { signal });
      }
      this.#box.addEventListener("focusin", () => (this.#pinned = true), { signal });
      this.#box.addEventListener("focusout", this.#onFocusOut, { signal });
      document.addEventListener("keydown", this.#onKey, { signal, capture: true });
      document.addEventListener("pointerdown", this.#onOutside, { signal, capture: true });
      addEventListener("scroll", this.#place, { signal, capture: true, passive: true });
      addEventListener("resize", this.#place, { signal });
      this.#minute = setInterval(() => this.update(true), FRESH_MS);
      this.#load();
    }
    this.update();
    if (focus) (this.#box.querySelector("a") ?? this.#box).focus();
  }

  close(giveFocusBack = false) {
    clearTimeout(this.#timer);
    clearInterval(this.#minute);
    if (openCard === this) openCard = null;
    if (!this.#box) return;
    this.#open?.abort();
    this.#button?.setAttribute("aria-expanded", "false");
    this.#box.remove();
    this.#box = this.#own = null;
    this.#pinned = false;
    this.#shown = "";
    if (giveFocusBack) this.#button?.focus();
  }

  inline(root) {
    this.#inline = true;
    if (!this.#box) {
      this.#make("group");
      root.replaceChildren(this.#box);
      const seen = new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        seen.disconnect();
        this.#load();
      });
      seen.observe(this.#box);
    }
    this.update();
  }

  update(always = false) {
    if (!this.#box) return;
    const pawn = this.#pawn;
    const presence = pawn.presence;
    const lang = pawn.language;
    const words = wordsOf(lang);
    const name = pawn.getAttribute("label") || text(this.#directory?.person?.name) || pawn.label;
    const now = JSON.stringify([presence, pawn.stale, lang, name, this.#directory, !this.#own]);
    if (now === this.#shown && !always) return this.#place();
    this.#shown = now;

    const face = make("div", { class: "face", part: "face", "aria-hidden": "true" }, initials(name));
    face.append(draw(presence));
    this.#box.className = ["card", availabilityOf(presence), pawn.stale ? "stale" : "", this.#inline ? "inline" : ""].join(" ");
    this.#box.setAttribute("aria-label", words.card(name));
    const ways = this.#own ? [] : waysOf(this.#directory, pawn.target).map((way) => make("li", {}, this.#way(way, words)));
    this.#fill(
      make("div", { class: "head", part: "head" }, face, make("div", {},
        make("div", { class: "name", part: "name" }, name),
        make("div", { class: "title", part: "title" }, text(this.#directory?.person?.title)))),
      ...bodyOf(presence, pawn.stale, lang),
      ways.length && make("ul", { class: "ways", part: "ways", "aria-label": words.ways }, ...ways),
    );
    this.#own?.update(presence);
    this.#place();
  }

  /** Fills anew without losing the place of someone who is in the card by keyboard. */
  #fill(...children) {
    const links = [...this.#said.querySelectorAll("a")];
    const focused = links.indexOf(this.#box.getRootNode().activeElement);
    // what loses the focus now gets it back below
    this.#filling = true;
    this.#said.replaceChildren(...children.filter(Boolean));
    this.#said.querySelector(".state").id = "state";
    if (focused >= 0) (this.#said.querySelectorAll("a")[focused] ?? this.#box).focus();
    this.#filling = false;
  }

  #make(role) {
    const root = this.#pawn.shadowRoot;
    if (!root.adoptedStyleSheets.includes(CARD_STYLES)) root.adoptedStyleSheets.push(CARD_STYLES, OWN_STYLES);
    this.#said = make("div");
    this.#box = make("div", { class: "card", part: "card", role, tabindex: this.#inline ? "" : "-1", "aria-describedby": "state" }, this.#said);
    this.#addOwn();
  }

  /** What only oneself is shown, where the server says that this is oneself, by whatever address. */
  async #addOwn() {
    const { address = "", scopes = [] } = await tabs.me().catch(() => ({}));
    const mine = [this.#pawn.target, text(this.#directory?.person?.address)].map(keyOf).includes(keyOf(address));
    if (!mine || this.#own || !this.#box) return;
    this.#own = new Own(address, scopes, this.#pawn.language, this.#place);
    this.#box.append(this.#own.element);
    this.update();
  }

  #way({ kind, uri, label, reason, works }, words) {
    const title = [text(label), text(reason)].filter(Boolean).join(": ");
    const known = ["message", "call", "phone", "email"].includes(kind);
    const link = make("a", { href: uri, part: "way", class: works === false ? "later" : "", title }, known ? words[kind] : text(label) || words.open);
    link.addEventListener("click", (event) => {
      const detail = { address: this.#pawn.target, action: kind, href: uri };
      const asked = new CustomEvent("pawn-action", { detail, bubbles: true, composed: true, cancelable: true });
      if (!this.#pawn.dispatchEvent(asked)) event.preventDefault();
    });
    return link;
  }

  async #load() {
    try {
      this.#directory = await personOf(this.#pawn.target);
      this.update();
      this.#addOwn();
    } catch {
      // Who may not see the directory still sees the state.
    }
  }

  #place = () => {
    if (!this.#box || this.#inline) return;
    const pawn = this.#button.getBoundingClientRect();
    const card = this.#box.getBoundingClientRect();
    const below = pawn.bottom + 8 + card.height <= innerHeight || pawn.top < card.height + 8;
    const top = Math.min(below ? pawn.bottom + 8 : pawn.top - card.height - 8, innerHeight - card.height - 8);
    this.#box.style.top = `${Math.max(8, top)}px`;
    this.#box.style.left = `${Math.max(8, Math.min(pawn.left - 12, innerWidth - card.width - 8))}px`;
  };

  #leaveSoon = () => {
    clearTimeout(this.#timer);
    if (!this.#pinned) this.#timer = setTimeout(() => this.close(), 250);
  };

  #onFocusOut = (event) => {
    if (!this.#filling && event.relatedTarget && !this.#box?.contains(event.relatedTarget) && event.relatedTarget !== this.#button) this.close();
  };

  #onOutside = (event) => event.composedPath().includes(this.#pawn) || this.close();

  #onKey = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    // a dialog of the page around it stays open
    event.preventDefault();
    this.close(this.#pinned);
  };
}

function initials(name) {
  const parts = name.split("@")[0].split(/[\s.]+/).filter(Boolean);
  return [parts[0], parts.length > 1 ? parts.at(-1) : ""].map((part) => [...(part ?? "")][0] ?? "").join("").toUpperCase();
}

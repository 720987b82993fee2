import { addressOf, keyOf } from "./address.js";
import { Card } from "./card.js";
import { make } from "./dom.js";
import { PAWN_STYLES } from "./pawn-styles.js";
import { draw } from "./picture.js";
import { availabilityOf, describe } from "./sentence.js";
import { showBy, tabs } from "./tabs.js";
import { wordsOf } from "./words.js";

/** One person's pawn; its attributes, events and parts are in docs/embed.md. */
export class PresencePawn extends HTMLElement {
  static observedAttributes = ["address", "label", "show", "lang"];

  static {
    showBy((pawn, presence, stale) => pawn.#show(presence, stale));
  }

  #root = this.attachShadow({ mode: "open" });
  #target = ""; #entered = ""; #here = false; #presence = null; #stale = false; #button = null; #card = null; #told = "";

  connectedCallback() {
    if (!this.#here) this.#root.adoptedStyleSheets = [PAWN_STYLES];
    this.#here = true;
    this.#target = addressOf(this.getAttribute("address"));
    this.#entered = keyOf(this.#target);
    if (this.#entered) tabs.enter(this, this.#entered);
    else this.#render();
  }

  disconnectedCallback() {
    this.#here = false;
    this.#putCardAway();
    if (this.#entered) tabs.exit(this, this.#entered);
    this.#entered = "";
  }

  attributeChangedCallback(name, before, after) {
    if (!this.#here || before === after) return;
    if (name === "address") {
      this.disconnectedCallback();
      this.#presence = null;
      this.connectedCallback();
    } else {
      if (name === "show") this.#putCardAway();
      this.#render();
    }
  }

  get target() {
    return this.#target;
  }

  get presence() {
    return this.#presence;
  }

  get stale() {
    return this.#stale;
  }

  get label() {
    return this.getAttribute("label") || this.#target;
  }

  get language() {
    return this.closest("[lang]")?.getAttribute("lang") || navigator.language || "en";
  }

  /** Opens the card; with focus, as by the keyboard. */
  openCard(focus = false) {
    if (this.getAttribute("show") === "card" || !this.#here) return;
    this.#card ??= new Card(this, this.#button);
    this.#card.open(focus);
  }

  #show(presence, stale) {
    // nothing known is not outdated either
    const known = presence !== null && (stale || presence.stale === true);
    if (presence === this.#presence && known === this.#stale && this.#told) return;
    this.#presence = presence;
    this.#stale = known;
    this.#render();
    const now = JSON.stringify([presence?.version, presence?.availability, describe(presence, known, "en")]);
    if (now === this.#told) return;
    this.#told = now;
    const detail = { address: this.#target, presence, stale: known };
    this.dispatchEvent(new CustomEvent("presence-change", { detail, bubbles: true, composed: true }));
  }

  #render() {
    const lang = this.language;
    const availability = availabilityOf(this.#presence);
    const sentence = describe(this.#presence, this.#stale, lang);
    if (this.getAttribute("show") === "card") return this.#renderCard();

    if (!this.#button) {
      this.#button = make("button", { class: "pawn", type: "button", "aria-haspopup": "dialog", "aria-expanded": "false" });
      this.#button.addEventListener("click", (event) => {
        event.preventDefault();
        event.stopPropagation();
        if (this.#card?.pinned) this.#card.close();
        else this.openCard(true);
      });
      this.#button.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && this.#hover());
    }
    if (!this.#button.isConnected) this.#root.replaceChildren(this.#button);
    const button = this.#button;
    const idle = this.#presence?.idle === true ? "idle" : "";
    const look = ["pawn", availability, idle, this.#stale ? "stale" : ""].filter(Boolean).join(" ");
    const text = this.getAttribute("show") === "text" ? sentence : "";
    if (button.className !== look || button.textContent !== text) {
      button.className = look;
      button.part = look.toLowerCase();
      button.replaceChildren(draw(this.#presence), ...(text ? [make("span", { part: "text" }, text)] : []));
    }
    button.setAttribute("aria-label", this.label + wordsOf(lang).colon + sentence);
    this.#card?.update();
  }

  #putCardAway() {
    this.#card?.close();
    this.#card = null;
  }

  #renderCard() {
    this.#button = null;
    this.#card ??= new Card(this, null);
    this.#card.inline(this.#root);
  }

  #hover() {
    const timer = setTimeout(() => this.openCard(false), 350);
    this.#button.addEventListener("pointerleave", () => clearTimeout(timer), { once: true });
  }
}

import { ByHand } from "./by-hand.js";
import { make } from "./dom.js";
import { seeAs } from "./see-as.js";
import { tabs } from "./tabs.js";
import { text, wordsOf } from "./words.js";

/** The part of a card that only oneself is shown: why one shows so, what to change of it by hand, what others see. */
export class Own {
  element = make("div", { class: "own", part: "own" });

  #path; #lang; #onSize; #byHand = null; #asked = 0;
  #why = make("p", { class: "why", part: "why" });
  #changes = make("ul");

  /** @param onSize called when it has grown or shrunk */
  constructor(address, scopes, lang, onSize) {
    const words = wordsOf(lang);
    this.#path = `/v1/presence/${encodeURIComponent(address)}`;
    this.#lang = lang.slice(0, 2);
    this.#onSize = onSize;
    const details = make("details", {}, make("summary", {}, words.changes), this.#changes);
    details.addEventListener("toggle", onSize);
    this.element.append(this.#why, details);
    if (scopes.some((scope) => scope === "presence.write" || scope === "admin")) {
      this.#byHand = new ByHand(this.#path, this.#lang, words, () => this.update());
      this.element.append(this.#byHand.element);
    }
    this.element.append(seeAs(this.#path, this.#lang, words, onSize));
  }

  /** Asks again why; the newest question's answer counts. */
  async update() {
    const asked = ++this.#asked;
    const told = await tabs.ask(`${this.#path}/explain`, { lang: this.#lang }).catch(() => ({}));
    if (asked !== this.#asked) return;
    const changes = Array.isArray(told.wouldChangeIt) ? told.wouldChangeIt : [];
    this.#why.textContent = text(told.sentence);
    this.#changes.replaceChildren(...changes.map((change) => make("li", {}, text(change))));
    this.#changes.parentNode.hidden = !changes.length;
    this.#byHand?.update(told);
    this.#onSize();
  }
}

import { ahead, clock } from "./clock.js";
import { make } from "./dom.js";
import { draw } from "./picture.js";
import { describe } from "./sentence.js";
import { tabs } from "./tabs.js";
import { AVAILABILITIES, text } from "./words.js";

/** What one says of oneself by hand: a state and a note, for a time. */
export class ByHand {
  element = make("form", { class: "hand", part: "hand" });

  #path; #lang; #words; #onSet; #touched = false; #turn = Promise.resolve();
  #life; #until; #note; #always; #workday; #said = make("p", { role: "status", class: "said" });

  /** @param onSet called after each change */
  constructor(path, lang, words, onSet) {
    this.#path = path;
    this.#lang = lang;
    this.#words = words;
    this.#onSet = onSet;
    const states = AVAILABILITIES.filter((state) => state !== "Unknown").map((state) => {
      const label = make("label", { class: state }, make("input", { type: "radio", name: "state", value: state }));
      label.append(draw({ availability: state }), state === "Offline" ? words.appearOffline : words.states[state]);
      return label;
    });
    const lives = { usual: words.usual, PT30M: "30 min", PT1H: "1 h", other: words.until("…") };
    this.#life = make("select", {}, ...Object.entries(lives).map(([value, text]) => make("option", { value }, text)));
    this.#until = make("input", { type: "datetime-local", "aria-label": words.until("…"), hidden: "hidden" });
    this.#note = make("input", { maxlength: "1024", autocomplete: "off" });
    this.#always = make("input", { type: "checkbox" });
    this.#workday = make("option");
    const clear = make("button", { type: "button" }, words.clear);
    this.element.append(
      make("fieldset", {}, make("legend", {}, words.showMeAs), ...states),
      make("label", {}, words.howLong, this.#life), this.#until,
      make("label", {}, words.note, this.#note),
      make("label", { class: "always" }, this.#always, words.always),
      make("div", { class: "row" }, make("button", { class: "main" }, words.set), clear),
      this.#said,
    );
    this.#life.addEventListener("change", () => {
      this.#until.required = this.#life.value === "other";
      this.#until.hidden = !this.#until.required;
    });
    this.element.addEventListener("input", () => (this.#touched = true));
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#try(() => this.#set());
    });
    clear.addEventListener("click", () => this.#try(() => this.#clear()));
  }

  /** What is set now is marked, until somebody begins to choose. */
  update({ sources, workingUntil }) {
    const set = Array.isArray(sources) ? sources.find((source) => source?.source === "manual") : null;
    if (!this.#touched) this.element.elements.state.forEach((radio) => (radio.checked = radio.value === set?.availability));
    if (!ahead(workingUntil)) return this.#workday.remove();
    this.#workday.value = workingUntil;
    this.#workday.textContent = this.#words.workday(clock(workingUntil, this.#lang));
    if (!this.#workday.parentNode) this.#life.lastChild.before(this.#workday);
  }

  /** One after the other; what it said, or why the server refused, is read aloud. */
  #try(change) {
    this.#turn = this.#turn.then(change).then((said) => {
      this.#said.textContent = said;
      this.#touched = false;
      this.#onSet();
    }).catch((refused) => {
      this.#said.textContent = text(refused.problem?.detail) || this.#words.failed;
    });
  }

  async #set() {
    const availability = this.element.elements.state.value;
    const note = this.#note.value.trim();
    if (!availability && !note) return this.element.elements[1].focus();
    let life = this.#howLong();
    let answer;
    if (availability) {
      answer = await this.#put("manual", { availability, alwaysShow: this.#always.checked, ...life });
      if (answer.manual?.until) life = { until: answer.manual.until };
    }
    // the note goes when the state does
    if (note) answer = { ...answer, ...(await this.#put("note", { text: note, ...life })) };
    this.#note.value = "";
    return this.#tell(answer);
  }

  async #clear() {
    const lang = this.#lang;
    const answer = await tabs.ask(`${this.#path}/manual`, { method: "DELETE", lang });
    return this.#tell({ ...answer, ...(await tabs.ask(`${this.#path}/note`, { method: "DELETE", lang })) });
  }

  /** What shows now, and why. */
  #tell({ effective, why }) {
    return text(why) || describe(effective, false, this.#lang);
  }

  #put(what, body) {
    return tabs.ask(`${this.#path}/${what}`, { method: "PUT", body, lang: this.#lang });
  }

  #howLong() {
    const life = this.#life.value;
    if (life === "usual") return {};
    if (life.startsWith("PT")) return { for: life };
    const until = new Date(life === "other" ? this.#until.value : life);
    return isNaN(until) ? {} : { until: until.toISOString() };
  }
}

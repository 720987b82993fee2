import { bodyOf } from "./card-body.js";
import { make } from "./dom.js";
import { draw } from "./picture.js";
import { availabilityOf } from "./sentence.js";
import { tabs } from "./tabs.js";
import { text } from "./words.js";

const LEVELS = ["Team", "Company", "External"];

/** "What does … see?": somebody's address, or a level, and what they are shown of oneself. */
export function seeAs(path, lang, words, onSize) {
  const levels = LEVELS.map((level) => make("option", { value: words[level] }));
  const people = make("datalist", { id: "people" }, ...levels);
  const who = make("input", { list: "people", placeholder: words.who, autocomplete: "off", required: "required" });
  const seen = make("div", { role: "status", class: "seen", part: "seen" });
  const form = make("form", { class: "see" },
    make("label", {}, words.seeAs, who), people, make("button", {}, words.look), seen);

  let timer;
  who.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (who.value.trim().length < 2) return;
      const found = await tabs.ask(`/v1/people?limit=8&q=${encodeURIComponent(who.value.trim())}`).catch(() => ({}));
      const items = Array.isArray(found.items) ? found.items : [];
      people.replaceChildren(...levels, ...items.map((each) => make("option", { value: text(each?.address) }, text(each?.name))));
    }, 200);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const asked = who.value.trim();
    const viewer = LEVELS.find((level) => words[level].toLowerCase() === asked.toLowerCase()) ?? asked;
    try {
      const { seenAs } = await tabs.ask(`${path}/explain?as=${encodeURIComponent(viewer)}`, { lang });
      const shown = seenAs?.presence;
      seen.className = `seen ${availabilityOf(shown)}`;
      seen.replaceChildren(make("b", {}, asked + words.colon), ...(shown ? [draw(shown), ...bodyOf(shown, false, lang).filter(Boolean)] : [words.nothing]));
    } catch (refused) {
      seen.textContent = text(refused.problem?.detail) || words.failed;
    }
    onSize();
  });
  return form;
}

// Who is looking, and who waits to be let in.
import { element, nameOf, when } from "./rules.js";

const ANSWERS = {
  "Let in": { handling: "allow", level: "Company" },
  "Block politely": { handling: "politeBlock" },
  Block: { handling: "block" },
};

/** Fills the list, those who wait first; `answer(address, handling)` is called for who is let in or not. */
export function showWatchers(list, watchers, names, answer) {
  const waiting = (watcher) => watcher.state === "pending";
  const sorted = [...watchers].sort((one, other) => waiting(other) - waiting(one));
  list.replaceChildren(...sorted.map((watcher) => {
    const name = nameOf({ person: watcher.address }, names);
    const since = watcher.since ? ` since ${when(watcher.since)}` : "";
    const state = waiting(watcher) ? "waits to be let in" : watcher.state === "active" ? "is looking" : String(watcher.state);
    const item = element("li", { className: "rule" }, element("div", {},
      element("b", { textContent: name }),
      element("small", { textContent: `${state}${since}${watcher.surface ? `, by ${watcher.surface}` : ""}` })));
    if (waiting(watcher)) {
      item.append(...Object.entries(ANSWERS).map(([text, handling]) => {
        const button = element("button", { type: "button", className: "quiet", textContent: text, ariaLabel: `${text}: ${name}` });
        button.addEventListener("click", () => answer(watcher.address, handling));
        return button;
      }));
    }
    return item;
  }));
  if (!sorted.length) list.append(element("li", { className: "none", textContent: "Nobody is looking just now." }));
}

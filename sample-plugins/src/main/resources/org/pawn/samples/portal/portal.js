// The department page. What it knows of people comes from the portal's own server; how they are comes from the pawns.

const byId = (id) => document.getElementById(id);
const HERE = { Available: ["Available"], Busy: ["Busy", "DoNotDisturb"], Away: ["Away", "BeRightBack"] };
const STATES = [
  ["Everyone", () => true],
  ...Object.entries(HERE).map(([name, states]) => [name, (state) => states.includes(state)]),
  ["Offline", (state) => !Object.values(HERE).flat().includes(state)],
];

const states = new Map(); // address -> availability
let people = [];
let only = 0;
let csrf = "";

async function load(path) {
  const answer = await fetch(path, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
}

function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

function pawnOf(person, show) {
  const pawn = document.createElement("presence-pawn");
  pawn.setAttribute("address", person.address);
  pawn.setAttribute("label", person.name);
  pawn.setAttribute("show", show);
  return pawn;
}

function initials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  return (words[0]?.[0] ?? "") + (words.length > 1 ? words.at(-1)[0] : "");
}

function row(person, index) {
  const face = make("span", `face tint-${index % 5}`, initials(person.name));
  face.setAttribute("aria-hidden", "true");
  const item = make("li", "person", face,
    make("h2", "name", person.name),
    make("p", "title", person.title ?? ""),
    make("div", "state", pawnOf(person, "text")));
  item.dataset.address = person.address;
  return item;
}

/** Counts on the chips, and who is shown; asked for again at every change, for people come and go. */
function sift() {
  const wanted = byId("find").value.trim().toLowerCase();
  let shown = 0;
  for (const person of people) {
    const fits = STATES[only][1](states.get(person.address) ?? "Unknown")
      && `${person.name} ${person.title ?? ""} ${person.address}`.toLowerCase().includes(wanted);
    person.item.hidden = !fits;
    if (fits) shown++;
  }
  byId("none").hidden = shown > 0;
  byId("found").textContent = wanted ? `${shown} found` : "";
  byId("chips").querySelectorAll("button").forEach((chip, index) => {
    chip.setAttribute("aria-pressed", String(index === only));
    chip.querySelector("b").textContent =
      people.filter((person) => STATES[index][1](states.get(person.address) ?? "Unknown")).length;
  });
}

function showDepartment(department, viewer) {
  const group = department.groups.items.find((each) => each.id === department.id);
  byId("department-name").textContent = group?.name ?? department.id;
  people = department.people.items.map((person, index) => ({ ...person, item: row(person, index) }));
  const none = make("li", "none", "Nobody here fits that.");
  none.id = "none";
  byId("people").replaceChildren(...people.map((person) => person.item), none);
  byId("chips").replaceChildren(...STATES.map(([name], index) => {
    const chip = make("button", "", name, make("b", ""));
    chip.type = "button";
    chip.addEventListener("click", () => {
      only = index;
      sift();
    });
    return chip;
  }));
  byId("find").addEventListener("input", sift);
  const me = people.find((person) => person.address === viewer) ?? { address: viewer, name: viewer };
  byId("my-pawn").replaceChildren(me.name, pawnOf(me, "text"));
  byId("department").hidden = false;
  sift();
}

/** "Message" on a card writes here, in the portal; mail and calls go where the browser sends them. */
function offerToWrite() {
  const dialog = byId("write");
  let to = "";
  document.addEventListener("pawn-action", (event) => {
    if (event.detail.action !== "message") return;
    event.preventDefault();
    to = event.detail.address;
    byId("write-to").textContent = event.target.label;
    byId("write-text").value = "";
    byId("write-answer").textContent = "";
    dialog.showModal();
  });
  byId("write-close").addEventListener("click", () => dialog.close());
  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await fetch("/data/message", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
      body: JSON.stringify({ to, text: byId("write-text").value }),
    });
    const said = await answer.json();
    byId("write-answer").textContent = !answer.ok ? said.detail ?? said.problem ?? "That did not work."
      : said.state === "delivered" ? "Delivered." : "Kept until they are back.";
    if (answer.ok) byId("write-text").value = "";
  });
}

document.addEventListener("presence-change", (event) => {
  states.set(event.detail.address, event.detail.presence?.availability ?? "Unknown");
  if (people.length) sift();
});

try {
  const session = await load("/data/session");
  csrf = session.csrf;
  document.querySelectorAll("input[name=csrf]").forEach((input) => (input.value = csrf));
  if (session.viewer) {
    byId("me").hidden = false;
    offerToWrite();
    showDepartment(await load("/data/department"), session.viewer);
  } else {
    byId("refused").hidden = !location.search.includes("refused");
    byId("welcome").hidden = false;
    document.querySelector("input[name=address]").focus();
  }
} catch (failed) {
  console.warn(failed);
  byId("trouble").textContent = "The department cannot be shown just now. Please try again in a moment.";
  byId("trouble").hidden = false;
}

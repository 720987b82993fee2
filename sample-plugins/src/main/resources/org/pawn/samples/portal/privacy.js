// "Who may see me": the viewer's own rules, changed one at a time; each change is saved at once.
import { element, forRequest, HANDLINGS, handlingChoice, inOrder, choiceOf, nameOf, row, withChoice } from "./rules.js";
import { showWatchers } from "./watchers.js";

const byId = (id) => document.getElementById(id);
const PAWN = new URL(document.querySelector("script[data-token-url]").src).origin;

const names = new Map(); // address, or "group ID", -> name
let token = { renewAt: 0 };
let mine = "";
let rules = [];
let version = "";

async function load(path) {
  const answer = await fetch(path, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
}

/** Pawn's answer; a refusal is thrown with its status and what it says. */
async function pawn(path, { method = "GET", body, ifMatch } = {}) {
  if (Date.now() > token.renewAt) token = { ...(await load("/own-token")), renewAt: Date.now() + 600000 };
  const headers = { Authorization: `Bearer ${token.token}`, "Content-Type": "application/json" };
  if (ifMatch) headers["If-Match"] = `"${ifMatch}"`;
  const answer = await fetch(PAWN + path, { method, headers, body: body && JSON.stringify(body), credentials: "omit" });
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw Object.assign(new Error(said.detail ?? `Pawn answered ${answer.status}.`), { status: answer.status });
  return said;
}

function say(text, refused = false) {
  byId("said").textContent = text;
  byId("said").classList.toggle("refused", refused);
}

function show(answer) {
  rules = inOrder(answer.rules);
  version = answer.version;
  byId("rules").replaceChildren(...rules.map((rule) => row(rule, names,
    (next) => save(rules.map((each) => (each === rule ? next : each)), next),
    () => save(rules.filter((each) => each !== rule), null, rule))));
  if (!rules.length) byId("rules").append(element("li", { className: "none", textContent: "You made no rules yet." }));
}

/** Saves all rules if they are still those that were shown; says what became of it, and keeps the keyboard's place. */
async function save(next, changed, removed) {
  const places = [...byId("rules").querySelectorAll("select, input, button")];
  const place = places.indexOf(document.activeElement);
  try {
    show(await pawn(mine, { method: "PUT", body: { rules: next.map(forRequest) }, ifMatch: version }));
    say(changed ? `${nameOf(changed.who, names)}: ${HANDLINGS[choiceOf(changed)]}.` : `The rule for ${nameOf(removed.who, names)} is gone.`);
  } catch (refused) {
    say(refused.status === 412 ? "Your rules were changed elsewhere meanwhile; here they are. Please look and try again." : refused.message, true);
    await pawn(mine).then(show, () => {}); // what is shown is what is so, where it can be known
  }
  if (place < 0) return;
  const now = byId("rules").querySelectorAll("select, input, button");
  (removed ? byId("rules-title") : now[place] ?? byId("rules-title")).focus();
}

async function watchers(address) {
  const path = `/v1/people/${encodeURIComponent(address)}/watchers`;
  let told;
  try {
    told = await pawn(path);
  } catch {
    return; // this server does not tell
  }
  if (!Array.isArray(told.watchers)) return;
  byId("watching").hidden = false;
  showWatchers(byId("watchers"), told.watchers, names, async (watcher, handling) => {
    try {
      show(await pawn(`${mine}/people/${encodeURIComponent(watcher)}`, { method: "PUT", body: handling }));
      say(`${nameOf({ person: watcher }, names)}: ${HANDLINGS[choiceOf(handling)]}.`);
    } catch (refused) {
      say(refused.message, true);
    }
    await watchers(address);
    byId("rules-title").focus();
  });
}

function offerToAdd() {
  const kind = byId("kind");
  handlingChoice(byId("handling"), "allow Team");
  kind.addEventListener("change", () => {
    byId("group-field").hidden = kind.value !== "group";
    byId("name-field").hidden = !["person", "domain"].includes(kind.value);
    byId("name").required = !byId("name-field").hidden;
    byId("name-label").textContent = kind.value === "domain" ? "Domain" : "Address";
    byId("name").setAttribute("list", kind.value === "person" ? "known" : "");
  });
  byId("add").addEventListener("submit", async (event) => {
    event.preventDefault();
    const named = byId("name").value.trim();
    const who = { person: { person: named }, group: { group: byId("group").value }, domain: { domain: named } }[kind.value] ?? { everyone: true };
    const until = byId("until").value && { from: new Date().toISOString(), until: new Date(byId("until").value).toISOString() };
    const rule = withChoice({ who, mayBreakIn: false, ...until }, byId("handling").value);
    const same = JSON.stringify(who).toLowerCase();
    await save([...rules.filter((each) => JSON.stringify(each.who).toLowerCase() !== same), rule], rule);
    if (!byId("said").classList.contains("refused")) byId("add").reset();
    kind.dispatchEvent(new Event("change"));
  });
}

try {
  const { viewer } = await load("/data/session");
  if (!viewer) location.replace("/");
  const { groups, people } = await load("/data/department");
  people.items.forEach((person) => names.set(person.address, person.name));
  groups.items.forEach((group) => names.set(`group ${group.id}`, group.name ?? group.id));
  byId("known").append(...people.items.map((person) => element("option", { value: person.address, textContent: person.name })));
  byId("group").append(...groups.items.map((group) => element("option", { value: group.id, textContent: group.name ?? group.id })));
  mine = `/v1/people/${encodeURIComponent(viewer)}/privacy`;
  show(await pawn(mine));
  offerToAdd();
  const card = document.createElement("presence-pawn");
  card.setAttribute("address", viewer);
  card.setAttribute("label", names.get(viewer) ?? viewer);
  card.setAttribute("show", "card");
  byId("mirror").append(card);
  byId("privacy").hidden = false;
  await watchers(viewer);
} catch (failed) {
  console.warn(failed);
  byId("trouble").textContent = "Your rules cannot be shown just now. Please try again in a moment.";
  byId("trouble").hidden = false;
}

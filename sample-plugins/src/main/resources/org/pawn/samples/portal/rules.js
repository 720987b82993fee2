// The rules about who may see what, as Pawn's REST says them and as this page does.

export const HANDLINGS = {
  "allow Personal": "see everything of me",
  "allow Team": "see me like a team mate",
  "allow Company": "see me like a colleague",
  "allow External": "see only whether I am there",
  confirm: "must ask first",
  politeBlock: "see me offline, always",
  block: "see nothing",
};

export function element(tag, attributes, ...children) {
  const made = Object.assign(document.createElement(tag), attributes);
  made.append(...children);
  return made;
}

export function handlingChoice(select, chosen) {
  select.append(...Object.entries(HANDLINGS).map(([value, text]) => element("option", { value, textContent: text })));
  select.value = chosen;
  return select;
}

/** An instant in the reader's own words. */
export const when = (instant) => new Date(instant).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });

export const choiceOf = ({ handling, level }) => (level ? `${handling} ${level}` : handling);

/** What a choice says in a rule; who is not let in cannot break in. */
export function withChoice(rule, choice) {
  const [handling, level] = choice.split(" ");
  const { level: _, ...rest } = rule;
  return { ...rest, handling, ...(level && { level }), mayBreakIn: handling === "allow" && rest.mayBreakIn === true };
}

/** Whom a rule is for, in words. */
export function nameOf({ person, group, domain }, names) {
  if (person) return names.get(person) ?? person;
  if (group) return names.get(`group ${group}`) ?? group;
  return domain ? `Everybody at ${domain}` : "Everyone";
}

/** Narrower first, as Pawn reads them. */
const RANK = ["person", "group", "domain", "everyone"];
const rankOf = ({ who }) => RANK.findIndex((kind) => who[kind] !== undefined);
export const inOrder = (rules) => [...rules].sort((one, other) => rankOf(one) - rankOf(other));

/** What a request says of a rule; since when it stands is the server's to say. */
export const forRequest = ({ who, handling, level, mayBreakIn, from, until }) =>
  ({ who, handling, level, mayBreakIn, from, until });

/** One rule as a row, with `change(rule)` for another choice and `remove()`. */
export function row(rule, names, change, remove) {
  const name = nameOf(rule.who, names);
  const who = element("div", {}, element("b", { textContent: name }));
  if (rule.who.person) {
    const pawn = document.createElement("presence-pawn");
    pawn.setAttribute("address", rule.who.person);
    pawn.setAttribute("label", name);
    who.prepend(pawn, " ");
    if (name !== rule.who.person) who.append(element("small", { textContent: rule.who.person }));
  }
  if (rule.until) who.append(element("small", { textContent: `until ${when(rule.until)}` }));

  const select = handlingChoice(element("select", { ariaLabel: `What ${name} may see` }), choiceOf(rule));
  select.addEventListener("change", () => change(withChoice(rule, select.value)));
  const button = element("button", { type: "button", className: "quiet", textContent: "Remove", ariaLabel: `Remove the rule for ${name}` });
  button.addEventListener("click", remove);
  const choice = element("div", { className: "choice" }, select);
  if (rule.handling === "allow") {
    const box = element("input", { type: "checkbox", checked: rule.mayBreakIn, ariaLabel: `${name} may break in while I am not to be disturbed` });
    box.addEventListener("change", () => change({ ...rule, mayBreakIn: box.checked }));
    choice.append(element("label", { title: "even while I am not to be disturbed" }, box, "may break in"));
  }
  return element("li", { className: "rule" }, who, choice, button);
}

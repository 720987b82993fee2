// The menus of a document's people, as a keyboard expects them: arrows move, Escape goes back, one is open at a time.

const DAY_HOURS = 24;
const told = document.createElement("p");
told.className = "unseen";
told.setAttribute("role", "status");
document.body.append(told);

let open = null;

function close(giveFocusBack) {
  if (!open) return;
  open.menu.hidden = true;
  open.name.setAttribute("aria-expanded", "false");
  if (giveFocusBack) open.name.focus();
  open = null;
}

function show(name) {
  const menu = name.parentElement.querySelector("[role=menu]");
  close(false);
  open = { name, menu };
  menu.hidden = false;
  name.setAttribute("aria-expanded", "true");
  menu.querySelector("[role=menuitem]")?.focus();
}

function move(step) {
  const items = [...open.menu.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const next = step === "first" ? 0 : step === "last" ? items.length - 1 : (at + step + items.length) % items.length;
  items[next].focus();
}

/** An invitation of half an hour, when the person is next free as far as the page knows, else at the next full hour. */
function invitation(mention) {
  const pawn = mention.querySelector("presence-pawn");
  const freeAt = Date.parse(pawn?.presence?.schedule?.freeAt);
  const hour = 3600000;
  const nextHour = Math.ceil((Date.now() + 60000) / hour) * hour;
  const start = freeAt > Date.now() && freeAt < Date.now() + 7 * DAY_HOURS * hour ? freeAt : nextHour;
  const stamp = (instant) => `${new Date(instant).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Pawn Presence//Document tool//EN", "BEGIN:VEVENT",
    `UID:${crypto.randomUUID()}`, `DTSTAMP:${stamp(Date.now())}`, `DTSTART:${stamp(start)}`,
    `DTEND:${stamp(start + hour / 2)}`, "SUMMARY:Meeting", `ATTENDEE;RSVP=TRUE:mailto:${pawn?.getAttribute("address") ?? ""}`,
    "END:VEVENT", "END:VCALENDAR", ""];
  return new Blob([lines.join("\r\n")], { type: "text/calendar" });
}

function schedule(mention) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(invitation(mention));
  link.download = "meeting.ics";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function act(item) {
  const mention = item.closest(".mention");
  if (item.dataset.insert) {
    const inserted = mention.querySelector(".inserted");
    inserted.textContent = inserted.textContent ? "" : `, ${item.dataset.insert}`;
    told.textContent = inserted.textContent ? `Inserted: ${item.dataset.insert}` : `Removed: ${item.dataset.insert}`;
  } else if (item.dataset.action === "schedule" && !item.hasAttribute("href")) {
    schedule(mention);
  }
  close(true);
}

document.addEventListener("click", (event) => {
  const name = event.target.closest(".name");
  const item = event.target.closest("[role=menuitem]");
  if (name) return open?.name === name ? close(true) : show(name);
  if (item) return act(item);
  close(false);
});

document.addEventListener("keydown", (event) => {
  const name = event.target.closest(".name");
  if (name && event.key === "ArrowDown" && open?.name !== name) {
    event.preventDefault();
    return show(name);
  }
  if (!open) return;
  const steps = { ArrowDown: 1, ArrowUp: -1, Home: "first", End: "last" };
  if (event.key in steps) {
    event.preventDefault();
    move(steps[event.key]);
  } else if (event.key === "Escape") {
    event.preventDefault();
    close(true);
  } else if (event.key === "Tab") {
    close(true); // and on from the name, as if the menu had not been there
  } else if (event.key === " " && event.target.matches("a[role=menuitem]")) {
    event.preventDefault();
    event.target.click();
  }
});

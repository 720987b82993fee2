/*
 * Pawn Presence on a web page: <presence-pawn address="alice@example.com" show="dot|text|card">. One file, and longer
 * than others of this project, because a page loads one script. It runs under a strict Content-Security-Policy and
 * Trusted Types: no inline style or script, and whatever the server says becomes a text node.
 */

const SCRIPT = new URL(import.meta.url);
const SETTINGS = { server: SCRIPT.href.replace(/\/embed\/[^/]+\/[^/]*$/, ""), getToken: null };

// ---------------------------------------------------------------------------------------------------- words

const WORDS = {
  en: {
    Available: "Available", Busy: "Busy", DoNotDisturb: "Do not disturb", BeRightBack: "Be right back", Away: "Away",
    Offline: "Offline", Unknown: "Unknown", idle: "idle", Presenting: "presenting",
    InAConferenceCall: "in a conference call", InACall: "in a call", InAMeeting: "in a meeting",
    Appointment: "in an appointment", Focusing: "focusing", UrgentOnly: "urgent only", OutOfOffice: "out of office",
    OffWork: "off work", Lunch: "at lunch", Travelling: "travelling", Inactive: "inactive",
    until: (time) => `until ${time}`, freeNow: "free now", freeUntil: (time) => `Free until ${time}`,
    freeAt: (time) => `Free at ${time}`, free: "Free now", noCalendar: "Calendar unknown",
    localTime: (time) => `${time} local time`,
    stale: "may be outdated",
    email: "Mail", call: "Call", phone: "Phone", message: "Message", open: "Open",
    card: (name) => `Contact card of ${name}`, ways: "Ways to reach", colon: ": ",
  },
  de: {
    Available: "Verfügbar", Busy: "Beschäftigt", DoNotDisturb: "Bitte nicht stören", BeRightBack: "Gleich zurück",
    Away: "Abwesend", Offline: "Offline", Unknown: "Unbekannt", idle: "inaktiv", Presenting: "präsentiert",
    InAConferenceCall: "in einer Telefonkonferenz", InACall: "telefoniert", InAMeeting: "in einer Besprechung",
    Appointment: "hat einen Termin", Focusing: "konzentriert", UrgentOnly: "nur Dringendes", OutOfOffice: "außer Haus",
    OffWork: "nicht im Dienst", Lunch: "beim Essen", Travelling: "unterwegs", Inactive: "inaktiv",
    until: (time) => `bis ${time}`, freeNow: "jetzt frei", freeUntil: (time) => `Frei bis ${time}`,
    freeAt: (time) => `Frei ab ${time}`, free: "Jetzt frei", noCalendar: "Kalender unbekannt",
    localTime: (time) => `${time} Ortszeit`,
    stale: "möglicherweise veraltet",
    email: "E-Mail", call: "Anrufen", phone: "Telefon", message: "Nachricht", open: "Öffnen",
    card: (name) => `Kontaktkarte von ${name}`, ways: "Erreichbar über", colon: ": ",
  },
};

const wordsOf = (lang) => WORDS[String(lang).slice(0, 2).toLowerCase()] || WORDS.en;

const NAMES = Object.keys(WORDS.en);
const AVAILABILITIES = NAMES.slice(0, 7);
const ACTIVITIES = NAMES.slice(8, 20);
const text = (value) => (typeof value === "string" ? value : "");

/** Enumerations are open: what a newer server may say and this script does not know is Unknown. */
const availabilityOf = (presence) =>
  presence && AVAILABILITIES.includes(presence.availability) ? presence.availability : "Unknown";

const ahead = (instant) => Date.parse(instant) > Date.now();

/** An instant for people, in the viewer's zone: the time today, else with its day. */
function clock(instant, lang, timeZone) {
  const at = new Date(instant);
  if (isNaN(at)) return "";
  const days = Math.abs(at - Date.now()) / 86400000;
  const day = timeZone || at.toDateString() === new Date().toDateString() ? {} : days < 6 ? { weekday: "short" } : { day: "numeric", month: "short" };
  const local = navigator.languages.find((each) => each.slice(0, 2) === lang.slice(0, 2)) ?? lang; // "en" may be en-GB
  try {
    return new Intl.DateTimeFormat(local, { ...day, hour: "numeric", minute: "2-digit", timeZone }).format(at);
  } catch {
    return timeZone ? "" : at.toISOString();
  }
}

/** What the person is doing, as words after the availability: "in a meeting until 10:00", or nothing. */
function doing(presence, lang) {
  if (!presence) return "";
  const words = wordsOf(lang);
  const { availability, activity, schedule } = presence;
  const until = ["busy", "outOfOffice"].includes(schedule?.state) && ahead(schedule.until)
    ? " " + words.until(clock(schedule.until, lang)) : "";
  if (["InAMeeting", "Appointment", "OutOfOffice"].includes(activity)) return words[activity] + until;
  if (activity === "Custom") return text(presence.activityText);
  if (ACTIVITIES.includes(activity)) return words[activity];
  if (["Offline", "Away", "BeRightBack"].includes(availability) && schedule?.state === "busy" && until) {
    return words.InAMeeting + until;
  }
  return availability === "Offline" && schedule?.state === "free" ? words.freeNow : "";
}

/** The one sentence of a pawn: "Busy, in a meeting until 10:00". */
function describe(presence, stale, lang) {
  const words = wordsOf(lang);
  const availability = words[availabilityOf(presence)] + (presence?.idle === true ? `, ${words.idle}` : "");
  return [availability, doing(presence, lang), stale ? words.stale : ""].filter(Boolean).join(", ");
}

/** What the calendar says, for the card; empty where the viewer may not see it. */
function scheduleLine(schedule, lang) {
  const words = wordsOf(lang);
  if (!schedule) return "";
  if (schedule.state === "unknown") return words.noCalendar;
  if (schedule.state === "free") return ahead(schedule.until) ? words.freeUntil(clock(schedule.until, lang)) : words.free;
  return ahead(schedule.freeAt) ? words.freeAt(clock(schedule.freeAt, lang)) : "";
}

// ------------------------------------------------------------------------------------------------- drawings

// The same table as the SDK's: every pawn is a head, a body, and a mark that tells the state without its colour.
const HEAD = "M 12 1 C 15.87 1 19 4.13 19 8 C 19 11.87 15.87 15 12 15 C 8.13 15 5 11.87 5 8 C 5 4.13 8.13 1 12 1 Z";
const BODY = "M 7.6 17 L 16.4 17 L 14.6 17 C 14.6 19.4 16.6 20.6 20 21.4 L 20 23 L 4 23 L 4 21.4 C 7.4 20.6 9.4 19.4 9.4 17 Z";
const MARKS = { // the mark's width and path
  Available: [2.2, "M 8.2 8.4 L 10.9 11 L 15.8 5.6"],
  Busy: [2.2, "M 9.3 5.2 L 9.3 10.8 M 14.7 5.2 L 14.7 10.8"],
  DoNotDisturb: [3.2, "M 8.2 8 L 15.8 8"],
  BeRightBack: [2.2, "M 16 8 L 8.4 8 M 11.4 4.8 L 8.2 8 L 11.4 11.2"],
  Away: [2.2, "M 12 4 L 12 8.4 L 15.2 10.2"],
  Offline: [2, "M 9.4 5.4 L 14.6 10.6 M 14.6 5.4 L 9.4 10.6"],
  Unknown: [1.9, "M 9.7 6.4 C 9.8 3.6 14.3 3.7 14.3 6.4 C 14.3 8.2 12 8.1 12 9.2 M 12 11.6 L 12.01 11.6"],
};

function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children);
  return element;
}

function draw(presence) {
  const availability = availabilityOf(presence);
  const [width, mark] = MARKS[availability];
  const gone = availability === "Offline" || availability === "Unknown";
  const hollow = gone || (presence.idle === true && (availability === "Available" || availability === "Busy"));
  return svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" },
    svg("path", { class: hollow ? "" : "fill", d: HEAD }),
    svg("path", { class: gone ? "" : "fill", d: BODY }),
    svg("path", { class: hollow ? "" : "cut", "stroke-width": width, d: mark }));
}

// ------------------------------------------------------------------------------------------------ addresses

/** "mailto:Alice@Example.com?subject=x" to "Alice@Example.com"; empty when it names no one person. */
export function addressOf(text) {
  let bare = String(text ?? "").trim().replace(/^(mailto|sips?|pres|im):/i, "").split(/[?;]/)[0];
  try {
    bare = decodeURIComponent(bare);
  } catch {
    return "";
  }
  return /^[^\s@,<>"/]+@[^\s@,<>"/]+$/.test(bare) ? bare : "";
}

const keyOf = (address) => address.toLowerCase();

// --------------------------------------------------------------------------------------------------- tokens

const PATIENCE_MS = 15000;

/** The page's token, fetched once and renewed before it expires; the portal's clock measures its life, not ours. */
class Tokens {
  #current = null;
  #asking = null;
  #viewer = "";
  #onOtherViewer;

  /** @param onOtherViewer called when a later token speaks for someone else */
  constructor(onOtherViewer) {
    this.#onOtherViewer = onOtherViewer;
  }

  get(fresh = false) {
    if (!fresh && this.#current && Date.now() < this.#current.renewAt) return Promise.resolve(this.#current);
    this.#asking ??= this.#ask().finally(() => (this.#asking = null));
    return this.#asking;
  }

  async #ask() {
    const { token, expiresAt, now } = SETTINGS.getToken ? await SETTINGS.getToken() : await fromPortal();
    if (typeof token !== "string") throw new Error("pawn: the token address answered no token");
    const life = Date.parse(expiresAt) - (now || Date.now());
    const viewer = (await viewerOf(token)) || this.#viewer;
    this.#current = { token, viewer, renewAt: Date.now() + Math.max(2000, (isNaN(life) ? 600000 : life) * 0.8) };
    if (this.#viewer && this.#viewer !== viewer) this.#onOtherViewer();
    this.#viewer = viewer;
    return this.#current;
  }
}

async function fromPortal() {
  const tag = scriptTag("data-token-url");
  if (!tag) throw new Error("pawn: no data-token-url on the script and no configurePawn({getToken})");
  const answer = await fetch(tag.dataset.tokenUrl, { credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!answer.ok) throw Object.assign(new Error(`pawn: ${tag.dataset.tokenUrl} answered ${answer.status}`), { status: answer.status });
  return { ...(await answer.json()), now: Date.parse(answer.headers.get("date")) };
}

const scriptTag = (attribute) =>
  [...document.querySelectorAll(`script[${attribute}]`)].find((tag) => tag.src === SCRIPT.href);

async function ask(path, token, question) {
  const answer = await fetch(SETTINGS.server + path, {
    method: question ? "POST" : "GET",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: question && JSON.stringify(question),
    credentials: "omit",
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!answer.ok) throw new Error(`pawn: ${path} answered ${answer.status}`);
  return answer.json();
}

/** Whom a token speaks for, as text; tabs share a feed only when this is the same. Empty: share with nobody. */
async function viewerOf(token) {
  try {
    const me = await ask("/v1/me", token);
    return me.address || me.name ? JSON.stringify([me.kind, me.address, me.name, me.level]) : "";
  } catch {
    return "";
  }
}

// ----------------------------------------------------------------------------------------------------- feed

const WATCH = "pawns";
const ADDRESSES_PER_FRAME = 500;
const STILL_THERE_MS = 20000;

/** The feed's WebSocket: one watch, stated again after each break. It comes back as openapi's feed.yaml says. */
class Feed {
  #tokens; #onPresence; #onLive;
  #socket = null; #cursor; #wanted = new Map(); #stated = new Map(); #live = false;
  #answered = new Set(); #aliases = new Map(); #tries = 0;
  #timers = { retry: 0, ping: 0, renew: 0, flush: 0 };
  #closed = false; #welcomed = false; #liveSince = 0; #pinged = 0; #references = 0;

  constructor(tokens, onPresence, onLive) {
    this.#tokens = tokens;
    this.#onPresence = onPresence;
    this.#onLive = onLive;
    addEventListener("online", this.#onOnline);
    addEventListener("offline", this.#onOffline);
    document.addEventListener("visibilitychange", this.#onOnline);
    this.#open();
  }

  get live() {
    return this.#live;
  }

  /** Replaces what is watched: addresses as written, by key. */
  want(addresses) {
    this.#wanted = addresses;
    clearTimeout(this.#timers.flush);
    this.#timers.flush = setTimeout(() => this.#flush(), 30);
  }

  close() {
    this.#closed = true;
    removeEventListener("online", this.#onOnline);
    removeEventListener("offline", this.#onOffline);
    document.removeEventListener("visibilitychange", this.#onOnline);
    Object.values(this.#timers).forEach(clearTimeout);
    this.#drop();
  }

  #onOnline = () => {
    if (this.#socket || document.hidden) return;
    this.#tries = 0;
    this.#open();
  };

  #onOffline = () => this.#cut();

  async #open(freshToken = false) {
    clearTimeout(this.#timers.retry);
    let token;
    try {
      token = await this.#tokens.get(freshToken);
    } catch (refused) {
      console.warn(String(refused));
      return this.#again(refused.status === 401 || refused.status === 403 ? 60000 : 0);
    }
    if (this.#closed || this.#socket) return;
    const socket = new WebSocket(SETTINGS.server.replace(/^http/, "ws") + "/v1/feed", "pawn.v1");
    this.#socket = socket;
    socket.onopen = () => this.#say({ type: "hello", token: token.token, resume: this.#cursor });
    socket.onmessage = (event) => this.#socket === socket && this.#hear(event.data);
    socket.onclose = (event) => this.#socket === socket && this.#cut(event.code);
    this.#renewAt(token.renewAt);
    this.#ping();
  }

  #hear(text) {
    this.#pinged = 0;
    let frame;
    try {
      frame = JSON.parse(text);
    } catch {
      return;
    }
    if (typeof frame.cursor === "string") this.#cursor = frame.cursor;
    if (frame.type === "welcome") {
      this.#welcomed = true;
      this.#restate(frame.resumed === true);
      if (this.#wanted.size === 0) this.#setLive(true);
    } else if (frame.type === "snapshot" || frame.type === "delta") {
      this.#told(frame.presence ?? [], (frame.problems ?? []).map((problem) => problem?.requested));
      if (frame.more === true) return;
      this.#setLive(true);
      this.#resolve().catch(() => {});
    } else if (frame.type === "presence") {
      this.#told([frame.presence], []);
    } else if (frame.type === "withdrawn") {
      this.#told([], [frame.address]);
    } else if (frame.type === "error" && !String(frame.ref).startsWith("ping")) {
      console.warn("pawn: the feed refused", frame.ref, frame.problem?.type ?? "", frame.problem?.detail ?? "");
    }
  }

  #told(presence, problems) {
    const all = presence.flatMap((each) => [each, ...(this.#aliases.get(each?.address) ?? []).map((address) => ({ ...each, address }))]);
    all.forEach((each) => this.#answered.add(keyOf(text(each?.address))));
    problems.forEach((address) => this.#answered.add(keyOf(text(address))));
    this.#onPresence(all, problems);
  }

  /** Who was asked for by an e-mail alias is told by address; the batch says which is whose. */
  async #resolve() {
    const addresses = [...this.#stated].filter(([key]) => !this.#answered.has(key)).map(([, address]) => address);
    if (!addresses.length) return;
    addresses.forEach((address) => this.#answered.add(keyOf(address)));
    const { items } = await ask("/v1/presence:batch", (await this.#tokens.get()).token, { addresses });
    for (const { requested, presence } of items) {
      if (!presence) continue;
      this.#aliases.set(presence.address, [...(this.#aliases.get(presence.address) ?? []), requested]);
      this.#told([presence], []);
    }
  }

  /** What was watched before the break goes first: a resumed feed answers that with the changes alone. */
  #restate(resumed) {
    const before = resumed ? [...this.#wanted].filter(([key]) => this.#stated.has(key)) : [];
    this.#stated = new Map(before.slice(0, ADDRESSES_PER_FRAME));
    if (this.#stated.size) this.#say({ type: "watch", id: WATCH, addresses: [...this.#stated.values()] });
    this.#flush();
  }

  #flush() {
    if (!this.#welcomed) return;
    const add = [...this.#wanted].filter(([key]) => !this.#stated.has(key));
    const remove = [...this.#stated].filter(([key]) => !this.#wanted.has(key));
    if (remove.length && this.#stated.size === remove.length && !add.length) {
      this.#say({ type: "unwatch", id: WATCH });
      this.#stated.clear();
      return;
    }
    while (add.length) {
      const some = add.splice(0, ADDRESSES_PER_FRAME);
      const first = this.#stated.size === 0;
      this.#say({ type: "watch", id: WATCH, [first ? "addresses" : "add"]: some.map(([, address]) => address) });
      some.forEach(([key, address]) => this.#stated.set(key, address));
    }
    if (remove.length) {
      this.#say({ type: "watch", id: WATCH, remove: remove.map(([, address]) => address) });
      remove.forEach(([key]) => this.#stated.delete(key));
    }
  }

  /** A browser cannot see that a connection is half open; any answer, a refusal too, shows that it is not. */
  #ping() {
    clearTimeout(this.#timers.ping);
    this.#timers.ping = setTimeout(() => {
      if (this.#pinged && Date.now() - this.#pinged > STILL_THERE_MS / 2) return this.#cut();
      if (this.#socket?.readyState === WebSocket.CONNECTING) return this.#cut();
      this.#pinged ||= Date.now();
      this.#say({ type: "unwatch", id: "still-there", ref: `ping-${++this.#references}` });
      this.#ping();
    }, STILL_THERE_MS);
  }

  #renewAt(instant) {
    clearTimeout(this.#timers.renew);
    this.#timers.renew = setTimeout(async () => {
      try {
        const token = await this.#tokens.get(true);
        this.#say({ type: "token", token: token.token, ref: `token-${++this.#references}` });
        this.#renewAt(token.renewAt);
      } catch (refused) {
        console.warn(String(refused));
        this.#renewAt(Date.now() + 10000);
      }
    }, Math.max(1000, instant - Date.now()));
  }

  #cut(code) {
    if (this.#live && Date.now() - this.#liveSince > 10000) this.#tries = 0;
    this.#drop();
    this.#again(0, code === 4401 || code === 4403);
  }

  /** Full jitter: a server that comes back is not met by all its pages at once. */
  #again(leastMs, freshToken = false) {
    if (this.#closed) return;
    const most = Math.min(30000, 1000 * 2 ** this.#tries++);
    clearTimeout(this.#timers.retry);
    this.#timers.retry = setTimeout(() => this.#open(freshToken), leastMs + Math.random() * most);
  }

  #drop() {
    const socket = this.#socket;
    this.#socket = null;
    this.#welcomed = false;
    this.#pinged = 0;
    clearTimeout(this.#timers.ping);
    clearTimeout(this.#timers.renew);
    this.#setLive(false);
    socket?.close();
  }

  #setLive(live) {
    if (live === this.#live) return;
    this.#live = live;
    this.#liveSince = Date.now();
    this.#onLive(live);
  }

  #say(frame) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }
}

// ----------------------------------------------------------------------------------------------------- tabs

const TAB = Math.random().toString(36).slice(2);
const STALE_AFTER_MS = 500;
const LEADER_ANSWERS_MS = 5000;

let showOn; // (pawn, presence, stale): set by the element's class, for this module alone

/**
 * All pawns of this tab, and the one feed of all tabs that show this page's site to the same viewer. The tab that
 * holds the lock leads: it keeps the feed and tells the others by BroadcastChannel. Without locks each tab feeds itself.
 */
class Tabs {
  #tokens = new Tokens(() => this.restart());
  #pawns = new Map(); // key -> Set of pawns here
  #states = new Map(); // key -> presence, or null where the server shows none
  #wants = new Map(); // leader only: tab -> Map of key -> address
  #feed = null; #channel = null; #leaving = null; #stale = false; #viewer = "";
  #timers = { want: 0, stale: 0, answer: 0 };
  #generation = 0;

  constructor() {
    // A page kept for the back button must hold neither lock nor socket, and comes back without a reload.
    addEventListener("pagehide", () => this.#leave());
    addEventListener("pageshow", (event) => event.persisted && this.#pawns.size && this.#join());
    addEventListener("visibilitychange", () => this.#checkLeader(), true);
    setInterval(() => this.#checkLeader(), STILL_THERE_MS);
  }

  restart() {
    this.#leave();
    this.#tokens = new Tokens(() => this.restart());
    this.#states.clear();
    people.clear();
    this.#pawns.forEach((_, key) => this.#show(key));
    if (this.#pawns.size) this.#join();
  }

  token() {
    return this.#tokens.get().then(({ token }) => token);
  }

  enter(pawn, key) {
    if (!this.#pawns.has(key)) this.#pawns.set(key, new Set());
    this.#pawns.get(key).add(pawn);
    showOn(pawn, this.#states.get(key) ?? null, this.#stale);
    if (this.#leaving) this.#wantSoon();
    else this.#join();
  }

  exit(pawn, key) {
    const here = this.#pawns.get(key);
    here?.delete(pawn);
    if (here?.size) return;
    this.#pawns.delete(key);
    if (!this.#feed) this.#states.delete(key);
    this.#wantSoon();
  }

  get #group() {
    return `pawn/1 ${SETTINGS.server} ${this.#viewer}`;
  }

  async #join() {
    const generation = ++this.#generation;
    const leaving = (this.#leaving = new AbortController());
    const gone = () => generation !== this.#generation;
    for (let tries = 0; !gone(); tries++) {
      try {
        this.#viewer = (await this.#tokens.get()).viewer;
        break;
      } catch (refused) {
        if (tries === 0) console.warn(String(refused));
        await new Promise((done) => setTimeout(done, Math.random() * Math.min(60000, 2000 * 2 ** tries)));
      }
    }
    if (gone()) return;
    if (!this.#viewer || !navigator.locks || !window.BroadcastChannel) return this.#lead();

    const group = this.#group;
    this.#channel = new BroadcastChannel(group);
    this.#channel.onmessage = (event) => this.#hear(event.data);
    await new Promise((held) => this.#hold(`${group} tab ${TAB}`, leaving, held));
    if (gone()) return;
    this.#hold(`${group} leader`, leaving, () => this.#lead());
    this.#wantSoon();
  }

  /** Holds a lock until this tab leaves, or until another tab takes it from a leader that fell silent. */
  #hold(name, leaving, held, options = { signal: leaving.signal }) {
    const holding = () => {
      if (leaving.signal.aborted) return undefined;
      held();
      return new Promise((release) => leaving.signal.addEventListener("abort", release));
    };
    navigator.locks.request(name, options, holding).catch((why) => {
      if (leaving.signal.aborted) return;
      if (why.name === "AbortError") this.restart();
      else this.#lead(); // a sandboxed page may hold no locks
    });
  }

  #leave() {
    this.#generation++;
    this.#leaving?.abort();
    this.#leaving = null;
    this.#feed?.close();
    this.#feed = null;
    this.#channel?.close();
    this.#channel = null;
    this.#wants.clear();
    Object.values(this.#timers).forEach(clearTimeout);
    this.#setLive(false);
  }

  #lead() {
    if (this.#feed) return;
    this.#setLive(false); // until this tab's own feed is
    this.#wants.set(TAB, this.#mine());
    this.#feed = new Feed(
      this.#tokens,
      (presence, problems) => {
        this.#learn(presence, problems);
        this.#tell({ kind: "state", presence, problems });
      },
      (live) => {
        this.#setLive(live);
        this.#tell({ kind: "live", live });
      },
    );
    this.#tell({ kind: "live", live: false });
    this.#tell({ kind: "lead" });
    this.#wantSoon();
  }

  #mine() {
    return new Map([...this.#pawns].map(([key, pawns]) => [key, pawns.values().next().value.target]));
  }

  #wantSoon() {
    clearTimeout(this.#timers.want);
    this.#timers.want = setTimeout(() => {
      if (this.#feed) {
        this.#wants.set(TAB, this.#mine());
        this.#wantAll();
      } else {
        this.#tell({ kind: "want", tab: TAB, addresses: [...this.#mine()] });
      }
    }, 30);
  }

  #wantAll() {
    const all = new Map();
    this.#wants.forEach((addresses) => addresses.forEach((address, key) => all.has(key) || all.set(key, address)));
    this.#states.forEach((_, key) => all.has(key) || this.#states.delete(key));
    this.#feed.want(all);
  }

  #tell(message) {
    this.#channel?.postMessage(message);
  }

  #hear(message) {
    if (this.#feed) {
      if (message.kind === "want") this.#hearWant(message);
      if (message.kind === "ask") this.#tell({ kind: "live", live: this.#feed.live });
      return;
    }
    clearTimeout(this.#timers.answer);
    this.#timers.answer = 0;
    if (message.kind === "lead") this.#wantSoon();
    if (message.kind === "state") this.#learn(message.presence, message.problems);
    if (message.kind === "live") this.#setLive(message.live);
  }

  #hearWant({ tab, addresses }) {
    const known = this.#wants.has(tab);
    this.#wants.set(tab, new Map(addresses));
    this.#wantAll();
    const states = addresses.map(([key]) => [key, this.#states.get(key)]);
    this.#tell({
      kind: "state",
      presence: states.filter(([, presence]) => presence).map(([, presence]) => presence),
      problems: states.filter(([, presence]) => presence === null).map(([key]) => key),
    });
    this.#tell({ kind: "live", live: this.#feed.live });
    if (known) return;
    // The other tab holds this lock for as long as it lives, however it ends.
    navigator.locks.request(`${this.#group} tab ${tab}`, { signal: this.#leaving.signal }, () => {
      this.#wants.delete(tab);
      if (this.#feed) this.#wantAll();
    }).catch(() => {});
  }

  /** A browser may freeze the leading tab; one that is being looked at then takes the lead. */
  #checkLeader() {
    if (document.hidden || !this.#channel || this.#feed || !this.#leaving || this.#timers.answer) return;
    const leaving = this.#leaving;
    this.#tell({ kind: "ask" });
    this.#timers.answer = setTimeout(() => {
      if (leaving.signal.aborted || this.#feed) return;
      this.#hold(`${this.#group} leader`, leaving, () => this.#lead(), { steal: true });
    }, LEADER_ANSWERS_MS);
  }

  #learn(presence, problems) {
    const tell = (key, state) => {
      if (this.#feed || this.#pawns.has(key)) this.#states.set(key, state);
      this.#show(key);
    };
    presence.forEach((each) => typeof each?.address === "string" && tell(keyOf(each.address), each));
    problems.forEach((address) => tell(keyOf(addressOf(address)), null));
  }

  /** A blink of the connection is not worth a mark; what lasts longer is. */
  #setLive(live) {
    clearTimeout(this.#timers.stale);
    if (live) return this.#setStale(false);
    this.#timers.stale = setTimeout(() => this.#setStale(true), STALE_AFTER_MS);
  }

  #setStale(stale) {
    this.#stale = stale;
    this.#pawns.forEach((_, key) => this.#show(key));
  }

  #show(key) {
    this.#pawns.get(key)?.forEach((pawn) => showOn(pawn, this.#states.get(key) ?? null, this.#stale));
  }
}

const tabs = new Tabs();

/** For a page without data-token-url: where the server is, and a function that gives {token, expiresAt}. */
export function configurePawn({ server, getToken } = {}) {
  if (server) SETTINGS.server = String(server).replace(/\/+$/, "");
  if (getToken) SETTINGS.getToken = getToken;
  tabs.restart();
}

// -------------------------------------------------------------------------------------------------- element

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== "" && child != null));
  return element;
}

function sheet(text) {
  const styles = new CSSStyleSheet();
  styles.replaceSync(text);
  return styles;
}

const PAWN_STYLES = sheet(`
:host { display: inline-block; vertical-align: -.18em; line-height: 1; }
:host([hidden]) { display: none; }
:host([show=text]) { vertical-align: baseline; line-height: inherit; }
:host([show=card]) { display: block; max-inline-size: 22rem; }
button.pawn { all: unset; position: relative; display: inline-flex; align-items: center; gap: .4em; cursor: pointer;
  border-radius: .3em; font: inherit; color: inherit; }
button.pawn::after { content: ""; position: absolute; inset: -3px; }
button.pawn:focus-visible { outline: 2px solid var(--pawn-focus, #2563eb); outline-offset: 3px; }
svg { flex: none; display: block; inline-size: var(--pawn-size, 1.1em); block-size: var(--pawn-size, 1.1em);
  fill: none; stroke: var(--_ink); stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.fill { fill: var(--_ink); } .cut { stroke: #fff; }
.Available { --_ink: var(--pawn-available, #0e8f4c); } .Busy { --_ink: var(--pawn-busy, #d62f45); }
.DoNotDisturb { --_ink: var(--pawn-do-not-disturb, #c9205c); } .Away { --_ink: var(--pawn-away, #c27803); }
.BeRightBack { --_ink: var(--pawn-be-right-back, #c27803); } .Offline { --_ink: var(--pawn-offline, #7b818c); }
.Unknown { --_ink: var(--pawn-unknown, #7b818c); }
.stale svg { opacity: .6; filter: grayscale(.6); outline: 1px dashed var(--_ink); outline-offset: 2px; border-radius: 3px; }
`);

/** One person's pawn; its attributes, events and parts are in docs/embed.md. */
class PresencePawn extends HTMLElement {
  static observedAttributes = ["address", "label", "show", "lang"];

  static {
    showOn = (pawn, presence, stale) => pawn.#show(presence, stale);
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
    const known = presence !== null && (stale || presence.stale === true); // nothing known is not outdated either
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

// ----------------------------------------------------------------------------------------------------- card

const CARD_STYLES = sheet(`
.card { --_bg: var(--pawn-card-background, light-dark(#fff, #22252b)); --_fg: var(--pawn-card-color, light-dark(#1f2328, #eceef1));
  --_quiet: var(--pawn-card-quiet, light-dark(#57606a, #b1b7c1)); --_line: var(--pawn-card-line, light-dark(#d8dee4, #3d424b));
  --_accent: var(--pawn-card-accent, light-dark(#1d4ed8, #9dbcff)); --_soft: var(--pawn-card-soft, light-dark(#f3f5f8, #2d3138)); }
.card { box-sizing: border-box; inline-size: min(21rem, calc(100vw - 1rem)); padding: 1.1rem; margin: 0; border: 1px solid var(--_line);
  border-radius: 14px; background: var(--_bg); color: var(--_fg); text-align: start; white-space: normal; cursor: auto;
  font: 400 14px/1.45 var(--pawn-font, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif); letter-spacing: normal; }
.card:not(.inline) { position: fixed; inset: auto; z-index: 2147483000; box-shadow: 0 12px 32px -8px rgb(15 23 42 / .28), 0 2px 6px rgb(15 23 42 / .08);
  animation: rise .14s ease-out; }
.card.inline { inline-size: auto; }
.card:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }
@keyframes rise { from { opacity: 0; transform: translateY(3px); } }
@media (prefers-reduced-motion: reduce) { .card { animation: none !important; } }
.head { display: flex; gap: .8rem; align-items: center; }
.face { position: relative; flex: none; inline-size: 2.9rem; block-size: 2.9rem; border-radius: 50%; display: grid; place-items: center;
  background: var(--_soft); color: var(--_quiet); font-weight: 600; font-size: 1rem; }
.face svg { position: absolute; inset-block-end: -6px; inset-inline-end: -9px; inline-size: 1.2rem; block-size: 1.2rem;
  padding: 3px; border-radius: 50%; background: var(--_bg); }
.name { font-weight: 650; font-size: 1.05rem; line-height: 1.25; overflow-wrap: anywhere; }
.title, .lines { color: var(--_quiet); }
.state { margin-block-start: .8rem; font-weight: 550; }
.stale .state { font-style: italic; }
.note { margin-block-start: .45rem; padding: .45rem .7rem; border-inline-start: 3px solid var(--_line); background: var(--_soft);
  border-radius: 0 8px 8px 0; overflow-wrap: anywhere; max-block-size: 8rem; overflow: auto; }
.lines { margin: .55rem 0 0; padding: 0; list-style: none; }
.ways { display: flex; flex-wrap: wrap; gap: .45rem; margin: .9rem 0 0; padding: .85rem 0 0; border-block-start: 1px solid var(--_line); list-style: none; }
.ways a { display: inline-block; min-block-size: 1.5rem; padding: .28rem .8rem; border: 1px solid var(--_line); border-radius: 99em;
  color: var(--_accent); text-decoration: none; font-weight: 550; }
.ways a.later { color: var(--_quiet); border-style: dashed; }
.ways a:hover { background: var(--_soft); border-color: var(--_accent); }
.ways a:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }
`);

const FRESH_MS = 60000;
const people = new Map(); // key -> {at, promise}: the directory's card, asked for when a card is first looked at

function personOf(address) {
  const key = keyOf(address);
  const known = people.get(key);
  if (known && Date.now() - known.at < FRESH_MS) return known.promise;
  const promise = tabs.token().then((token) => ask(`/v1/people/${encodeURIComponent(address)}`, token));
  people.set(key, { at: Date.now(), promise });
  promise.catch(() => people.delete(key));
  return promise;
}

/** Whatever the directory says, never javascript: and its like. */
const safeLink = (uri) => (/^(mailto|sips?|tel|im|xmpp|https?):/i.test(text(uri)) ? uri : "");

/** The ways to reach a person, best first: the directory's, then what the address itself allows. */
function waysOf(card, address) {
  const told = Array.isArray(card?.ways) ? card.ways : [];
  const own = { message: `im:${address}`, call: `sip:${address}`, email: `mailto:${address}` };
  const added = Object.entries(own).filter(([kind]) => !told.some((way) => way?.kind === kind));
  return [...told, ...added.map(([kind, uri]) => ({ kind, uri }))].filter((way) => safeLink(way?.uri));
}

let openCard = null; // one card is open at a time on a page

/** The card of one pawn: a dialog beside it that takes the focus only when asked to, or part of the page. */
class Card {
  #pawn; #button; #box = null; #pinned = false; #inline = false; #open = null; #filling = false; #directory = null; #timer = 0; #minute = 0; #shown = "";

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
      this.#box = this.#make("dialog");
      this.#button.setAttribute("aria-expanded", "true");
      this.#button.after(this.#box);
      if (this.#box.showPopover) {
        this.#box.popover = "manual"; // the top layer: no ancestor clips it
        this.#box.showPopover();
      }
      const { signal } = (this.#open = new AbortController());
      for (const each of [this.#button, this.#box]) {
        each.addEventListener("pointerleave", this.#leaveSoon, { signal });
        each.addEventListener("pointerenter", () => clearTimeout(this.#timer), { signal });
      }
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
    this.#box = null;
    this.#pinned = false;
    this.#shown = "";
    if (giveFocusBack) this.#button?.focus();
  }

  inline(root) {
    this.#inline = true;
    if (!this.#box) {
      this.#box = this.#make("group");
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
    const now = JSON.stringify([presence, pawn.stale, lang, name, this.#directory]);
    if (now === this.#shown && !always) return this.#place();
    this.#shown = now;

    const face = make("div", { class: "face", part: "face", "aria-hidden": "true" }, initials(name));
    face.append(draw(presence));
    const lines = [scheduleLine(presence?.schedule, lang), localTime(presence?.timeZone, lang)].filter(Boolean);
    const note = text(presence?.note?.text);
    const ways = waysOf(this.#directory, pawn.target).map((way) => this.#way(way, words));
    this.#box.className = ["card", availabilityOf(presence), pawn.stale ? "stale" : "", this.#inline ? "inline" : ""].join(" ");
    this.#box.setAttribute("aria-label", words.card(name));
    this.#fill(
      make("div", { class: "head", part: "head" }, face, make("div", {},
        make("div", { class: "name", part: "name" }, name),
        make("div", { class: "title", part: "title" }, text(this.#directory?.person?.title)))),
      make("div", { class: "state", part: "state", id: "state" }, describe(presence, pawn.stale, lang)),
      note && make("div", { class: "note", part: "note", lang: text(presence.note.lang), dir: "auto" }, note),
      lines.length && make("ul", { class: "lines", part: "lines" }, ...lines.map((line) => make("li", {}, line))),
      make("ul", { class: "ways", part: "ways", "aria-label": words.ways }, ...ways.map((way) => make("li", {}, way))),
    );
    this.#place();
  }

  /** Fills anew without losing the place of someone who is in the card by keyboard. */
  #fill(...children) {
    const links = [...this.#box.querySelectorAll("a")];
    const focused = links.indexOf(this.#box.getRootNode().activeElement);
    this.#filling = true; // what loses the focus now gets it back below
    this.#box.replaceChildren(...children.filter(Boolean));
    if (focused >= 0) (this.#box.querySelectorAll("a")[focused] ?? this.#box).focus();
    this.#filling = false;
  }

  #make(role) {
    const root = this.#pawn.shadowRoot;
    if (!root.adoptedStyleSheets.includes(CARD_STYLES)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, CARD_STYLES];
    return make("div", { class: "card", part: "card", role, tabindex: this.#inline ? "" : "-1", "aria-describedby": "state" });
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
    } catch {
      // Who may not see the directory still sees the state.
    }
  }

  #place = () => {
    if (!this.#box || this.#inline) return;
    const pawn = this.#button.getBoundingClientRect();
    const card = this.#box.getBoundingClientRect();
    const below = pawn.bottom + 8 + card.height <= innerHeight || pawn.top < card.height + 8;
    this.#box.style.top = `${Math.max(8, below ? pawn.bottom + 8 : pawn.top - card.height - 8)}px`;
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
    event.preventDefault(); // a dialog of the page around it stays open
    this.close(this.#pinned);
  };
}

function initials(name) {
  const parts = name.split("@")[0].split(/[\s.]+/).filter(Boolean);
  return [parts[0], parts.length > 1 ? parts.at(-1) : ""].map((part) => [...(part ?? "")][0] ?? "").join("").toUpperCase();
}

function localTime(timeZone, lang) {
  if (!text(timeZone)) return "";
  const there = clock(Date.now(), lang, timeZone);
  return there && there !== clock(Date.now(), lang) ? wordsOf(lang).localTime(there) : "";
}

const first = !customElements.get("presence-pawn"); // a page may load v1 and an exact version
if (first) customElements.define("presence-pawn", PresencePawn);

// ------------------------------------------------------------------------------------------------ data-auto

const PEOPLE = 'a[href^="mailto:" i], a[href^="sip:" i], [data-email], .h-card, .vcard';
const NOT_HERE = '[data-pawn="off"], [contenteditable]:not([contenteditable="false"]), template, select, presence-pawn';

/** Puts a pawn at every person on the page, and at those that come later; takes it away with them. */
class Auto {
  #within; #pawns = new Map(); // marked element -> its pawn

  constructor(within) {
    this.#within = within;
    new MutationObserver((changes) => this.#onChange(changes)).observe(document.documentElement, {
      childList: true, subtree: true, attributes: true, attributeFilter: ["href", "data-email", "data-pawn"],
    });
    this.#scan(document.documentElement);
  }

  #onChange(changes) {
    if (changes.some((change) => change.removedNodes.length)) {
      for (const [element, pawn] of this.#pawns) if (!element.isConnected || !pawn.isConnected) this.#unmark(element);
    }
    for (const change of changes) {
      if (change.type === "attributes") {
        const all = change.attributeName === "data-pawn" ? [...this.#pawns.keys()] : [];
        const here = [change.target, change.target.closest(".h-card, .vcard"), ...all.filter((each) => change.target.contains(each))];
        here.forEach((element) => this.#unmark(element));
        this.#scan(here[1] ?? change.target);
      }
      change.addedNodes.forEach((node) => node.nodeType === Node.ELEMENT_NODE && this.#scan(node));
    }
  }

  #scan(root) {
    if (!root.isConnected) return;
    if (root.matches(PEOPLE)) this.#mark(root);
    root.querySelectorAll(PEOPLE).forEach((element) => this.#mark(element));
  }

  #mark(element) {
    const card = element.closest(".h-card, .vcard");
    if (this.#pawns.has(element) || (card && card !== element) || element.closest(NOT_HERE)) return;
    if (this.#within && !element.closest(this.#within)) return;
    const link = element.matches("a[href]") ? element : element.querySelector('a[href^="mailto:" i], a[href^="sip:" i]');
    const mail = element.querySelector(".u-email, .email");
    const address = [element.dataset.email, link?.getAttribute("href"), mail?.textContent].map(addressOf).find(Boolean);
    if (!address) return;
    const named = (card && element.querySelector(".p-name, .fn")) || element.cells?.[0] || element; // a row: its first cell
    const said = (named.textContent || element.title || "").trim().replace(/\s+/g, " ");
    const pawn = make("presence-pawn", { address, label: said.length <= 80 && !addressOf(said) ? said : "", show: "dot" });
    this.#pawns.set(element, pawn);
    place(pawn, named);
  }

  #unmark(element) {
    this.#pawns.get(element)?.remove();
    this.#pawns.delete(element);
  }
}

/** Beside a link, for a button inside a link is neither; inside whatever else holds text. */
function place(pawn, named) {
  const link = named.closest("a, button, label");
  pawn.style.marginInlineEnd = ".35em";
  if (link || named.matches("img, input, area, option")) (link ?? named).before(pawn);
  else named.prepend(pawn);
}

const auto = scriptTag("data-auto");
if (auto && first) {
  const start = () => new Auto(auto.dataset.auto);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start, { once: true });
  else start();
}

import { addressOf, keyOf } from "./address.js";
import { Feed, STILL_THERE_MS } from "./feed.js";
import { ask } from "./server.js";
import { SETTINGS } from "./settings.js";
import { Tokens } from "./tokens.js";

const TAB = Math.random().toString(36).slice(2);
const STALE_AFTER_MS = 500;
const LEADER_ANSWERS_MS = 5000;

let showOn;

/** (pawn, presence, stale): how the element is told, for this script alone. */
export function showBy(show) {
  showOn = show;
}

/**
 * All pawns of this tab, and the one feed of all tabs that show this page's site to the same viewer. The tab that
 * holds the lock leads: it keeps the feed and tells the others by BroadcastChannel. Without locks each tab feeds itself.
 */
class Tabs {
  /** key -> {at, promise}: what the directory said of people, forgotten with the viewer. */
  cards = new Map();

  #tokens = new Tokens(() => this.restart());
  /** key -> Set of pawns here */
  #pawns = new Map();
  /** key -> presence, or null where the server shows none */
  #states = new Map();
  /** leader only: tab -> Map of key -> address */
  #wants = new Map();
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
    this.cards.clear();
    this.#pawns.forEach((_, key) => this.#show(key));
    if (this.#pawns.size) this.#join();
  }

  /** Who looks, as `/v1/me` says; empty where the server does not. */
  async me() {
    return (await this.#tokens.get()).me;
  }

  /** Asks the server in the viewer's name. */
  async ask(path, options) {
    return ask(path, (await this.#tokens.get()).token, options);
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
      // a sandboxed page may hold no locks
      else this.#lead();
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
    // until this tab's own feed is
    this.#setLive(false);
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

export const tabs = new Tabs();

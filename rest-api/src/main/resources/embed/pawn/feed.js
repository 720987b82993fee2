import { keyOf } from "./address.js";
import { ask } from "./server.js";
import { SETTINGS } from "./settings.js";
import { text } from "./words.js";

const WATCH = "pawns";
const ADDRESSES_PER_FRAME = 500;
export const STILL_THERE_MS = 20000;

/** The feed's WebSocket: one watch, stated again after each break. It comes back as openapi's feed.yaml says. */
export class Feed {
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
    const { items } = await ask("/v1/presence:batch", (await this.#tokens.get()).token, { body: { addresses } });
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

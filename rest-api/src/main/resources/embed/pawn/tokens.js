import { ask, PATIENCE_MS } from "./server.js";
import { scriptTag, SETTINGS } from "./settings.js";

/** The page's token, fetched once and renewed before it expires; the portal's clock measures its life, not ours. */
export class Tokens {
  #current = null;
  #asking = null;
  #viewer = "";
  #onOtherViewer;

  /** @param onOtherViewer called when a later token speaks for someone else */
  constructor(onOtherViewer) {
    this.#onOtherViewer = onOtherViewer;
  }

  /** {token, me, viewer, renewAt}: tabs share a feed only when the viewer is the same; empty: share with nobody. */
  get(fresh = false) {
    if (!fresh && this.#current && Date.now() < this.#current.renewAt) return Promise.resolve(this.#current);
    this.#asking ??= this.#ask().finally(() => (this.#asking = null));
    return this.#asking;
  }

  async #ask() {
    const { token, expiresAt, now } = SETTINGS.getToken ? await SETTINGS.getToken() : await fromPortal();
    if (typeof token !== "string") throw new Error("pawn: no token");
    const life = Date.parse(expiresAt) - (now || Date.now());
    const me = await ask("/v1/me", token).catch(() => this.#current?.me ?? {});
    const viewer = me.address || me.name ? JSON.stringify([me.kind, me.address, me.name, me.level]) : this.#viewer;
    this.#current = { token, me, viewer, renewAt: Date.now() + Math.max(2000, (isNaN(life) ? 600000 : life) * 0.8) };
    if (this.#viewer && this.#viewer !== viewer) this.#onOtherViewer();
    this.#viewer = viewer;
    return this.#current;
  }
}

async function fromPortal() {
  const tag = scriptTag("data-token-url");
  if (!tag) throw new Error("pawn: no data-token-url and no getToken");
  const answer = await fetch(tag.dataset.tokenUrl, { credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!answer.ok) throw Object.assign(new Error(`pawn: ${tag.dataset.tokenUrl} answered ${answer.status}`), { status: answer.status });
  return { ...(await answer.json()), now: Date.parse(answer.headers.get("date")) };
}

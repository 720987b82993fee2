// What the directory says of a person.
import { keyOf } from "./address.js";
import { tabs } from "./tabs.js";
import { text } from "./words.js";

export const FRESH_MS = 60000;

export function personOf(address) {
  const key = keyOf(address);
  const known = tabs.cards.get(key);
  if (known && Date.now() - known.at < FRESH_MS) return known.promise;
  const promise = tabs.ask(`/v1/people/${encodeURIComponent(address)}`);
  tabs.cards.set(key, { at: Date.now(), promise });
  promise.catch(() => tabs.cards.delete(key));
  return promise;
}

/** Whatever the directory says, never javascript: and its like. */
const safeLink = (uri) => (/^(mailto|sips?|tel|im|xmpp|https?):/i.test(text(uri)) ? uri : "");

/** The ways to reach a person, best first: the directory's, then what the address itself allows. */
export function waysOf(card, address) {
  const told = Array.isArray(card?.ways) ? card.ways : [];
  const own = { message: `im:${address}`, call: `sip:${address}`, email: `mailto:${address}` };
  const added = Object.entries(own).filter(([kind]) => !told.some((way) => way?.kind === kind));
  return [...told, ...added.map(([kind, uri]) => ({ kind, uri }))].filter((way) => safeLink(way?.uri));
}

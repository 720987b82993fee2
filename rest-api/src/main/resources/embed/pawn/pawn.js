// Pawn Presence on a web page: <presence-pawn address="alice@example.com" show="dot|text|card">. It runs under a strict
// Content-Security-Policy and Trusted Types: no inline style or script, and whatever the server says becomes a text node.
// A page loads one script: PawnScript joins these parts, one idea each, in the order of their imports.
import { addressOf } from "./address.js";
import { Auto } from "./auto.js";
import { PresencePawn } from "./element.js";
import { scriptTag, SETTINGS } from "./settings.js";
import { tabs } from "./tabs.js";

/** For a page without data-token-url: where the server is, and a function that gives {token, expiresAt}. */
function configurePawn({ server, getToken } = {}) {
  if (server) SETTINGS.server = String(server).replace(/\/+$/, "");
  if (getToken) SETTINGS.getToken = getToken;
  tabs.restart();
}

// A page may load v1 and an exact version.
const first = !customElements.get("presence-pawn");
if (first) customElements.define("presence-pawn", PresencePawn);

const auto = scriptTag("data-auto");
if (auto && first) {
  const start = () => new Auto(auto.dataset.auto);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start, { once: true });
  else start();
}

export { addressOf, configurePawn };

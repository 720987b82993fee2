// Questions to the server, in the name of whoever looks.
import { SETTINGS } from "./settings.js";

export const PATIENCE_MS = 15000;

/** The answer's JSON; without another method it is a GET, or a POST where there is a body. */
export async function ask(path, token, { body, method = body ? "POST" : "GET", lang } = {}) {
  const answer = await fetch(SETTINGS.server + path, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json", ...(lang && { "Accept-Language": lang }) },
    body: body && JSON.stringify(body),
    credentials: "omit",
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (answer.ok) return answer.json();
  const problem = await answer.json().catch(() => ({}));
  throw Object.assign(new Error(`pawn: ${path} answered ${answer.status}`), { problem });
}

// Questions to Pawn in the viewer's name, with a token that reads busy time and nothing else.

const server = document.getElementById("script").dataset.pawn;
let token = { expiresAt: 0 };

export async function load(path) {
  const answer = await fetch(path, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
}

export async function ask(path, body) {
  if (Date.parse(token.expiresAt) - Date.now() < 30_000 || !token.token) token = await load("/week/token");
  const answer = await fetch(server + path, {
    method: body ? "POST" : "GET",
    headers: { Authorization: `Bearer ${token.token}`, ...(body ? { "Content-Type": "application/json" } : {}) },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer;
}

// Brings a document to the portal's server and goes to the page it makes of it.
const refused = document.getElementById("refused");

async function bring(name, body) {
  refused.textContent = "";
  const session = await (await fetch("/data/session")).json();
  if (!session.viewer) return location.assign("/");
  const answer = await fetch(`/data/document?name=${encodeURIComponent(name)}`, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream", "X-CSRF-Token": session.csrf },
    body,
  });
  const said = await answer.json();
  if (answer.ok) location.assign(said.page);
  else refused.textContent = said.problem;
}

document.getElementById("bring").addEventListener("submit", (event) => {
  event.preventDefault();
  const file = document.getElementById("file").files[0];
  bring(file.name, file);
});
document.getElementById("example").addEventListener("click", () => bring("", ""));

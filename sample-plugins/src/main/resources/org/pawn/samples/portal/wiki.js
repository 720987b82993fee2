// The wiki's own script: it was here before Pawn and knows nothing of it.
document.getElementById("load-comments").addEventListener("click", async (event) => {
  event.target.disabled = true;
  const comments = await (await fetch("comments.json")).json();
  for (const { name, email, text } of comments) {
    const author = document.createElement("a");
    author.href = `mailto:${email}`;
    author.textContent = name;
    const said = document.createElement("p");
    said.textContent = text;
    const item = document.createElement("li");
    item.append(author, said);
    document.getElementById("comments").append(item);
  }
});

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

export const keyOf = (address) => address.toLowerCase();

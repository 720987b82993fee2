// Where this script came from, and what its tag says.

export const SCRIPT = new URL(import.meta.url);

export const SETTINGS = { server: SCRIPT.href.replace(/\/embed\/[^/]+\/[^/]*$/, ""), getToken: null };

export const scriptTag = (attribute) =>
  [...document.querySelectorAll(`script[${attribute}]`)].find((tag) => tag.src === SCRIPT.href);

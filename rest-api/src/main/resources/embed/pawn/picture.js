import { availabilityOf } from "./sentence.js";

// The same table as the SDK's: every pawn is a head, a body, and a mark that tells the state without its colour.
const HEAD = "M 12 1 C 15.87 1 19 4.13 19 8 C 19 11.87 15.87 15 12 15 C 8.13 15 5 11.87 5 8 C 5 4.13 8.13 1 12 1 Z";
const BODY = "M 7.6 17 L 16.4 17 L 14.6 17 C 14.6 19.4 16.6 20.6 20 21.4 L 20 23 L 4 23 L 4 21.4 C 7.4 20.6 9.4 19.4 9.4 17 Z";
// the mark's width and path
const MARKS = {
  Available: [2.2, "M 8.2 8.4 L 10.9 11 L 15.8 5.6"],
  Busy: [2.2, "M 9.3 5.2 L 9.3 10.8 M 14.7 5.2 L 14.7 10.8"],
  DoNotDisturb: [3.2, "M 8.2 8 L 15.8 8"],
  BeRightBack: [2.2, "M 16 8 L 8.4 8 M 11.4 4.8 L 8.2 8 L 11.4 11.2"],
  Away: [2.2, "M 12 4 L 12 8.4 L 15.2 10.2"],
  Offline: [2, "M 9.4 5.4 L 14.6 10.6 M 14.6 5.4 L 9.4 10.6"],
  Unknown: [1.9, "M 9.7 6.4 C 9.8 3.6 14.3 3.7 14.3 6.4 C 14.3 8.2 12 8.1 12 9.2 M 12 11.6 L 12.01 11.6"],
};

function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children);
  return element;
}

export function draw(presence) {
  const availability = availabilityOf(presence);
  const [width, mark] = MARKS[availability];
  const gone = availability === "Offline" || availability === "Unknown";
  const hollow = gone || (presence.idle === true && (availability === "Available" || availability === "Busy"));
  return svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" },
    svg("path", { class: hollow ? "" : "fill", d: HEAD }),
    svg("path", { class: gone ? "" : "fill", d: BODY }),
    svg("path", { class: hollow ? "" : "cut", "stroke-width": width, d: mark }));
}

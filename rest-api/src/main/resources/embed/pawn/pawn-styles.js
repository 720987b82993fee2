import { sheet } from "./dom.js";

export const PAWN_STYLES = sheet(`
:host { display: inline-block; vertical-align: -.18em; line-height: 1; }
:host([hidden]) { display: none; }
:host([show=text]) { vertical-align: baseline; line-height: inherit; }
:host([show=card]) { display: block; max-inline-size: 22rem; }
button.pawn { all: unset; position: relative; display: inline-flex; align-items: center; gap: .4em; cursor: pointer;
  border-radius: .3em; font: inherit; color: inherit; }
button.pawn span { align-self: baseline; }
button.pawn::after { content: ""; position: absolute; inset: -3px; }
button.pawn:focus-visible { outline: 2px solid var(--pawn-focus, #2563eb); outline-offset: 3px; }
svg { flex: none; display: block; inline-size: var(--pawn-size, 1.1em); block-size: var(--pawn-size, 1.1em);
  fill: none; stroke: var(--_ink); stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.fill { fill: var(--_ink); } .cut { stroke: #fff; }
.Available { --_ink: var(--pawn-available, #0e8f4c); } .Busy { --_ink: var(--pawn-busy, #d62f45); }
.DoNotDisturb { --_ink: var(--pawn-do-not-disturb, #c9205c); } .Away { --_ink: var(--pawn-away, #c27803); }
.BeRightBack { --_ink: var(--pawn-be-right-back, #c27803); } .Offline { --_ink: var(--pawn-offline, #7b818c); }
.Unknown { --_ink: var(--pawn-unknown, #7b818c); }
.stale svg { opacity: .6; filter: grayscale(.6); outline: 1px dashed var(--_ink); outline-offset: 2px; border-radius: 3px; }
`);

import { sheet } from "./dom.js";

export const CARD_STYLES = sheet(`
.card { --_bg: var(--pawn-card-background, light-dark(#fff, #22252b)); --_fg: var(--pawn-card-color, light-dark(#1f2328, #eceef1));
  --_quiet: var(--pawn-card-quiet, light-dark(#57606a, #b1b7c1)); --_line: var(--pawn-card-line, light-dark(#d8dee4, #3d424b));
  --_accent: var(--pawn-card-accent, light-dark(#1d4ed8, #9dbcff)); --_soft: var(--pawn-card-soft, light-dark(#f3f5f8, #2d3138)); }
.card { box-sizing: border-box; inline-size: min(21rem, calc(100vw - 1rem)); padding: 1.1rem; margin: 0; border: 1px solid var(--_line);
  border-radius: 14px; background: var(--_bg); color: var(--_fg); text-align: start; white-space: normal; cursor: auto;
  font: 400 14px/1.45 var(--pawn-font, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif); letter-spacing: normal; }
.card:not(.inline) { position: fixed; inset: auto; max-block-size: calc(100vh - 1rem); overflow: auto; z-index: 2147483000; box-shadow: 0 12px 32px -8px rgb(15 23 42 / .28), 0 2px 6px rgb(15 23 42 / .08);
  animation: rise .14s ease-out; }
.card.inline { inline-size: auto; }
.card:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }
@keyframes rise { from { opacity: 0; transform: translateY(3px); } }
@media (prefers-reduced-motion: reduce) { .card { animation: none !important; } }
.head { display: flex; gap: .8rem; align-items: center; }
.face { position: relative; flex: none; inline-size: 2.9rem; block-size: 2.9rem; border-radius: 50%; display: grid; place-items: center;
  background: var(--_soft); color: var(--_quiet); font-weight: 600; font-size: 1rem; }
.face svg { position: absolute; inset-block-end: -6px; inset-inline-end: -9px; inline-size: 1.2rem; block-size: 1.2rem;
  padding: 3px; border-radius: 50%; background: var(--_bg); }
.name { font-weight: 650; font-size: 1.05rem; line-height: 1.25; overflow-wrap: anywhere; }
.title, .lines { color: var(--_quiet); }
.state { margin-block-start: .8rem; font-weight: 550; }
.stale .state { font-style: italic; }
.note { margin-block-start: .45rem; padding: .45rem .7rem; border-inline-start: 3px solid var(--_line); background: var(--_soft);
  border-radius: 0 8px 8px 0; overflow-wrap: anywhere; max-block-size: 8rem; overflow: auto; }
.lines { margin: .55rem 0 0; padding: 0; list-style: none; }
.ways { display: flex; flex-wrap: wrap; gap: .45rem; margin: .9rem 0 0; padding: .85rem 0 0; border-block-start: 1px solid var(--_line); list-style: none; }
.ways a { display: inline-block; min-block-size: 1.5rem; padding: .28rem .8rem; border: 1px solid var(--_line); border-radius: 99em;
  color: var(--_accent); text-decoration: none; font-weight: 550; }
.ways a.later { color: var(--_quiet); border-style: dashed; }
.ways a:hover { background: var(--_soft); border-color: var(--_accent); }
.ways a:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }
`);

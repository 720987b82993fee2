import { sheet } from "./dom.js";

export const OWN_STYLES = sheet(`
.own { margin-block-start: .85rem; border-block-start: 1px solid var(--_line); font-size: 13px; }
.own p, .own ul { margin: .6rem 0 0; }
.own ul { padding-inline-start: 1.1rem; color: var(--_quiet); }
.own summary { margin-block-start: .45rem; color: var(--_accent); cursor: pointer; }
.own form { display: grid; gap: .5rem; margin-block-start: .85rem; padding-block-start: .75rem; border-block-start: 1px solid var(--_line); }
.own fieldset { display: grid; grid-template-columns: 1fr 1fr; gap: .4rem; margin: 0; padding: 0; border: 0; }
.own legend { padding: 0 0 .4rem; }
.own legend, .own label { font-weight: 600; }
.own label { display: grid; grid-template-columns: 5.6rem 1fr; align-items: center; }
.own fieldset label, .own .always { display: flex; gap: .5rem; font-weight: 400; }
.own fieldset label { position: relative; padding: .3rem .6rem; border: 1px solid var(--_quiet); border-radius: 9px; cursor: pointer; }
.own label:has([type=radio]:checked) { border-color: var(--_accent); background: var(--_soft); box-shadow: inset 0 0 0 1px var(--_accent); font-weight: 600; }
.own :is(input, select, button) { box-sizing: border-box; min-inline-size: 0; min-block-size: 2rem; margin: 0; padding: .25rem .55rem; border: 1px solid var(--_quiet);
  border-radius: 8px; background: var(--_bg); color: inherit; font: inherit; font-weight: 400; }
.own ::placeholder { color: var(--_quiet); opacity: 1; }
.own [type=radio] { position: absolute; opacity: 0; }
.own [type=checkbox] { flex: none; min-block-size: 0; inline-size: 1rem; block-size: 1rem; accent-color: var(--_accent); }
.own button { color: var(--_accent); font-weight: 600; cursor: pointer; }
.own .main { flex: 1; border-color: var(--_accent); background: var(--_accent); color: var(--_bg); }
.own .row { display: flex; gap: .5rem; }
.own .see { grid-template-columns: 1fr auto; align-items: end; }
.own .see label { grid-template-columns: 1fr; gap: .3rem; }
.own .seen, .own .said { grid-column: 1 / -1; margin: 0; }
.own :is(.seen, .said):empty { margin-block-start: -.5rem; }
.own [hidden] { display: none; }
.own .seen svg { display: inline; vertical-align: -.2em; }
.own .seen .state { display: inline; margin: 0 .3em; }
.own :focus-visible, .own label:has(:focus-visible) { outline: 2px solid var(--_accent); outline-offset: 2px; }
`);

/** The look of a run's page: system fonts, one accent, and both colour schemes. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fbfbfa; --card: #ffffff; --ink: #1d1d1f; --soft: #6b6b70; --line: #e5e5e2; --fill: #f2f2ef;
  --accent: #2f6fde; --good: #1f7a45; --bad: #b3261e; --warn: #8a5a00; --badfill: #fcf0ee; --check: #ececea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #161618; --card: #1d1d20; --ink: #ececee; --soft: #9b9ba2; --line: #303034; --fill: #26262a;
    --accent: #7aa7f5; --good: #6cc492; --bad: #f2938a; --warn: #e0b25c; --badfill: #2e1f1e; --check: #2b2b2f;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 3.5rem 1.5rem 5rem; max-width: 66rem; background: var(--paper); color: var(--ink);
  font: 0.9375rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif;
}
h1, h2, h3, p, dl, dd, figure, ol, pre { margin: 0; }
h1 { font-size: 2rem; line-height: 1.2; font-weight: 650; letter-spacing: -0.02em; overflow-wrap: anywhere; }
h2 { margin: 3.25rem 0 1rem; font-size: 1.0625rem; font-weight: 620; letter-spacing: -0.005em; }
h3 { font-size: 1rem; font-weight: 620; overflow-wrap: anywhere; }
h4 { margin: 0 0 0.5rem; font-size: 0.75rem; font-weight: 600; color: var(--soft); }
a { color: inherit; text-decoration: none; }
code, pre, .mono { font: 0.8125rem/1.5 ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.title { margin-top: 0.375rem; color: var(--soft); font-size: 1.0625rem; overflow-wrap: anywhere; }
.facts { display: flex; flex-wrap: wrap; gap: 0.375rem 1.25rem; margin-top: 1.125rem; color: var(--soft); padding: 0; list-style: none; }
.faint { color: var(--soft); }
.state { font-weight: 600; white-space: nowrap; }
.state::before { content: ""; display: inline-block; width: 0.5rem; height: 0.5rem; margin-right: 0.4375rem; border-radius: 50%; background: currentColor; vertical-align: 0.0625rem; }
.completed { color: var(--good); } .reused { color: var(--accent); } .failed { color: var(--bad); }
.aborted, .unfinished { color: var(--warn); } .skipped { color: var(--soft); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; }
.pad { padding: 1.25rem 1.5rem; }
.gallery { display: grid; gap: 1.25rem; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); align-items: start; }
.gallery > .pair { grid-column: 1 / -1; }
.failure + .gallery, .gallery + .card, .failure + .card { margin-top: 1.25rem; }
.failure + .failure { margin-top: 0.5rem; }
.gallery.single { grid-template-columns: minmax(0, 34rem); }
.pair { display: grid; gap: 1.25rem; grid-template-columns: repeat(2, minmax(0, 1fr)); align-items: start; }
figure a { display: block; }
figure img, figure video {
  display: block; max-width: 100%; max-height: 34rem; border: 1px solid var(--line); border-radius: 0.5rem;
  background: repeating-conic-gradient(var(--check) 0 25%, var(--card) 0 50%) 0 0 / 1.25rem 1.25rem;
}
figure audio { display: block; width: 100%; }
figcaption { margin-top: 0.5rem; font-size: 0.8125rem; overflow-wrap: anywhere; }
figcaption .file { display: block; color: var(--soft); }
.missing { padding: 1.75rem 1rem; border: 1px dashed var(--line); border-radius: 0.5rem; color: var(--soft); text-align: center; overflow-wrap: anywhere; }
dl > div { display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: 0 1.25rem; padding: 0.5rem 0; border-top: 1px solid var(--line); }
dl > div:first-child { border-top: 0; padding-top: 0; }
dl > div:last-child { padding-bottom: 0; }
dt { color: var(--soft); overflow-wrap: anywhere; }
dd { min-width: 0; }
dd ol { padding-left: 1.25rem; } dd ol li + li { margin-top: 0.375rem; }
.prose { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; max-width: 68ch; }
.url, code { overflow-wrap: anywhere; }
.url { color: var(--soft); }
pre { max-height: 22rem; overflow: auto; padding: 0.75rem 1rem; background: var(--fill); border-radius: 0.5rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.source { vertical-align: middle; display: inline-flex; align-items: center; gap: 0.625rem; overflow-wrap: anywhere; }
.source img, .source video { width: 2.75rem; height: 2.75rem; flex: none; object-fit: cover; border-radius: 0.375rem; border: 1px solid var(--line); background: var(--fill); }
summary { cursor: pointer; }
details.long > summary { list-style: none; }
details.long > summary::-webkit-details-marker { display: none; }
details.long[open] > summary > .prose { display: none; }
.more { color: var(--accent); font-size: 0.8125rem; white-space: nowrap; }
details.long[open] > summary { margin-bottom: 0.375rem; }
details.answer { margin-top: 1.125rem; }
details.answer > summary { color: var(--soft); font-size: 0.8125rem; }
details.answer > pre, details.answer > dl { margin-top: 0.625rem; }
.sheet { display: grid; gap: 0.875rem; grid-template-columns: repeat(auto-fill, minmax(7.25rem, 1fr)); padding: 0; list-style: none; margin: 0; }
.sheet a { display: block; }
.sheet .thumb { display: flex; align-items: center; justify-content: center; height: 5.5rem; overflow: hidden; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--card); }
.sheet .thumb img, .sheet .thumb video { width: 100%; height: 100%; object-fit: cover; }
.sheet .thumb p { width: 100%; padding: 0.5rem 0.625rem; font-size: 0.6875rem; line-height: 1.4; color: var(--soft); align-self: start; overflow-wrap: anywhere; }
.sheet .name { display: block; margin-top: 0.375rem; font-size: 0.8125rem; line-height: 1.35; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.sheet .failed .thumb { border-color: var(--bad); }
.sheet .name .state::before { margin-right: 0.375rem; width: 0.4375rem; height: 0.4375rem; }
.sheet a { color: var(--ink); }
.step { margin-top: 1.25rem; overflow: hidden; scroll-margin-top: 1rem; }
.step header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 1rem; padding: 1.125rem 1.5rem 0.875rem; }
.step header .mono { color: var(--soft); overflow-wrap: anywhere; }
.step header .right { margin-left: auto; display: flex; flex-wrap: wrap; gap: 0.25rem 1.125rem; color: var(--soft); font-variant-numeric: tabular-nums; }
.track { display: block; width: 100%; height: 3px; }
.track .all { fill: var(--line); } .track .own { fill: var(--accent); } .track.failed .own { fill: var(--bad); }
.body { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.5rem 2rem; padding: 1.25rem 1.5rem 1.5rem; }
.body.media { grid-template-columns: 19rem minmax(0, 1fr); }
.body .shots { display: grid; gap: 1rem; align-content: start; }
.body .shots.many { grid-template-columns: repeat(2, minmax(0, 1fr)); }
.body.compared { grid-template-columns: minmax(0, 1fr); }
.body.compared .shots { max-width: 44rem; }
.body section + section { margin-top: 1.375rem; }
.failure { padding: 0.875rem 1.125rem; border-radius: 0.5rem; background: var(--badfill); color: var(--bad); overflow-wrap: anywhere; white-space: pre-wrap; unicode-bidi: plaintext; }
.warning { color: var(--warn); }
.ids { margin-top: 1.125rem; color: var(--soft); font-size: 0.8125rem; overflow-wrap: anywhere; }
footer { margin-top: 3.5rem; color: var(--soft); font-size: 0.8125rem; overflow-wrap: anywhere; }
@media (max-width: 46rem) {
  body { padding: 2rem 1rem 3rem; }
  .body.media, .pair { grid-template-columns: minmax(0, 1fr); }
  dl > div { grid-template-columns: minmax(0, 1fr); }
  .step header .right { margin-left: 0; width: 100%; }
}
@media print { .step { break-inside: avoid; } body { padding: 0; max-width: none; } }
`;

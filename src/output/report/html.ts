/** Pieces of HTML: escaped text, tables with captions, sections. */

import { el, escapeText } from '../svg/element.js';

/** A cell: text, or a number aligned right. */
export type HtmlCell = string | { readonly number: string };

/** A paragraph. */
export function paragraph(words: string, className?: string): string {
  return el('p', { class: className }, escapeText(words));
}

/**
 * A table with a caption; the first column names the row. It scrolls sideways on its own and can be
 * focused for that.
 */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly HtmlCell[])[],
): string {
  const header = el(
    'tr',
    {},
    head.map((h) => el('th', { scope: 'col' }, escapeText(h))),
  );
  const cell = (c: HtmlCell, at: number): string => {
    const words = escapeText(typeof c === 'string' ? c : c.number);
    const style = typeof c === 'string' ? undefined : 'n';
    return at === 0 ? el('th', { scope: 'row', class: style }, words) : el('td', { class: style }, words);
  };
  const body = rows.map((row) => el('tr', {}, row.map(cell)));
  const inner = el('table', {}, [
    el('caption', {}, escapeText(caption)),
    el('thead', {}, header),
    el('tbody', {}, body),
  ]);
  return el('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': caption }, inner);
}

/** A section with a heading that can be linked to. */
export function section(id: string, heading: string, content: readonly string[]): string {
  return el('section', { id, 'aria-labelledby': `${id}-h` }, [
    el('h2', { id: `${id}-h` }, escapeText(heading)),
    ...content,
  ]);
}

/** Content behind a line that opens it, with mouse or keyboard. */
export function details(summary: string, content: readonly string[], open = false): string {
  return el('details', open ? { open: '' } : {}, [el('summary', {}, escapeText(summary)), ...content]);
}

/** A figure with a caption under it; `svg` is markup. */
export function figure(svg: string, caption: string): string {
  return el('figure', {}, [
    el('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': caption }, svg),
    el('figcaption', {}, escapeText(caption)),
  ]);
}

/** Program text. */
export function code(words: string): string {
  return el('pre', { tabindex: 0 }, el('code', {}, escapeText(words)));
}

/** A list of points. */
export function list(points: readonly string[]): string {
  return el(
    'ul',
    {},
    points.map((p) => el('li', {}, escapeText(p))),
  );
}

const STYLE = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--tint:#f3f5f7;--accent:#0b63b5}
@media (prefers-color-scheme:dark){:root{--paper:#14181d;--ink:#e8eaed;--soft:#a3adb8;--line:#3a424b;--tint:#1d232a;--accent:#79b8f2}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,"Segoe UI","DejaVu Sans",Helvetica,Arial,sans-serif}
main{max-width:1040px;margin:0 auto;padding:24px 20px 60px}
h1{font-size:1.8rem;line-height:1.2;margin:.4em 0}h2{font-size:1.3rem;margin:2em 0 .5em}h3{font-size:1.05rem;margin:1.4em 0 .3em}
.lead{font-size:1.1rem;border-left:4px solid var(--accent);padding:.2em 0 .2em 1em;margin:1em 0}
.soft,figcaption,caption{color:var(--soft);font-size:.9rem}
nav a{margin-right:1.1em}a{color:var(--accent)}
.skip{position:absolute;left:-99em}.skip:focus{left:8px;top:8px;background:var(--paper);padding:.4em}
.wide{overflow-x:auto}figure{margin:1em 0}svg{max-width:100%;height:auto;display:block}
table{border-collapse:collapse;margin:.6em 0;font-size:.92rem;font-variant-numeric:tabular-nums}
caption{text-align:left;padding:.2em 0 .5em}
th,td{padding:.35em .8em .35em 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
thead th{vertical-align:bottom;font-weight:600}tbody th{font-weight:600;white-space:nowrap}
.n{text-align:right;padding-right:1.2em;white-space:nowrap}
td:not(.n){min-width:11em}
details{border:1px solid var(--line);border-radius:6px;margin:.7em 0;padding:0 .9em}
summary{cursor:pointer;padding:.6em 0;font-weight:600}details[open]{padding-bottom:.8em}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
pre{background:var(--tint);padding:.9em;overflow-x:auto;border-radius:6px;font-size:.85rem;max-height:30em}
`.replaceAll('\n', '');

/** A whole page that loads nothing and runs nothing: the policy forbids both. */
export function page(title: string, content: readonly string[]): string {
  const policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeText(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<main id="content">
${content.join('\n')}
</main>
</body>
</html>
`;
}

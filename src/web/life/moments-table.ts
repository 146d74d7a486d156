/** The life as a table: what the lines show, for those who do not see them or want the numbers. */
import { atMoment } from '../../observe/measures.js';
import { heading, told } from '../../output/told.js';
import type { Moment } from '../../process/moments.js';
import { fill, h } from '../dom.js';
import { placeWords } from './words.js';

/** Columns of the table: head, and what stands below it. */
export const COLUMNS: readonly (readonly [string, (m: Moment) => string])[] = [
  ['Moment', placeWords],
  ...atMoment('life').map((q) => [heading(q), (m: Moment) => told(q, q.read(m))] as const),
];

/** A table that is filled while it is open. */
export interface MomentsView {
  readonly node: HTMLDetailsElement;
  readonly refresh: (moments: readonly Moment[]) => void;
}

/** Make the table, closed. */
export function createMomentsTable(): MomentsView {
  const body = h('tbody');
  const table = h(
    'table',
    {},
    h('caption', { class: 'hidden-text' }, 'Every moment of this life with its measures'),
    h('thead', {}, h('tr', {}, ...COLUMNS.map(([name]) => h('th', { scope: 'col' }, name)))),
    body,
  );
  const box = h(
    'div',
    { class: 'scroll life-table', tabindex: 0, role: 'region', 'aria-label': 'Table of this life' },
    table,
  );
  const node = h('details', { class: 'life-details' }, h('summary', {}, 'Table of this life'), box);
  let moments: readonly Moment[] = [];
  let filled: readonly Moment[] = [];
  const refresh = (): void => {
    if (!node.open || filled === moments) return;
    // A run that grows keeps its rows.
    const grown = filled.length > 0 && filled.every((m, k) => m === moments[k]);
    if (!grown) fill(body);
    for (const moment of moments.slice(grown ? filled.length : 0)) body.append(row(moment));
    filled = moments;
  };
  node.addEventListener('toggle', refresh);
  return {
    node,
    refresh: (next) => {
      moments = next;
      refresh();
    },
  };
}

function row(moment: Moment): HTMLTableRowElement {
  const [[, name], ...rest] = COLUMNS as [(typeof COLUMNS)[number], ...typeof COLUMNS];
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, name(moment)),
    ...rest.map(([, value]) => h('td', {}, value(moment))),
  );
}

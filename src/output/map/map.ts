/** The design map: crack length over toughness × adhesion. */

import { InputError } from '../../core/errors.js';
import { human, percent } from '../number.js';
import { PICTURE_STYLE } from '../svg/colour.js';
import { el, svgDocument, text, wrap } from '../svg/element.js';
import { niceCeil } from '../svg/scale.js';
import { type MapBinder, placeCloud } from './clouds.js';
import {
  crackThreshold,
  type MapGrid,
  type MapMoment,
  type MapNode,
  type MapRow,
  mapGrid,
  regimeOf,
} from './grid.js';
import { layout, PLOT, SIDE, SIZE } from './layout.js';
import { drawColourBar, drawInset, drawSigns } from './legend.js';
import { contourPath, drawAxes, drawBorders, drawCells, drawContour, drawNames, drawSpread } from './plot.js';
import { REGIME_NAMES, regions } from './regimes.js';

/** What a map shows. */
export interface MapInput {
  /** Rows of the sweep, in any order. */
  readonly rows: readonly MapRow[];
  readonly binders?: readonly MapBinder[];
  /** Preset or short name of the electrode. */
  readonly electrode?: string;
  /** Hash of the engine that made the rows. */
  readonly engine?: string;
}

/** How it is drawn. */
export interface MapOptions {
  /** Which crack length: after the last stage (default) or as made. */
  readonly moment?: MapMoment;
  /** Connected share of active mass below which connection counts as lost. Default 0.9. */
  readonly connection?: number;
  /** End of the colour scale, mm/mm². Default: the largest mean, rounded up. */
  readonly top?: number;
  readonly title?: string;
  /** Prefix of the ids inside, for several maps in one document. */
  readonly id?: string;
}

const MOMENT_WORDS: Readonly<Record<MapMoment, string>> = { end: 'after the last stage', asMade: 'as made' };

function usable(grid: MapGrid): MapNode[] {
  return grid.nodes.flat().filter((n): n is MapNode => n !== null && n.lengths.length > 0);
}

function describe(grid: MapGrid, nodes: readonly MapNode[], threshold: number, connection: number): string {
  const range = (list: readonly number[]): string => `${human(list[0])} to ${human(list[list.length - 1])}`;
  const cracked = nodes.filter((n) => n.mean >= threshold).length;
  const lost = nodes.filter((n) => n.connected < connection).length;
  const largest = Math.max(0, ...nodes.map((n) => n.mean));
  const count = new Map<string, number>();
  for (const n of nodes) {
    const regime = REGIME_NAMES[regimeOf(n, threshold)];
    count.set(regime, (count.get(regime) ?? 0) + 1);
  }
  const parts = [...count].map(([regime, k]) => `${regime} in ${k}`).join(', ');
  return `Crack length over toughness ${range(grid.toughness)} MPa and adhesion ${range(grid.adhesion)} J/m². Of ${nodes.length} points ${cracked} crack, up to ${human(largest)} mm/mm²; ${lost} lose connection. Regimes: ${parts}.`;
}

function provenance(input: MapInput, grid: MapGrid): string {
  const failed = input.rows.filter((r) => r.status !== 'ok').length;
  const parts = [
    input.electrode ? `electrode ${input.electrode}` : '',
    `${grid.toughness.length} × ${grid.adhesion.length} points`,
    `seed${grid.seeds.length === 1 ? '' : 's'} ${grid.seeds.slice(0, 8).join(', ')}${grid.seeds.length > 8 ? ` … (${grid.seeds.length})` : ''}`,
    `${input.rows.length} runs, ${failed} failed`,
    input.engine ? `engine ${input.engine.slice(0, 12)}` : '',
    'made by fibril',
  ];
  return parts.filter((p) => p !== '').join(' · ');
}

function refuseEmpty(grid: MapGrid, nodes: readonly MapNode[]): void {
  if (nodes.length > 0) return;
  throw new InputError({
    field: 'sweep rows',
    value: grid.nodes.length === 0 ? 'no row' : 'no row with a result',
    allowed: 'at least one point that ran',
    hint: 'Run the sweep first; see the reason column of failed points.',
  });
}

/**
 * Draws the design map as a self-contained SVG, legible in light and dark.
 *
 * Every node is a cell of its own colour (nothing is smoothed); contours are linear between nodes.
 *
 * @throws InputError when no row has a result.
 */
export function mapSvg(input: MapInput, options: MapOptions = {}): string {
  const id = options.id ?? 'fibril-map';
  const moment = options.moment ?? 'end';
  const connection = options.connection ?? 0.9;
  const grid = mapGrid(input.rows, moment);
  const nodes = usable(grid);
  refuseEmpty(grid, nodes);
  const threshold = crackThreshold(grid);
  const top = options.top ?? niceCeil(Math.max(...nodes.map((n) => n.mean)));
  const at = layout(grid);
  const regimes = grid.nodes.map((row) => row.map((n) => regimeOf(n, threshold)));
  const cracking = contourPath(grid, at, (n) => n.mean, threshold);
  const connectionLine = contourPath(grid, at, (n) => n.connected, connection);
  const clouds = (input.binders ?? []).map((cloud) => placeCloud(cloud, at.x, at.y));
  const signs = drawSigns(
    at,
    top,
    {
      threshold: Number.isFinite(threshold) ? threshold : null,
      connection,
      connectionLost: nodes.some((n) => n.connected < connection),
      failed: grid.nodes.flat().some((n) => n !== null && n.failures.length > 0),
      several: grid.seeds.length > 1,
      binders: clouds.some((c) => c.own !== null),
      reference: clouds.find((c) => c.shared !== null)?.name ?? null,
    },
    290,
  );
  const title = options.title ?? 'Would a tougher or a more adhesive binder help?';
  const body = [
    el('defs', {}, el('clipPath', { id: `${id}-clip` }, el('rect', { ...PLOT }))),
    text(PLOT.x - 62, 38, title, { class: 'fb-ink', 'font-size': 20, 'font-weight': 700 }),
    subtitle(moment, nodes, threshold, connection),
    el('g', { 'clip-path': `url(#${id}-clip)` }, [
      drawCells(grid, at, top),
      drawBorders(regimes, at),
      drawSpread(grid, at, top),
      drawContour(connectionLine, '7 4'),
      drawContour(cracking),
      drawNames(clouds, regions(regimes), at),
    ]),
    drawAxes(at),
    drawColourBar(id, top, MOMENT_WORDS[moment], 120),
    signs.markup,
    drawInset(grid, top, signs.next + 4),
    footer(provenance(input, grid)),
  ];
  const description = describe(grid, nodes, threshold, connection);
  return svgDocument({ id, ...SIZE, title, description, style: PICTURE_STYLE, body });
}

function subtitle(
  moment: MapMoment,
  nodes: readonly MapNode[],
  threshold: number,
  connection: number,
): string {
  const cracked = nodes.filter((n) => n.mean >= threshold).length;
  const lost = nodes.filter((n) => n.connected < connection).length;
  const words = `Cracks that part the coating, ${MOMENT_WORDS[moment]}: ${cracked} of ${nodes.length} points crack, ${lost} lose ${percent(1 - connection)} of the active mass or more.`;
  return text(PLOT.x - 62, 62, words, { class: 'fb-soft', 'font-size': 13.5 });
}

function footer(words: string): string {
  const lines = wrap(words, SIDE.x + SIDE.width - 30, 11.5);
  return lines
    .map((l, k) =>
      text(PLOT.x - 62, SIZE.height - 10 - 14 * (lines.length - 1 - k), l, {
        class: 'fb-soft',
        'font-size': 11.5,
      }),
    )
    .join('');
}

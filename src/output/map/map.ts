/** The design map: crack length over toughness × adhesion. */

import { checkOptions, type Known } from '../../config/options.js';
import { InputError } from '../../core/errors.js';
import { human, percent } from '../number.js';
import { PICTURE_STYLE } from '../svg/colour.js';
import { el, svgDocument, text, wrap } from '../svg/element.js';
import { niceCeil } from '../svg/scale.js';
import { type MapBinder, type PlacedCloud, placeCloud } from './clouds.js';
import { estimateGrid } from './estimate.js';
import {
  crackThreshold,
  type MapAxes,
  type MapGrid,
  type MapMoment,
  type MapNode,
  type MapRow,
  mapGrid,
  regimeOf,
} from './grid.js';
import { layout, type MapFrame, type MapLayout, type MapShape } from './layout.js';
import { drawLegend, type Signs } from './legend.js';
import {
  contourPath,
  drawAxes,
  drawBorders,
  drawCells,
  drawComputed,
  drawContour,
  drawNames,
  drawSpread,
} from './plot.js';
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
  /**
   * All values of the axes of a sweep that is not complete: it is drawn in its final frame, with what lies between
   * computed points paler, even before there is any. Default: those of the rows.
   */
  readonly axes?: MapAxes;
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
  /** Whether every cell has its numbers as a tooltip (default); a page that shows them itself needs none. */
  readonly tips?: boolean;
  /** Legend beside the plot (default), or below it. */
  readonly shape?: MapShape;
}

const INPUT: Known<MapInput> = {
  rows: 1,
  binders: 1,
  electrode: 1,
  engine: 1,
  axes: 1,
};

const OPTIONS: Known<MapOptions> = {
  moment: 1,
  connection: 1,
  top: 1,
  title: 1,
  id: 1,
  tips: 1,
  shape: 1,
};

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
  const open = grid.nodes.flat().filter((n) => n === null).length;
  const parts = [
    input.electrode ? `electrode ${input.electrode}` : '',
    `${grid.toughness.length} × ${grid.adhesion.length} points${open > 0 ? `, ${open} not computed` : ''}`,
    grid.seeds.length === 0
      ? ''
      : `seed${grid.seeds.length === 1 ? '' : 's'} ${grid.seeds.slice(0, 8).join(', ')}${grid.seeds.length > 8 ? ` … (${grid.seeds.length})` : ''}`,
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
  checkOptions('mapSvg', input, INPUT);
  checkOptions('mapSvg', options, OPTIONS);
  const id = options.id ?? 'fibril-map';
  const moment = options.moment ?? 'end';
  const connection = options.connection ?? 0.9;
  const computed = mapGrid(input.rows, moment, input.axes);
  const nodes = usable(computed);
  if (input.axes === undefined) refuseEmpty(computed, nodes);
  const partial = input.axes !== undefined && computed.nodes.flat().includes(null);
  const grid = partial ? estimateGrid(computed) : computed;
  const threshold = crackThreshold(computed);
  const top = options.top ?? niceCeil(Math.max(0, ...nodes.map((n) => n.mean)));
  const at = layout(grid, options.shape);
  const { frame } = at;
  const clouds = (input.binders ?? []).map((cloud) => placeCloud(cloud, at));
  const signs: Signs = {
    threshold: Number.isFinite(threshold) ? threshold : null,
    connection,
    connectionLost: nodes.some((n) => n.connected < connection),
    failed: grid.nodes.flat().some((n) => n !== null && n.failures.length > 0),
    several: grid.seeds.length > 1,
    binders: clouds.some((c) => c.own !== null),
    reference: clouds.find((c) => c.shared !== null)?.name ?? null,
    given: clouds.some((c) => c.given),
    partial,
    empty: nodes.length === 0,
  };
  const title = options.title ?? 'Would a tougher or a more adhesive binder help?';
  const head = drawHead(frame, title, subtitle(moment, computed, threshold, connection));
  const legend = drawLegend(id, computed, at, top, signs, MOMENT_WORDS[moment]);
  const foot = drawFoot(frame, provenance(input, computed), legend.next);
  const body = [
    el('defs', {}, el('clipPath', { id: `${id}-clip` }, el('rect', { ...frame.plot }))),
    head,
    el(
      'g',
      { 'clip-path': `url(#${id}-clip)` },
      drawPlot(grid, at, { top, threshold, connection, partial, tips: options.tips ?? true }, clouds),
    ),
    drawAxes(at),
    legend.markup,
    foot.markup,
  ];
  const size = { width: frame.width, height: frame.shape === 'wide' ? frame.height : foot.next };
  const description = describe(computed, nodes, threshold, connection);
  return svgDocument({ id, ...size, title, description, style: PICTURE_STYLE, body });
}

/** What the plot is drawn by. */
interface Levels {
  /** End of the colour scale, and what counts as cracked, mm/mm². */
  readonly top: number;
  readonly threshold: number;
  readonly connection: number;
  readonly partial: boolean;
  readonly tips: boolean;
}

function drawPlot(grid: MapGrid, at: MapLayout, levels: Levels, clouds: readonly PlacedCloud[]): string[] {
  const { top, threshold, connection, partial, tips } = levels;
  const regimes = grid.nodes.map((row) => row.map((n) => regimeOf(n, threshold)));
  return [
    // Light under any theme, as the colours are: what is pale has to look pale, and names to be read.
    ...(partial ? [el('rect', { ...at.frame.plot, fill: '#e9edf1' })] : []),
    drawCells(grid, at, top, tips),
    drawBorders(regimes, at),
    drawSpread(grid, at, top),
    ...(partial ? [drawComputed(grid, at)] : []),
    drawContour(
      contourPath(grid, at, (n) => n.connected, connection),
      '7 4',
    ),
    drawContour(contourPath(grid, at, (n) => n.mean, threshold)),
    drawNames(clouds, regions(regimes), at),
  ];
}

function subtitle(moment: MapMoment, grid: MapGrid, threshold: number, connection: number): string {
  const nodes = usable(grid);
  if (nodes.length === 0) return 'Nothing is computed yet.';
  const cracked = nodes.filter((n) => n.mean >= threshold).length;
  const lost = nodes.filter((n) => n.connected < connection).length;
  return `Cracks that part the coating, ${MOMENT_WORDS[moment]}: ${cracked} of ${nodes.length} points crack, ${lost} lose ${percent(1 - connection)} of the active mass or more.`;
}

/** Title and subtitle. */
function drawHead({ shape, left, width }: MapFrame, title: string, words: string): string {
  const [big, small, room] = shape === 'wide' ? [20, 13.5, 2000] : [17, 12.5, width - 2 * left];
  // Bold letters are wider than the estimate for plain ones.
  const titles = wrap(title, 0.88 * room, big);
  const ink = { class: 'fb-ink', 'font-size': big, 'font-weight': 700 };
  const soft = { class: 'fb-soft', 'font-size': small };
  if (shape === 'wide') return text(left, 38, title, ink) + text(left, 62, words, soft);
  const below = 24 + 21 * titles.length;
  return [
    ...titles.map((t, k) => text(left, 24 + 21 * k, t, ink)),
    ...wrap(words, room, small).map((t, k) => text(left, below + 16 * k, t, soft)),
  ].join('');
}

function drawFoot({ shape, left, width, height }: MapFrame, words: string, from: number) {
  const lines = wrap(words, width - 2 * left - (shape === 'wide' ? -12 : 0), 11.5);
  const first = shape === 'wide' ? height - 10 - 14 * (lines.length - 1) : from + 22;
  const soft = { class: 'fb-soft', 'font-size': 11.5 };
  const markup = lines.map((l, k) => text(left, first + 14 * k, l, soft)).join('');
  return { markup, next: first + 14 * (lines.length - 1) + 10 };
}

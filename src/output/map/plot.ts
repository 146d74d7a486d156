/** The map's plot: cells, seeds' spread, contours, regimes, binders, axes. */

import { human, percent, px, superscript } from '../number.js';
import { colourAt, SEQUENTIAL } from '../svg/colour.js';
import { el, line, text, textWidth } from '../svg/element.js';
import { around, type Box, type LabelRequest, placeLabels } from '../svg/labels.js';
import { type LogTick, logTicks } from '../svg/scale.js';
import { cloudBoxes, drawCloud, type PlacedCloud } from './clouds.js';
import { contours } from './contour.js';
import type { MapGrid, MapNode, Regime } from './grid.js';
import type { MapLayout } from './layout.js';
import { borderPath, REGIME_NAMES, type Region } from './regimes.js';

function tip(node: MapNode): string {
  const place = `toughness ${human(node.toughness)} MPa, adhesion ${human(node.adhesion)} J/m²`;
  if (node.estimated)
    return `${place}: not computed, about ${human(node.mean)} mm/mm² between its neighbours`;
  if (node.lengths.length === 0) return `${place}: no result (${node.failures[0] ?? 'not run'})`;
  const seeds = node.lengths.map((l) => `${human(l.value)} (seed ${l.seed})`).join(', ');
  const { adhesiveNcm, adhesiveFoil, cohesive } = node.broken;
  const broken = `broken: ${human(adhesiveNcm)} at NCM, ${human(adhesiveFoil)} at foil, ${human(cohesive)} torn`;
  return `${place}: crack length ${human(node.mean)} mm/mm²; ${seeds}; ${broken}; connected ${percent(node.connected)}`;
}

/** Coloured cells, one a node, with a tooltip each if `tips`; crosses where seeds failed. */
export function drawCells(grid: MapGrid, at: MapLayout, top: number, tips = true): string {
  const out: string[] = [];
  for (const [r, row] of grid.nodes.entries()) {
    for (const [c, node] of row.entries()) {
      if (!node) continue;
      const [x, y] = [at.xEdges[c], at.yEdges[r + 1]];
      const [width, height] = [at.xEdges[c + 1] - x, at.yEdges[r] - y];
      const title = tips
        ? el('title', {}, tip(node).replaceAll('&', '&amp;').replaceAll('<', '&lt;'))
        : undefined;
      const known = node.lengths.length > 0;
      const fill = node.estimated
        ? { fill: colourAt(SEQUENTIAL, node.mean / top), 'fill-opacity': 0.5 }
        : known
          ? { fill: colourAt(SEQUENTIAL, node.mean / top) }
          : { class: 'fb-paper' };
      // A hair of overlap keeps renderers from showing seams between cells.
      out.push(el('rect', { x, y, width: width + 0.4, height: height + 0.4, ...fill }, title));
      if (node.failures.length > 0) out.push(cross(x + width / 2, y + height / 2, known ? 3.5 : 7));
    }
  }
  return out.join('');
}

/** A dot at every computed point, to tell them from what lies between; for maps that are not complete. */
export function drawComputed(grid: MapGrid, at: MapLayout): string {
  return grid.nodes
    .flat()
    .filter((n) => n !== null && n.lengths.length > 0)
    .map((n) => {
      const [cx, cy] = [at.x(n?.toughness ?? 1), at.y(n?.adhesion ?? 1)];
      return el('circle', { cx, cy, r: 2, class: 'fb-dot', 'stroke-width': 1 });
    })
    .join('');
}

/** The sign of a failed point. */
export function cross(x: number, y: number, size: number): string {
  const d = `M${px(x - size)} ${px(y - size)}l${2 * size} ${2 * size}m0 ${-2 * size}l${-2 * size} ${2 * size}`;
  return (
    el('path', { d, class: 'fb-case', 'stroke-width': 4 }) +
    el('path', { d, class: 'fb-mark', 'stroke-width': 1.8 })
  );
}

/** Radius of a spread ring: it fills its cell when the seeds differ by the whole scale. */
export function spreadRadius(halfRange: number, top: number, at: MapLayout): number {
  const cell = Math.min(at.xEdges[1] - at.xEdges[0], at.yEdges[0] - at.yEdges[1]);
  return Math.sqrt(Math.min(1, (2 * halfRange) / top)) * 0.42 * cell;
}

/** A ring at every node whose seeds differ; its area grows with their range. */
export function drawSpread(grid: MapGrid, at: MapLayout, top: number): string {
  const out: string[] = [];
  for (const node of grid.nodes.flat()) {
    if (!node || node.halfRange <= 0) continue;
    const [cx, cy] = [at.x(node.toughness), at.y(node.adhesion)];
    const r = Math.max(1.2, spreadRadius(node.halfRange, top, at));
    out.push(el('circle', { cx, cy, r, class: 'fb-case', 'stroke-width': 2.2, 'stroke-opacity': 0.65 }));
    out.push(el('circle', { cx, cy, r, class: 'fb-mark', 'stroke-width': 0.9 }));
  }
  return out.join('');
}

/** Field at the nodes with the outer values carried to the plot's margin, so that contours reach it. */
function padded(
  grid: MapGrid,
  at: MapLayout,
  field: (n: MapNode) => number,
): { xs: number[]; ys: number[]; values: number[][] } {
  const rows = grid.nodes.map((row) => {
    const values = row.map((n) => (n ? field(n) : Number.NaN));
    return [values[0], ...values, values[values.length - 1]];
  });
  return {
    xs: [at.xEdges[0], ...grid.toughness.map(at.x), at.xEdges[at.xEdges.length - 1]],
    ys: [at.yEdges[0], ...grid.adhesion.map(at.y), at.yEdges[at.yEdges.length - 1]],
    values: [rows[0], ...rows, rows[rows.length - 1]],
  };
}

/** Path data of a contour of a field of the nodes; empty when the level is not met. */
export function contourPath(
  grid: MapGrid,
  at: MapLayout,
  field: (n: MapNode) => number,
  level: number,
): string {
  const { xs, ys, values } = padded(grid, at, field);
  return contours(xs, ys, values, level)
    .map((points) => `M${points.map(([x, y]) => `${px(x)} ${px(y)}`).join('L')}`)
    .join('');
}

/** A contour with a casing, so that it shows on pale and dark cells. */
export function drawContour(d: string, dash?: string): string {
  if (d === '') return '';
  const round = { d, 'stroke-linejoin': 'round', 'stroke-linecap': 'butt' };
  return (
    el('path', { ...round, class: 'fb-case', 'stroke-width': 5.2, 'stroke-opacity': 0.9 }) +
    el('path', { ...round, class: 'fb-mark', 'stroke-width': 2.6, 'stroke-dasharray': dash })
  );
}

/** Stepped border between regimes: dotted, since it runs along cells and not along a measured line. */
export function drawBorders(regimes: readonly (readonly Regime[])[], at: MapLayout): string {
  const d = borderPath(regimes, at.xEdges, at.yEdges);
  if (d === '') return '';
  return (
    el('path', { d, class: 'fb-case', 'stroke-width': 2.6, 'stroke-opacity': 0.7 }) +
    el('path', { d, class: 'fb-mark', 'stroke-width': 1.3, 'stroke-dasharray': '2 3' })
  );
}

interface Name {
  readonly lines: readonly string[];
  readonly size: number;
  readonly bold: boolean;
  readonly request: LabelRequest;
}

function name(
  lines: readonly string[],
  size: number,
  bold: boolean,
  at: (w: number, h: number) => (readonly [number, number])[],
): Name {
  const width = Math.max(...lines.map((l) => textWidth(l, size, bold))) + 12;
  const height = lines.length * size * 1.25 + 2;
  return { lines, size, bold, request: { width, height, at: at(width, height) } };
}

function regionName(region: Region, at: MapLayout): Name {
  const words = REGIME_NAMES[region.regime].split(' ');
  const half = Math.ceil(words.length / 2);
  const narrow = region.cells.length < 0.12 * (at.xEdges.length - 1) * (at.yEdges.length - 1);
  const lines =
    narrow || words.length > 3
      ? [words.slice(0, half).join(' '), words.slice(half).join(' ')]
      : [words.join(' ')];
  const spots = region.cells.map(
    ([r, c]) => [(at.xEdges[c] + at.xEdges[c + 1]) / 2, (at.yEdges[r] + at.yEdges[r + 1]) / 2] as const,
  );
  return name(
    lines.filter((l) => l !== ''),
    at.frame.shape === 'wide' ? 13 : 11.5,
    false,
    () => spots,
  );
}

function drawName(label: Name, box: Box): string {
  const cx = box.x + box.width / 2;
  return label.lines
    .map((words, k) =>
      text(cx, box.y + label.size * (0.98 + 1.25 * k), words, {
        class: 'fb-halo',
        'font-size': label.size,
        'font-weight': label.bold ? 700 : undefined,
        'font-style': label.bold ? undefined : 'italic',
        'text-anchor': 'middle',
      }),
    )
    .join('');
}

/** Line from a name to its mark when they stand apart. */
function leader(cloud: PlacedCloud, box: Box): string {
  const x = Math.min(box.x + box.width, Math.max(box.x, cloud.x));
  const y = Math.min(box.y + box.height, Math.max(box.y, cloud.y));
  if (Math.hypot(x - cloud.x, y - cloud.y) < 15) return '';
  return (
    line(cloud.x, cloud.y, x, y, { class: 'fb-case', 'stroke-width': 2.8, 'stroke-opacity': 0.8 }) +
    line(cloud.x, cloud.y, x, y, { class: 'fb-mark', 'stroke-width': 0.9 })
  );
}

/** Clouds of the binders, their names and the regimes' names, none over another. */
export function drawNames(clouds: readonly PlacedCloud[], areas: readonly Region[], at: MapLayout): string {
  const binders = clouds.map((cloud) =>
    name(
      [`${cloud.name}${cloud.arrow ? ` ${cloud.arrow}` : ''}`],
      at.frame.shape === 'wide' ? 14 : 12,
      true,
      (width, height) => around(cloud.x, cloud.y, { x: 5, y: 4 }, { width, height }),
    ),
  );
  const cells = (at.xEdges.length - 1) * (at.yEdges.length - 1);
  const named = areas.filter((a) => a.regime !== 'failed' && a.cells.length >= Math.max(2, 0.03 * cells));
  const labels = [...binders, ...named.map((area) => regionName(area, at))];
  const { plot } = at.frame;
  const frame = { x: plot.x + 2, y: plot.y + 2, width: plot.width - 4, height: plot.height - 4 };
  const boxes = placeLabels(
    labels.map((l) => l.request),
    frame,
    clouds.flatMap(cloudBoxes),
  );
  return [
    ...clouds.map((cloud, k) => leader(cloud, boxes[k])),
    ...clouds.map(drawCloud),
    ...labels.map((label, k) => drawName(label, boxes[k])),
  ].join('');
}

function decade(value: number): string {
  return value >= 0.01 && value <= 1000 ? human(value) : `10${superscript(Math.round(Math.log10(value)))}`;
}

function drawTicks(
  ticks: readonly LogTick[],
  at: (value: number) => number,
  plot: Box,
  upright: boolean,
): string {
  const bottom = plot.y + plot.height;
  return ticks
    .map(({ value, label }) => {
      const p = at(value);
      const size = label ? 7 : 4;
      const stroke = { class: 'fb-axis', 'stroke-width': label ? 1.2 : 0.8 };
      const words = { class: 'fb-ink', 'font-size': 13 };
      if (upright) {
        const mark = line(plot.x - size, p, plot.x, p, stroke);
        return label
          ? mark + text(plot.x - 11, p + 4.5, decade(value), { ...words, 'text-anchor': 'end' })
          : mark;
      }
      const mark = line(p, bottom, p, bottom + size, stroke);
      return label ? mark + text(p, bottom + 22, decade(value), { ...words, 'text-anchor': 'middle' }) : mark;
    })
    .join('');
}

/** Frame, ticks and titles of both axes. */
export function drawAxes(at: MapLayout): string {
  const { plot, shape } = at.frame;
  const middle = plot.y + plot.height / 2;
  const left = shape === 'wide' ? 30 : 20;
  const titleStyle = { class: 'fb-ink', 'font-size': 14.5, 'text-anchor': 'middle' };
  return [
    el('rect', { ...plot, class: 'fb-axis', 'stroke-width': 1.2 }),
    drawTicks(logTicks(at.x.low, at.x.high), at.x, plot, false),
    drawTicks(logTicks(at.y.low, at.y.high), at.y, plot, true),
    text(
      plot.x + plot.width / 2,
      plot.y + plot.height + 46,
      'toughness of the binder (MPa = MJ/m³)',
      titleStyle,
    ),
    text(left, middle, 'adhesion of the binder to NCM (J/m²)', {
      ...titleStyle,
      transform: `rotate(-90 ${left} ${px(middle)})`,
    }),
  ].join('');
}

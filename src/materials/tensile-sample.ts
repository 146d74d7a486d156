/** Size of a specimen, from flags and from the lines above a table: load and extension need it. */
import { InputError } from '../core/errors.js';
import { isNumeric, type NumberStyle, numberIn } from './tensile-numbers.js';
import { lengthFactor, splitUnit, stripBrackets } from './tensile-units.js';

/** Sizes of a specimen, mm; what is not known is left out. */
export interface SampleSize {
  readonly gauge_mm?: number;
  readonly width_mm?: number;
  readonly thickness_mm?: number;
  /** Cross-section, mm²: in place of width and thickness. */
  readonly area_mm2?: number;
}

type Key = keyof SampleSize;

const LABELS: readonly (readonly [Key, RegExp])[] = [
  ['area_mm2', /cross.?section|querschnitt|^area\b|fläche|^[SA]0$/i],
  ['thickness_mm', /thickness|dicke|^[ahd]0$|stärke$/i],
  ['width_mm', /width|breite|^[bw]0$/i],
  [
    'gauge_mm',
    /gau?ge|grip.*(separation|distance)|grip.to.grip|messlänge|einspannlänge|anfangslänge|ausgangslänge|prüflänge|^(initial |original |specimen |sample )?length$|^länge$|^L0$/i,
  ],
];

/** Sizes that are believed, mm and mm². */
const RANGES: Readonly<Record<Key, readonly [low: number, high: number]>> = {
  gauge_mm: [0.5, 2000],
  width_mm: [0.05, 500],
  thickness_mm: [1e-4, 5],
  area_mm2: [1e-5, 10000],
};

/** Names of the sizes in words and as flags. */
export const SIZES = {
  gauge_mm: { label: 'gauge length', flag: '--gauge-mm', example: 'Gauge length (mm);25' },
  width_mm: { label: 'width', flag: '--width-mm', example: 'Width (mm);5' },
  thickness_mm: { label: 'thickness', flag: '--thickness-mm', example: 'Thickness (mm);0.02' },
} as const;

/** @throws InputError for a size that no specimen has. */
export function checkSize(key: Key, value: number, field: string): number {
  const [low, high] = RANGES[key];
  if (value >= low && value <= high) return value;
  const thick = key === 'thickness_mm' && value > high;
  throw new InputError({
    field,
    value,
    unit: key === 'area_mm2' ? 'mm²' : 'mm',
    allowed: `${low} to ${high}`,
    hint: thick ? `Is this µm? ${value} µm is ${value / 1000} mm.` : 'Check its unit.',
  });
}

interface Line {
  readonly number: number;
  readonly cells: readonly string[];
}

/**
 * Sizes named in lines such as `Width (mm);5`, `"Thickness","0.02","mm"`, `Gauge length: 25 mm`, or in a small
 * table: labels, units, numbers.
 */
export function sizesIn(lines: readonly Line[], style: NumberStyle, file: string): SampleSize {
  const found: Partial<Record<Key, number>> = {};
  lines.forEach((line, i) => {
    const cells = line.cells.flatMap(splitCell);
    cells.forEach((cell, k) => {
      const { name, unit } = splitUnit(cell);
      const key = LABELS.find(([, pattern]) => pattern.test(name.replace(/[:=#]/g, '').trim()))?.[0];
      if (key === undefined || found[key] !== undefined) return;
      const read = beside(cells, k, unit, style) ?? below(lines, i, line.cells.indexOf(cell), unit, style);
      if (read === undefined) return;
      const where = `${file}:${line.number} ${name.replace(/^#\s*/, '')}`;
      found[key] = checkSize(key, inMillimetres(key, read, where), where);
    });
  });
  return found;
}

/** `Width: 5 mm`, `# Width = 5 mm` and `Width 5 mm` in one cell → label, number, unit. */
function splitCell(cell: string): string[] {
  const text = cell.replace(/^#+\s*/, '').trim();
  const parts = /^(.*?[^\s:=\d.,+-][^:=]*?)\s*(?:[:=]|\s)\s*([\d.,]*\d)\s*([a-zµμ]+[²2]?|["])?\.?$/i.exec(
    text,
  );
  if (parts) return [parts[1], parts[2], ...(parts[3] ? [parts[3]] : [])];
  return [text.replace(/\s*[:=]\s*$/, '')];
}

interface Measure {
  readonly value: number;
  readonly unit: string | undefined;
}

function beside(
  cells: readonly string[],
  at: number,
  unit: string | undefined,
  style: NumberStyle,
): Measure | undefined {
  const next = cells.findIndex((cell, k) => k > at && cell !== '');
  if (next < 0) return undefined;
  if (isNumeric(cells[next])) return measure(cells[next], unit ?? unitCell(cells[next + 1]), style);
  // 'Width';'mm';'5'
  const own = unitCell(cells[next]);
  return own !== undefined && isNumeric(cells[next + 1] ?? '')
    ? measure(cells[next + 1], own, style)
    : undefined;
}

function below(
  lines: readonly Line[],
  at: number,
  column: number,
  unit: string | undefined,
  style: NumberStyle,
): Measure | undefined {
  if (column < 0) return undefined;
  let own = unit;
  for (const { cells } of lines.slice(at + 1, at + 3)) {
    const cell = cells[column] ?? '';
    if (isNumeric(cell)) return measure(cell, own, style);
    own ??= unitCell(cell);
  }
  return undefined;
}

function unitCell(cell: string | undefined): string | undefined {
  const unit = cell === undefined ? '' : stripBrackets(cell);
  return lengthFactor(unit) === undefined && lengthFactor(unit, true) === undefined ? undefined : unit;
}

function measure(cell: string, unit: string | undefined, style: NumberStyle): Measure | undefined {
  const value =
    numberIn(cell, style) ?? numberIn(cell, { ...style, decimal: style.decimal === '.' ? ',' : '.' });
  return value === undefined ? undefined : { value, unit };
}

function inMillimetres(key: Key, { value, unit }: Measure, where: string): number {
  const square = key === 'area_mm2';
  const factor = unit === undefined ? undefined : lengthFactor(unit, square);
  if (factor !== undefined) return value * factor;
  throw new InputError({
    field: where,
    value: unit === undefined ? value : `${value} ${unit}`,
    allowed: square ? 'a number with its unit: mm² or µm²' : 'a number with its unit: mm, µm, cm or in',
    hint: 'Write the unit behind the number.',
  });
}

/** Cross-section, mm². @throws InputError naming what is missing. */
export function areaOf(size: SampleSize, where: string): number {
  const { width_mm: w, thickness_mm: t, area_mm2 } = size;
  if (w !== undefined && t !== undefined) return w * t;
  if (area_mm2 !== undefined) return area_mm2;
  throw missing('stress', 'load', w === undefined ? 'width_mm' : 'thickness_mm', where);
}

/** Gauge length, mm. @throws InputError where it is missing. */
export function gaugeOf({ gauge_mm }: SampleSize, where: string): number {
  if (gauge_mm === undefined) throw missing('strain', 'extension', 'gauge_mm', where);
  return gauge_mm;
}

function missing(wanted: string, given: string, key: keyof typeof SIZES, where: string): InputError {
  const { label, flag, example } = SIZES[key];
  return new InputError({
    field: `${where} ${label}`,
    value: undefined,
    unit: 'mm',
    allowed: `${RANGES[key].join(' to ')}`,
    hint:
      `The table has ${given} and no ${wanted}: give ${flag}, or a line '${example}' above the table` +
      `${key === 'gauge_mm' ? '' : ' (stress is load over width times thickness)'}.`,
  });
}

/** Heads of a tensile table: which column is what, in which unit. */
import { InputError } from '../core/errors.js';

/** What a column holds; `true` is true (logarithmic) strain or true stress. */
export type Role = 'strain' | 'stress' | 'extension' | 'load' | 'true' | 'specimen' | 'other';

/** A column of the table. */
export interface Column {
  readonly role: Role;
  /** Its head, as written. */
  readonly head: string;
  /** Unit as written in the file; undefined where there is none. */
  readonly unit: string | undefined;
}

type Kind = 'strain' | 'stress' | 'extension' | 'load';

/** Units of each kind: factors to 1, MPa, mm and N. Small letters, without blanks. */
const UNITS: Readonly<Record<Kind, Readonly<Record<string, number>>>> = {
  strain: {
    '%': 0.01,
    percent: 0.01,
    pct: 0.01,
    prozent: 0.01,
    '‰': 1e-3,
    microstrain: 1e-6,
    µε: 1e-6,
    ...Object.fromEntries(
      [
        '1',
        '-',
        '–',
        '—',
        'mm/mm',
        'm/m',
        'in/in',
        'in./in.',
        'ratio',
        'unitless',
        'dimensionless',
        'none',
      ].map((unit) => [unit, 1]),
    ),
  },
  stress: {
    pa: 1e-6,
    kpa: 1e-3,
    mpa: 1,
    gpa: 1e3,
    'n/mm2': 1,
    'nmm-2': 1,
    'mn/m2': 1,
    'kn/m2': 1e-3,
    'n/m2': 1e-6,
    'n/cm2': 0.01,
    bar: 0.1,
    'kgf/mm2': 9.80665,
    'kp/mm2': 9.80665,
    'kgf/cm2': 0.0980665,
    psi: 0.006894757293168361,
    'lbf/in2': 0.006894757293168361,
    ksi: 6.894757293168361,
  },
  extension: { mm: 1, cm: 10, m: 1000, µm: 1e-3, um: 1e-3, micron: 1e-3, nm: 1e-6, in: 25.4, inch: 25.4 },
  load: {
    n: 1,
    kn: 1000,
    mn: 1e-3,
    cn: 0.01,
    gf: 0.00980665,
    kgf: 9.80665,
    kp: 9.80665,
    lbf: 4.4482216152605,
  },
};

/** Names in messages. */
const ALLOWED: Readonly<Record<Kind, string>> = {
  strain: '%, mm/mm, m/m or 1',
  stress: 'MPa, N/mm², GPa, kPa, Pa, psi or ksi',
  extension: 'mm, µm, cm or in',
  load: 'N, mN, kN, gf or lbf',
};

const EXAMPLE: Readonly<Record<Kind, string>> = {
  strain: 'strain (%)',
  stress: 'stress (MPa)',
  extension: 'extension (mm)',
  load: 'load (N)',
};

/** Quantities beside the curve, and single values of it: rates, results at break, standard deviations. */
const BESIDE = new RegExp(
  [
    String.raw`rate\b|geschwindigkeit|speed|strength|festigkeit|energ|arbeit|modul|grenze|limit|cell|schwelle`,
    String.raw`\bat\s+(break|max|yield|peak|fracture|rupture|fail|auto)|\b(bei|beim|an der)\b|break|bruch|ultimate`,
    String.raw`transvers|lateral|quer|width|breite|thick|dicke|\bsd\b|\bstd\b|deviation|streuung|error|\bmax|fmax`,
    'preload|vorkraft|vorspannung|threshold|plastic strain|thermal|energy',
  ].join('|'),
  'i',
);
const TRUE = /\btrue\b|\bwahre|logarith|\blog\b|hencky|cauchy/i;
const WORDS: readonly (readonly [Kind, RegExp])[] = [
  ['strain', /strain|dehnung|elongation|verformung|deformation|^ε(?![MBYX]|_?(max|[mby])\b)|^epsilon/i],
  ['stress', /stress|spannung|^σ(?![MBYX]|_?(max|[mby])\b)|^sigma/i],
  [
    'extension',
    /extension|displacement|stroke|crosshead|traverse|weg\b|verlängerung|längenänderung|position|deflection|elongation|dehnung|verformung|deformation|^hub\b/i,
  ],
  ['load', /load|force|kraft|\blast\b|^F$/i],
];
const SPECIMEN = /specimen|sample|probe|prüfkörper|^id$/i;
/** Extension between the grips, of the machine and not of the film: taken where nothing else is there. */
const GRIPS = /stroke|crosshead|traverse|position|\bhub\b/i;

/** Whether a column of extension is the crosshead's. */
export const isGrips = (column: Column): boolean => GRIPS.test(column.head);

/** Read one head; `unitCell` is the cell below it where the units have a line of their own. */
export function readColumn(head: string, unitCell?: string): Column {
  const split = splitUnit(head);
  const below = unitCell === undefined ? undefined : stripBrackets(unitCell) || undefined;
  const known = [split.unit, below].find((u) => u !== undefined && kindsOf(u).length > 0);
  const unit = known ?? split.unit ?? below;
  // 'Tensile strain (Extension)': what stands in brackets is part of the name where it is no unit.
  const name = split.unit !== undefined && kindsOf(split.unit).length === 0 ? head : split.name;
  return { role: roleOf(name, known), head, unit };
}

function roleOf(name: string, unit: string | undefined): Role {
  if (BESIDE.test(name)) return 'other';
  const words = WORDS.filter(([, pattern]) => pattern.test(name)).map(([kind]) => kind);
  if (words.length === 0) return SPECIMEN.test(name) ? 'specimen' : 'other';
  const kinds = unit === undefined ? [] : kindsOf(unit);
  const isTrue = TRUE.test(name) && (words.includes('strain') || words.includes('stress'));
  if (isTrue) return 'true';
  const fits = words.find((kind) => kinds.includes(kind));
  if (fits !== undefined) return fits;
  // An extension in per cent is a strain, a load in MPa a stress.
  if (words.includes('extension') && kinds.includes('strain')) return 'strain';
  if (words.includes('load') && kinds.includes('stress')) return 'stress';
  return words[0];
}

/** Factor to strain 1, MPa, mm or N. @throws InputError where the unit is missing or another quantity's. */
export function factorOf(column: Column, where: string): number {
  const kind = column.role as Kind;
  const allowed = ALLOWED[kind];
  const { unit, head } = column;
  if (unit === undefined || unit === '') {
    throw new InputError({
      field: `${where} ${kind}`,
      value: head,
      allowed: `a header with its unit: ${allowed}`,
      hint: `Write the unit into the header, e.g. '${EXAMPLE[kind]}'.`,
    });
  }
  const key = keyOf(unit);
  if (Object.hasOwn(UNITS[kind], key)) return UNITS[kind][key];
  const meant = kind === 'strain' && kindsOf(unit).includes('extension') ? 'extension' : undefined;
  const other = kind === 'stress' && kindsOf(unit).includes('load') ? 'load' : meant;
  throw new InputError({
    field: `${where} unit of ${kind}`,
    value: unit,
    allowed,
    hint: other ? `If it is ${other}, name the column '${other} (${unit})'.` : `E.g. '${EXAMPLE[kind]}'.`,
  });
}

/** Length in mm, or area in mm² where `square`; undefined for another unit. */
export function lengthFactor(unit: string, square = false): number | undefined {
  const key = keyOf(unit);
  const plain = square ? /^(.*)2$/.exec(key)?.[1] : key;
  if (plain === undefined || !Object.hasOwn(UNITS.extension, plain)) return undefined;
  return UNITS.extension[plain] ** (square ? 2 : 1);
}

/** Force in N. */
export function forceFactor(unit: string): number | undefined {
  // Of forces the case of the letters counts nowhere but in mN, which is not MN.
  const key = keyOf(unit);
  return Object.hasOwn(UNITS.load, key) ? UNITS.load[key] : undefined;
}

function keyOf(unit: string): string {
  return unit
    .toLowerCase()
    .replaceAll('μ', 'µ')
    .replaceAll('²', '2')
    .replace(/[\s·*^]/g, '')
    .replace('⁻', '-');
}

function kindsOf(unit: string): Kind[] {
  const key = keyOf(unit);
  return (Object.keys(UNITS) as Kind[]).filter((kind) => Object.hasOwn(UNITS[kind], key));
}

/** `stress (MPa)`, `stress [MPa]`, `stress / MPa`, `stress in MPa` or `stress_MPa` → name and unit. */
export function splitUnit(head: string): { name: string; unit?: string } {
  const text = head.trim().replaceAll('"', '');
  const bracket = /^(.*?)[([{]\s*([^([{)\]}]*)\s*[)\]}]\s*$/.exec(text);
  if (bracket) return { name: bracket[1].trim(), unit: bracket[2].trim() };
  const within = /^(.*\S)\s+in\s+(\S+)$/i.exec(text);
  if (within && kindsOf(within[2]).length > 0) return { name: within[1], unit: within[2] };
  const slash = /^([^/]+?)\s+\/\s*(.+)$/.exec(text) ?? /^([^/]+?)\/([^/]+|mm\/mm|N\/mm.*)$/.exec(text);
  if (slash) return { name: slash[1].trim(), unit: slash[2].trim() };
  const tail = /^(.*\S)[_\s,]+(\S+)$/.exec(text);
  if (tail && kindsOf(tail[2]).length > 0 && !/^(1|in|m|none)$/i.test(tail[2]))
    return { name: tail[1].trim(), unit: tail[2] };
  const percent = /^(.*?)\s*%$/.exec(text);
  return percent ? { name: percent[1].trim(), unit: '%' } : { name: text };
}

/** A cell without its brackets and quotes. */
export function stripBrackets(cell: string): string {
  return cell
    .trim()
    .replace(/^[([{"]+|[)\]}"]+$/g, '')
    .trim();
}

/** Whether a cell is a unit and nothing else, as in a line of units below the header. */
export function isUnitCell(cell: string): boolean {
  return kindsOf(stripBrackets(cell)).length > 0;
}

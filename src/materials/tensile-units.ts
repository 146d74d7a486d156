/** Headers of a tensile table: which column is what, in which unit. */
import { InputError } from '../core/errors.js';

/** What a column holds. */
export type Role = 'strain' | 'stress' | 'specimen' | 'other';

/** A column of the table. */
export interface Column {
  readonly role: Role;
  /** Factor to strain 1 or MPa. */
  readonly factor: number;
  /** Unit as written in the file. */
  readonly unit: string;
}

const STRAIN_UNITS: Readonly<Record<string, number>> = {
  '%': 0.01,
  percent: 0.01,
  '1': 1,
  '-': 1,
  'mm/mm': 1,
  'm/m': 1,
  'in/in': 1,
};

const STRESS_UNITS: Readonly<Record<string, number>> = {
  pa: 1e-6,
  kpa: 1e-3,
  mpa: 1,
  'n/mm2': 1,
  'n/mm^2': 1,
  'n/mm²': 1,
  'mn/m2': 1,
  gpa: 1e3,
  psi: 0.006894757293168361,
  ksi: 6.894757293168361,
};

const STRAIN_ALLOWED = '%, mm/mm, m/m or 1';
const STRESS_ALLOWED = 'MPa, N/mm², GPa, kPa, Pa, psi or ksi';

const ROLES: readonly (readonly [RegExp, Role])[] = [
  [/strain|dehnung|elongation|verformung|^ε|^epsilon/i, 'strain'],
  [/stress|spannung|^σ|^sigma/i, 'stress'],
  [/specimen|sample|probe|^id$/i, 'specimen'],
];

/** What a header cell names: its words without the unit. */
export function roleOf(header: string): Role {
  const name = splitUnit(header).name;
  return ROLES.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
}

/** Read one header cell; `unitCell` is the cell below it where the units have a line of their own. */
export function readColumn(header: string, unitCell: string | undefined, where: string): Column {
  const role = roleOf(header);
  if (role === 'specimen' || role === 'other') return { role, factor: 1, unit: '' };
  const own = splitUnit(header).unit;
  const unit = own ?? (unitCell === undefined ? undefined : stripBrackets(unitCell));
  const known = role === 'strain' ? STRAIN_UNITS : STRESS_UNITS;
  const allowed = role === 'strain' ? STRAIN_ALLOWED : STRESS_ALLOWED;
  const example = role === 'strain' ? 'strain (%)' : 'stress (MPa)';
  if (unit === undefined || unit === '') {
    throw new InputError({
      field: `${where} ${role}`,
      value: header,
      allowed: `a header with its unit: ${allowed}`,
      hint: `Write the unit into the header, e.g. '${example}'.`,
    });
  }
  const key = unit.toLowerCase().replaceAll(' ', '');
  if (!Object.hasOwn(known, key)) {
    throw new InputError({
      field: `${where} unit of ${role}`,
      value: unit,
      allowed,
      hint: `E.g. '${example}'.`,
    });
  }
  return { role, factor: known[key], unit };
}

/** `stress (MPa)`, `stress [MPa]`, `stress / MPa` or `stress_MPa` → name and unit. */
function splitUnit(header: string): { name: string; unit?: string } {
  const text = header.trim().replaceAll('"', '');
  const bracket = /^(.*?)[([{]\s*([^)\]}]*)\s*[)\]}]\s*$/.exec(text);
  if (bracket) return { name: bracket[1].trim(), unit: bracket[2].trim() };
  const slash = /^([^/]+?)\s+\/\s*(.+)$/.exec(text) ?? /^([^/]+?)\/([^/]+|mm\/mm|N\/mm.*)$/.exec(text);
  if (slash) return { name: slash[1].trim(), unit: slash[2].trim() };
  const tail = /^(.*?)[_\s](%|percent|[GMk]?Pa|psi|ksi|mm\/mm|N\/mm\S*)$/i.exec(text);
  if (tail) return { name: tail[1].trim(), unit: tail[2] };
  const percent = /^(.*?)\s*%$/.exec(text);
  return percent ? { name: percent[1].trim(), unit: '%' } : { name: text };
}

function stripBrackets(cell: string): string {
  return cell
    .trim()
    .replace(/^[([{"]+|[)\]}"]+$/g, '')
    .trim();
}

/** Whether a cell is a unit and nothing else, as in a line of units below the header. */
export function isUnitCell(cell: string): boolean {
  const key = stripBrackets(cell).toLowerCase().replaceAll(' ', '');
  return Object.hasOwn(STRAIN_UNITS, key) || Object.hasOwn(STRESS_UNITS, key);
}

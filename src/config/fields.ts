/** Every field of the configuration by its path, with what is allowed in words. */
import type { InputProblem } from '../core/errors.js';
import { CONFIG } from './config-types.js';
import { type Field, type Fields, isGroup } from './field.js';
import { listed } from './nearest.js';
import { STEP_LIST } from './steps/index.js';

/** A field that can be set. */
export interface FieldInfo {
  /** Dotted path, e.g. `electrode.loading_mg_cm2`. */
  readonly path: string;
  readonly unit: string;
  /** What it is called on the page. */
  readonly label: string;
  readonly description: string;
  /** Allowed values in words. */
  readonly allowed: string;
  /** Whether a number is allowed; `text` only where it is the one thing allowed. */
  readonly kind: 'number' | 'text' | 'choice' | 'list' | 'choice or number';
  readonly nullable: boolean;
  /** Words by choice, where there are choices. */
  readonly options: Readonly<Record<string, string>>;
  /** Lowest and highest number, where there are numbers. */
  readonly range: readonly [low: number, high: number] | null;
  /** Value when nobody gives one; undefined where it comes from elsewhere: a binder, a grade. */
  readonly standard: unknown;
  /** Whether the page's form can set it. */
  readonly inForm: boolean;
}

let table: ReadonlyMap<string, FieldInfo> | undefined;
let groups: ReadonlySet<string> | undefined;

/** All fields by path, in the order of their declaration. */
export function fields(): ReadonlyMap<string, FieldInfo> {
  if (table === undefined) {
    const found = new Map<string, FieldInfo>();
    const objects = new Set<string>();
    collect(CONFIG, '', found, objects);
    table = found;
    groups = objects;
  }
  return table;
}

/** What is wrong with a number that is to stand in a field; nothing when it may. */
export function rangeProblem(path: string, value: number): InputProblem | null {
  const info = fields().get(path);
  if (info?.range == null) throw new TypeError(`${path} has no range`);
  const { unit, allowed, range } = info;
  const whole = !allowed.startsWith('a whole') || Number.isInteger(value);
  if (whole && value >= range[0] && value <= range[1]) return null;
  return { field: path, value, allowed, ...(unit === '' ? {} : { unit }) };
}

/** Paths that hold other fields: `electrode`, `electrode.sizes`, … */
export function fieldGroups(): ReadonlySet<string> {
  fields();
  return groups as ReadonlySet<string>;
}

/**
 * What is known of a field by its path; an element of a list is described by its list, a field given with a step
 * (`process.stages.4.cycle.cycles`) by the field of the process.
 */
export function infoFor(path: string): FieldInfo | undefined {
  const all = fields();
  const own = /^process\.stages\.\d+\.\w+\.(.+)$/.exec(path)?.[1];
  if (own !== undefined) return all.get(`process.${own}`);
  for (let p = path; p !== ''; p = p.slice(0, Math.max(0, p.lastIndexOf('.')))) {
    const info = all.get(p);
    if (info !== undefined) return info;
    if (!/\.\d+$/.test(p)) return undefined;
  }
  return undefined;
}

function collect(node: Fields, path: string, found: Map<string, FieldInfo>, objects: Set<string>): void {
  for (const [key, child] of Object.entries(node)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (!isGroup(child)) {
      found.set(at, infoOf(at, child));
      continue;
    }
    objects.add(at);
    collect(child.fields, at, found, objects);
  }
}

function infoOf(path: string, f: Field): FieldInfo {
  return {
    path,
    unit: f.unit ?? '',
    label: f.label,
    description: f.about,
    allowed: `${inWords(f)}${f.nullable ? ' or null' : ''}`,
    kind: KINDS[f.kind],
    nullable: f.nullable === true,
    options: 'options' in f ? f.options : {},
    range: 'range' in f ? f.range : null,
    standard: f.default,
    inForm: f.form !== false,
  };
}

const KINDS: Readonly<Record<Field['kind'], FieldInfo['kind']>> = {
  number: 'number',
  integer: 'number',
  text: 'text',
  choice: 'choice',
  'choice or number': 'choice or number',
  constant: 'choice',
  vector: 'list',
  list: 'list',
  steps: 'list',
};

const quoted = (values: readonly string[]): string => listed(values.map((v) => `'${v}'`));
const span = ([low, high]: readonly [number, number]): string => `${low} to ${high}`;

function inWords(f: Field): string {
  switch (f.kind) {
    case 'number':
      return span(f.range);
    case 'integer':
      return `a whole number from ${span(f.range)}`;
    case 'text':
      return 'a text';
    case 'choice':
      return quoted(Object.keys(f.options));
    case 'choice or number':
      return `${quoted(Object.keys(f.options))} or ${span(f.range)}`;
    case 'constant':
      return `'${f.value}'`;
    case 'vector':
      return `a list of ${f.size} numbers, each ${span(f.range)}`;
    case 'list':
      return `a list of ${span(f.count)} values, each ${span(f.range)}`;
    case 'steps':
      return `a list of ${span(f.count)} of ${quoted(STEP_LIST.map((s) => s.name))}`;
  }
}

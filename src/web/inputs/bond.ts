/** What is known of the bond, as typed, and the binder that film and bond make. */
import { BINDER, NAME_LENGTH } from '../../config/binder.js';
import { type Range, rangeOf } from '../../config/field.js';
import { InputError, type InputProblem } from '../../core/errors.js';
import {
  adhesionQuestion,
  type BondInput,
  type MeasuredBinder,
  measuredBinder,
} from '../../materials/measured-binder.js';
import { PEEL_RANGE, PEEL_UNITS, readPeel } from '../../materials/peel.js';
import type { TensileFit } from '../../materials/tensile-fit.js';
import { checkBinder } from '../../model/check-config.js';
import { readNumber } from './values.js';

/** Fields beside the curve, as typed. */
export type BondKey = 'name' | 'adhesion' | 'peel' | 'peelReference' | 'angle';
/** Their texts. */
export type BondTexts = Readonly<Record<BondKey, string>>;

/** One of these fields. */
export interface BondField {
  readonly key: BondKey;
  readonly label: string;
  readonly unit: string;
  readonly description: string;
  readonly range: Range;
  readonly placeholder: string;
}

/** The numbers, most important first. */
export const BOND_FIELDS: readonly BondField[] = [
  {
    key: 'adhesion',
    label: 'Adhesion to NCM',
    unit: 'J/m²',
    description:
      'Fracture energy of the bond itself, from a blister or double-cantilever test. Not a peel force.',
    range: rangeOf(BINDER.adhesionNcm_J_m2),
    placeholder: '',
  },
  {
    key: 'peel',
    label: 'Peel force',
    unit: 'N/m',
    description: `Force over width of the strip; type another unit behind it: ${PEEL_UNITS}. Used for the bond to the foil only.`,
    range: PEEL_RANGE.force_N_m,
    placeholder: '',
  },
  {
    key: 'peelReference',
    label: 'PVDF’s peel force',
    unit: 'N/m',
    description: 'The same electrode with PVDF, peeled the same way: only the ratio of the two is used.',
    range: PEEL_RANGE.force_N_m,
    placeholder: '5–50',
  },
  {
    key: 'angle',
    label: 'Peel angle',
    unit: '°',
    description: 'Angle between strip and foil while peeling.',
    range: PEEL_RANGE.angle_deg,
    placeholder: '180',
  },
];

/** A binder, or what is wrong with what was typed; the problems' fields are {@link BondKey}s. */
export type Composed =
  | {
      readonly made: MeasuredBinder;
      readonly adhesionGiven: boolean;
      /** What to ask about the numbers typed. */
      readonly questions: Readonly<Partial<Record<BondKey, string>>>;
    }
  | { readonly problems: readonly InputProblem[]; readonly missing: boolean };

/** Compose the binder of a fitted film and what was typed. */
export function composeBinder(texts: BondTexts, fit: TensileFit, file: string): Composed {
  const problems: InputProblem[] = [];
  const values: Partial<Record<BondKey, number>> = {};
  const questions: Partial<Record<BondKey, string>> = {};
  for (const field of BOND_FIELDS) {
    const value = numberOf(texts[field.key], field);
    if (typeof value === 'number') {
      values[field.key] = value;
      const question = questionOf(field, texts[field.key], value);
      if (question !== '') questions[field.key] = question;
    } else if (value !== null) problems.push(value);
  }
  const name = texts.name.trim();
  const [least, most] = NAME_LENGTH;
  if (name.length < least || name.length > most) {
    const allowed = `a name of ${least} to ${most} letters`;
    problems.push({ field: 'name', value: name.slice(0, 40), allowed });
  }
  if (problems.length > 0) return { problems, missing: false };
  if (values.adhesion === undefined && values.peel === undefined) {
    return {
      problems: [
        {
          field: 'adhesion',
          value: '',
          unit: 'J/m²',
          allowed: rangeOf(BINDER.adhesionNcm_J_m2).join(' to '),
          hint: 'Or give a peel force.',
        },
      ],
      missing: true,
    };
  }
  const { angle, ...rest } = values;
  const bond: BondInput = { ...rest, ...(angle === undefined ? {} : { angle: (angle / 180) * Math.PI }) };
  try {
    const made = measuredBinder(name, fit, bond, file);
    checkBinder(made.binder);
    return { made, adhesionGiven: values.adhesion !== undefined, questions };
  } catch (e) {
    if (e instanceof InputError) return { problems: e.problems, missing: false };
    throw e;
  }
}

function questionOf({ key, unit }: BondField, text: string, value: number): string {
  const plain = readNumber(text, unit);
  const bare = 'value' in plain && typeof plain.value === 'number' && !text.includes(unit);
  let question = '';
  if (key === 'adhesion') question = adhesionQuestion(value);
  else if (unit === 'N/m' && bare) question = readPeel(String(value), key).question;
  return question === '' ? '' : `${question[0].toUpperCase()}${question.slice(1)}.`.replace('?.', '?');
}

function numberOf(text: string, field: BondField): number | null | InputProblem {
  if (text.trim() === '') return null;
  const { key, unit, range } = field;
  const allowed = range.join(' to ');
  const read = readNumber(text, unit);
  if ('words' in read) return { field: key, value: text, unit, allowed, hint: read.words };
  let { value } = read;
  if (typeof value !== 'number' && unit === 'N/m') {
    try {
      value = readPeel(text, key).force_N_m;
    } catch (e) {
      if (e instanceof InputError) return e.problems[0];
      throw e;
    }
  }
  if (typeof value === 'number' && value >= range[0] && value <= range[1]) return value;
  return { field: key, value, unit, allowed };
}

/** The words for a problem of one of these fields. */
export function bondProblemWords(problem: InputProblem): string {
  const label = BOND_FIELDS.find(({ key }) => key === problem.field)?.label ?? 'Name';
  const unit = problem.unit === undefined ? '' : `\u00a0${problem.unit}`;
  const given = typeof problem.value === 'number' ? `${problem.value}${unit}` : `“${String(problem.value)}”`;
  const value = problem.value === '' ? 'nothing' : given;
  const hint = problem.hint === undefined ? '' : ` ${problem.hint}`;
  return `${label}: ${value} is not possible. Allowed: ${problem.allowed}${unit}.${hint}`;
}

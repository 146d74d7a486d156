/** What is wrong with an input, in the words of the form. */

import { type FieldInfo, fields } from '../../config/fields.js';
import { InputError, type InputProblem } from '../../core/errors.js';
import { fullLabel, labelOf } from './labels.js';

/** The field of the form that a problem belongs to: a list stands for its elements. */
export function fieldOf(problem: InputProblem): string {
  const all = fields();
  for (let p = problem.field; p !== ''; p = p.slice(0, Math.max(0, p.lastIndexOf('.')))) {
    if (all.has(p)) return p;
  }
  return problem.field;
}

function shown(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** Whether the words of a range end in a number that the unit can follow. */
function withUnit(allowed: string, unit: string): string {
  if (unit === '') return allowed;
  return /\d$/.test(allowed) ? `${allowed}\u00a0${unit}` : `${allowed} (${unit})`;
}

/** Allowed values of a field in words, with its unit. */
export function allowedWords(info: FieldInfo): string {
  const auto = info.nullable ? ', or auto' : '';
  return withUnit(info.allowed.replace(' or null', ''), info.unit) + auto;
}

/** Paths and field names inside a sentence become their labels. */
export function plainWords(sentence: string): string {
  const all = [...fields().keys()];
  return sentence
    .replace(/\b[A-Za-z]\w*(\.[A-Za-z]\w*)+\b|\b[A-Za-z]\w*_(um|C|V|MPa|J_m2|wt|mg_cm2)\b/g, (name) => {
      const path = all.find((p) => p === name || p.endsWith(`.${name}`));
      return path === undefined ? name : labelOf(path);
    })
    .replace(/\b1 points\b/g, '1 point')
    .replace(/see --toe/g, 'see “Take off the toe”')
    .replace(/give --(gauge|width|thickness)-mm/g, 'give it under “Specimen and modulus”');
}

/** `Loading: 500 mg/cm² is not possible. Allowed: 0.1 to 200 mg/cm².` and what to do about it. */
export function problemWords(problem: InputProblem): string {
  const path = fieldOf(problem);
  const info = fields().get(path);
  const unit = problem.unit ?? '';
  const value = `${shown(problem.value)}${unit && typeof problem.value === 'number' ? `\u00a0${unit}` : ''}`;
  const allowed = withUnit(plainWords(problem.allowed.replace(' or null', '')), unit);
  // The description stands beside the field already.
  const known = problem.hint === `(${info?.description})`;
  const hint = problem.hint === undefined || known ? shareHint(problem, info) : plainWords(problem.hint);
  const label = info === undefined ? problem.field : fullLabel(path);
  return `${label}: ${value} is not possible. Allowed: ${allowed}.${hint === '' ? '' : ` ${hint}`}`;
}

/** Thirty typed for thirty per cent. */
function shareHint({ value }: InputProblem, info: FieldInfo | undefined): string {
  const share = info?.kind === 'number' && info.unit === '' && !info.allowed.startsWith('a whole');
  if (!share || typeof value !== 'number' || value <= 1 || value > 100) return '';
  return `${value} % is written ${Number((value / 100).toPrecision(6))} or ${value}%.`;
}

/** Problems of an error, or the error itself when it is none of ours. */
export function problemsOf(error: unknown): readonly InputProblem[] {
  if (error instanceof InputError) return error.problems;
  throw error;
}

/** Words for a problem of a file: those of a table name its line, those of a binder in JSON its field. */
export function fileProblemWords(problem: InputProblem): string {
  if (problem.field.startsWith('binder')) return problemWords(problem);
  const unit = problem.unit ? ` ${problem.unit}` : '';
  const text = String(problem.value ?? 'nothing');
  const value = text.length > 60 ? `${text.slice(0, 57)}…` : text || 'nothing';
  const hint = problem.hint ? ` ${plainWords(problem.hint)}` : '';
  const [file, number, rest] = /^(.*):(\d+)(.*)$/.exec(problem.field)?.slice(1) ?? [problem.field, '', ''];
  const where = number === '' ? file : `${file}, line ${number}${rest === '' ? '' : `,${rest}`}`;
  return `${where}: got ${value}${unit}; allowed: ${problem.allowed}${unit}.${hint}`;
}

/** Turns anything into a checked configuration, or says what is wrong with it, all at once. */
import type { z } from 'zod';
import type { Config } from '../config/config-types.js';
import { type FieldInfo, fieldGroups, fields, infoFor } from '../config/fields.js';
import { didYouMean, listed } from '../config/nearest.js';
import { binderSchema, configSchema, stepSchema } from '../config/schema.js';
import { entryOf, STEP_LIST } from '../config/steps/index.js';
import { InputError, type InputProblem } from '../core/errors.js';
import { crossProblems } from './cross-checks.js';

type Issue = z.core.$ZodIssue;

/**
 * Check a complete configuration: each field's type and range, unknown fields, and what the fields
 * mean together (composition against thickness, order of stages, number of particles, …).
 * @returns the same values, typed; nothing is changed or filled in.
 * @throws InputError with one problem per wrong field.
 */
export function checkConfig(value: unknown): Config {
  const parsed = configSchema.safeParse(value);
  if (!parsed.success) throw new InputError(problemsOf(parsed.error.issues, value, ''));
  const config: Config = parsed.data;
  const problems = crossProblems(config);
  if (problems.length > 0) throw new InputError(problems);
  return config;
}

/** Check a binder alone (a `--binder` file). Paths in messages begin with `binder.` */
export function checkBinder(value: unknown): Config['binder'] {
  const parsed = binderSchema.safeParse(value);
  if (!parsed.success) throw new InputError(problemsOf(parsed.error.issues, value, 'binder'));
  return parsed.data;
}

function problemsOf(issues: readonly Issue[], root: unknown, prefix: string): InputProblem[] {
  return issues.flatMap((issue) => problemOf(issue, root, prefix));
}

function problemOf(issue: Issue, root: unknown, prefix: string): InputProblem | InputProblem[] {
  const value = valueAt(root, issue.path);
  const path = pathText(issue.path, prefix);
  if (issue.code === 'unrecognized_keys') {
    const unknown = issue.keys.map((key) =>
      unknownField(path === '' ? key : `${path}.${key}`, valueAt(value, [key])),
    );
    const hint = takenBy(path);
    return hint === undefined ? unknown : unknown.map((problem) => ({ ...problem, hint }));
  }
  const inStep = /^process\.stages\.\d+$/.test(path) ? stepProblems(path, value) : [];
  if (inStep.length > 0) return inStep;
  const info = infoFor(path);
  const taken = takenBy(path);
  if (taken !== undefined) return { field: path, value, allowed: 'an object with fields', hint: taken };
  if (info === undefined) {
    const inside = [...fields().keys()].filter((p) => path === '' || p.startsWith(`${path}.`));
    return {
      field: path || 'configuration',
      value,
      allowed: `an object with ${inside.slice(0, 4).join(', ')}, …`,
    };
  }
  const problem = { field: path, value, allowed: info.allowed, ...(info.unit ? { unit: info.unit } : {}) };
  const hint = hintFor(info, value);
  return hint === undefined ? problem : { ...problem, hint };
}

/** What is wrong within a step that gives fields of its own; nothing where it is no such step at all. */
function stepProblems(path: string, value: unknown): InputProblem[] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 1) return [];
  const [name, given] = entryOf(value);
  const parsed = stepSchema(name)?.safeParse(given);
  return parsed?.success === false ? problemsOf(parsed.error.issues, given, `${path}.${name}`) : [];
}

/** What the step at `process.stages.1.cycle` takes, in words; undefined for any other path. */
function takenBy(path: string): string | undefined {
  const name = /^process\.stages\.\d+\.(\w+)$/.exec(path)?.[1];
  const step = STEP_LIST.find((s) => s.name === name);
  if (step === undefined) return undefined;
  const own = Object.keys(step.fields);
  return `${step.name} takes ${own.length > 0 ? listed(own) : 'no fields'}.`;
}

/** What to say of a field that does not exist. */
export function unknownField(path: string, value: unknown): InputProblem {
  return {
    field: path,
    value,
    allowed: 'only fields that exist; this one does not',
    hint: didYouMean(path, [...fields().keys(), ...fieldGroups()]),
  };
}

function hintFor(info: FieldInfo, value: unknown): string | undefined {
  if (value === undefined) return `Give it: ${info.description}`;
  if (info.kind === 'number' && typeof value === 'string') {
    const unit = info.unit === '' ? 'without a unit' : `in ${info.unit}, without the unit`;
    return `Give a plain number ${unit}.`;
  }
  return info.description === '' ? undefined : `(${info.description})`;
}

function pathText(path: readonly PropertyKey[], prefix: string): string {
  return [...(prefix === '' ? [] : [prefix]), ...path.map(String)].join('.');
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

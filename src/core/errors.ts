/** What was wrong with one input, in the words a user needs. */
export interface InputProblem {
  /** Path of the field, e.g. `electrode.loading_mg_cm2`, or file:line for tables. */
  readonly field: string;
  /** The offending value as given. */
  readonly value: unknown;
  /** Unit of the field, if it has one. */
  readonly unit?: string;
  /** Allowed range or choices, in words. */
  readonly allowed: string;
  /** What to do about it. */
  readonly hint?: string;
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? `'${value}'` : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** Bad input: names field, value, unit and allowed range. Thrown before anything runs. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly problems: readonly InputProblem[];

  constructor(problems: InputProblem | readonly InputProblem[]) {
    const list: readonly InputProblem[] = Array.isArray(problems) ? problems : [problems as InputProblem];
    super(
      list
        .map((p) => {
          const unit = p.unit ? ` ${p.unit}` : '';
          const hint = p.hint ? ` ${p.hint}` : '';
          return `${p.field}: got ${show(p.value)}${unit}; allowed: ${p.allowed}${p.unit ? ` (${p.unit})` : ''}.${hint}`;
        })
        .join('\n'),
    );
    this.problems = list;
  }
}

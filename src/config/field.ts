/**
 * A field of the configuration as one declaration: kind, range, unit, default, label, meaning. Types, checks, the
 * JSON Schema, the table of `fibril schema --table` and the page's form are derived from it.
 */

/** What every field says of itself. */
interface Said {
  readonly unit?: string;
  /** What it is called on the page. */
  readonly label: string;
  /** What it means, in a sentence. */
  readonly about: string;
  /** False: no field of the page's form sets it. */
  readonly form?: false;
}

/** Lowest and highest value, both allowed. */
export type Range = readonly [low: number, high: number];

/** Words by allowed value. */
type Options = Readonly<Record<string, string>>;

/** What can stand in a field. */
type Kind =
  | { readonly kind: 'number' | 'integer'; readonly range: Range }
  | { readonly kind: 'text'; readonly length: Range }
  | { readonly kind: 'choice'; readonly options: Options }
  | { readonly kind: 'choice or number'; readonly options: Options; readonly range: Range }
  | { readonly kind: 'constant'; readonly value: string }
  | { readonly kind: 'vector'; readonly range: Range; readonly size: number }
  | { readonly kind: 'list'; readonly range: Range; readonly count: Range }
  | { readonly kind: 'steps'; readonly count: Range };

/** A field that holds a `T`. */
export type Field<T = unknown> = Said &
  Kind & {
    readonly nullable?: boolean;
    /** What it is when nobody says otherwise. Without one it comes from elsewhere: a binder, a grade. */
    readonly default?: T;
  };

/** Fields and groups by name. */
export type Fields = { readonly [name: string]: Field | Group };

/** Fields that belong together. */
export interface Group<F extends Fields = Fields> {
  readonly kind: 'group';
  readonly about: string;
  readonly fields: F;
  /** Null where there is none of it. */
  readonly nullable?: boolean;
}

/** The value of a field or a group. */
type Value<N> =
  N extends Group<infer F>
    ? N extends { readonly nullable: true }
      ? Values<F> | null
      : Values<F>
    : N extends Field<infer T>
      ? T
      : never;

/** The values of fields, by name. */
export type Values<F extends Fields> = { -readonly [K in keyof F]: Value<F[K]> };

type Given<T, O> = Said & { readonly default?: T } & O;

/** A number in a range. */
export function number(f: Given<number, { readonly range: Range }>): Field<number> {
  return { kind: 'number', ...f };
}

/** A whole number in a range. */
export function integer(f: Given<number, { readonly range: Range }>): Field<number> {
  return { kind: 'integer', ...f };
}

/** One of several words, each with what it is called on the page. */
export function choice<const O extends Options>(
  f: Given<NoInfer<keyof O & string>, { readonly options: O }>,
): Field<keyof O & string> {
  return { kind: 'choice', ...f };
}

/** A text of so many characters. */
export function text(f: Given<string, { readonly length: Range }>): Field<string> {
  return { kind: 'text', ...f };
}

/** The same, or null: the value then follows from elsewhere. Null unless a default is given. */
export function orNull<T>(field: Field<T>): Field<T | null> {
  return { default: null, ...field, nullable: true };
}

/** A group of fields. */
export function group<F extends Fields>(about: string, fields: F): Group<F> {
  return { kind: 'group', about, fields };
}

/** Whether it is a group. */
export function isGroup(node: Field | Group): node is Group {
  return node.kind === 'group';
}

/** Lowest and highest number of a field. @throws TypeError for a field without numbers. */
export function rangeOf(field: Field<number> | Field<number | null>): Range {
  if ('range' in field) return field.range;
  throw new TypeError(`${field.label} has no range`);
}

/** The defaults of fields; those that have none are left out. */
export function defaultsOf<F extends Fields>(fields: F): Partial<Values<F>> {
  const out: Record<string, unknown> = {};
  for (const [name, node] of Object.entries(fields)) {
    const value = isGroup(node) ? (node.nullable ? null : defaultsOf(node.fields)) : node.default;
    if (value !== undefined) out[name] = structuredClone(value);
  }
  return out as Partial<Values<F>>;
}

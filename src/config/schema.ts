/** The declared fields as a zod schema and a JSON Schema: what checks a configuration. */
import * as z from 'zod';
import { CONFIG, type Config } from './config-types.js';
import { type Field, type Fields, type Group, isGroup } from './field.js';
import { STEP_LIST } from './steps/index.js';

// zod would try to compile its checks, which a page with a content security policy reports as a violation.
z.config({ jitless: true });

/** A finite number between two bounds, both allowed. */
const num = ([low, high]: readonly [number, number]) => z.number().min(low).max(high);
const words = (options: object) => z.enum(Object.keys(options) as [string, ...string[]]);

/** What a field holds, null apart. */
function bare(f: Field): z.ZodType {
  switch (f.kind) {
    case 'number':
      return num(f.range);
    case 'integer':
      return z.int().min(f.range[0]).max(f.range[1]);
    case 'text': {
      const [low, high] = f.length;
      const text = low > 0 ? z.string().min(low) : z.string();
      return Number.isFinite(high) ? text.max(high) : text;
    }
    case 'choice':
      return words(f.options);
    case 'choice or number':
      return z.union([words(f.options), num(f.range)]);
    case 'constant':
      return z.literal(f.value);
    case 'vector':
      return z.tuple(Array.from({ length: f.size }, () => num(f.range)) as [z.ZodNumber, ...z.ZodNumber[]]);
    case 'list':
      return z.array(num(f.range)).min(f.count[0]).max(f.count[1]);
    case 'steps':
      return z.array(anyStep()).min(f.count[0]).max(f.count[1]);
  }
}

function fieldSchema(f: Field): z.ZodType {
  const { unit = '', label: title, about: description } = f;
  const meta = { unit, title, description, ...(f.default === undefined ? {} : { default: f.default }) };
  return (f.nullable ? bare(f).nullable() : bare(f)).meta(meta);
}

function objectOf(fields: Fields) {
  const shape = Object.entries(fields).map(([key, node]) => [
    key,
    isGroup(node) ? groupSchema(node) : fieldSchema(node),
  ]);
  return z.strictObject(Object.fromEntries(shape) as Record<string, z.ZodType>);
}

function groupSchema(g: Group): z.ZodType {
  const object = objectOf(g.fields);
  return (g.nullable ? object.nullable() : object).meta({ description: g.about });
}

/** A step by its name, or by its name with some of its fields. */
function anyStep(): z.ZodType {
  const names = z.enum(STEP_LIST.map((s) => s.name) as [string, ...string[]]);
  const own = STEP_LIST.map((s) => z.strictObject({ [s.name]: objectOf(s.fields).partial() }));
  return z.union([names, ...own]);
}

/** A complete configuration. */
export const configSchema = objectOf(CONFIG).meta({
  title: 'fibril configuration',
  description: 'One run of fibril, every field filled in.',
}) as unknown as z.ZodType<Config>;

/** A binder alone, as `--binder FILE.json` takes it. */
export const binderSchema = groupSchema(CONFIG.binder) as z.ZodType<Config['binder']>;

/** The fields given with a step, some or all. */
export function stepSchema(name: string): z.ZodType | undefined {
  const step = STEP_LIST.find((s) => s.name === name);
  return step && objectOf(step.fields).partial();
}

/**
 * JSON Schema (draft 2020-12) of a configuration file.
 * @param complete require every field; by default all are optional, as presets fill in the rest.
 */
export function jsonSchema(complete = false): Record<string, unknown> {
  const schema = z.toJSONSchema(configSchema) as Record<string, unknown>;
  return complete ? schema : (withoutRequired(schema) as Record<string, unknown>);
}

function withoutRequired(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutRequired);
  if (typeof node !== 'object' || node === null) return node;
  const kept = Object.entries(node).filter(([key, value]) => !(key === 'required' && Array.isArray(value)));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutRequired(value)]));
}

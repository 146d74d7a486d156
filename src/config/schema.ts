/** The declared fields as a zod schema and a JSON Schema: what checks a configuration. */
import * as z from 'zod/mini';
import { CONFIG, type Config } from './config-types.js';
import { type Field, type Fields, type Group, isGroup, type Range } from './field.js';
import { STEP_LIST } from './steps/index.js';

// zod would try to compile its checks, which a page with a content security policy reports as a violation.
z.config({ jitless: true });

/** A finite number between two bounds, both allowed. */
const num = ([low, high]: Range) => z.number().check(z.minimum(low), z.maximum(high));
const sized = ([low, high]: Range) => [z.minLength(low), z.maxLength(high)] as const;
const words = (options: object) => z.enum(Object.keys(options) as [string, ...string[]]);

/** What a field holds, null apart. */
function bare(f: Field): z.ZodMiniType {
  switch (f.kind) {
    case 'number':
      return num(f.range);
    case 'integer':
      return z.int().check(z.minimum(f.range[0]), z.maximum(f.range[1]));
    case 'text':
      return z.string().check(...sized(f.length));
    case 'choice':
      return words(f.options);
    case 'choice or number':
      return z.union([words(f.options), num(f.range)]);
    case 'constant':
      return z.literal(f.value);
    case 'vector':
      return z.tuple(
        Array.from({ length: f.size }, () => num(f.range)) as [z.ZodMiniNumber, ...z.ZodMiniNumber[]],
      );
    case 'list':
      return z.array(num(f.range)).check(...sized(f.count));
    case 'steps':
      return z.array(anyStep()).check(...sized(f.count));
  }
}

function fieldSchema(f: Field): z.ZodMiniType {
  const { unit = '', label: title, about: description } = f;
  const meta = { unit, title, description, ...(f.default === undefined ? {} : { default: f.default }) };
  return (f.nullable ? z.nullable(bare(f)) : bare(f)).register(z.globalRegistry, meta);
}

function objectOf(fields: Fields) {
  const shape = Object.entries(fields).map(([key, node]) => [
    key,
    isGroup(node) ? groupSchema(node) : fieldSchema(node),
  ]);
  return z.strictObject(Object.fromEntries(shape) as Record<string, z.ZodMiniType>);
}

function groupSchema(g: Group): z.ZodMiniType {
  const object: z.ZodMiniType = objectOf(g.fields);
  return (g.nullable ? z.nullable(object) : object).register(z.globalRegistry, { description: g.about });
}

/** A step by its name, or by its name with some of its fields. */
function anyStep(): z.ZodMiniType {
  const names = z.enum(STEP_LIST.map((s) => s.name) as [string, ...string[]]);
  const own = STEP_LIST.map((s) => z.strictObject({ [s.name]: z.partial(objectOf(s.fields)) }));
  return z.union([names, ...own]);
}

/** A complete configuration. */
export const configSchema = objectOf(CONFIG).register(z.globalRegistry, {
  title: 'fibril configuration',
  description: 'One run of fibril, every field filled in.',
}) as unknown as z.ZodMiniType<Config>;

/** A binder alone, as `--binder FILE.json` takes it. */
export const binderSchema = groupSchema(CONFIG.binder) as unknown as z.ZodMiniType<Config['binder']>;

/** The fields given with a step, some or all. */
export function stepSchema(name: string): z.ZodMiniType | undefined {
  const step = STEP_LIST.find((s) => s.name === name);
  return step && z.partial(objectOf(step.fields));
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

/** Which particles of a structure are active material: files of complete electrodes hold carbon and binder, too. */

import { refuse } from './refuse.js';

/** What the types of a file are called, where it says so. */
export type TypeNames = Readonly<Record<string, string>>;

/** A particle as far as its type goes. */
interface Typed {
  readonly type: string;
  /** Radius, µm. */
  readonly r: number;
  readonly line: number;
}

/** The types of a list such as `1,3`; quotes and blanks around them do not count. */
export function typeList(text: string): string[] {
  return text
    .split(/[,;]/)
    .map((type) => type.trim().replace(/^["']|["']$/g, ''))
    .filter((type) => type !== '');
}

function range(radii: readonly number[]): string {
  const figures = (um: number): string => String(Number((2 * um).toPrecision(3)));
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (const r of radii) {
    low = Math.min(low, r);
    high = Math.max(high, r);
  }
  const [least, most] = [figures(low), figures(high)];
  return least === most ? `${least} µm` : `${least}–${most} µm`;
}

/** `1 (active material): 16 particles of 10 µm; 2: …`, and at most so many of them. */
function inWords(groups: ReadonlyMap<string, readonly number[]>, names: TypeNames): string {
  const most = 8;
  const parts = [...groups].map(([type, radii]) => {
    const name = names[type] === undefined ? '' : ` (${names[type]})`;
    return `${type}${name}: ${radii.length} of ${range(radii)}`;
  });
  const rest = parts.length > most ? [`and ${parts.length - most} more`] : [];
  return [...parts.slice(0, most), ...rest].join('; ');
}

/**
 * The rows of active material, and what is to be said of the others.
 *
 * @throws InputError when there are several types and `active` does not say which count, or names one that is not there.
 */
export function activeRows<T extends Typed>(
  rows: readonly T[],
  at: { readonly file: string; readonly names: TypeNames },
  active: readonly string[] | undefined,
): { rows: readonly T[]; notes: string[] } {
  const groups = new Map<string, number[]>();
  for (const { type, r } of rows) {
    const list = groups.get(type);
    if (list) list.push(r);
    else groups.set(type, [r]);
  }
  const words = inWords(groups, at.names);
  const types = [...groups.keys()];
  if (active === undefined) {
    if (types.length <= 1) return { rows, notes: [] };
    const second = rows.find(({ type }) => type !== types[0]);
    refuse(at.file, second?.line ?? 1, {
      what: 'type',
      value: words,
      allowed: 'particles of active material only, or the word which types are',
      hint: `Say which are active: electrode.structureTypes=${types[0]} (--active ${types[0]}); all of them: ${types.join(',')}.`,
    });
  }
  const wanted = (type: string): boolean =>
    [type, at.names[type], ...type.split('/')].some((name) => name !== undefined && active.includes(name));
  const unknown = active.find(
    (name) => !types.some((t) => t === name || at.names[t] === name || t.split('/').includes(name)),
  );
  if (unknown !== undefined || active.length === 0) {
    refuse(at.file, 1, {
      what: 'active type',
      value: unknown,
      allowed: types.join() === '' ? 'nothing: the file has no column of types' : words,
      hint: 'These are electrode.structureTypes (--active).',
    });
  }
  const left = types.filter((type) => !wanted(type));
  const out = left.map((type) => `${groups.get(type)?.length} of type ${type}`);
  return {
    rows: rows.filter(({ type }) => wanted(type)),
    notes:
      out.length === 0
        ? []
        : [
            `left out of the structure as no active material: ${out.join(', ')}; the recipe's carbon and binder stand for them`,
          ],
  };
}

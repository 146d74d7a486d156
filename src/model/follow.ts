/** What follows when a field is named: some fields stand for another, or bring others along. */
import { endsOf } from '../materials/grades.js';

/** Two ways to say one thing: naming one un-names the other. */
const EITHER = ['thickness_um', 'porosity'] as const;

/** Paths of the two, each with the other's. */
export const INSTEAD: Readonly<Record<string, string>> = {
  [`electrode.${EITHER[0]}`]: `electrode.${EITHER[1]}`,
  [`electrode.${EITHER[1]}`]: `electrode.${EITHER[0]}`,
};

type Tree = Record<string, unknown>;

/**
 * Un-name what is said in another way and bring in what a named grade brings; `config` is changed in place.
 * @param named - Paths of the fields that somebody gave.
 */
export function follow(config: Tree, named: ReadonlySet<string>): void {
  const { electrode, active } = config as { electrode: Tree | null; active: Tree | null };
  if (typeof electrode === 'object' && electrode !== null) {
    const given = EITHER.filter((name) => named.has(`electrode.${name}`) && electrode[name] !== null);
    if (given.length === 1) for (const name of EITHER) if (name !== given[0]) electrode[name] = null;
  }
  if (typeof active !== 'object' || active === null || !named.has('active.grade')) return;
  for (const [name, value] of Object.entries(endsOf(String(active.grade)) ?? {})) {
    if (!named.has(`active.${name}`)) active[name] = value;
  }
}

/** Runs over seeds as a table: each row says of which binder, voltage and seed it is, and how it went. */
import type { Config } from '../config/config-types.js';
import { cutoffOf } from '../model/cutoff.js';
import type { Cell, Column, Table } from '../output/table.js';
import { BETTER_NAMES } from './better.js';
import type { OddsOutcomes } from './odds.js';
import type { SeedCracks, SeedOutcome } from './seed.js';

/** A row before it is one: a run, and which of the binders it had. */
interface Row {
  readonly variant: string;
  readonly out: SeedOutcome;
}

/** One row a run; `variant`: `as given`, or which better binder. */
export function oddsTable(config: Config, { own, better }: OddsOutcomes): Table {
  const rows: Row[] = own.map((out) => ({ variant: 'as given', out }));
  if (better !== null) {
    for (const name of BETTER_NAMES) for (const out of better[name]) rows.push({ variant: name, out });
  }
  const column = (name: string, type: Column['type'], value: (row: Row) => Cell): Column => ({
    ...{ name, type },
    values: rows.map(value),
  });
  const cracks = (prefix: string, read: (out: SeedOutcome) => SeedCracks | null): Column[] => [
    column(`${prefix}Cracks`, 'int', ({ out }) => read(out)?.cracks ?? null),
    column(`${prefix}CrackLength_mm_per_mm2`, 'double', ({ out }) => read(out)?.length_mm_per_mm2 ?? null),
    column(`${prefix}Opening_um_max`, 'double', ({ out }) => read(out)?.opening_um_max ?? null),
  ];
  const voltage = cutoffOf(config)?.voltage_V ?? null;
  return [
    column('binder', 'string', () => config.binder.name),
    column('variant', 'string', ({ variant }) => variant),
    column('voltage_V', 'double', () => voltage),
    column('seed', 'int', ({ out }) => out.seed),
    column('status', 'string', ({ out }) => out.status),
    column('reason', 'string', ({ out }) => out.reason),
    column('hash', 'string', ({ out }) => out.hash),
    ...cracks('asMade', (out) => out.asMade),
    ...cracks('end', (out) => out.end),
  ];
}

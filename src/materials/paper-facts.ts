/**
 * What the paper (Jeong et al. 2025, doi:10.1002/aenm.202502765) reports of its electrodes, in our
 * words: what a result is held against. Ranks order within one preset; no lengths are given there.
 */
import type { BinderName } from './binder-ratios.js';

/** Presets that stand for the paper's electrodes. */
export type PaperPreset = 'paper-10' | 'paper-28' | 'paper-lean';

/** One observation on an electrode as made. */
export interface AsMadeFact {
  readonly preset: PaperPreset;
  readonly binder: BinderName;
  /** Grade of cracking: 0 none, 1 few, 2 many; null: nothing said of cracks. */
  readonly grade: 0 | 1 | 2 | null;
  readonly says: string;
}

/** An order among binders that the paper states. Names run from least to most; equal ones share a list. */
export interface OrderFact {
  readonly quantity: string;
  readonly order: readonly (readonly BinderName[])[];
  readonly says: string;
}

const PAPER_10 = '10–11 mg/cm²';
const PAPER_28 = '27–28 mg/cm², about 110 µm';

/** Electrodes as made. */
const AS_MADE: readonly AsMadeFact[] = [
  { preset: 'paper-10', binder: 'PVDF', grade: 2, says: `${PAPER_10}: numerous large cracks` },
  {
    preset: 'paper-10',
    binder: 'PVDF-A',
    grade: 1,
    says: `${PAPER_10}: a few cracks, and areas left uncovered`,
  },
  { preset: 'paper-10', binder: 'PVDF-A-N5', grade: 0, says: `${PAPER_10}: none` },
  { preset: 'paper-28', binder: 'PVDF', grade: 2, says: `${PAPER_28}: extensive cracking` },
  { preset: 'paper-28', binder: 'PVDF-A-N5', grade: 0, says: `${PAPER_28}: compact` },
  {
    preset: 'paper-lean',
    binder: 'PVDF',
    grade: null,
    says: '2 wt% binder: comes off the foil when punched, its top peels in vacuum, particles unevenly spread',
  },
  { preset: 'paper-lean', binder: 'PVDF-A-N5', grade: null, says: '2 wt% binder: homogeneous' },
];

/** Orders of life and of tests. Those without a model behind them are here to be failed openly. */
export const ORDERS: readonly OrderFact[] = [
  {
    quantity: 'peel force (180°)',
    order: [['PVDF'], ['PVDF-A-N1'], ['PVDF-A-N2', 'PVDF-A'], ['PVDF-A-N5']],
    says: 'PVDF-A about three times PVDF; PVDF comes off the foil almost wholly, N5 hardly at all',
  },
  {
    quantity: 'SAICAS force',
    order: [['PVDF'], ['PVDF-A'], ['PVDF-A-N5']],
    says: 'N5 more than twice PVDF; the gap from PVDF to PVDF-A much smaller than in peel',
  },
  {
    quantity: 'toughness',
    order: [['PVDF-A'], ['PVDF-A-N1'], ['PVDF-A-N2'], ['PVDF-A-N5']],
    says: 'PVDF-A below PVDF; N2 and N5 above PVDF is implied; N1 against PVDF is open',
  },
  {
    quantity: 'life at 10–11 mg/cm²',
    order: [['PVDF-A', 'PVDF-A-N1'], ['PVDF-A-N2'], ['PVDF'], ['PVDF-A-N5']],
    says:
      'N5 over 600 cycles; PVDF-A, N1 and N2 all below PVDF, though N2 is stronger, tougher and peels harder: ' +
      'no law that rises with peel and toughness gives that',
  },
];

/** What the paper says of one electrode as made; undefined: nothing. */
export function asMade(preset: string, binder: string): AsMadeFact | undefined {
  return AS_MADE.find((f) => f.preset === preset && f.binder === binder);
}

/** Everything, for tables. */
export const paperFacts = { asMade: AS_MADE, orders: ORDERS } as const;

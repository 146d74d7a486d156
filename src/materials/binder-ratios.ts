/**
 * The other four binders, as the paper (Jeong et al. 2025) gives them: orders and a few ratios to PVDF,
 * no absolute value. Each entry keeps what was stated apart from the number used for it.
 */
import { type Quantity, quantity } from './quantity.js';
import { assumed, JEONG_2025 } from './sources.js';

/** Names of the paper's binders, in its order. */
export const BINDER_NAMES = ['PVDF', 'PVDF-A', 'PVDF-A-N1', 'PVDF-A-N2', 'PVDF-A-N5'] as const;
/** One of the paper's binders. */
export type BinderName = (typeof BINDER_NAMES)[number];
/** A binder given relative to PVDF. */
export type RelativeName = Exclude<BinderName, 'PVDF'>;

/** What a ratio scales. Interface strengths follow their adhesion, the critical opening being held. */
export type RatioKey = 'E_MPa' | 'strength_MPa' | 'elongation' | 'toughness' | 'adhesionNcm' | 'adhesionFoil';

/** A property relative to PVDF. */
export interface Ratio {
  readonly relativeTo: 'PVDF';
  /** `ratio`: a number is stated; `bound`: a lower bound; `order`: only more or less; `none`: nothing. */
  readonly stated: 'ratio' | 'bound' | 'order' | 'none';
  /** What the paper says, in our words. */
  readonly says: string;
  /** Number used (unit 1) with its range. */
  readonly used: Quantity;
}

type Row = readonly [Ratio['stated'], value: number, low: number, high: number, says: string, why: string];

function ratio([stated, value, low, high, says, why]: Row): Ratio {
  const confidence =
    stated === 'ratio' ? 'medium' : stated === 'none' || stated === 'order' ? 'assumed' : 'low';
  const source = stated === 'none' ? assumed(why) : `${JEONG_2025}: ${says}`;
  return {
    relativeTo: 'PVDF',
    stated,
    says,
    used: quantity(value, '1', [low, high], source, confidence, why),
  };
}

function ratios(rows: Readonly<Record<RatioKey, Row>>): Readonly<Record<RatioKey, Ratio>> {
  const entries = Object.entries(rows).map(([key, row]) => [key, ratio(row)] as const);
  return Object.fromEntries(entries) as Record<RatioKey, Ratio>;
}

const NOT_STATED = 'not stated';
const PEEL_WHY =
  'peel is failure at the foil; its ratio is taken for the bond, the low end allows dissipation to grow with the bond';
const N_MODULUS: Row = ['none', 1.2, 0.5, 2.5, NOT_STATED, 'crosslinked: between PVDF and PVDF-A'];

/** The four modified binders. `toughness` is what modulus, strength and elongation amount to, with its range. */
export const RATIOS: Readonly<Record<RelativeName, Readonly<Record<RatioKey, Ratio>>>> = {
  'PVDF-A': ratios({
    E_MPa: ['order', 1.5, 1.05, 3, 'stiffer than PVDF', 'order only'],
    strength_MPa: ['none', 0.8, 0.4, 1.2, NOT_STATED, 'brittle: breaks before it yields'],
    elongation: [
      'order',
      0.1,
      0.03,
      0.3,
      'brittle from the onset, no plastic flow',
      'elastic strain at its strength',
    ],
    toughness: ['order', 0.049, 0.01, 0.6, 'less tough than PVDF', 'follows from strength²/2E'],
    adhesionNcm: ['order', 1.2, 1, 1.6, 'SAICAS gap to PVDF much smaller than in peel', 'small gain'],
    adhesionFoil: ['ratio', 3, 1.7, 3.5, 'peel about three times that of PVDF', PEEL_WHY],
  }),
  'PVDF-A-N1': ratios({
    E_MPa: N_MODULUS,
    strength_MPa: ['order', 1.6, 1.2, 3, 'far stronger than PVDF and PVDF-A', 'order only'],
    elongation: ['order', 0.5, 0.25, 1.5, 'elongation rises with the amine content', 'order only'],
    toughness: ['order', 0.68, 0.1, 2, 'tougher than PVDF-A', 'against PVDF nothing is stated'],
    adhesionNcm: ['none', 1.1, 1, 2, NOT_STATED, 'no SAICAS; placed by its peel, below PVDF-A'],
    adhesionFoil: ['order', 1.8, 1.1, 2.9, 'peel between PVDF and N2', PEEL_WHY],
  }),
  'PVDF-A-N2': ratios({
    E_MPa: N_MODULUS,
    strength_MPa: ['order', 1.8, 1.2, 3, 'far stronger than PVDF and PVDF-A', 'order only'],
    elongation: ['order', 1, 0.4, 3, 'elongation rises with the amine content', 'order only'],
    toughness: ['order', 1.72, 1, 5, 'tougher than N1; than PVDF is implied', 'order only'],
    adhesionNcm: ['none', 1.4, 1, 2.5, NOT_STATED, 'no SAICAS; between PVDF-A and N5 by its order'],
    adhesionFoil: ['order', 3, 1.6, 3.6, 'peel about that of PVDF-A', PEEL_WHY],
  }),
  'PVDF-A-N5': ratios({
    E_MPa: N_MODULUS,
    strength_MPa: ['order', 2, 1.3, 4, 'far stronger than PVDF and PVDF-A', 'order only'],
    elongation: ['order', 2, 0.8, 6, 'elongation rises with the amine content', 'order only'],
    toughness: ['order', 4.06, 1.5, 15, 'toughest; than PVDF is implied', 'order only'],
    adhesionNcm: ['bound', 2.2, 2, 3, 'SAICAS more than twice that of PVDF', 'just above the bound'],
    adhesionFoil: [
      'bound',
      4,
      2,
      10,
      'peel above PVDF-A; little coating is left on the tape',
      'a lower bound: the test did not break the foil interface of N5. Range allows dissipation, as for the others',
    ],
  }),
};

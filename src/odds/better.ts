/** Would a better binder help? The user's own one against stronger ones, on the same electrodes, pair by pair. */
import type { BinderConfig, Config } from '../config/config-types.js';
import { scaleAdhesion, scaleToughness } from '../materials/binders.js';
import { filmCurve } from '../materials/film-curve.js';
import { checkConfig } from '../model/check-config.js';
import { human, percent } from '../output/number.js';
import type { SeedCracks, SeedOutcome } from './seed.js';
import { type Difference, difference, type Interval, LEVEL, type Mean, meanOf } from './statistics.js';

/** How much better the better binders are. */
export const FACTOR = 3;

const tougher = (b: BinderConfig): BinderConfig => scaleToughness(b, FACTOR * filmCurve(b).toughness_MPa);
const moreAdhesive = (b: BinderConfig): BinderConfig => scaleAdhesion(b, FACTOR * b.adhesionNcm_J_m2);

/** The better binders. */
export const BETTER = {
  tougher,
  moreAdhesive,
  both: (b: BinderConfig) => moreAdhesive(tougher(b)),
} as const;

/** Name of a better binder. */
export type BetterName = keyof typeof BETTER;

/** Their names. */
export const BETTER_NAMES = Object.keys(BETTER) as BetterName[];

/** The configuration with a better binder. @throws InputError where there is none. */
export function withBetter(config: Config, name: BetterName): Config {
  return checkConfig({ ...config, binder: BETTER[name](config.binder) });
}

/** What a better binder does to the crack length at one time. */
export interface Lever {
  readonly cracked: number;
  readonly of: number;
  /** Crack length with it, mm/mm². */
  readonly length: Mean;
  /** That less the length with the user's binder, seed by seed, mm/mm². */
  readonly difference: Difference;
  /** `cannot tell` where the interval holds 0, or there is none. */
  readonly says: 'less' | 'more' | 'cannot tell';
}

/** The levers at one time, by name. */
export type Levers = Readonly<Record<BetterName, Lever>>;

/** What helps. */
export type BetterAnswer =
  | 'both alone'
  | 'tougher'
  | 'more adhesive'
  | 'both together'
  | 'cannot tell'
  | 'nothing to mend';

/** What comes of the question; the field `better` of `fibril.odds/1`. */
export interface Better {
  readonly factor: number;
  readonly level: number;
  /** Null where nothing is made, or no seed has an electrode as made with every binder. */
  readonly asMade: Levers | null;
  readonly end: Levers | null;
  /** By the lengths at the end. */
  readonly answer: BetterAnswer;
  readonly words: string;
}

/** Which time of an electrode's life. */
export type OddsMoment = 'asMade' | 'end';

/** @param better - Outcomes by binder, each in the order of `own`. */
export function betterOf(
  own: readonly SeedOutcome[],
  better: Readonly<Record<BetterName, readonly SeedOutcome[]>>,
): Better {
  const [asMade, end] = [leversAt(own, better, 'asMade'), leversAt(own, better, 'end')];
  const answer = answerOf(own, end);
  return { factor: FACTOR, level: LEVEL, asMade, end, answer, words: words(answer, end) };
}

function leversAt(
  own: readonly SeedOutcome[],
  better: Readonly<Record<BetterName, readonly SeedOutcome[]>>,
  moment: OddsMoment,
): Levers | null {
  const levers = BETTER_NAMES.map((name) => [name, leverAt(own, better[name], moment)] as const);
  return levers.every(([, lever]) => lever !== null) ? (Object.fromEntries(levers) as Levers) : null;
}

function leverAt(
  own: readonly SeedOutcome[],
  better: readonly SeedOutcome[],
  moment: OddsMoment,
): Lever | null {
  const pairs = own.flatMap((o, k) => {
    const [before, after] = [o[moment], better[k]?.[moment] ?? null];
    return before === null || after === null ? [] : [{ before, after, step: o.step_mm_per_mm2 ?? 0 }];
  });
  if (pairs.length === 0) return null;
  const length = (c: SeedCracks): number => c.length_mm_per_mm2;
  const step = Math.max(...pairs.map((p) => p.step));
  const d = difference(
    pairs.map(({ before, after }) => length(after) - length(before)),
    step,
  );
  return {
    cracked: pairs.filter(({ after }) => after.cracks > 0).length,
    of: pairs.length,
    length: meanOf(pairs.map(({ after }) => length(after))),
    difference: d,
    says: saysOf(d.interval),
  };
}

function saysOf(interval: Interval | null): Lever['says'] {
  if (interval === null) return 'cannot tell';
  const [low, high] = interval;
  return high < 0 ? 'less' : low > 0 ? 'more' : 'cannot tell';
}

function answerOf(own: readonly SeedOutcome[], levers: Levers | null): BetterAnswer {
  if (levers === null) return 'cannot tell';
  if (own.every(({ end }) => end === null || end.cracks === 0)) return 'nothing to mend';
  const helps = (name: BetterName): boolean => levers[name].says === 'less';
  if (helps('tougher') && helps('moreAdhesive')) return 'both alone';
  if (helps('tougher')) return 'tougher';
  if (helps('moreAdhesive')) return 'more adhesive';
  return helps('both') ? 'both together' : 'cannot tell';
}

const ANSWERS: Readonly<Record<BetterAnswer, string>> = {
  'both alone': 'Yes, a tougher one and a more adhesive one, each by itself',
  tougher: 'Yes, a tougher one',
  'more adhesive': 'Yes, a more adhesive one',
  'both together': 'Yes, one that is both; which of the two does it cannot be told',
  'cannot tell': 'It cannot be told from these electrodes; more seeds may tell',
  'nothing to mend': 'None of these electrodes cracks, so there is nothing to mend',
};

const NAMES: Readonly<Record<BetterName, string>> = {
  tougher: `${FACTOR} times the toughness`,
  moreAdhesive: `${FACTOR} times the adhesion`,
  both: 'both',
};

function words(answer: BetterAnswer, levers: Levers | null): string {
  if (levers === null || answer === 'nothing to mend') return `${ANSWERS[answer]}.`;
  const each = BETTER_NAMES.map((name) => `${NAMES[name]} ${leverWords(levers[name])}`);
  const { of } = levers.both;
  const basis = `differences of crack length at the end, mean and ${percent(LEVEL)} interval of ${of} ${of === 1 ? 'pair' : 'pairs'} of electrodes`;
  return `${ANSWERS[answer]}. ${sentence(each.join('; '))} (mm/mm², ${basis}).`;
}

/** `+1.2 (0.3 to 2.1)`; what cannot be told is said so. */
function leverWords({ difference: { mean, interval }, says }: Lever): string {
  if (mean === 0 && interval?.every((bound) => bound === 0)) return 'changes none of them';
  const range = interval === null ? '' : ` (${signed(interval[0])} to ${signed(interval[1])})`;
  return `${signed(mean)}${range}${says === 'cannot tell' ? ', cannot tell' : ''}`;
}

function signed(value: number): string {
  return value > 0 ? `+${human(value, 2)}` : human(value, 2);
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

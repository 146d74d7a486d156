/** What two runs differ by: in numbers, in words, and what else than the binder differs. */
import type { Config } from '../../config/config-types.js';
import { makingOf } from '../../model/stage.js';
import { type AtEnd, type AtMoment, atEnd, atMoment } from '../../observe/measures.js';
import { human } from '../../output/number.js';
import { oneCrack } from '../../output/one-crack.js';
import { heading, plotted, plottedUnit } from '../../output/told.js';
import type { Moment } from '../../process/moments.js';
import { placeWords } from '../life/words.js';
import { isTree, type Tree } from '../link.js';
import type { LiveRun } from '../run.js';
import { momentAt, type Place } from './places.js';

/** One of the two runs. */
export type Side = Pick<LiveRun, 'config' | 'electrode' | 'moments' | 'result'>;

/** One line of the table: numbers are in the unit of its name. */
export interface Row {
  readonly name: string;
  readonly a: string;
  readonly b: string;
  readonly difference: string;
  /** True where the difference is less than one crack. */
  readonly nothing: boolean;
}

interface Measure {
  readonly name: string;
  /** A crack length, mm/mm². */
  readonly length?: boolean;
  readonly of: (moment: Moment, side: Side) => number | null;
}

/** Crack length when the electrode has been made, mm/mm²; null before, or when nothing makes it. */
function asMade({ moments }: Side): number | null {
  const made = makingOf(
    moments.filter((m) => m.stageIndex >= 0),
    (m) => m.stage,
  );
  const last = made.findLast((m) => m.fraction >= 1);
  return last?.cracks.length_mm_per_mm2 ?? null;
}

/** A measure that only the end of a stage has. */
const ofStage =
  (q: AtEnd) =>
  ({ fraction, stageIndex }: Moment, { result }: Side): number | null => {
    const stage = fraction >= 1 ? result?.stages[stageIndex] : undefined;
    return stage ? plotted(q, q.read(stage)) : null;
  };

const named = (q: AtEnd | AtMoment): Pick<Measure, 'name' | 'length'> => ({
  name: heading({ label: q.label, unit: plottedUnit(q) }),
  length: q.unit === 'mm/mm²',
});

const MEASURES: readonly Measure[] = [
  { name: 'Parting cracks as made (mm/mm²)', length: true, of: (_, side) => asMade(side) },
  ...atMoment('compare').map((q) => ({ ...named(q), of: (m: Moment) => plotted(q, q.read(m)) })),
  ...atEnd('compare')
    .filter((q) => q.of === 'stage')
    .map((q) => ({ ...named(q), of: ofStage(q) })),
];

/** Length of one crack in the narrower of two electrodes, mm/mm²; 0: not known. */
export function leastDifference(a: Side, b: Side): number {
  return Math.max(...[a, b].map(({ electrode }) => oneCrack(electrode?.summary) ?? 0));
}

/** A difference with its sign; exact zeros stay `0`. */
function signed(value: number): string {
  return value > 0 ? `+${human(value)}` : human(value);
}

/** Differences of sums that should be equal are not always exactly 0. */
function cleaned(value: number): number {
  return Math.abs(value) < 1e-9 ? 0 : value;
}

/** All measures of two runs at a place. */
export function rowsOf(a: Side, b: Side, place: Place): Row[] {
  const [ma, mb] = [momentAt(a.moments, place), momentAt(b.moments, place)];
  const one = leastDifference(a, b);
  return MEASURES.map(({ name, length, of }) => {
    const va = ma && of(ma, a);
    const vb = mb && of(mb, b);
    if (va === null || vb === null) {
      return { name, a: human(va), b: human(vb), difference: '–', nothing: false };
    }
    const d = cleaned(vb - va);
    const nothing = length === true && d !== 0 && Math.abs(d) < one * (1 - 1e-9);
    return { name, a: human(va), b: human(vb), difference: signed(d), nothing };
  });
}

/** B − A of the length of parting cracks at a place, mm/mm²; null where one of them has no moment. */
export function lengthDifference(a: Side, b: Side, place: Place): number | null {
  const [ma, mb] = [momentAt(a.moments, place), momentAt(b.moments, place)];
  if (ma === null || mb === null) return null;
  return cleaned(mb.cracks.length_mm_per_mm2 - ma.cracks.length_mm_per_mm2);
}

/** Names of two runs that differ: their binders, or A and B of one binder. */
export function namesOf(a: Side, b: Side): [string, string] {
  const [na, nb] = [a.config.binder.name, b.config.binder.name];
  return na === nb ? [`A (${na})`, `B (${nb})`] : [na, nb];
}

/** The difference in a sentence, and what it is worth. */
export function differenceSentence(a: Side, b: Side, place: Place): string {
  const [na, nb] = namesOf(a, b);
  const where = place.stageIndex < 0 ? 'as built' : placeAt(place);
  const d = lengthDifference(a, b, place);
  if (d === null) {
    const who = momentAt(b.moments, place) === null ? nb : na;
    return `${who} has no moment ${where} to compare with.`;
  }
  const length = momentAt(a.moments, place)?.cracks.length_mm_per_mm2 ?? 0;
  if (d === 0) {
    return length === 0
      ? `Neither ${na} nor ${nb} has a parting crack ${where}.`
      : `${na} and ${nb} have the same length of parting cracks ${where}: ${human(length, 2)} mm/mm².`;
  }
  const one = leastDifference(a, b);
  const size = `${human(Math.abs(d), 2)} mm/mm²`;
  if (one > 0 && Math.abs(d) < one * (1 - 1e-9)) {
    return `${na} and ${nb} differ by ${size} ${where}, less than one crack across the width (${human(one, 2)} mm/mm²): that means nothing.`;
  }
  const cracks = one > 0 ? Math.round(Math.abs(d) / one) : 0;
  const worth =
    cracks === 1
      ? '. That is one crack across the modelled width, the least that can differ: a wider electrode would tell more.'
      : cracks > 1
        ? `. That is ${cracks} cracks across the modelled width.`
        : '.';
  return `${nb} has ${size} of parting crack ${d < 0 ? 'less' : 'more'} than ${na} ${where}${worth}`;
}

function placeAt(place: Place): string {
  const words = placeWords(place);
  if (words.startsWith('end of ')) return `at the ${words}`;
  const [stage, share] = words.split(', ');
  return `during ${stage} (${share})`;
}

function walk(a: Tree, b: Tree, path: string, out: string[]): void {
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const at = path === '' ? key : `${path}.${key}`;
    const [va, vb] = [a[key], b[key]];
    if (isTree(va) && isTree(vb)) walk(va, vb, at, out);
    else if (JSON.stringify(va) !== JSON.stringify(vb)) out.push(`${at}: ${shown(va)} and ${shown(vb)}`);
  }
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined ? 'none' : JSON.stringify(value);
}

/** What differs besides the binder, `field: A and B`; empty when the binder alone does. */
export function otherDifferences(a: Config, b: Config): string[] {
  const out: string[] = [];
  const rest = ({ binder: _binder, preset: _preset, ...others }: Config): Tree => others as unknown as Tree;
  walk(rest(a), rest(b), '', out);
  return out;
}

/** The axis of a life: every stage is as wide as every other, so that a moment's place is its stage and its share. */
import type { Config } from '../../config/config-types.js';
import { stageFacts } from '../../config/steps/index.js';
import { stageLabel } from '../../model/stage.js';
import type { Moment } from '../../process/moments.js';
import { stagesOf } from '../../process/stages.js';

/** One stage as a band of the axis, from its index to the next. */
export interface Band {
  readonly name: string;
  /** 0: before cycling. */
  readonly cycle: number;
  /** `charge 1`. */
  readonly label: string;
}

/** Bands under one name: what makes the electrode, or a cycle. */
export interface BandGroup {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly short: string;
}

/** Words on the axis, at the middle of `at`, in units of bands. */
export interface BandText {
  readonly at: number;
  readonly text: string;
}

/** Stages of a configuration in order. */
export function bandsOf(config: Config): Band[] {
  // The height only scales the strokes of the calender.
  return stagesOf(config, 1).map(({ name, cycle }) => ({ name, cycle, label: stageLabel({ name, cycle }) }));
}

/** Where a moment lies, in bands from the left; as built is 0. */
export function positionOf(moment: Pick<Moment, 'stageIndex' | 'fraction'>): number {
  return moment.stageIndex < 0 ? 0 : moment.stageIndex + moment.fraction;
}

/** Index of the moment nearest to a place on the axis; −1 when there is none. */
export function nearestMoment(
  moments: readonly Pick<Moment, 'stageIndex' | 'fraction'>[],
  position: number,
): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const [k, moment] of moments.entries()) {
    const far = Math.abs(positionOf(moment) - position);
    if (far < least) {
      least = far;
      best = k;
    }
  }
  return best;
}

/** Cycles, and the stages before, between or after them. */
export function bandGroups(bands: readonly Band[]): BandGroup[] {
  const out: BandGroup[] = [];
  for (const [k, band] of bands.entries()) {
    const cycled = band.cycle > 0;
    const label = cycled ? `cycle ${band.cycle}` : 'making and wetting';
    const last = out.at(-1);
    if (last?.label === label) out[out.length - 1] = { ...last, to: k + 1 };
    else out.push({ from: k, to: k + 1, label, short: cycled ? String(band.cycle) : '' });
  }
  return out;
}

/** How long a stage's name may be: whole, without the cycle that the group says anyway, short. */
const LENGTHS: readonly ((band: Band) => string)[] = [
  (band) => band.label,
  (band) => band.name,
  (band) => stageFacts(band.name)?.short ?? band.name,
];

/**
 * Names of the stages at the greatest length at which all fit; none where not even the short ones do.
 * @param width of the whole axis, px. @param measure width of a text, px.
 */
export function bandTexts(
  bands: readonly Band[],
  width: number,
  measure: (text: string) => number,
): BandText[] {
  const room = width / Math.max(1, bands.length) - 6;
  const text = LENGTHS.find((of) => bands.every((band) => measure(of(band)) <= room));
  return text ? bands.map((band, k) => ({ at: k + 0.5, text: text(band) })) : [];
}

/** Names of the groups; numbers alone where that is all that fits, and then not each. */
export function groupTexts(
  groups: readonly BandGroup[],
  bands: number,
  width: number,
  measure: (text: string) => number,
): BandText[] {
  const unit = width / Math.max(1, bands);
  const fits = (of: (group: BandGroup) => string): boolean =>
    groups.every((g) => measure(of(g)) <= (g.to - g.from) * unit - 4);
  const middle = (g: BandGroup): number => (g.from + g.to) / 2;
  for (const of of [(g: BandGroup) => g.label, plain]) {
    if (fits(of)) return groups.map((g) => ({ at: middle(g), text: of(g) }));
  }
  const widest = Math.max(...groups.map((g) => measure(g.short)));
  const every = [1, 2, 5, 10, 20, 50, 100].find((n) => 2 * n * unit >= widest + 8) ?? 1000;
  return groups
    .filter((g) => g.short !== '' && (Number(g.short) % every === 0 || g.short === '1'))
    .map((g) => ({ at: middle(g), text: g.short }));
}

function plain(group: BandGroup): string {
  return group.short === '' ? 'making' : group.label;
}

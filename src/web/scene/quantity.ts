/** What a picture can be coloured by: values, units, ranges, colours. */
import { stageFacts } from '../../config/steps/index.js';
import type { NetworkData } from '../../core/network.js';
import { stageLabel } from '../../model/stage.js';
import { ligamentIndices, particleCount } from '../../observe/geometry.js';
import { listed, type Named, quantity, shownValue } from '../../observe/lists.js';
import type { Frame, QuantityName } from '../../observe/quantities.js';
import { niceMagnification } from '../../output/section/project.js';
import { DIVERGING, SEQUENTIAL, type Stops } from '../../output/svg/colour.js';
import { niceCeil } from '../../output/svg/scale.js';
import type { Moment } from '../../process/moments.js';
import type { DisplayOptions, Subject } from './options.js';
import { categoryColour, PLAIN, type Rgb, rgb, tableColour } from './palette.js';

/** What a picture can be coloured by, in the order of the choice. */
export const COLOURS: readonly Named[] = [...listed('colour', 'particle'), ...listed('colour', 'ligament')];

/** The colours of a picture. */
export interface Scale {
  readonly quantity: Named;
  readonly stops: Stops;
  readonly low: number;
  readonly high: number;
  /** Chosen from the run and not by the user. */
  readonly automatic: boolean;
}

/** A percentile needs no more values than these. */
const SAMPLE = 4000;

const extremes = new WeakMap<Frame, Map<QuantityName, readonly [number, number]>>();

/** 2nd and 98th percentile of one moment. */
function extremesOf(network: NetworkData, { frame }: Moment, q: Named): readonly [number, number] {
  let known = extremes.get(frame);
  if (known === undefined) {
    known = new Map();
    extremes.set(frame, known);
  }
  const found = known.get(q.name);
  if (found !== undefined) return found;
  const list = q.of === 'ligament' ? ligamentIndices(network) : null;
  const count = list?.length ?? particleCount(network);
  const step = Math.ceil(count / SAMPLE);
  const values: number[] = [];
  for (let k = 0; k < count; k += step) values.push(shownValue(q, { network, frame }, list?.[k] ?? k));
  values.sort((a, b) => a - b);
  const at = (share: number): number => values[Math.round(share * (values.length - 1))] ?? 0;
  const pair = [at(0.02), at(0.98)] as const;
  known.set(q.name, pair);
  return pair;
}

/** Pressing loads particles many times more than anything after it and would leave the rest pale. */
const isPressing = ({ stage }: Moment): boolean => stageFacts(stage)?.pressing === true;

/** The moments that an automatic range is taken from: all, without the pressing unless that is on show. */
function ranged({ moments, moment }: Subject): readonly Moment[] {
  if (isPressing(moment)) return moments;
  const rest = moments.filter((m) => !isPressing(m));
  return rest.length > 0 ? rest : moments;
}

/**
 * Range that fits all moments of a run so far, so that colours stay comparable in a replay: round, the same to
 * both sides of zero for what has a sign, from zero for sizes, 0–1 for shares.
 */
export function automaticRange(
  network: NetworkData,
  moments: readonly Moment[],
  q: Named,
): readonly [number, number] {
  if (q.share || q.kind === 'categorical') return [0, 1];
  const about = q.kind === 'diverging';
  let size = 0;
  for (const moment of moments) {
    const [low, high] = extremesOf(network, moment, q);
    size = Math.max(size, about ? Math.max(-low, high) : high);
  }
  const high = niceCeil(size);
  return [about ? -high : 0, high];
}

/** Colours for a subject. */
export function scaleOf(subject: Subject, display: DisplayOptions): Scale {
  const q = quantity(display.colour);
  const [low, high] = display.range ?? automaticRange(subject.network, ranged(subject), q);
  return {
    quantity: q,
    stops: q.kind === 'diverging' ? DIVERGING : SEQUENTIAL,
    low,
    high,
    automatic: display.range === null,
  };
}

/** Colour of a value, channels 0–255; a category below zero is none. */
export function colourOf(scale: Scale, value: number, theme: 'light' | 'dark'): Rgb {
  if (scale.quantity.kind === 'categorical')
    return rgb(value < 0 ? PLAIN[theme].ligament : categoryColour(value, theme));
  const span = scale.high - scale.low;
  return tableColour(scale.stops, span > 0 ? (value - scale.low) / span : 0.5);
}

/** Colour of a neck: by its value, by how it broke, or plain. */
export function neckColour(subject: Subject, scale: Scale, neck: number): Rgb {
  const { network, moment, theme } = subject;
  const { of, kind } = scale.quantity;
  const plain = PLAIN[theme];
  const mode = moment.frame.mode[neck];
  const value = of === 'ligament' ? shownValue(scale.quantity, { network, frame: moment.frame }, neck) : -1;
  if (of === 'ligament' && kind === 'categorical' && mode > 0 && value < 0) return rgb(plain.soft);
  if (of === 'ligament' && (mode === 0 || kind === 'categorical')) return colourOf(scale, value, theme);
  return rgb(mode > 0 ? plain.cracks[mode - 1] : plain.ligament);
}

const travel = new WeakMap<Frame, number>();

/** Longest way a particle has gone along an axis, µm. */
function longest(network: NetworkData, frame: Frame): number {
  let far = travel.get(frame);
  if (far === undefined) {
    far = 0;
    const count = particleCount(network);
    for (let k = 0; k < count; k++)
      for (let c = 0; c < 3; c++) far = Math.max(far, Math.abs(frame.displacement[6 * k + c]));
    travel.set(frame, far);
  }
  return far;
}

/** Factor on displacements: the user's, or one that suits the moment of the run that moved most. */
export function magnification(subject: Subject, display: DisplayOptions): number {
  if (display.magnify !== null) return display.magnify;
  let most: Frame | null = null;
  let far = 0;
  for (const { frame } of subject.moments) {
    const way = longest(subject.network, frame);
    if (most === null || way > far) [most, far] = [frame, way];
  }
  return most === null ? 1 : niceMagnification(subject.network, [most]);
}

/** Names of the stages of a run by index, from its moments. */
export function stageNames(moments: readonly Moment[]): string[] {
  const names: string[] = [];
  for (const { stageIndex, stage, cycle } of moments)
    if (stageIndex >= 0) names[stageIndex] = stageLabel({ name: stage, cycle });
  return names;
}

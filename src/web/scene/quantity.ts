/** What a picture can be coloured by: values, units, ranges, colours. */
import { stageFacts } from '../../config/steps/index.js';
import type { NetworkData } from '../../model/network.js';
import type { Frame } from '../../model/result.js';
import { stageLabel } from '../../model/stage.js';
import { particleCount, vonMises } from '../../output/geometry.js';
import { niceMagnification } from '../../output/section/project.js';
import { DIVERGING, SEQUENTIAL, type Stops } from '../../output/svg/colour.js';
import { niceCeil } from '../../output/svg/scale.js';
import type { Moment } from '../../process/moments.js';
import type { ColourBy, DisplayOptions, Subject } from './options.js';
import { categoryColour, PLAIN, type Rgb, rgb, tableColour } from './palette.js';

/** One choice of colour. */
export interface Quantity {
  readonly by: ColourBy;
  /** For the choice and the legend. */
  readonly label: string;
  /** Empty: a share or a category. */
  readonly unit: string;
  readonly of: 'particle' | 'ligament';
  readonly kind: 'diverging' | 'sequential' | 'categorical';
}

/** All of them, in the order of the choice. */
export const QUANTITIES: readonly Quantity[] = [
  { by: 'stress', label: 'Stress σxx', unit: 'MPa', of: 'particle', kind: 'diverging' },
  { by: 'mises', label: 'Von Mises stress', unit: 'MPa', of: 'particle', kind: 'sequential' },
  { by: 'displacement', label: 'Displacement', unit: 'µm', of: 'particle', kind: 'sequential' },
  { by: 'lithium', label: 'Lithium content x', unit: '', of: 'particle', kind: 'sequential' },
  { by: 'damage', label: 'Damage of ligaments', unit: '', of: 'ligament', kind: 'sequential' },
  { by: 'birth', label: 'Stage of breaking', unit: '', of: 'ligament', kind: 'categorical' },
  { by: 'cluster', label: 'Crack cluster', unit: '', of: 'ligament', kind: 'categorical' },
];

/** A quantity by name. */
export function quantity(by: ColourBy): Quantity {
  return QUANTITIES.find((q) => q.by === by) ?? QUANTITIES[0];
}

/** Lithium content of a particle: what is taken out scatters, not what is left (as the core has it). */
export function lithium(network: NetworkData, moment: Moment, particle: number): number {
  return moment.x + network.dx[particle] * (1 - moment.x);
}

/** Value of a particle (`of: 'particle'`) or neck in the quantity's unit; categories are whole numbers, −1 none. */
export function valueAt(network: NetworkData, moment: Moment, by: ColourBy, index: number): number {
  const { frame } = moment;
  switch (by) {
    case 'stress':
      return frame.stress[6 * index];
    case 'mises':
      return vonMises(frame, index);
    case 'displacement':
      return Math.hypot(...frame.displacement.subarray(6 * index, 6 * index + 3));
    case 'lithium':
      return lithium(network, moment, index);
    case 'damage':
      return frame.damage[index];
    case 'birth':
      return frame.birth[index];
    case 'cluster':
      return frame.cluster[index];
  }
}

/** The colours of a picture. */
export interface Scale {
  readonly quantity: Quantity;
  readonly stops: Stops;
  readonly low: number;
  readonly high: number;
  /** Chosen from the run and not by the user. */
  readonly automatic: boolean;
}

/** A percentile needs no more values than these. */
const SAMPLE = 4000;

const extremes = new WeakMap<Frame, Map<ColourBy, readonly [number, number]>>();

/** 2nd and 98th percentile of one moment. */
function extremesOf(network: NetworkData, moment: Moment, by: ColourBy): readonly [number, number] {
  let known = extremes.get(moment.frame);
  if (known === undefined) {
    known = new Map();
    extremes.set(moment.frame, known);
  }
  const found = known.get(by);
  if (found !== undefined) return found;
  const count = particleCount(network);
  const step = Math.ceil(count / SAMPLE);
  const values: number[] = [];
  for (let k = 0; k < count; k += step) values.push(valueAt(network, moment, by, k));
  values.sort((a, b) => a - b);
  const at = (share: number): number => values[Math.round(share * (values.length - 1))] ?? 0;
  const pair = [at(0.02), at(0.98)] as const;
  known.set(by, pair);
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
 * both sides of zero for stress, from zero for sizes, 0–1 for shares.
 */
export function automaticRange(
  network: NetworkData,
  moments: readonly Moment[],
  by: ColourBy,
): readonly [number, number] {
  if (by === 'lithium' || quantity(by).of === 'ligament') return [0, 1];
  let size = 0;
  for (const moment of moments) {
    const [low, high] = extremesOf(network, moment, by);
    size = Math.max(size, by === 'stress' ? Math.max(-low, high) : high);
  }
  const high = niceCeil(size);
  return by === 'stress' ? [-high, high] : [0, high];
}

/** Colours for a subject. */
export function scaleOf(subject: Subject, display: DisplayOptions): Scale {
  const q = quantity(display.colour);
  const [low, high] = display.range ?? automaticRange(subject.network, ranged(subject), q.by);
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
  const { by, of, kind } = scale.quantity;
  const plain = PLAIN[theme];
  const mode = moment.frame.mode[neck];
  const value = of === 'ligament' ? valueAt(network, moment, by, neck) : -1;
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

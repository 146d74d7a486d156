/** What a life line shows: its panels and lines, their units, colours and values. */
import { human, percent } from '../../output/number.js';
import { linearTicks, niceCeil, niceStep } from '../../output/svg/scale.js';
import type { Moment } from '../../process/moments.js';

/** One line of a panel. Lines of a panel differ in dash and width too, not in colour alone. */
export interface Line {
  readonly key: 'voltage' | 'a' | 'c' | 'parting' | 'diffuse' | 'tied';
  readonly name: string;
  /** px of line and gap; empty: solid. */
  readonly dash: readonly number[];
  /** px. */
  readonly width: number;
  /** Value in the panel's unit; null where there is none. */
  readonly value: (moment: Moment) => number | null;
  /** The same in words, with its unit. */
  readonly words: (moment: Moment) => string;
}

/** One panel: lines on one axis. */
export interface Panel {
  readonly key: string;
  readonly title: string;
  readonly unit: string;
  /** Height of its plot relative to the others. */
  readonly weight: number;
  /** True: there is nothing to show before the first charge. */
  readonly cycled: boolean;
  readonly lines: readonly Line[];
  /** Range of the axis for values between `low` and `high` (infinite without any); `least`: of one crack. */
  readonly range: (low: number, high: number, least: number) => [number, number];
}

function strainWords(axis: 'a' | 'c', strain: number | null, length: number | undefined): string {
  if (strain === null) return '–';
  const words = `${strain > 0 ? '+' : ''}${human(100 * strain, 2)} %`;
  return length === undefined ? words : `${words}, ${axis} = ${length.toFixed(3)} Å`;
}

/** A range from round to round that holds zero. */
function aboutZero(low: number, high: number): [number, number] {
  if (!Number.isFinite(low)) return [-2, 2];
  const step = niceStep(Math.max(high - low, 0.1), 4);
  return [
    Math.min(0, Math.floor(low / step + 1e-9) * step),
    Math.max(step, Math.ceil(high / step - 1e-9) * step),
  ];
}

const VOLTAGE: Panel = {
  key: 'voltage',
  title: 'Equilibrium potential',
  unit: 'V',
  weight: 0.8,
  cycled: true,
  range: (low, high) => [Math.min(3, low), Math.max(4.4, high)],
  lines: [
    {
      key: 'voltage',
      name: 'potential',
      dash: [],
      width: 2,
      value: (m) => m.voltage_V,
      words: (m) => (m.voltage_V === null ? '–' : `${m.voltage_V.toFixed(2)} V, x = ${m.x.toFixed(2)}`),
    },
  ],
};

const LATTICE: Panel = {
  key: 'lattice',
  title: 'Lattice strain ε',
  unit: '%',
  weight: 1,
  cycled: true,
  range: aboutZero,
  lines: [
    {
      key: 'a',
      name: 'along a',
      dash: [],
      width: 2,
      value: (m) => (m.epsA === null ? null : 100 * m.epsA),
      words: (m) => strainWords('a', m.epsA, m.lattice_A?.a),
    },
    {
      key: 'c',
      name: 'along c',
      dash: [7, 4],
      width: 2,
      value: (m) => (m.epsC === null ? null : 100 * m.epsC),
      words: (m) => strainWords('c', m.epsC, m.lattice_A?.c),
    },
  ],
};

const CRACKS: Panel = {
  key: 'cracks',
  title: 'Crack length',
  unit: 'mm/mm²',
  weight: 1.3,
  cycled: false,
  range: (_, high, least) => [0, niceCeil(Math.max(Number.isFinite(high) ? 1.05 * high : 0, least))],
  lines: [
    {
      key: 'parting',
      name: 'parting cracks',
      dash: [],
      width: 2.6,
      value: (m) => m.cracks.length_mm_per_mm2,
      words: (m) => `${human(m.cracks.length_mm_per_mm2)} mm/mm²`,
    },
    {
      key: 'diffuse',
      name: 'diffuse (all broken ligaments as one rough crack)',
      dash: [4, 3],
      width: 1.3,
      value: (m) => m.cracks.diffuse_mm_per_mm2,
      words: (m) => `${human(m.cracks.diffuse_mm_per_mm2)} mm/mm²`,
    },
  ],
};

const TIED: Panel = {
  key: 'tied',
  title: 'Active mass tied to the foil',
  unit: '%',
  weight: 0.8,
  cycled: false,
  range: (low) => [Number.isFinite(low) ? Math.max(0, Math.min(90, 10 * Math.floor(low / 10))) : 90, 100],
  lines: [
    {
      key: 'tied',
      name: 'tied',
      dash: [],
      width: 2,
      value: (m) => 100 * m.connectedActive,
      words: (m) => percent(m.connectedActive),
    },
  ],
};

/** From top to bottom. */
export const PANELS: readonly Panel[] = [VOLTAGE, LATTICE, CRACKS, TIED];

/** Panels that have something to show. */
export function panelsFor(cycled: boolean): readonly Panel[] {
  return PANELS.filter((panel) => cycled || !panel.cycled);
}

/** Range of a panel's axis for the moments there are. `least`: length of one crack, mm/mm². */
export function rangeOf(panel: Panel, moments: readonly Moment[], least: number): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const moment of moments) {
    for (const { value } of panel.lines) {
      const v = value(moment);
      if (v === null) continue;
      low = Math.min(low, v);
      high = Math.max(high, v);
    }
  }
  return panel.range(low, high, least);
}

/** Ticks of a panel's axis: few, since panels are low. */
export function ticksOf(range: readonly [number, number], height: number): number[] {
  return linearTicks(range[0], range[1], Math.max(2, Math.min(4, Math.floor(height / 30))));
}

/** Colours of the lines, for light and for dark paper: after Okabe & Ito, and none that marks a way of breaking. */
export const LINE_COLOURS: Readonly<Record<'light' | 'dark', Readonly<Record<Line['key'], string>>>> = {
  light: {
    voltage: '#0a6c86',
    a: '#0072b2',
    c: '#8a5a00',
    parting: '#b3261e',
    diffuse: '#57606a',
    tied: '#1a7f37',
  },
  dark: {
    voltage: '#4fb8d1',
    a: '#56b4e9',
    c: '#f0c242',
    parting: '#ff8a80',
    diffuse: '#a3adb8',
    tied: '#57c26f',
  },
};

/** What a life line shows: its panels and lines, their units, colours and values. */
import { type AtMoment, atMoment } from '../../observe/measures.js';
import type { STAGE_QUANTITIES } from '../../observe/stage-quantities.js';
import { human } from '../../output/number.js';
import { linearTicks, niceCeil, niceStep } from '../../output/svg/scale.js';
import { plotted, plottedUnit, told } from '../../output/told.js';
import type { Moment } from '../../process/moments.js';

/** One line of a panel. Lines of a panel differ in dash and width too, not in colour alone. */
export interface Line {
  /** Name of its quantity in the registry. */
  readonly key: string;
  readonly name: string;
  /** px of line and gap; empty: solid. */
  readonly dash: readonly number[];
  /** px. */
  readonly width: number;
  /** On light and on dark paper, after Okabe & Ito, and none that marks a way of breaking. */
  readonly colours: readonly [string, string];
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

type Style = Pick<Line, 'name' | 'width' | 'colours'> & Partial<Pick<Line, 'dash' | 'words'>>;

const LISTED = atMoment('line');

/** The line of a quantity, or of the one of that name. */
function lineOf(of: AtMoment | keyof typeof STAGE_QUANTITIES, style: Style): Line {
  const q = typeof of === 'string' ? (LISTED.find(({ name }) => name === of) as AtMoment) : of;
  const unit = q.unit === '' ? '' : ` ${q.unit}`;
  return {
    ...{ key: q.name, dash: [], value: (m) => plotted(q, q.read(m)) },
    words: (m) => `${told(q, q.read(m))}${unit}`,
    ...style,
  };
}

const VOLTAGE: Panel = {
  key: 'voltage',
  title: 'Equilibrium potential',
  unit: 'V',
  weight: 0.8,
  cycled: true,
  range: (low, high) => [Math.min(3, low), Math.max(4.4, high)],
  lines: [
    lineOf('potential', {
      ...{ name: 'potential', width: 2, colours: ['#0a6c86', '#4fb8d1'] },
      words: (m) => (m.voltage_V === null ? '–' : `${m.voltage_V.toFixed(2)} V, x = ${m.x.toFixed(2)}`),
    }),
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
    lineOf('strainA', {
      ...{ name: 'along a', width: 2, colours: ['#0072b2', '#56b4e9'] },
      words: (m) => strainWords('a', m.epsA, m.lattice_A?.a),
    }),
    lineOf('strainC', {
      ...{ name: 'along c', width: 2, dash: [7, 4], colours: ['#8a5a00', '#f0c242'] },
      words: (m) => strainWords('c', m.epsC, m.lattice_A?.c),
    }),
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
    lineOf('length', { name: 'parting cracks', width: 2.6, colours: ['#b3261e', '#ff8a80'] }),
    lineOf('diffuse', {
      ...{ name: 'diffuse (all broken ligaments as one rough crack)', width: 1.3, dash: [4, 3] },
      colours: ['#57606a', '#a3adb8'],
    }),
  ],
};

const TIED: Panel = {
  key: 'tied',
  title: 'Active mass tied to the foil',
  unit: '%',
  weight: 0.8,
  cycled: false,
  range: (low) => [Number.isFinite(low) ? Math.max(0, Math.min(90, 10 * Math.floor(low / 10))) : 90, 100],
  lines: [lineOf('connected', { name: 'tied', width: 2, colours: ['#1a7f37', '#57c26f'] })],
};

const DRAWN = [VOLTAGE, LATTICE, CRACKS, TIED];

/** A panel of its own for whatever else the registry lists. */
function plainPanel(q: AtMoment): Panel {
  return {
    ...{ key: q.name, title: q.label, unit: plottedUnit(q), weight: 0.8, cycled: q.of === 'moment' },
    range: (low, high) => (q.share ? [0, 100] : aboutZero(low, high)),
    lines: [lineOf(q, { name: q.label, width: 2, colours: ['#444c56', '#c9d1d9'] })],
  };
}

/** From top to bottom. */
export const PANELS: readonly Panel[] = [
  ...DRAWN,
  ...LISTED.filter((q) => !DRAWN.some((panel) => panel.lines.some((l) => l.key === q.name))).map(plainPanel),
];

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

/** Colours of all lines by key, for light and for dark paper. */
export const LINE_COLOURS: Readonly<Record<'light' | 'dark', Readonly<Record<string, string>>>> = {
  light: coloursOf(0),
  dark: coloursOf(1),
};

function coloursOf(paper: 0 | 1): Record<string, string> {
  return Object.fromEntries(PANELS.flatMap((p) => p.lines.map((l) => [l.key, l.colours[paper]])));
}

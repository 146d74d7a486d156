/** Colours of a picture, light and dark. */
import { colourAt, type Stops } from '../../output/svg/colour.js';

/** Channels 0–255. */
export type Rgb = readonly [number, number, number];

type Theme = 'light' | 'dark';

/** What is not coloured by a value. Cracks, in the order of the modes 1–3, as in the 2D pictures and base.css. */
export interface Plain {
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
  readonly edge: string;
  readonly particle: string;
  readonly ligament: string;
  readonly foil: string;
  readonly picked: string;
  readonly cracks: readonly [string, string, string];
}

/** Plain colours of a theme. */
export const PLAIN: Readonly<Record<Theme, Plain>> = {
  light: {
    paper: '#ffffff',
    ink: '#1b1f24',
    soft: '#57606a',
    edge: '#57606a',
    particle: '#e6eaee',
    ligament: '#97a2ad',
    foil: '#8c959f',
    picked: '#0a6c86',
    cracks: ['#d55e00', '#0072b2', '#a0307a'],
  },
  dark: {
    paper: '#14181d',
    ink: '#e8eaed',
    soft: '#a3adb8',
    edge: '#0b0d10',
    particle: '#4a545f',
    ligament: '#6b7783',
    foil: '#6e7781',
    picked: '#4fb8d1',
    cracks: ['#ff8a3d', '#56b4e9', '#f08cc8'],
  },
};

/** Categories after Okabe and Ito, in an order whose neighbours differ in lightness too; they repeat after the last. */
const CATEGORIES: Readonly<Record<Theme, Stops>> = {
  light: ['#e69f00', '#0072b2', '#d55e00', '#56b4e9', '#009e73', '#cc79a7', '#8a6d00', '#444c56'],
  dark: ['#e69f00', '#56b4e9', '#d55e00', '#f0e442', '#009e73', '#cc79a7', '#4f9fd8', '#c9d1d9'],
};

/** Colour of a category. */
export function categoryColour(index: number, theme: Theme): string {
  const list = CATEGORIES[theme];
  return list[index % list.length];
}

/** Channels of `#rrggbb`. */
export function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

const tables = new WeakMap<Stops, Rgb[]>();

/** Colour of a share 0–1 from a table of 256 steps; made once for each map. */
export function tableColour(stops: Stops, share: number): Rgb {
  let table = tables.get(stops);
  if (table === undefined) {
    table = Array.from({ length: 256 }, (_, k) => rgb(colourAt(stops, k / 255)));
    tables.set(stops, table);
  }
  return table[Math.round(255 * Math.min(1, Math.max(0, share)))];
}

/** `#rrggbb` of channels. */
export function hex([r, g, b]: Rgb): string {
  return `#${((r << 16) | (g << 8) | b).toString(16).padStart(6, '0')}`;
}

/**
 * NCM811: lattice parameters and open-circuit potential against lithium content, thinned from the
 * measured curves. x = 1 − q/275.5 with q the charge in mAh/g. Where nothing was measured nothing is
 * given: the potential ends at 4.3 V (x = 0.216), the lattice at x = 0.12.
 */
import type { QuantityColumn } from './quantity.js';
import { MAERKER_2019, STURM_2019 } from './sources.js';

const X_NOTE = 'x = 1 − q/275.5 mAh/g; points between measured ones are linear between their neighbours';

/** Lattice parameters of Li_xNCM811, falling x. */
export const NCM811_LATTICE = {
  x: {
    name: 'x',
    unit: '1',
    values: [
      1, 0.985, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.45, 0.4, 0.357, 0.325, 0.3, 0.275,
      0.25, 0.225, 0.216, 0.2, 0.1875, 0.175, 0.15, 0.125, 0.12,
    ],
    source: MAERKER_2019,
    confidence: 'high',
    note: X_NOTE,
  },
  a: {
    name: 'a',
    unit: 'Å',
    values: [
      2.8704, 2.8703, 2.8686, 2.8659, 2.8611, 2.856, 2.8528, 2.8494, 2.8454, 2.8407, 2.8356, 2.8306, 2.8261,
      2.8215, 2.8188, 2.8176, 2.8161, 2.8152, 2.815, 2.8144, 2.8141, 2.8134, 2.813, 2.8127, 2.8121, 2.8117,
      2.8117,
    ],
    source: MAERKER_2019,
    confidence: 'high',
  },
  c: {
    name: 'c',
    unit: 'Å',
    values: [
      14.1918, 14.1923, 14.1996, 14.212, 14.233, 14.2583, 14.2778, 14.3013, 14.3328, 14.369, 14.4033, 14.4303,
      14.4522, 14.4785, 14.4834, 14.4792, 14.4648, 14.4454, 14.4113, 14.3705, 14.353, 14.318, 14.2812,
      14.2329, 14.1315, 14.0275, 14.0078,
    ],
    source: MAERKER_2019,
    confidence: 'high',
  },
} as const satisfies Record<string, QuantityColumn>;

/** Open-circuit potential of Li_xNCM811 against lithium, falling x. */
export const NCM811_OCP = {
  x: {
    name: 'x',
    unit: '1',
    values: [
      1, 0.9998, 0.9994, 0.999, 0.998, 0.995, 0.985, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5,
      0.45, 0.4, 0.357, 0.34, 0.325, 0.3, 0.275, 0.26, 0.25, 0.24, 0.225, 0.216,
    ],
    source: STURM_2019,
    confidence: 'medium',
    note: 'its stoichiometry is taken as crystallographic x: its c_max of 49.34 kmol/m³ agrees with the cell',
  },
  U: {
    name: 'U',
    unit: 'V',
    values: [
      3.0236, 3.2652, 3.4346, 3.4842, 3.5102, 3.5281, 3.5414, 3.562, 3.5888, 3.627, 3.6698, 3.7072, 3.7423,
      3.7759, 3.8176, 3.8783, 3.9446, 4.0023, 4.0621, 4.126, 4.1501, 4.1664, 4.1807, 4.1932, 4.205, 4.2166,
      4.233, 4.2694, 4.3,
    ],
    source: STURM_2019,
    confidence: 'medium',
    note: 'ends at 4.3 V, x = 0.216; below that x no potential was measured',
  },
} as const satisfies Record<string, QuantityColumn>;

/** Grades of active material: which lattice curve, how far it is charged, and bulk properties. */
import { ACTIVE } from '../config/active.js';
import type { ActiveConfig } from '../config/config-types.js';
import { ELECTRODE } from '../config/electrode.js';
import { type Quantity, quantity, standard } from './quantity.js';
import {
  assumed,
  BERTRAND_2021,
  DE_BIASI_2019,
  JEONG_2025,
  JOUSSEAUME_2024,
  KONDRAKOV_2017,
  MAERKER_2019,
  NMC_INDENTATION,
} from './sources.js';

/** Grade names of {@link ActiveConfig}. */
export type GradeName = ActiveConfig['grade'];

/** What a grade adds to the common curve of a and c against x. */
export interface Grade {
  readonly name: GradeName;
  /** Lithium content at 4.3 V. */
  readonly xMin: Quantity;
  /** Lithium content after a discharge to 3.0 V. */
  readonly xMax: Quantity;
  /**
   * How the potential of NCM811 is laid over x: `knee` keeps it up to 4.126 V and stretches the rest,
   * so that 4.3 V falls on xMin; `whole` stretches all of it.
   */
  readonly stretch: 'knee' | 'whole';
}

const CURVE = `${JOUSSEAUME_2024}; the end point itself is an estimate`;
const xMaxSource = assumed('xMin + 200 mAh/g (1C of Jeong et al. 2025) / 275.5 mAh/g');

function grade(
  name: GradeName,
  stretch: Grade['stretch'],
  xMin: Quantity,
  xMax: readonly [number, number, number],
): Grade {
  const end = quantity(xMax[0], '1', [xMax[1], xMax[2]], xMaxSource, 'assumed');
  return { name, stretch, xMin, xMax: end };
}

/** The grades that share NCM811's a(x), c(x). */
export const GRADES: Readonly<Record<Exclude<GradeName, 'LNO'>, Grade>> = {
  NCM111: grade('NCM111', 'whole', quantity(0.45, '1', [0.38, 0.52], CURVE, 'low'), [0.97, 0.88, 1]),
  NCM622: grade('NCM622', 'whole', quantity(0.33, '1', [0.26, 0.4], CURVE, 'low'), [0.95, 0.87, 1]),
  NCM811: grade(
    'NCM811',
    'knee',
    quantity(
      0.18,
      '1',
      [0.12, 0.22],
      `${MAERKER_2019} against ${KONDRAKOV_2017}`,
      'low',
      'the two disagree: ΔV of 5.1 % is x ≈ 0.125, the potential gives x = 0.216; strain at 4.3 V differs by 1.8',
    ),
    [0.91, 0.85, 1],
  ),
  NCM90: grade('NCM90', 'knee', quantity(0.15, '1', [0.12, 0.2], CURVE, 'low'), [0.88, 0.82, 1]),
};

/** Lithium contents at the ends of a charge that a grade brings; undefined where it has none, or is none. */
export function endsOf(name: string): { xMin: number; xMax: number } | undefined {
  if (!Object.hasOwn(GRADES, name)) return undefined;
  const { xMin, xMax } = GRADES[name as keyof typeof GRADES];
  return { xMin: xMin.value, xMax: xMax.value };
}

/** What is reported of LiNiO2: the ends only, not a curve. Kept to say why LNO is refused. */
export const LNO_REPORTED = {
  cMaximum: quantity(14.45, 'Å', [14.4, 14.5], DE_BIASI_2019, 'medium'),
  cCollapsed: quantity(13.45, 'Å', [13.4, 13.5], DE_BIASI_2019, 'medium'),
  volumeChange: quantity(-8, '%', [-9, -7], DE_BIASI_2019, 'medium', 'H2 and H3 coexist: not one lattice'),
} as const;

/** Why there is no LiNiO2. */
export const LNO_REFUSED =
  'LiNiO2 goes through two coexisting phases (H2 and H3), so a particle has no one lattice parameter at a ' +
  'given x, and no point-by-point table of it could be verified';

/** Bulk properties of a particle. */
export const NCM = {
  E_MPa: standard(ACTIVE.E_MPa, [140e3, 200e3], NMC_INDENTATION, 'medium'),
  nu: standard(ACTIVE.nu, [0.2, 0.3], assumed('between values used for layered oxides'), 'assumed'),
  density_g_cm3: quantity(4.78, 'g/cm³', [4.7, 4.8], `unit cell of ${MAERKER_2019}`, 'high'),
  friction: standard(
    ACTIVE.friction,
    [0.2, 0.5],
    assumed('range used in discrete-element models of electrodes'),
    'assumed',
  ),
  thermal_per_K: standard(ACTIVE.thermal_per_K, [0.8e-5, 2e-5], BERTRAND_2021, 'assumed'),
} as const;

const sizes = ELECTRODE.sizes.fields;

/** Particle sizes. The paper gives none. */
export const SIZES = {
  D10_um: standard(sizes.D10_um, [3, 8], assumed(`typical NCM811; not given by ${JEONG_2025}`), 'assumed'),
  D50_um: standard(sizes.D50_um, [8, 13], assumed(`typical NCM811; not given by ${JEONG_2025}`), 'assumed'),
  D90_um: standard(sizes.D90_um, [14, 25], assumed(`typical NCM811; not given by ${JEONG_2025}`), 'assumed'),
} as const;

/** All materials together: binders, grades, foil, process; each number with unit, range, source and confidence. */
import { RATIOS } from './binder-ratios.js';
import { PVDF_TOUGHNESS } from './binders.js';
import { GRADES, LNO_REPORTED, NCM, SIZES } from './grades.js';
import { NCM811_LATTICE, NCM811_OCP } from './lattice-table.js';
import { PVDF_PEEL } from './peel.js';
import { FOIL, INACTIVE, PROCESS, PVDF } from './pvdf.js';

/** Everything that holds numbers, for tables and checks. */
export const allMaterials = {
  PVDF: { ...PVDF, toughness_MPa: PVDF_TOUGHNESS, peel_N_m: PVDF_PEEL },
  ratios: RATIOS,
  grades: GRADES,
  NCM,
  LNO: LNO_REPORTED,
  sizes: SIZES,
  inactive: INACTIVE,
  foil: FOIL,
  process: PROCESS,
} as const;

/** Measured tables. */
export const allTables = { lattice: NCM811_LATTICE, ocp: NCM811_OCP } as const;

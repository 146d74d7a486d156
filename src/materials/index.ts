/** Materials: binders, grades, foil, process; each number with unit, range, source and confidence. */
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

export type { BinderName, Ratio, RatioKey, RelativeName } from './binder-ratios.js';
export { BINDER_NAMES, RATIOS } from './binder-ratios.js';
export type { BinderCloud, LogRange } from './binders.js';
export { binder, binderClouds, binderNames, scaleAdhesion, scaleToughness } from './binders.js';
export { filmCurve } from './film-curve.js';
export type { FilmCurve } from './film-shape.js';
export type { Grade, GradeName } from './grades.js';
export { GRADES, NCM, SIZES } from './grades.js';
export type { LatticeStrain, LithiumContent, StrainTable } from './lattice.js';
export { gradeOf, latticeStrain, strainTable, VOLTAGE_RANGE, voltageToX, xToVoltage } from './lattice.js';
export { materialsMarkdown } from './markdown.js';
export type { BondInput, MeasuredBinder } from './measured-binder.js';
export { measuredBinder } from './measured-binder.js';
export type { AsMadeFact, OrderFact, PaperPreset } from './paper-facts.js';
export { asMade, paperFacts } from './paper-facts.js';
export type { PeelResult } from './peel.js';
export { adhesionFromPeel } from './peel.js';
export { FOIL, INACTIVE, PROCESS, PVDF } from './pvdf.js';
export type { Confidence, Quantity, QuantityColumn } from './quantity.js';
export type { TensileCurve } from './tensile-check.js';
export { parseTensileCsv, type TensileTable } from './tensile-csv.js';
export type { Scatter, SpecimenFit, TensileFit, TensileOptions } from './tensile-fit.js';
export { fitTensile } from './tensile-fit.js';

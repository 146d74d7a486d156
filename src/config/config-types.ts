/** The complete configuration of a run, every field with its unit in its name. Defaults: `presets.ts`. */

export interface SizesConfig {
  /** Volume-weighted percentiles of the particle diameter, µm. */
  D10_um: number;
  D50_um: number;
  D90_um: number;
}

export interface ElectrodeConfig {
  /** Composition by weight of solids; normalised to their sum. */
  ncm_wt: number;
  carbon_wt: number;
  binder_wt: number;
  /** Areal loading, mg/cm². */
  loading_mg_cm2: number;
  /** Which mass the loading counts. */
  loadingBasis: 'active' | 'total';
  /** Coating thickness without foil, µm; give this or `porosity`, not both. */
  thickness_um: number | null;
  porosity: number | null;
  /** Thickness reduction by calendering, 0–0.6 (0.3: pressed to 70 %). */
  calendering: number;
  sizes: SizesConfig;
  /** Lateral period along x, µm; null: ten coating thicknesses. */
  lateral_um: number | null;
  /** Period along y: 'slab' (one particle thick), 'square' (= lateral) or µm. */
  depth: 'slab' | 'square' | number;
  /** Polycrystalline secondary particles or single crystals. */
  crystal: 'poly' | 'single';
  /** c-axes of single crystals: random, or fibre texture about `textureAxis` with spread (0 aligned … 1 random). */
  texture: 'random' | 'fibre';
  textureAxis: [number, number, number];
  textureSpread: number;
  /** Share of carbon and binder volume that coats particles instead of sitting in necks, 0–0.9. */
  coatingShare: number;
  /** Concentric fibres per neck (1: uniform thickness V/A). */
  rings: number;
  /** Coefficient of variation of neck volume, 0–1. */
  neckScatter: number;
  /** Coefficient of variation of adhesion at each interface, 0–1. */
  adhesionScatter: number;
  /** Standard deviation of lithium content between particles. */
  xScatter: number;
  /** Table of a user's own structure (CSV, LAMMPS data, extended XYZ); replaces packing. */
  structureFile: string | null;
}

/** A binder film and its interfaces, dry. */
export interface BinderConfig {
  name: string;
  E_MPa: number;
  nu: number;
  yield_MPa: number;
  strength_MPa: number;
  /** Engineering strain at break, 0.05 = 5 %. */
  elongation: number;
  /** Measured curve instead of yield/strength/elongation: strain, stress (MPa), monotone in strain. */
  curve: { strain: number[]; stress_MPa: number[] } | null;
  /** Interface fracture energies (bond level, not peel force), J/m². */
  adhesionNcm_J_m2: number;
  adhesionFoil_J_m2: number;
  /** Interface tensile strengths, MPa. */
  strengthNcm_MPa: number;
  strengthFoil_MPa: number;
  /** Shear strength / tensile strength of an interface. */
  shearRatio: number;
  /** Stress of the map's toughness axis: scale ductility or strength. */
  toughnessMode: 'ductility' | 'strength';
  /** Override of toughness (area under curve), MPa = MJ/m³; null: from the curve. */
  toughness_MPa: number | null;
  /** Factors in electrolyte, relative to dry. */
  wetE: number;
  wetStrength: number;
  wetAdhesion: number;
  /** Thermal expansion, 1/K. */
  thermal_per_K: number;
}

export interface ActiveConfig {
  grade: 'NCM111' | 'NCM622' | 'NCM811' | 'NCM90' | 'LNO';
  E_MPa: number;
  nu: number;
  friction: number;
  thermal_per_K: number;
  /** Lithium content at 4.3 V for this grade (0.12–0.22 for NCM811; uncertain). */
  xMin: number;
  /** Lithium content of the discharged state. */
  xMax: number;
  /** Scales all lattice strain; 0: the no-lattice-strain control. */
  strainFactor: number;
  /** 'tensor': as measured; 'isotropic': volumetric third for every particle (control). */
  strainModel: 'tensor' | 'isotropic';
}

export interface ProcessConfig {
  /** Stages in order; 'cycle' stands for charge, discharge repeated `cycles` times. */
  stages: ('dry' | 'cool' | 'calender' | 'wet' | 'cycle')[];
  /** Linear free shrinkage of the binder against the foil after it has set, 0.01 = 1 %. 0: control. */
  dryShrinkage: number;
  /** Modulus of the setting binder relative to the film. */
  dryE: number;
  /** Strength of the setting binder and its interfaces relative to the film. */
  dryStrength: number;
  coolFrom_C: number;
  coolTo_C: number;
  foilThermal_per_K: number;
  /** Compressive strain of the nip's last stroke, elastic–plastic, released after. */
  calenderStrain: number;
  /** Upper cut-off voltage, V. */
  upperVoltage_V: number;
  cycles: number;
}

export interface SolverConfig {
  /** Residual force relative to the forces carried. */
  tolerance: number;
  /** Largest overshoot of a traction over its strength, relative. */
  overshoot: number;
  /** Elements within this share of the most overloaded one fail together, 0–1. */
  band: number;
  /** Smallest number of load steps a stage is cut into. */
  minSteps: number;
  /** Largest relative energy error of one load step before it is halved. */
  energyTolerance: number;
}

export interface Config {
  schema: 'fibril.config/1';
  preset: string | null;
  electrode: ElectrodeConfig;
  binder: BinderConfig;
  active: ActiveConfig;
  process: ProcessConfig;
  solver: SolverConfig;
  seed: number;
}

/** What the fields are called on the page, in which groups they stand. */

/** Labels by path; a field without one is shown by its path. */
export const LABELS: Readonly<Record<string, string>> = {
  'electrode.ncm_wt': 'NCM',
  'electrode.carbon_wt': 'Carbon',
  'electrode.binder_wt': 'Binder',
  'electrode.loading_mg_cm2': 'Loading',
  'electrode.loadingBasis': 'Loading counts',
  'electrode.thickness_um': 'Thickness',
  'electrode.porosity': 'Porosity',
  'electrode.calendering': 'Calendering',
  'electrode.sizes.D10_um': 'D10',
  'electrode.sizes.D50_um': 'D50',
  'electrode.sizes.D90_um': 'D90',
  'electrode.lateral_um': 'Lateral width',
  'electrode.depth': 'Depth',
  'electrode.crystal': 'Particles are',
  'electrode.texture': 'Crystal orientation',
  'electrode.textureAxis': 'Texture axis (x, y, z)',
  'electrode.textureSpread': 'Texture spread',
  'electrode.coatingShare': 'Share on particles',
  'electrode.rings': 'Rings per neck',
  'electrode.neckScatter': 'Scatter of neck volume',
  'electrode.adhesionScatter': 'Scatter of adhesion',
  'electrode.xScatter': 'Scatter of lithium',
  'electrode.structureFile': 'Structure file',
  'binder.name': 'Name',
  'binder.E_MPa': 'Young’s modulus',
  'binder.nu': 'Poisson’s ratio',
  'binder.yield_MPa': 'Yield stress',
  'binder.strength_MPa': 'Strength',
  'binder.elongation': 'Elongation at break',
  'binder.adhesionNcm_J_m2': 'Adhesion to NCM',
  'binder.adhesionFoil_J_m2': 'Adhesion to foil',
  'binder.strengthNcm_MPa': 'Bond strength, NCM',
  'binder.strengthFoil_MPa': 'Bond strength, foil',
  'binder.shearRatio': 'Shear / tensile bond',
  'binder.toughnessMode': 'Toughness scales',
  'binder.toughness_MPa': 'Toughness, set',
  'binder.wetE': 'Modulus, wet / dry',
  'binder.wetStrength': 'Strength, wet / dry',
  'binder.wetAdhesion': 'Adhesion, wet / dry',
  'binder.thermal_per_K': 'Thermal expansion',
  'active.grade': 'Grade',
  'active.E_MPa': 'Young’s modulus',
  'active.nu': 'Poisson’s ratio',
  'active.friction': 'Friction',
  'active.thermal_per_K': 'Thermal expansion',
  'active.xMin': 'Lithium x, charged',
  'active.xMax': 'Lithium x, discharged',
  'active.strainFactor': 'Lattice strain factor',
  'active.strainModel': 'Lattice strain',
  'process.stages': 'Stages',
  'process.dryShrinkage': 'Drying shrinkage',
  'process.dryE': 'Modulus while drying',
  'process.dryStrength': 'Strength while drying',
  'process.coolFrom_C': 'Cooled from',
  'process.coolTo_C': 'Cooled to',
  'process.foilThermal_per_K': 'Foil expansion',
  'process.calenderStrain': 'Nip strain',
  'process.upperVoltage_V': 'Upper cut-off',
  'process.cycles': 'Cycles',
  'solver.tolerance': 'Force tolerance',
  'solver.overshoot': 'Overshoot',
  'solver.band': 'Failure band',
  'solver.minSteps': 'Fewest steps',
  'solver.energyTolerance': 'Energy tolerance',
  seed: 'Seed',
};

/** Words for the choices of a field; a choice without words is shown as it is. */
export const CHOICES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'electrode.loadingBasis': { active: 'active mass', total: 'total mass' },
  'electrode.crystal': { poly: 'polycrystals', single: 'single crystals' },
  'electrode.texture': { random: 'random', fibre: 'about an axis' },
  'electrode.depth': { slab: 'slab', square: '3D, square' },
  'binder.toughnessMode': { ductility: 'its ductility', strength: 'its strength' },
  'active.strainModel': { tensor: 'as measured', isotropic: 'the same each way' },
  'process.stages': { dry: 'dry', cool: 'cool', calender: 'calender', wet: 'wet', cycle: 'cycle' },
};

/** Names of the sections of a configuration. */
export const SECTIONS: Readonly<Record<string, string>> = {
  electrode: 'Electrode',
  binder: 'Binder film and bonds',
  active: 'Active material',
  process: 'Making and cycling',
  solver: 'Numerics',
};

/** Fields of the card itself; all others stand below “All fields”. */
export const MAIN_FIELDS: readonly string[] = [
  'electrode.ncm_wt',
  'electrode.carbon_wt',
  'electrode.binder_wt',
  'electrode.loading_mg_cm2',
  'electrode.loadingBasis',
  'electrode.thickness_um',
  'electrode.porosity',
  'electrode.calendering',
  'electrode.sizes.D10_um',
  'electrode.sizes.D50_um',
  'electrode.sizes.D90_um',
  'active.grade',
  'process.upperVoltage_V',
  'process.cycles',
  'electrode.lateral_um',
  'electrode.depth',
  'seed',
];

/** Not set by a field of the form: the format, what the preset’s own control sets, files, a measured curve. */
export const NOT_IN_FORM: ReadonlySet<string> = new Set([
  'schema',
  'preset',
  'electrode.structureFile',
  'binder.curve.strain',
  'binder.curve.stress_MPa',
]);

/** Label of a field. */
export function labelOf(path: string): string {
  return LABELS[path] ?? path;
}

/** A label that stands alone: fields whose label says too little outside their group name it. */
export function fullLabel(path: string): string {
  const label = labelOf(path);
  if (/^electrode\.(ncm|carbon|binder)_wt$/.test(path)) return `${label} by weight`;
  if (path.startsWith('electrode.sizes.')) return `Particle size ${label}`;
  if (path.startsWith('binder.')) return `Binder, ${label}`;
  return path.startsWith('active.') && path !== 'active.grade' ? `Active material, ${label}` : label;
}

/** A choice in words. */
export function choiceWords(path: string, choice: string): string {
  return CHOICES[path]?.[choice] ?? choice;
}

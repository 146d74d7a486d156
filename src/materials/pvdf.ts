/** PVDF: the one binder whose numbers come from the literature. All others are ratios to it. */
import { ELECTRODE } from '../config/electrode.js';
import { PROCESS as FIELDS } from '../config/process.js';
import { quantity, standard } from './quantity.js';
import {
  assumed,
  CHEN_2003,
  HANDBOOK,
  JEONG_2025,
  LUO_2018,
  NADIMPALLI_OXIDE,
  PAKHARE_2025,
  PVDF_DATA,
  PVDF_EXPANSION,
} from './sources.js';

const WET_INTERFACE = 'from 0.55 dry to 0.31 J/m² in electrolyte';

/** PVDF film, dried from NMP, and its interfaces. */
export const PVDF = {
  E_MPa: quantity(1200, 'MPa', [800, 2000], PVDF_DATA, 'medium'),
  nu: quantity(0.34, '1', [0.3, 0.4], PVDF_DATA, 'medium'),
  yield_MPa: quantity(35, 'MPa', [30, 50], PVDF_DATA, 'medium'),
  strength_MPa: quantity(45, 'MPa', [35, 55], PVDF_DATA, 'medium'),
  elongation: quantity(
    0.2,
    '1',
    [0.05, 3],
    `${CHEN_2003}; ${PVDF_DATA}`,
    'low',
    'between less than 10 % of films cast from solution, bare or filled with carbon, and 20–300 % of moulded sheet',
  ),
  adhesionNcm_J_m2: quantity(
    0.55,
    'J/m²',
    [0.26, 2.5],
    `${PAKHARE_2025}; ${NADIMPALLI_OXIDE}`,
    'low',
    'measured on Si, taken as the scale for NCM; on an oxidised surface it is 4.5 times higher, and NCM is an oxide',
  ),
  adhesionFoil_J_m2: quantity(
    0.55,
    'J/m²',
    [0.1, 5],
    assumed('as to NCM; peel force is dissipation of coating, foil and tape, so 2F/b is never used'),
    'assumed',
  ),
  strengthNcm_MPa: quantity(
    25,
    'MPa',
    [5, 50],
    assumed(
      'a polymer–oxide bond that opens by some 40 nm before it is lost, below the film’s yield; measured by ' +
        'micro-cantilevers in Iyer et al. 2023, doi:10.1016/j.msea.2023.145352, whose figure was not at hand',
    ),
    'assumed',
    'with 0.55 J/m² the critical opening 2Γ/σ is 44 nm; below yield because PVDF electrodes come off their surfaces',
  ),
  strengthFoil_MPa: quantity(25, 'MPa', [5, 50], assumed('as to NCM'), 'assumed'),
  shearRatio: quantity(2, '1', [1.5, 2.5], LUO_2018, 'medium', 'shear strength almost twice the tensile one'),
  wetE: quantity(
    0.2,
    '1',
    [0.2, 0.6],
    assumed(
      'uptake of 20–35 wt% electrolyte softens PVDF to 0.2–0.6 of its dry modulus; the low end, because a charge ' +
        'takes hours: an elastic estimate overshoots the measured coating stress (arXiv:1511.02445) some four times',
    ),
    'low',
  ),
  wetStrength: quantity(
    0.56,
    '1',
    [0.3, 0.9],
    assumed('as adhesion, so that the critical opening is held'),
    'assumed',
  ),
  wetAdhesion: quantity(0.56, '1', [0.35, 0.9], PAKHARE_2025, 'medium', WET_INTERFACE),
  thermal_per_K: quantity(1.2e-4, '1/K', [0.8e-4, 1.8e-4], PVDF_EXPANSION, 'medium'),
} as const;

/** Densities of the inactive solids. */
export const INACTIVE = {
  binderDensity_g_cm3: quantity(1.78, 'g/cm³', [1.75, 1.8], PVDF_DATA, 'high'),
  carbonDensity_g_cm3: quantity(1.95, 'g/cm³', [1.8, 2.1], `${HANDBOOK} (carbon black)`, 'medium'),
} as const;

/** Aluminium foil. */
export const FOIL = {
  E_MPa: quantity(70e3, 'MPa', [65e3, 72e3], `${HANDBOOK} (aluminium)`, 'high'),
  thermal_per_K: standard(FIELDS.foilThermal_per_K, [2.2e-5, 2.4e-5], `${HANDBOOK} (aluminium)`, 'high'),
  thickness_um: quantity(18, 'µm', [10, 20], assumed('usual foil; not given in the paper'), 'assumed'),
} as const;

/** Drying, calendering and cycling of the paper's electrodes. */
export const PROCESS = {
  dryShrinkage: standard(
    FIELDS.dryShrinkage,
    [0.001, 0.05],
    assumed('free shrinkage after setting; fitted on PVDF alone'),
    'assumed',
    'the smallest value, in steps of 0.0025, at which PVDF on paper-10 has a parting crack as made with each of 8 seeds',
  ),
  dryE: standard(
    FIELDS.dryE,
    [0.05, 0.6],
    assumed('gel that still holds solvent, softer than the film'),
    'assumed',
  ),
  dryStrength: standard(
    FIELDS.dryStrength,
    [0.1, 0.8],
    assumed('gel that still holds solvent, weaker than the film'),
    'assumed',
  ),
  coolFrom_C: standard(
    FIELDS.coolFrom_C,
    [110, 130],
    `${JEONG_2025}: dried at 120 °C in vacuum overnight`,
    'high',
  ),
  coolTo_C: standard(FIELDS.coolTo_C, [20, 30], assumed('room temperature'), 'assumed'),
  calendering: standard(
    ELECTRODE.calendering,
    [0.25, 0.35],
    `${JEONG_2025}: pressed to 70 % of its thickness`,
    'high',
  ),
  calenderStrain: standard(
    FIELDS.calenderStrain,
    [0, 0.02],
    assumed('elastic–plastic part of the last stroke in the nip; the rest is in the packing'),
    'assumed',
  ),
  upperVoltage_V: standard(
    FIELDS.upperVoltage_V,
    [4.3, 4.31],
    `${JEONG_2025}: 3.0–4.3 V against lithium`,
    'high',
  ),
} as const;

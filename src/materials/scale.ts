/**
 * The two axes of the design map. Toughness U: the ductility scales at given strength, or the strength
 * at given ductility. Adhesion Γ: the interface strength follows, the critical opening being held.
 */

import type { BinderConfig } from '../config/config-types.js';
import { InputError } from '../core/errors.js';
import { curveAsGiven, type FilmCurve } from './film-shape.js';
import { plasticWork } from './hardening.js';

/**
 * The film with another toughness.
 *
 * `ductility`: modulus, yield and strength stay, all plastic strains scale by one factor. Below the
 * elastic energy strength²/2E there is nothing plastic left to take away: the film is brittle and breaks
 * at √(2EU). A brittle film made tougher flows at its strength.
 * `strength`: the elongation stays, all stresses scale by one factor, solved for; at most Eε_b²/2 can be had.
 * An override already in `binder.toughness_MPa` is replaced.
 * @param U toughness wanted, MPa (= MJ/m³).
 * @throws InputError where no film of that elongation can have that toughness, or U is not positive.
 */
export function scaleToughness(
  binder: BinderConfig,
  U: number,
  mode: BinderConfig['toughnessMode'] = binder.toughnessMode,
): BinderConfig {
  if (!(U > 0) || !Number.isFinite(U)) {
    throw new InputError({
      field: 'binder.toughness_MPa',
      value: U,
      unit: 'MPa',
      allowed: 'above 0',
      hint: 'Area under the tensile curve; 1 MPa is 1 MJ/m³.',
    });
  }
  const curve = curveAsGiven(binder);
  return mode === 'ductility' ? scaleDuctility(binder, curve, U) : scaleStrength(binder, curve, U);
}

function scaleDuctility(binder: BinderConfig, curve: FilmCurve, U: number): BinderConfig {
  const strength = curve.strength_MPa;
  const elastic = (strength * strength) / (2 * curve.E_MPa);
  if (U <= elastic) return brittleFilm(binder, Math.sqrt(2 * curve.E_MPa * U));
  if (curve.brittle) {
    const plastic = (U - elastic) / strength;
    return film(binder, [0, plastic], [strength, strength]);
  }
  const factor = (U - elastic) / plasticWork(curve.plasticStrain, curve.flowStress);
  return film(
    binder,
    curve.plasticStrain.map((e) => e * factor),
    curve.flowStress,
  );
}

function scaleStrength(binder: BinderConfig, curve: FilmCurve, U: number): BinderConfig {
  const { E_MPa: E, strength_MPa: strength, elongation, plasticStrainAtBreak: plastic } = curve;
  const most = (E * elongation * elongation) / 2;
  if (U > most * (1 + 1e-9)) {
    throw new InputError({
      field: 'binder.toughness_MPa',
      value: U,
      unit: 'MPa',
      allowed: `up to ${most.toPrecision(4)} with E ${E} MPa and elongation ${elongation.toPrecision(4)}`,
      hint: "Use toughnessMode 'ductility', or a film with a larger elongation.",
    });
  }
  if (curve.brittle) return brittleFilm(binder, Math.sqrt(2 * E * U));
  // s·ε_b·m + s²·σ(σ/2 − m)/E = U, m the mean flow stress over plastic strain.
  const mean = plasticWork(curve.plasticStrain, curve.flowStress) / plastic;
  const a = (strength * (strength / 2 - mean)) / E;
  const b = elongation * mean;
  const s = (2 * U) / (b + Math.sqrt(Math.max(0, b * b + 4 * a * U)));
  const left = elongation - (s * strength) / E;
  // All of the elongation is elastic: the film breaks there, with the area of its elastic line.
  if (!(left > 0)) return brittleFilm(binder, Math.sqrt(2 * E * U));
  return film(
    binder,
    curve.plasticStrain.map((e) => (e * left) / plastic),
    curve.flowStress.map((f) => f * s),
  );
}

function brittleFilm(binder: BinderConfig, strength: number): BinderConfig {
  const elongation = strength / binder.E_MPa;
  return {
    ...binder,
    yield_MPa: strength,
    strength_MPa: strength,
    elongation,
    curve: null,
    toughness_MPa: null,
  };
}

function film(binder: BinderConfig, plastic: readonly number[], flow: readonly number[]): BinderConfig {
  const E = binder.E_MPa;
  const last = flow.length - 1;
  const curve =
    binder.curve === null && last === 1
      ? null
      : { strain: [0, ...plastic.map((e, i) => e + flow[i] / E)], stress_MPa: [0, ...flow] };
  return {
    ...binder,
    yield_MPa:
      binder.curve === null ? flow[0] : (binder.yield_MPa * flow[0]) / curveAsGiven(binder).flowStress[0],
    strength_MPa: flow[last],
    elongation: plastic[last] + flow[last] / E,
    curve,
    toughness_MPa: null,
  };
}

/**
 * The binder with another adhesion to NCM. Its interface strength scales with it, so that the critical
 * opening 2Γ/σ stays. The foil keeps its own bond unless `foil` is `scale`.
 * @param adhesion fracture energy of the bond to NCM, J/m².
 */
export function scaleAdhesion(
  binder: BinderConfig,
  adhesion: number,
  foil: 'keep' | 'scale' = 'keep',
): BinderConfig {
  if (!(adhesion > 0) || !Number.isFinite(adhesion)) {
    throw new InputError({
      field: 'binder.adhesionNcm_J_m2',
      value: adhesion,
      unit: 'J/m²',
      allowed: 'above 0',
      hint: 'Fracture energy of the bond itself; a peel force is not one.',
    });
  }
  const factor = adhesion / binder.adhesionNcm_J_m2;
  const onNcm = { ...binder, adhesionNcm_J_m2: adhesion, strengthNcm_MPa: binder.strengthNcm_MPa * factor };
  if (foil === 'keep') return onNcm;
  return {
    ...onNcm,
    adhesionFoil_J_m2: binder.adhesionFoil_J_m2 * factor,
    strengthFoil_MPa: binder.strengthFoil_MPa * factor,
  };
}

/** Configuration → constants of the engine. */

import type { Config } from '../config/config-types.js';
import type { EngineMaterial } from '../core/engine.js';
import { filmCurve } from '../materials/film-curve.js';
import { strainTable } from '../materials/lattice.js';

/** Constants of the engine for a configuration (dry film; stages bring the factors). */
export function engineMaterial(config: Config): EngineMaterial {
  const { binder, active } = config;
  const film = filmCurve(binder);
  // The core reads the table from x = 1 downwards.
  const table = strainTable(active.grade);
  const lattice = {
    x: Array.from(table.x).reverse(),
    epsA: Array.from(table.epsA).reverse(),
    epsC: Array.from(table.epsC).reverse(),
  };
  return {
    eFilm: film.E_MPa,
    nu: binder.nu,
    strength: film.strength_MPa,
    toughness: film.toughness_MPa,
    plasticStrain: film.plasticStrainAtBreak > 0 ? film.plasticStrain : [],
    flowStress: film.plasticStrainAtBreak > 0 ? film.flowStress : [],
    epsBreak: film.plasticStrainAtBreak,
    sigmaNcm: binder.strengthNcm_MPa,
    sigmaFoil: binder.strengthFoil_MPa,
    gammaNcm: binder.adhesionNcm_J_m2,
    gammaFoil: binder.adhesionFoil_J_m2,
    beta: binder.shearRatio,
    eParticle: active.E_MPa,
    nuParticle: active.nu,
    friction: active.friction,
    lattice,
    strainFactor: active.strainFactor,
    isotropic: active.strainModel === 'isotropic',
  };
}

/** Configuration → constants of the engine. */

import type { Config } from '../config/config-types.js';
import { type EngineMaterial, slotsFrom } from '../core/engine.js';
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
    plasticStrain: film.plasticStrainAtBreak > 0 ? film.plasticStrain : [],
    flowStress: film.plasticStrainAtBreak > 0 ? film.flowStress : [],
    epsBreak: film.plasticStrainAtBreak,
    ...slotsFrom(config),
    eParticle: active.E_MPa,
    nuParticle: active.nu,
    lattice,
    isotropic: active.strainModel === 'isotropic',
  };
}

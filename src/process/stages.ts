/**
 * The stages of an electrode's life as targets of the load (docs/theory.md §4): dry, cool, calender, wet,
 * then charge and discharge. A stage is one or more legs, each run to equilibrium with its avalanche.
 */

import type { Config } from '../config/config-types.js';
import type { Load } from '../core/engine.js';
import { voltageToX } from '../materials/lattice.js';

/** One monotone piece of a stage. */
export interface Leg {
  /** What changes; the rest of the load stays. */
  readonly change: Partial<Load>;
  /** Lower the plate by this much (µm) from where it first touches, instead of to a given place. */
  readonly press_um?: number;
  /** New factors at unchanged tractions before the leg begins (the binder sets). */
  readonly solidify?: { readonly fE: number; readonly fY: number; readonly fG: number };
}

/** A stage of the electrode's life. */
export interface Stage {
  readonly name: 'dry' | 'cool' | 'calender' | 'wet' | 'charge' | 'discharge';
  readonly cycle: number;
  readonly legs: readonly Leg[];
  /** Cell voltage at its end, V. */
  readonly voltage_V: number | null;
}

/** Factors on the binder before it has set. */
export function settingFactors(config: Config): { fE: number; fY: number; fG: number } {
  const { process } = config;
  return process.stages.includes('dry')
    ? { fE: process.dryE, fY: process.dryStrength, fG: process.dryStrength }
    : { fE: 1, fY: 1, fG: 1 };
}

function coolStage(config: Config): Stage {
  const { process, binder, active } = config;
  const drop = process.coolTo_C - process.coolFrom_C;
  const foil = process.foilThermal_per_K * drop;
  return {
    name: 'cool',
    cycle: 0,
    voltage_V: null,
    legs: [
      {
        change: {
          shrink: dryShrinkage(config) - binder.thermal_per_K * drop,
          thermal: active.thermal_per_K * drop,
          cell: [foil, foil, 0, 0, 0, 0],
        },
      },
    ],
  };
}

/** The stage, with the binder set before its first leg. */
function set(stage: Stage): Stage {
  const [first, ...rest] = stage.legs;
  return { ...stage, legs: [{ ...first!, solidify: { fE: 1, fY: 1, fG: 1 } }, ...rest] };
}

function dryShrinkage(config: Config): number {
  return config.process.stages.includes('dry') ? config.process.dryShrinkage : 0;
}

function cycleStages(config: Config): Stage[] {
  const { process, active } = config;
  const low = voltageToX(process.upperVoltage_V, active.grade, active.xMin).x;
  const out: Stage[] = [];
  for (let cycle = 1; cycle <= process.cycles; cycle++) {
    out.push({
      name: 'charge',
      cycle,
      voltage_V: process.upperVoltage_V,
      legs: [{ change: { lithium: low } }],
    });
    out.push({ name: 'discharge', cycle, voltage_V: 3.0, legs: [{ change: { lithium: active.xMax } }] });
  }
  return out;
}

/** The stages of a configuration, in order. `height` of the coating, µm. */
export function stagesOf(config: Config, height: number): Stage[] {
  const { process, binder } = config;
  const stage = (name: Config['process']['stages'][number]): Stage[] => {
    switch (name) {
      case 'dry':
        return [{ name, cycle: 0, voltage_V: null, legs: [{ change: { shrink: process.dryShrinkage } }] }];
      case 'cool':
        return [coolStage(config)];
      case 'calender':
        return [
          {
            name,
            cycle: 0,
            voltage_V: null,
            legs: [{ change: {}, press_um: process.calenderStrain * height }, { change: { plate: 0 } }],
          },
        ];
      case 'wet':
        return [
          {
            name,
            cycle: 0,
            voltage_V: null,
            legs: [{ change: { fE: binder.wetE, fY: binder.wetStrength, fG: binder.wetAdhesion } }],
          },
        ];
      case 'cycle':
        return cycleStages(config);
    }
  };
  // Once dry the binder has set: whatever comes next acts on the film.
  return process.stages.flatMap(stage).map((s, k, all) => (all[k - 1]?.name === 'dry' ? set(s) : s));
}

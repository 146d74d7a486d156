/** A stage's result: measures of the present state next to the ledger's gain since the stage began. */

import type { Electrode } from '../build/electrode.js';
import type { Engine } from '../core/engine.js';
import type { LedgerSummary, StageResult } from '../model/result.js';
import { takeFrame } from '../observe/frame.js';
import {
  brokenSummary,
  type ConductanceReference,
  type CrackMeter,
  coatingStress,
  conductance,
  conductanceReference,
  connectedActive,
  crackMeter,
  delaminatedFoil,
  measureCracks,
} from '../observe/measure/index.js';
import type { Frame } from '../observe/quantities.js';
import type { Stage } from './stages.js';

/** What the measures need of the as-built electrode, prepared once. */
export interface Meters {
  readonly cracks: CrackMeter;
  readonly conductance: ConductanceReference;
}

export function prepareMeters(e: Electrode): Meters {
  const geometry = {
    height_um: e.height_um,
    area_um2: e.area_um2,
    depth_um: e.depth_um,
    slab: e.summary.slab,
  };
  return { cracks: crackMeter(e.network, geometry), conductance: conductanceReference(e.network) };
}

/** The ledger's gain since `start`. */
export function ledgerGain(start: Record<string, number>, now: Record<string, number>): LedgerSummary {
  const gain = (k: string): number => now[k] - (start[k] ?? 0);
  const booked =
    gain('elastic') +
    gain('plastic') +
    gain('adhesive') +
    gain('cohesive') +
    gain('friction') +
    gain('released');
  // A stage that does next to nothing is measured against a millionth of the work since the start.
  const scale = Math.max(gain('absWork'), 1e-6 * now.absWork!);
  return {
    work: gain('work'),
    elastic: gain('elastic'),
    plastic: gain('plastic'),
    adhesive: gain('adhesive'),
    cohesive: gain('cohesive'),
    friction: gain('friction'),
    released: gain('released'),
    imbalance: scale > 0 ? Math.abs(gain('work') - booked) / scale : 0,
  };
}

/** Frame and result of a stage that has just ended. */
export function stageResult(
  engine: Engine,
  e: Electrode,
  meters: Meters,
  stage: Stage,
  index: number,
  start: Record<string, number>,
  residual: number,
): { frame: Frame; result: StageResult } {
  const raw = takeFrame(engine, { stage: stage.name, cycle: stage.cycle, fraction: 1 });
  const cracks = measureCracks(meters.cracks, raw);
  const frame: Frame = { ...raw, cluster: cracks.cluster };
  const now = engine.ledger() as Record<string, number>;
  const stress = coatingStress(e.network, engine.f64('force'), e.area_um2 * e.height_um);
  const count = (k: string): number => now[k] - (start[k] ?? 0);
  const result: StageResult = {
    name: stage.name,
    cycle: stage.cycle,
    voltage_V: stage.voltage_V,
    x: engine.load().lithium,
    cracks: cracks.summary,
    broken: brokenSummary(e.network, frame),
    born: brokenSummary(e.network, frame, index),
    delaminatedFoil: delaminatedFoil(e.network, frame.mode),
    connectedActive: connectedActive(e.network, frame.mode),
    conductance: conductance(e.network, frame, meters.conductance).relative,
    stress_MPa: stress[0],
    stressTensor_MPa: Array.from(stress),
    energy_pJ: ledgerGain(start, now),
    solver: { loadSteps: count('steps'), iterations: count('cg'), residual, events: count('events') },
  };
  return { frame, result };
}

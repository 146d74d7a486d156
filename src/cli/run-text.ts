/** What a run has found, in a table and a sentence. */
import type { RunResult, StageResult } from '../model/result.js';
import { stageLabel } from '../model/stage.js';
import { runVerdict } from '../output/report/run-verdict.js';
import { num, percent, table, wrap } from './format.js';

const HEAD = [
  'stage',
  'U/V',
  'x',
  'cracks',
  'length mm/mm²',
  'diffuse mm/mm²',
  'largest µm',
  'opening µm',
  'broken',
  'NCM',
  'foil',
  'binder',
  'foil off',
  'tied',
  'conduct.',
  'σ MPa',
  'imbalance',
];

function row(s: StageResult): string[] {
  return [
    stageLabel(s),
    num(s.voltage_V),
    num(s.x),
    String(s.cracks.parting),
    num(s.cracks.length_mm_per_mm2),
    num(s.cracks.diffuse_mm_per_mm2),
    num(s.cracks.largest_um),
    num(s.cracks.opening_um_max),
    percent(s.broken.fraction),
    String(s.broken.adhesiveNcm),
    String(s.broken.adhesiveFoil),
    String(s.broken.cohesive),
    percent(s.delaminatedFoil),
    percent(s.connectedActive),
    num(s.conductance),
    num(s.stress_MPa),
    s.energy_pJ.imbalance.toExponential(0),
  ];
}

/** The network in one line and the stages as a table. */
export function stagesTable(result: RunResult): string {
  const { network: n } = result;
  const size = `${num(n.lateral_um[0], 4)} × ${n.slab ? 'slab' : num(n.lateral_um[1], 4)} µm`;
  const line = `${n.particles} particles, ${n.ligaments} ligaments, ${size}, ${num(n.thickness_um)} µm thick, porosity ${num(n.porosity)}, coordination ${num(n.coordination)}`;
  const legend =
    'cracks, length: cracks that part the coating; diffuse: all that is broken, as a length; ' +
    'largest: extent of the largest cluster of three or more broken ligaments; NCM, foil, binder: ligaments broken at that interface or in the binder; ' +
    'tied: active mass still held to the foil; conduct.: conductance relative to as built (a proxy)';
  const warnings = result.warnings.map((w) => `Warning: ${w}\n`).join('');
  return `${line}\n\n${table(HEAD, result.stages.map(row))}${wrap(legend)}${warnings}`;
}

/** Whether this one electrode cracks, when, how, and what is left; and how to ask how many do. */
export function verdict(result: RunResult): string {
  const words = runVerdict(result);
  return words === ''
    ? ''
    : wrap(`Verdict: ${words} Add --seeds 6 to see how often electrodes of this recipe crack.`);
}

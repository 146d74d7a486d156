/** A moment in words, and moments as a table. */
import { stageLabel } from '../../model/stage.js';
import { human, percent } from '../../output/number.js';
import type { Table } from '../../output/table.js';
import type { Moment } from '../../process/moments.js';
import { positionOf } from './bands.js';

/** When a moment is: `as built`, `charge 1, 67 % of the load`, `end of charge 1`. */
export function placeWords(moment: Pick<Moment, 'stage' | 'cycle' | 'stageIndex' | 'fraction'>): string {
  if (moment.stageIndex < 0) return 'as built';
  const stage = stageLabel({ name: moment.stage, cycle: moment.cycle });
  if (moment.fraction >= 1) return `end of ${stage}`;
  return `${stage}, ${Math.max(1, Math.min(99, Math.round(100 * moment.fraction)))} % of the load`;
}

/** Parting cracks with their length, or that there is none. */
export function crackWords({ cracks }: Pick<Moment, 'cracks'>): string {
  const { parting, length_mm_per_mm2: length, diffuse_mm_per_mm2: diffuse } = cracks;
  if (parting > 0) return `${parting} parting crack${parting > 1 ? 's' : ''}, ${human(length, 2)} mm/mm²`;
  return diffuse > 0 ? `no parting crack, ${human(diffuse, 2)} mm/mm² of diffuse damage` : 'no crack';
}

/** A moment as one sentence with units. */
export function momentWords(moment: Moment): string {
  const { voltage_V, x, connectedActive } = moment;
  const where = [placeWords(moment)];
  if (voltage_V !== null) where.push(`${voltage_V.toFixed(2)} V`, `x = ${x.toFixed(2)}`);
  return `${where.join(', ')}: ${crackWords(moment)}, ${percent(connectedActive)} tied to the foil`;
}

/** One row a moment, units in the names. */
export function momentsTable(moments: readonly Moment[]): Table {
  const real = (name: string, value: (m: Moment) => number | null) => ({
    name,
    type: 'double' as const,
    values: moments.map(value),
  });
  const whole = (name: string, value: (m: Moment) => number) => ({
    name,
    type: 'int' as const,
    values: moments.map(value),
  });
  return [
    whole('moment', (m) => moments.indexOf(m)),
    { name: 'stage', type: 'string', values: moments.map((m) => m.stage) },
    whole('cycle', (m) => m.cycle),
    real('stage_fraction', (m) => m.fraction),
    real('life_position_stages', positionOf),
    real('potential_V', (m) => m.voltage_V),
    real('x_lithium', (m) => m.x),
    real('lattice_a_A', (m) => m.lattice_A?.a ?? null),
    real('lattice_c_A', (m) => m.lattice_A?.c ?? null),
    real('strain_a', (m) => m.epsA),
    real('strain_c', (m) => m.epsC),
    whole('cracks_count', (m) => m.cracks.count),
    whole('cracks_parting', (m) => m.cracks.parting),
    real('cracks_length_mm_per_mm2', (m) => m.cracks.length_mm_per_mm2),
    real('cracks_diffuse_mm_per_mm2', (m) => m.cracks.diffuse_mm_per_mm2),
    real('cracks_opening_um_max', (m) => m.cracks.opening_um_max),
    whole('broken_total', (m) => m.broken.total),
    whole('broken_adhesiveNcm', (m) => m.broken.adhesiveNcm),
    whole('broken_adhesiveFoil', (m) => m.broken.adhesiveFoil),
    whole('broken_cohesive', (m) => m.broken.cohesive),
    real('broken_fraction', (m) => m.broken.fraction),
    real('connected_active_fraction', (m) => m.connectedActive),
    real('stress_MPa', (m) => m.stress_MPa),
  ];
}

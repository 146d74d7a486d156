/** A moment in words, and moments as a table. */
import { stageLabel } from '../../model/stage.js';
import { atMoment } from '../../observe/measures.js';
import { human, percent } from '../../output/number.js';
import { CELL_TYPE, type Cell, type Column, type Table } from '../../output/table.js';
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
  const make = (name: string, type: Column['type'], value: (m: Moment) => Cell): Column => ({
    ...{ name, type },
    values: moments.map(value),
  });
  return [
    make('moment', 'int', (m) => moments.indexOf(m)),
    make('stage', 'string', (m) => m.stage),
    make('cycle', 'int', (m) => m.cycle),
    make('stage_fraction', 'double', (m) => m.fraction),
    make('life_position_stages', 'double', positionOf),
    ...atMoment('table').map((q) => make(q.column, CELL_TYPE[q.type], q.read)),
  ];
}

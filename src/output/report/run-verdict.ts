/** What one run has found, in a sentence: whether it cracks, when, how, and what is left. */
import type { Config } from '../../model/config-types.js';
import type { BrokenSummary, RunResult } from '../../model/result.js';
import { asMadeStage, stageLabel } from '../../model/stage.js';
import { human, percent } from '../number.js';

/** Where most of the broken ligaments gave way. */
function modeWords(broken: BrokenSummary): string {
  const modes: [string, number][] = [
    ['at the NCM interface', broken.adhesiveNcm],
    ['at the foil', broken.adhesiveFoil],
    ['through the binder itself', broken.cohesive],
  ];
  return (modes.sort((a, b) => b[1] - a[1])[0] as [string, number])[0];
}

/** One sentence on a run; empty when it has no stage. */
export function runVerdict(result: RunResult): string {
  const { stages } = result;
  const end = stages.at(-1);
  if (end === undefined) return '';
  const config = result.input as Config;
  const who = `${config.binder.name}${config.preset === null ? '' : ` on ${config.preset}`}`;
  const first = stages.find((s) => s.cracks.parting > 0);
  const made = asMadeStage(stages);
  const tied = `${percent(end.connectedActive)} of the active mass is still tied to the foil`;
  if (first === undefined) {
    const broken =
      end.broken.total === 0
        ? 'no ligament breaks'
        : `${percent(end.broken.fraction)} of the ligaments break, most ${modeWords(end.broken)}`;
    return `${who} does not crack through: ${broken}, and ${tied}.`;
  }
  const length = human(end.cracks.length_mm_per_mm2);
  const asMade =
    made !== null && made.cracks.parting > 0
      ? `${human(made.cracks.length_mm_per_mm2)} mm/mm² as made and ${length} mm/mm² at the end`
      : `${length} mm/mm² at the end, none as made`;
  return `${who} cracks first in ${stageLabel(first)}: ${asMade}; ligaments break mostly ${modeWords(end.broken)}, and ${tied}.`;
}

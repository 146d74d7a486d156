/** What one run has found, in words: whether it cracks, when, how, and what is left. */
import type { Config } from '../../config/config-types.js';
import { stageFacts } from '../../config/steps/index.js';
import type { BrokenSummary, RunResult, StageResult } from '../../model/result.js';
import { asMadeStage, stageLabel } from '../../model/stage.js';
import { configTitle } from '../../model/title.js';
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

/** A stage as a time: `while it dries`, `on charge 1`, `in the calender (calender 2)`. */
function when(stage: StageResult): string {
  const words = stageFacts(stage.name)?.when;
  if (words === undefined) return `on ${stageLabel(stage)}`;
  return / \d+$/.test(stage.name) ? `${words} (${stage.name})` : words;
}

/** `3 cracks, 7.14 mm/mm²`. */
function cracksOf({ cracks }: StageResult): string {
  const { parting, length_mm_per_mm2: length } = cracks;
  return `${parting} crack${parting === 1 ? '' : 's'}, ${human(length)} mm/mm²`;
}

/** What still holds, and what of the foil does not. */
function holdWords(end: StageResult): string {
  const tied = `${percent(end.connectedActive)} of the active mass is still tied to the foil`;
  if (end.delaminatedFoil < 0.005) return tied;
  return `${tied}, though the binder has come off ${percent(end.delaminatedFoil)} of its area there`;
}

/** What is said of one seed is not said of all. */
const ONE = 'This electrode, one of many:';

/**
 * Two or three sentences on a run: whether this one electrode cracks, when, how much, how, and what is left; empty when
 * it has no stage. It is no answer for its recipe: another seed may give another.
 */
export function runVerdict(result: RunResult): string {
  const { stages } = result;
  const end = stages.at(-1);
  if (end === undefined) return '';
  const who = configTitle(result.input as Config);
  const first = stages.find((s) => s.cracks.parting > 0);
  if (first === undefined) {
    const broken =
      end.broken.total === 0
        ? 'no ligament breaks'
        : `${percent(end.broken.fraction)} of the ligaments break, most ${modeWords(end.broken)}`;
    return `${ONE} ${who} does not crack through. ${sentence(broken)}, and ${holdWords(end)}.`;
  }
  const made = asMadeStage(stages);
  const start = made !== null && made.cracks.parting > 0 ? `as made it has ${cracksOf(made)}` : '';
  const later =
    made === end ? '' : `${start && ', '}at the end ${start === '' ? 'it has ' : ''}${cracksOf(end)}`;
  return `${ONE} ${who} cracks through ${when(first)}; ${start}${later}. Ligaments break mostly ${modeWords(end.broken)}; ${holdWords(end)}.`;
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What the odds are, in words. */
import type { Config } from '../config/config-types.js';
import { entryOf } from '../config/steps/index.js';
import { cutoffOf } from '../model/cutoff.js';
import { makingOf } from '../model/stage.js';
import { configTitle } from '../model/title.js';
import { human, percent } from '../output/number.js';
import type { MomentOdds, Odds } from './document.js';
import { LEVEL, type OddsWord } from './statistics.js';

/** What each word stands for at the head of a sentence. */
const HEADS: Readonly<Record<OddsWord, string>> = {
  yes: 'Yes',
  likely: 'Likely',
  open: 'Open',
  unlikely: 'Unlikely',
  no: 'No',
};

/** `(1.9 ± 0.7 mm/mm²)`. */
function lengthWords({ length: { mean, se } }: MomentOdds): string {
  return `(${human(mean, 2)}${se === null ? '' : ` ± ${human(se, 2)}`} mm/mm²)`;
}

/** `3 of 6 electrodes`. */
function countWords({ cracked, of }: MomentOdds): string {
  return `${cracked} of ${of} ${of === 1 ? 'electrode' : 'electrodes'}`;
}

/** When the last stage was: `once charged to 4.3 V`, `after 3 cycles to 4.3 V`, or `at the end`. */
export function endWords(config: Config): string {
  const cutoff = cutoffOf(config);
  const last = entryOf(config.process.stages.at(-1))[0];
  if (cutoff === null || last !== 'cycle') return 'at the end';
  const { voltage_V, cycles } = cutoff;
  return cycles === 1 ? `once charged to ${voltage_V} V` : `after ${cycles} cycles to ${voltage_V} V`;
}

/** Whether a run ends with the making of the electrode. */
function onlyMade({ process }: Config): boolean {
  return makingOf(process.stages, (s) => entryOf(s)[0]).length === process.stages.length;
}

/**
 * `Likely: PVDF on paper-10 cracks in 3 of 6 electrodes as made (1.9 ± 0.7 mm/mm²), in 5 of 6 once charged to 4.3 V
 * (4.8 ± 1 mm/mm²). Of all electrodes like these, 50 % to 97 % crack (90 % interval).`
 */
export function oddsWords(
  config: Config,
  { asMade, end, failed, seeds }: Pick<Odds, 'asMade' | 'end' | 'failed' | 'seeds'>,
): string {
  const who = configTitle(config);
  const both = asMade !== null && !onlyMade(config);
  const first = both
    ? `${countWords(asMade)} as made ${lengthWords(asMade)}, in ${end.cracked} of ${end.of} ${endWords(config)} ${lengthWords(end)}`
    : `${countWords(end)} ${asMade === null ? 'at the end' : 'as made'} ${lengthWords(end)}`;
  const [low, high] = end.share;
  const of = `Of all electrodes like ${end.of === 1 ? 'this' : 'these'}, ${percent(low)} to ${percent(high)} crack (${percent(LEVEL)} interval).`;
  const few = end.of < 3 ? ` ${end.of === 1 ? 'One electrode says' : 'Two electrodes say'} little.` : '';
  const lost = failed === 0 ? '' : ` ${failed} more of ${seeds.length} could not be computed.`;
  return `${HEADS[end.word]}: ${who} cracks in ${first}. ${of}${few}${lost}`;
}

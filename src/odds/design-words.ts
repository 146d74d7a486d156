/** What was found of a value, in words. */
import { filmCurve } from '../materials/film-curve.js';
import { configTitle } from '../model/title.js';
import { human, percent } from '../output/number.js';
import type { Design } from './design-document.js';
import { shareInterval } from './statistics.js';
import { varied } from './vary.js';
import { endWords } from './words.js';

/** What stays as the user has it, where it is another property of the binder. */
function heldWords({ input: { binder }, vary }: Pick<Design, 'input' | 'vary'>): string {
  if (vary === 'toughness') return ` at its adhesion of ${human(binder.adhesionNcm_J_m2)} J/m²`;
  return vary === 'adhesion' ? ` at its toughness of ${human(filmCurve(binder).toughness_MPa)} MPa` : '';
}

/** With none cracked, the fewest seeds that show a share to be small enough; null: more than a thousand. */
function seedsNeeded(share: number): number | null {
  for (let n = 1; n <= 1000; n++) if (shareInterval(0, n)[1] <= share) return n;
  return null;
}

/** `For at most 10 % of … to crack as made, PVDF on paper-10 needs at least 12 MPa of toughness …`. */
export function designWords(design: Omit<Design, 'words'>): string {
  const { input, vary, unit, status, value, interval, bounded, share, moment, range, there, level } = design;
  const { name, more } = varied(vary);
  const up = more === 'cracks less';
  // The cut-off of the configuration is not that which is looked for.
  const late = vary === 'voltage' ? 'once charged' : endWords(input);
  const when = moment === 'asMade' ? 'as made' : late;
  const goal = `at most ${percent(share)} of the electrodes with ${configTitle(input)} to crack ${when}`;
  const at = `${there.cracked} of ${there.of} crack there`;
  const [low, high] = range;
  const span = `${human(low)} to ${human(high)} ${unit}`;
  const held = heldWords(design);
  const tail = [boundWords(design), monotoneWords(design), failedWords(design)].filter(Boolean);
  const all = (first: string): string => [first, ...tail].join(' ');
  if (status === 'none in range') {
    const best = `${human(up ? high : low)} ${unit}`;
    return all(`For ${goal}, no ${name} from ${span} is enough${held}: even at ${best}, ${at}.`);
  }
  if (status === 'all in range') {
    const worst = `${human(up ? low : high)} ${unit}`;
    return all(`For ${goal}, any ${name} from ${span} will do${held}: even at ${worst}, ${at}.`);
  }
  const [from, to] = interval.map((v) => human(v));
  const open = bounded.every((b) => b) ? '' : ', where the range ends';
  return all(
    `For ${goal}, the ${name} has to be at ${up ? 'least' : 'most'} ${human(value)} ${unit}${held} (${percent(level)} interval ${from} to ${to}${open}); ${at}.`,
  );
}

function boundWords({ status, bounded, vary, share, seeds }: Omit<Design, 'words'>): string {
  const safe = bounded[varied(vary).more === 'cracks less' ? 1 : 0];
  if (status === 'none in range' || safe) return '';
  const needed = seedsNeeded(share);
  const few =
    needed !== null && needed > seeds ? `: with ${percent(share)} that takes at least ${needed}` : '';
  return `${seeds} seeds do not bound it on the safe side${few}.`;
}

function monotoneWords({ notMonotone, seeds, vary }: Omit<Design, 'words'>): string {
  if (notMonotone === 0) return '';
  const { name, more } = varied(vary);
  const way = more === 'cracks less' ? 'more' : 'less';
  return `It is not that simple: ${notMonotone} of ${seeds} seeds crack with ${way} ${name} though they hold with ${way === 'more' ? 'less' : 'more'}.`;
}

function failedWords({ failed, runs }: Omit<Design, 'words'>): string {
  return failed === 0 ? '' : `${failed} of ${runs} runs could not be computed and count nowhere.`;
}

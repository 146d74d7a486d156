/** Which stages of a run are written and drawn. */
import { didYouMean } from '../config/nearest.js';
import { InputError } from '../core/errors.js';
import { stageLabel } from '../model/stage.js';

/** What a frame, or a stage that is still to run, is known by. */
interface Named {
  readonly stage: string;
  readonly cycle: number;
}

/** A frame with its number in the whole run, 0 as built. */
export interface Numbered<F extends Named> {
  readonly frame: F;
  readonly index: number;
}

/** `charge 2` of a frame. */
function frameLabel({ stage, cycle }: Named): string {
  return stageLabel({ name: stage, cycle });
}

const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[-_:\s]+/g, ' ');

/**
 * The frames of a list such as `built, dry, charge 2`: a stage without a cycle stands for all of its cycles, `last` for
 * the run's end, `all` for all of them.
 *
 * @throws InputError naming a stage that the run does not have.
 */
export function framesOf<F extends Named>(frames: readonly F[], list: string): Numbered<F>[] {
  const all = frames.map((frame, index) => ({ frame, index }));
  const labels = [...new Set(frames.flatMap((f) => [f.stage, frameLabel(f)]))];
  const wanted = list.split(',').map(plain);
  const taken = new Set<number>();
  for (const name of wanted) {
    const found =
      name === 'all'
        ? all
        : name === 'last'
          ? all.slice(-1)
          : all.filter(({ frame }) => [plain(frame.stage), plain(frameLabel(frame))].includes(name));
    if (found.length === 0) {
      const hint = didYouMean(name, labels).replace(/^See.*/, '');
      const allowed = `${labels.join(', ')}, last or all`;
      throw new InputError({ field: '--stage', value: name, allowed, ...(hint ? { hint } : {}) });
    }
    for (const { index } of found) taken.add(index);
  }
  return all.filter(({ index }) => taken.has(index));
}

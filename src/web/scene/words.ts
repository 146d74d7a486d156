/** A picture in words, for those who do not see it. */
import { stageLabel } from '../../model/stage.js';
import { ligamentIndices } from '../../observe/geometry.js';
import { shownLabel } from '../../observe/lists.js';
import { human } from '../../output/number.js';
import type { Moment } from '../../process/moments.js';
import { modeCounts } from './legend.js';
import type { Subject } from './options.js';
import type { Scale } from './quantity.js';

/** Name of a moment: `charge 1, 4.3 V, x = 0.2`. */
export function momentLabel(moment: Moment): string {
  if (moment.stageIndex < 0) return 'as built';
  const name = stageLabel({ name: moment.stage, cycle: moment.cycle });
  const done = moment.fraction < 1 ? ` (${human(100 * moment.fraction, 2)} %)` : '';
  const cell = moment.voltage_V === null ? '' : `, ${human(moment.voltage_V)} V, x = ${human(moment.x)}`;
  return `${name}${done}${cell}`;
}

/** Counts by mode. */
export function countWords(subject: Subject): string {
  const [ncm, foil, binder] = modeCounts(subject);
  const total = ligamentIndices(subject.network).length;
  const broken = ncm + foil + binder;
  return `${momentLabel(subject.moment)}: ${broken} of ${total} ligaments broken, ${ncm} along the binder–NCM interface, ${foil} along the binder–foil interface, ${binder} through the binder.`;
}

/** Label of the canvas. */
export function pictureLabel(subject: Subject, scale: Scale): string {
  const keys =
    'Arrow keys turn, shift and arrows move, plus and minus zoom, 0 fits, [ and ] pick the previous or next particle or ligament.';
  return `Electrode in three dimensions, coloured by ${shownLabel(scale.quantity).toLowerCase()}. ${countWords(subject)} ${keys}`;
}

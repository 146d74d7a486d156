/** What the numbers say, in plain words, and no more than they say. */

import type { MapBinder } from '../map/clouds.js';
import { interpolate, type MapGrid, type MapMoment } from '../map/grid.js';
import { human, percent } from '../number.js';
import { oneCrackWords } from '../one-crack.js';
import type { BinderSummary } from './report-input.js';

const LENGTH = 'mm of parting crack per mm²';

function names(list: readonly string[]): string {
  return list.length < 2 ? (list[0] ?? '') : `${list.slice(0, -1).join(', ')} and ${list[list.length - 1]}`;
}

/** Who cracks when being made; empty when nothing was made. */
function madeSentence(binders: readonly BinderSummary[]): string[] {
  const made = binders.filter((b) => b.made !== null);
  if (made.length === 0) return [];
  const all = made.filter((b) => b.crackedMade === b.seeds);
  const some = made.filter((b) => b.crackedMade > 0 && b.crackedMade < b.seeds);
  if (all.length + some.length === 0) return ['As made, no electrode has a crack that parts the coating.'];
  if (all.length === made.length)
    return [`As made, ${made.length === 1 ? 'the electrode is' : 'all electrodes are'} cracked.`];
  const parts = [
    ...(all.length > 0
      ? [
          `the electrode${all.length > 1 ? 's' : ''} with ${names(all.map((b) => b.binder))} crack${all.length > 1 ? '' : 's'}`,
        ]
      : []),
    ...some.map((b) => `${b.crackedMade} of ${b.seeds} with ${b.binder}`),
  ];
  const rest = all.length + some.length < made.length ? '; the others do not' : '';
  return [`As made, ${names(parts)}${all.length === 0 ? ' crack' : ''}${rest}.`];
}

/** Sentences on the binders: who cracks when being made, who has least and most in the end. */
function binderSentences(binders: readonly BinderSummary[]): string[] {
  const out = madeSentence(binders);
  if (binders.every((b) => b.end.mean === 0))
    return out.length > 0
      ? [...out, 'In the end there is none either.']
      : ['In the end no electrode has a crack that parts the coating.'];
  const order = [...binders].sort((a, b) => a.end.mean - b.end.mean);
  const [least, most] = [order[0] as BinderSummary, order[order.length - 1] as BinderSummary];
  const value = (b: BinderSummary): string => human(b.end.mean, 2);
  const seeds = most.seeds > 1 ? `, means of ${most.seeds} seeds` : '';
  if (binders.length === 1) out.push(`In the end ${least.binder} has ${value(least)} ${LENGTH}${seeds}.`);
  else if (value(least) === value(most))
    out.push(
      `In the end all have ${value(most)} ${LENGTH}${seeds}: the model does not tell these binders apart here.`,
    );
  else {
    const like = (b: BinderSummary): string =>
      names(order.filter((other) => value(other) === value(b)).map((other) => other.binder));
    const has = order.some((b) => b !== least && value(b) === value(least)) ? 'have' : 'has';
    out.push(
      `In the end ${like(least)} ${has} least (${value(least)} ${LENGTH}${seeds}) and ${like(most)} most (${value(most)}).`,
    );
  }
  if (most.oneCrack !== null) out.push(oneCrackWords(most.oneCrack));
  return out;
}

/** How the ligaments of the binder that cracks most failed. */
function modeSentence(binders: readonly BinderSummary[]): string | null {
  const worst = [...binders].sort((a, b) => b.end.mean - a.end.mean)[0];
  if (worst === undefined) return null;
  const { adhesiveNcm, adhesiveFoil, cohesive } = worst.broken;
  const total = adhesiveNcm + adhesiveFoil + cohesive;
  if (total === 0) return null;
  const share = (k: number): string => percent(k / total);
  return `Of the ligaments that broke in ${worst.binder}, ${share(adhesiveNcm)} came off the NCM, ${share(adhesiveFoil)} off the foil, and ${share(cohesive)} tore.`;
}

/** Effect of three times the adhesion or the toughness from a binder's place on the map; null when off it. */
export function leverSentence(
  grid: MapGrid,
  binder: MapBinder,
  moment: MapMoment = 'end',
  factor = 3,
): string | null {
  const [t, a] = [binder.toughness_MPa.median, binder.adhesion_J_m2.median];
  const here = interpolate(grid, t, a);
  const adhesive = interpolate(grid, t, a * factor);
  const tough = interpolate(grid, t * factor, a);
  if (here === null || adhesive === null || tough === null) return null;
  const place = `At ${binder.name}'s place on the map (toughness ${human(t, 2)} MPa, adhesion ${human(a, 2)} J/m²)`;
  const made = moment === 'asMade';
  if (here === 0)
    return `${place} nothing ${made ? 'is cracked as made' : 'cracks'}, so neither more adhesion nor more toughness has anything to mend.`;
  return `${place} the crack length ${made ? 'as made ' : ''}is ${human(here, 2)} mm/mm²; ${leverWords({ here, adhesive, tough }, factor)}`;
}

/** Crack lengths, mm/mm², of a binder and of `factor` times its adhesion or its toughness. */
export interface Lever {
  readonly here: number;
  readonly adhesive: number;
  readonly tough: number;
}

/** What more adhesion and more toughness would do, and which of them limits: the end of a sentence. */
export function leverWords({ here, adhesive, tough }: Lever, factor: number): string {
  const numbers = `${factor} times the adhesion makes it ${human(adhesive, 2)}, ${factor} times the toughness ${human(tough, 2)}`;
  const gain = { adhesive: (here - adhesive) / here, tough: (here - tough) / here };
  const little = 0.15;
  if (Math.max(gain.adhesive, gain.tough) < little) return `${numbers}: neither helps much there.`;
  if (gain.adhesive > 2 * Math.max(0, gain.tough)) return `${numbers}: adhesion is what limits there.`;
  if (gain.tough > 2 * Math.max(0, gain.adhesive)) return `${numbers}: toughness is what limits there.`;
  return `${numbers}: both help there.`;
}

/** The verdict: a paragraph of the sentences that the data support. */
export function verdict(
  summaries: readonly BinderSummary[],
  grid: MapGrid | null,
  binders: readonly MapBinder[],
  moment: MapMoment = 'end',
): string {
  const lever = grid && binders.length > 0 ? leverSentence(grid, binders[0], moment) : null;
  const parts = [
    ...(summaries.length > 0 ? binderSentences(summaries) : []),
    modeSentence(summaries),
    lever,
    'These are lengths from a mechanical model with uncertain inputs: read orders and thresholds, not third digits.',
  ];
  return parts.filter((p) => p !== null).join(' ');
}

/** What the numbers say, in plain words, and no more than they say. */

import type { StageResult } from '../../model/result.js';
import type { MapBinder } from '../map/clouds.js';
import { interpolate, type MapGrid } from '../map/grid.js';
import { human, percent } from '../number.js';
import { chargedStage, madeStage, oneCrack, type ReportRun } from './input.js';

const LENGTH = 'mm of parting crack per mm²';

function names(list: readonly string[]): string {
  return list.length < 2 ? (list[0] ?? '') : `${list.slice(0, -1).join(', ')} and ${list[list.length - 1]}`;
}

function lengthOf(stage: StageResult | undefined): number {
  return stage?.cracks.length_mm_per_mm2 ?? 0;
}

/** Sentences on the binders: who cracks when being made, who cracks on charge, least and most. */
export function binderSentences(runs: readonly ReportRun[]): string[] {
  const made = runs.filter((r) => lengthOf(madeStage(r.result)) > 0);
  const charged = runs.filter((r) => lengthOf(chargedStage(r.result)) > 0);
  const out: string[] = [];
  if (runs.some((r) => madeStage(r.result))) {
    if (made.length === 0) out.push('As made, no electrode has a crack that parts the coating.');
    else if (made.length === runs.length)
      out.push(`As made, ${runs.length === 1 ? 'the electrode is' : 'all electrodes are'} cracked.`);
    else
      out.push(
        `As made, the electrode${made.length > 1 ? 's' : ''} with ${names(made.map((r) => r.binder))} crack${made.length > 1 ? '' : 's'}; the others do not.`,
      );
  }
  if (charged.length === 0) return [...out, 'After charging there is none either.'];
  const order = [...runs].sort((a, b) => lengthOf(chargedStage(a.result)) - lengthOf(chargedStage(b.result)));
  const [least, most] = [order[0], order[order.length - 1]];
  const value = (r: ReportRun): string => human(lengthOf(chargedStage(r.result)), 2);
  if (runs.length === 1) out.push(`After charging, ${least.binder} has ${value(least)} ${LENGTH}.`);
  else if (value(least) === value(most))
    out.push(
      `After charging, all have ${value(most)} ${LENGTH}: the model does not tell these binders apart here.`,
    );
  else
    out.push(
      `After charging, ${least.binder} has least (${value(least)} ${LENGTH}) and ${most.binder} most (${value(most)}).`,
    );
  const one = oneCrack(most);
  if (one !== null) {
    out.push(
      `One crack across the modelled width is ${human(one, 2)} mm/mm², so smaller differences mean nothing.`,
    );
  }
  return out;
}

/** How the ligaments of the run that cracks most failed. */
export function modeSentence(runs: readonly ReportRun[]): string | null {
  const worst = runs.reduce<ReportRun | null>(
    (best, r) =>
      best === null || lengthOf(chargedStage(r.result)) > lengthOf(chargedStage(best.result)) ? r : best,
    null,
  );
  const broken = worst ? chargedStage(worst.result)?.broken : undefined;
  if (!worst || !broken || broken.total === 0) return null;
  const share = (k: number): string => percent(k / broken.total);
  return `Of the ligaments that broke in ${worst.binder}, ${share(broken.adhesiveNcm)} came off the NCM, ${share(broken.adhesiveFoil)} off the foil, and ${share(broken.cohesive)} tore.`;
}

/** Effect of three times the adhesion or the toughness from a binder's place on the map; null when off it. */
export function leverSentence(grid: MapGrid, binder: MapBinder, factor = 3): string | null {
  const [t, a] = [binder.toughness_MPa.median, binder.adhesion_J_m2.median];
  const here = interpolate(grid, t, a);
  const adhesive = interpolate(grid, t, a * factor);
  const tough = interpolate(grid, t * factor, a);
  if (here === null || adhesive === null || tough === null) return null;
  const place = `At ${binder.name}'s place on the map (toughness ${human(t, 2)} MPa, adhesion ${human(a, 2)} J/m²)`;
  if (here === 0)
    return `${place} nothing cracks, so neither more adhesion nor more toughness has anything to mend.`;
  return `${place} the crack length is ${human(here, 2)} mm/mm²; ${leverWords({ here, adhesive, tough }, factor)}`;
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
  runs: readonly ReportRun[],
  grid: MapGrid | null,
  binders: readonly MapBinder[],
): string {
  const lever = grid && binders.length > 0 ? leverSentence(grid, binders[0]) : null;
  const parts = [
    ...(runs.length > 0 ? binderSentences(runs) : []),
    runs.length > 0 ? modeSentence(runs) : null,
    lever,
    'These are lengths from a mechanical model with uncertain inputs: read orders and thresholds, not third digits.',
  ];
  return parts.filter((p) => p !== null).join(' ');
}

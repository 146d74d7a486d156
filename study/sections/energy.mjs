/** Section 7: energy. */
import { BINDERS, nameOf, PAPER, stage } from '../cases.mjs';
import { pm, small, table } from '../text.mjs';

/**
 * @typedef {import('../study.mjs').Study} Study
 */

/** @param {Study} study */
export function energySection(study) {
  /** @type {string[][]} */
  const rows = [];
  for (const preset of PAPER) {
    for (const binder of BINDERS) {
      const runs = study.electrodes(preset, binder).filter((r) => r !== null);
      const worst = runs
        .flatMap((r) => r.stages.map((s) => ({ s, seed: r.config.seed })))
        .sort((a, b) => Math.abs(b.s.energy_pJ.imbalance) - Math.abs(a.s.energy_pJ.imbalance))[0];
      const full = runs.filter((r) => stage(r, 'charge'));
      const released = full.map((r) => {
        const sum = r.stages.reduce((a, s) => a + s.energy_pJ.released, 0);
        return (100 * sum) / r.absWork;
      });
      const least = Math.min(...runs.map((r) => r.leastRelease / r.absWork));
      rows.push([
        preset,
        binder,
        `${runs.length} (${full.length})`,
        worst ? `${small(Math.abs(worst.s.energy_pJ.imbalance))} (${worst.s.name}, seed ${worst.seed})` : '–',
        pm(released, 1),
        runs.length ? small(least) : '–',
      ]);
    }
  }
  const every = [...study.used].filter((r) => r.status === 'ok');
  const all = every.flatMap((r) => r.stages.map((s) => ({ s, r })));
  const most = all.reduce((a, b) => (b.s.energy_pJ.imbalance > a.s.energy_pJ.imbalance ? b : a), all[0]);
  const over = all.filter((x) => Math.abs(x.s.energy_pJ.imbalance) >= 1e-3);
  const settled = all.filter((x) => (x.r.stalled ?? 0) === 0);
  const residual = Math.max(...settled.map((x) => x.s.solver.residual / x.r.config.solver.tolerance));
  const worst = Math.max(...all.map((x) => x.s.solver.residual));
  const stalled = every
    .filter((r) => (r.stalled ?? 0) > 0)
    .map((r) => `\n- ${r.stalled} times: ${nameOf(r.config)}`);
  study.short.push(
    `Energy: largest |imbalance| ${most ? small(most.s.energy_pJ.imbalance) : '–'} over ${all.length} stages (section 7).`,
  );
  return `## 7. Energy

Largest |imbalance| of any stage, as a share of that stage's work; what ruptures set free beyond what they absorb, as a share of all
work of a whole life; and the least that a single event released, as a share of all work (negative: an
event would have created energy). In brackets: runs through the whole life, the others end as made.

${table(
  ['preset', 'binder', 'runs', 'largest imbalance', 'released, % of the work', 'least event, of the work'],
  rows,
)}

Over all ${every.length} runs and ${all.length} stages of this document: ${
    most
      ? `largest imbalance ${small(most.s.energy_pJ.imbalance)} (${most.r.config.preset}, ${most.r.config.binder.name}, ` +
        `seed ${most.r.config.seed}, ${most.s.name}); ${over.length} stages at or above 1e-3; largest residual ` +
        `${residual.toPrecision(3)} of the tolerance asked for` +
        (
          stalled.length > 0
            ? `, but for equilibria that did not settle and were taken as they were (relative residual force up to ${small(worst)}):${stalled.join('')}`
            : '.'
        )
      : 'nothing yet.'
  }`;
}

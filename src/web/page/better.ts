/** Would a tougher or a more adhesive binder help? Two more runs of the same electrode answer. */
import { filmCurve } from '../../materials/film-curve.js';
import { scaleAdhesion, scaleToughness } from '../../materials/index.js';
import { checkConfig } from '../../model/check-config.js';
import type { BinderConfig, Config } from '../../model/config-types.js';
import { human } from '../../output/number.js';
import { leverWords } from '../../output/report/verdict.js';
import type { SweepPoint } from '../../sweep/plan.js';
import { runPool } from '../../sweep/pool.js';
import type { SweepRow } from '../../sweep/row.js';
import type { App } from '../app.js';
import { fill, h } from '../dom.js';
import type { LiveRun } from '../run.js';

/** How much better the better binders are. */
const FACTOR = 3;

/** Fill `host` with the question; it shows when a run has ended. */
export function createBetter(host: HTMLElement, app: App): void {
  const words = h('p', { role: 'status' });
  const ask = h('button', { type: 'button' }, 'Would a better binder help?');
  fill(host, ask, words);
  let stop = new AbortController();
  let shownFor: number | undefined;
  const reset = (run: LiveRun | null): void => {
    host.hidden = !run?.result;
    if (run?.id === shownFor) return;
    shownFor = run?.id;
    stop.abort();
    ask.disabled = false;
    words.textContent = '';
  };
  ask.addEventListener('click', () => {
    const run = app.run.value;
    if (!run?.result) return;
    stop = new AbortController();
    const { signal } = stop;
    ask.disabled = true;
    words.textContent = `Running it with ${FACTOR} times the adhesion, and with ${FACTOR} times the toughness …`;
    answer(app, run, signal).then(
      (text) => {
        if (!signal.aborted) words.textContent = text;
      },
      (e: unknown) => {
        if (!signal.aborted) words.textContent = e instanceof Error ? e.message : String(e);
      },
    );
  });
  app.run.subscribe(reset);
}

function lengthOf(row: SweepRow | undefined): number {
  if (row?.status !== 'ok') throw new Error(`One of the two runs failed: ${row?.reason ?? 'no result'}`);
  return row.crackLength_mm_per_mm2 ?? 0;
}

/** The runs and their meaning. */
async function answer(app: App, run: LiveRun, signal: AbortSignal): Promise<string> {
  const here = run.result?.stages.at(-1)?.cracks.length_mm_per_mm2 ?? 0;
  if (here === 0) {
    return 'Nothing parts the coating, so neither more adhesion nor more toughness has anything to mend.';
  }
  const { binder } = run.config;
  const points = [
    point(run.config, scaleAdhesion(binder, FACTOR * binder.adhesionNcm_J_m2), 0),
    point(run.config, scaleToughness(binder, FACTOR * filmCurve(binder).toughness_MPa), 1),
  ];
  const { module } = await app.engine.core();
  const rows = new Map<number, SweepRow>();
  await runPool({
    points,
    workers: 2,
    createWorker: () => app.engine.sweepWorker(module),
    onRow: (row) => void rows.set(row.index, row),
    signal,
  });
  const lever = { here, adhesive: lengthOf(rows.get(0)), tough: lengthOf(rows.get(1)) };
  const [lateral] = run.result?.network.lateral_um ?? [0];
  const least =
    lateral > 0
      ? ` One crack across this width is ${human(1000 / lateral, 2)} mm/mm², so smaller differences mean nothing; the map over several seeds says more.`
      : '';
  return `The crack length is ${human(here, 2)} mm/mm²; ${leverWords(lever, FACTOR)}${least}`;
}

/** A run of the same electrode with another binder; it is kept nowhere, so it needs no identity. */
function point(config: Config, binder: BinderConfig, index: number): SweepPoint {
  return {
    id: '',
    index,
    toughness_MPa: filmCurve(binder).toughness_MPa,
    adhesion_J_m2: binder.adhesionNcm_J_m2,
    seed: config.seed,
    config: checkConfig({ ...config, binder }),
  };
}

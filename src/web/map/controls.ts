/** Start and cancel, how far a map is, what failed, and whether it still fits the inputs. */

import type { Config } from '../../config/config-types.js';
import { durationRatio } from '../../model/estimate.js';
import { human } from '../../output/number.js';
import type { SweepRow } from '../../sweep/row.js';
import type { App } from '../app.js';
import { fill, h } from '../dom.js';
import { type MapForm, setWords } from './form.js';
import type { PageSweep, SweepState } from './sweep.js';
import { count, estimateWords, statusWords } from './words.js';

/** Failed points that are listed; the rest is counted. */
const LISTED = 40;

/** The controls; `base` is the configuration that a map would be of. */
export function createControls(app: App, sweep: PageSweep, form: MapForm, base: () => Config): HTMLElement {
  const estimate = h('span', { class: 'small soft grow' });
  const start = h('button', { type: 'submit', class: 'primary' }, 'Compute the map');
  const cancel = h('button', { type: 'button', onclick: () => sweep.cancel() }, 'Cancel');
  const bar = h('progress', { max: 1, 'aria-label': 'How far the map is' });
  const status = h('p', { class: 'map-status' });
  // Counts change all the time: only turns are announced.
  const turn = h('p', { class: 'hidden-text', role: 'status' });
  const note = h('p', { class: 'small soft' });
  const failed = h('div', {});
  fill(form.actions, start, cancel, estimate);
  form.element.addEventListener('submit', (e) => {
    e.preventDefault();
    const question = form.read();
    if (question === null || sweep.active) return;
    const { toughness, adhesion, seeds, workers, complete } = question;
    const asked = { config: base(), toughness, adhesion, seeds };
    void sweep.start(asked, { workers, complete, moment: form.moment() });
  });

  const show = (): void => {
    const state = sweep.state.value;
    const { status: doing } = state;
    const running = doing === 'running' || doing === 'planning';
    start.disabled = running;
    cancel.disabled = !running;
    start.textContent = isSame(sweep, form, base()) && goesOn(state) ? 'Continue' : 'Compute the map';
    bar.hidden = !running;
    bar.value = state.wanted > 0 ? state.done / state.wanted : 0;
    setWords(status, statusWords(state, performance.now()));
    setWords(turn, doing === 'running' ? `Computing: ${state.phase ?? 'starting'}` : statusWords(state, 0));
    status.classList.toggle('problem', doing === 'failed');
    setWords(note, noteWords(sweep, form, base()));
    const question = running ? null : form.read();
    const runs = question === null ? 0 : question.toughness.count * question.adhesion.count * question.seeds;
    const last = app.kept.value[0];
    // The last run may have been of another size.
    const took = last?.took_ms ? last.took_ms * durationRatio(base(), last.config) : null;
    setWords(estimate, question === null ? '' : estimateWords(runs, question.workers, took));
    showFailed(failed, state, () => sweep.forgetFailed());
  };
  sweep.state.subscribe(show);
  app.config.subscribe(show, true);
  app.kept.subscribe(show, true);
  form.element.addEventListener('input', show);
  return h('div', { class: 'map-progress' }, bar, status, turn, note, failed);
}

function goesOn({ status, rows }: SweepState): boolean {
  return rows.size > 0 && (status === 'cancelled' || status === 'refined');
}

/** Whether what is on the map is what the form and the inputs ask for. */
function isSame(sweep: PageSweep, form: MapForm, base: Config): boolean {
  const { plan } = sweep.state.value;
  const question = plan === null ? null : form.read();
  if (plan === null || question === null) return false;
  const { toughness, adhesion } = plan.spec;
  const same = (a: readonly number[], b: readonly number[]): boolean => a.join() === b.join();
  return (
    same(toughness.values, question.toughness.values) &&
    same(adhesion.values, question.adhesion.values) &&
    plan.seeds.length === question.seeds &&
    // Rows of another core cannot be gone on with.
    (sweep.core ?? plan.spec.engineHash) === plan.spec.engineHash &&
    isOf(plan.spec.config, base)
  );
}

function isOf(a: Config, b: Config): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function noteWords(sweep: PageSweep, form: MapForm, base: Config): string {
  const state = sweep.state.value;
  const words: string[] = [];
  if (state.source !== null) words.push(`Shown: ${state.source}, made by fibril ${state.version}.`);
  if (state.plan !== null && !sweep.active && !isSame(sweep, form, base)) {
    words.push(
      'The map shown is of other inputs, or of another core, than are set now: Compute makes one of these.',
    );
  }
  const { problem } = sweep.kept;
  if (problem !== null && sweep.active) {
    words.push(`Rows are lost when this page is closed, as the browser does not keep them (${problem}).`);
  }
  return words.join(' ');
}

function showFailed(host: HTMLElement, { plan, rows, status }: SweepState, retry: () => void): void {
  const failed = [...rows.values()].filter((row) => row.status !== 'ok');
  const key = `${plan?.hash} ${status} ${failed.map((row) => row.index).join()}`;
  // What is open and read must not be rebuilt with every row.
  if (host.dataset.key === key) return;
  host.dataset.key = key;
  if (failed.length === 0) {
    fill(host);
    return;
  }
  const open = host.querySelector('details')?.open ?? false;
  const more =
    failed.length > LISTED ? h('p', { class: 'small' }, `and ${failed.length - LISTED} more`) : null;
  const again =
    status === 'running'
      ? null
      : h('button', { type: 'button', onclick: retry }, 'Leave them out, to compute them again');
  fill(
    host,
    h(
      'details',
      { open },
      h('summary', { class: 'problem' }, `${count(failed.length, 'run')} failed`),
      h('ul', { class: 'small' }, ...failed.slice(0, LISTED).map((row) => h('li', {}, failedWords(row)))),
      more,
      again,
    ),
  );
}

function failedWords({ toughness_MPa, adhesion_J_m2, seed, reason }: SweepRow): string {
  return `${human(toughness_MPa)} MPa, ${human(adhesion_J_m2)} J/m², seed ${seed}: ${reason ?? 'no reason'}`;
}

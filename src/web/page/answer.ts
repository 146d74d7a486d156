/** The answer: run and cancel, how far it is, the verdict in words, and whether a link kept its promise. */
import { stageLabel } from '../../model/stage.js';
import { configTitle } from '../../model/title.js';
import { runVerdict } from '../../output/report/run-verdict.js';
import type { App } from '../app.js';
import { fill, h } from '../dom.js';
import { isActive, type LiveRun } from '../run.js';
import { createBetter } from './better.js';

/** Fill the answer's section. */
export function createAnswer(host: HTMLElement, app: App): void {
  const words = h('p', { class: 'answer-words', 'aria-live': 'polite' });
  const detail = h('p', { class: 'soft small' });
  const bar = h('progress', { max: 1, 'aria-label': 'How far the run is' });
  const start = h('button', { type: 'button', class: 'primary', onclick: () => void app.start() }, 'Run');
  const cancel = h('button', { type: 'button', onclick: () => app.cancel() }, 'Cancel');
  const better = h('div', { class: 'answer-better' });
  const hash = h('p', { class: 'answer-hash small soft' });
  fill(
    host,
    h('div', { class: 'row' }, start, cancel, h('div', { class: 'grow' }, detail)),
    bar,
    words,
    better,
    hash,
  );

  createBetter(better, app);

  const show = (): void => {
    const run = app.run.value;
    const active = isActive(run);
    cancel.disabled = !active;
    bar.hidden = !active;
    bar.value = run?.progress?.fraction ?? 0;
    start.textContent = run === null || run.config === app.config.value ? 'Run' : 'Run with these changes';
    setText(detail, statusWords(run));
    setText(words, answerWords(run));
    words.classList.toggle('problem', run?.status === 'failed');
    showHash(hash, run, app.promised.value);
  };
  app.run.subscribe(show);
  app.config.subscribe(show);
  app.promised.subscribe(show);
}

/** Live regions repeat what is set again, so only changes are set. */
function setText(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

function statusWords(run: LiveRun | null): string {
  if (run === null) return '';
  const who = configTitle(run.config);
  const { progress } = run;
  switch (run.status) {
    case 'waiting':
      return `${who}: getting ready`;
    case 'building':
      return `${who}: building the electrode`;
    case 'running':
      return progress === null ? who : `${who}: ${stageWords(run)}${timeLeft(run)}`;
    case 'done':
      return `${who}: done in ${seconds(run.took_ms ?? 0)}`;
    case 'cancelled':
      return `${who}: cancelled, what was computed is kept`;
    case 'failed':
      return `${who}: not possible`;
  }
}

function stageWords(run: LiveRun): string {
  const { stage = '', cycle = 0, message } = run.progress ?? {};
  return [cycle > 0 ? `${stage} ${cycle}` : stage, message].filter(Boolean).join(', ');
}

function timeLeft(run: LiveRun): string {
  const done = run.progress?.fraction ?? 0;
  const spent = performance.now() - run.began;
  // Early guesses are worth nothing.
  if (done < 0.05 || spent < 2000) return '';
  return `, about ${seconds((spent * (1 - done)) / done)} left`;
}

/** A span in words. */
export function seconds(ms: number): string {
  if (ms < 950) return `${Math.max(0.1, Math.round(ms / 100) / 10)} s`;
  if (ms < 90_000) return `${Math.round(ms / 1000)} s`;
  return ms < 5_400_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 3_600_000)} h`;
}

function answerWords(run: LiveRun | null): string {
  if (run === null) return '';
  if (run.status === 'failed') return run.reason ?? 'It failed without a reason.';
  if (run.result) return runVerdict(run.result);
  const last = run.moments.at(-1);
  if (last === undefined || last.stageIndex < 0) return 'Building the electrode from its recipe …';
  const cracks = last.cracks.parting;
  const name = stageLabel({ name: last.stage, cycle: last.cycle });
  return cracks === 0
    ? `No parting crack yet (${name}).`
    : `${cracks} parting crack${cracks > 1 ? 's' : ''} so far (${name}).`;
}

function showHash(node: HTMLElement, run: LiveRun | null, promised: App['promised']['value']): void {
  const hash = run?.result?.hash;
  if (!hash) {
    fill(node);
    return;
  }
  // The link speaks of its own configuration only.
  const kept =
    promised === null || promised.config !== run?.config
      ? ''
      : promised.hash === hash
        ? ' · the same bits as when the link was made'
        : ` · not the bits of the link (${promised.hash}): it was made with another version`;
  fill(node, 'State hash ', h('code', { class: 'run-hash' }, hash), kept);
}

/** Progress on stderr: a bar with the time left on a terminal, a plain line now and then otherwise. */
import cliProgress from 'cli-progress';
import type { Io } from './io.js';

/** Shows how far something is. */
export interface ProgressView {
  /** @param fraction 0–1 @param note what is being done */
  update(fraction: number, note: string): void;
  /** Print something that stays, where the bar does not lie over it. */
  above(print: () => void): void;
  /** Take the bar away or end the line. */
  stop(): void;
}

/** A plain line after this time, ms, or when a tenth more is done, but never closer than the second. */
const LINE_EVERY_MS = 10_000;
const LINE_APART_MS = 1000;
/** The first seconds say little about the rest. */
const SETTLE_MS = 2000;

/** Seconds in words: `45 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
  return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
}

/** A view for this output. `already`: share that was done before this start, left out of the estimate. */
export function startProgress(io: Io, label: string, quiet = false, already = 0): ProgressView {
  if (quiet) return { update: () => undefined, above: (print) => print(), stop: () => undefined };
  const started = io.now();
  const left = (fraction: number): string => {
    const elapsed = io.now() - started;
    const share = fraction - already;
    if (elapsed < SETTLE_MS || share <= 0) return '';
    return `${duration(((elapsed / share) * (1 - fraction)) / 1000)} left`;
  };
  return io.isTTY ? bar(io, label, left) : lines(io, label, left, started);
}

function lines(io: Io, label: string, left: (f: number) => string, started: number): ProgressView {
  let time = started;
  let tenth = 0;
  return {
    update(fraction, note) {
      const now = io.now();
      const reached = Math.floor(fraction * 10 + 1e-9);
      if (now - time < (reached > tenth ? LINE_APART_MS : LINE_EVERY_MS)) return;
      time = now;
      tenth = reached;
      const parts = [`${label}: ${Math.floor(fraction * 100)} %`, note, left(fraction)];
      io.stderr(`${parts.filter((p) => p !== '').join(', ')}\n`);
    },
    above: (print) => print(),
    stop: () => undefined,
  };
}

function bar(io: Io, label: string, left: (f: number) => string): ProgressView {
  const view = new cliProgress.SingleBar({
    format: `${label} {bar} {percentage} % {note} {left}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: Math.max(10, Math.min(30, io.columns - 50)),
    clearOnComplete: true,
    hideCursor: true,
    fps: 8,
    stream: process.stderr,
  });
  view.start(1000, 0, { note: '', left: '' });
  return {
    update: (fraction, note) => view.update(Math.floor(fraction * 1000), { note, left: left(fraction) }),
    above(print) {
      process.stderr.write('\r\u001b[K');
      print();
    },
    stop: () => view.stop(),
  };
}

import { describe, expect, it } from 'vitest';
import { num, percent, table, wrap } from '../../src/cli/format.js';
import type { Io } from '../../src/cli/io.js';
import { duration, startProgress } from '../../src/cli/progress.js';

/** A view on a clock that the test turns. */
function plainView(already = 0) {
  const state = { time: 0, lines: [] as string[] };
  const io = { isTTY: false, now: () => state.time, stderr: (t: string) => void state.lines.push(t) };
  return { state, view: startProgress(io as unknown as Io, 'run', false, already) };
}

describe('progress without a terminal', () => {
  it('says a line every tenth or every ten seconds, never two in a second', () => {
    const { state, view } = plainView();
    for (let k = 1; k <= 400; k++) {
      state.time = k * 100;
      view.update(k / 400, 'dry');
    }
    expect(state.lines).toHaveLength(10);
    for (let k = 0; k < 20; k++) view.update(1, 'dry');
    expect(state.lines).toHaveLength(10);
    const quick = plainView();
    for (let k = 1; k <= 10; k++) {
      quick.state.time = k * 50;
      quick.view.update(k / 10, 'dry');
    }
    expect(quick.state.lines).toEqual([]);
  });

  it('estimates the time left from what this start has done', () => {
    const { state, view } = plainView(0.5);
    state.time = 60_000;
    view.update(0.75, 'point 3');
    // A quarter took a minute, so the last quarter takes another.
    expect(state.lines).toEqual(['run: 75 %, point 3, 1 min 0 s left\n']);
  });
});

describe('words and numbers', () => {
  it('writes durations, numbers and shares', () => {
    expect([0, 59.4, 61, 3725].map(duration)).toEqual(['0 s', '59 s', '1 min 1 s', '1 h 2 min']);
    expect([0, 1234567, 0.00012, 12.3456, null].map((v) => num(v))).toEqual([
      '0',
      '1.2e+6',
      '1.2e-4',
      '12.3',
      '–',
    ]);
    expect([0, 0.012, 0.5, 1, null].map(percent)).toEqual(['0 %', '1.2 %', '50 %', '100 %', '–']);
    expect([1e-5, 0.996, 0.99999].map(percent)).toEqual(['<0.1 %', '>99.5 %', '>99.5 %']);
  });

  it('aligns tables by characters and wraps text', () => {
    const lines = table(
      ['µ', 'length'],
      [
        ['ab', '1'],
        ['µµµ', '22'],
      ],
    ).split('\n');
    expect(lines).toEqual(['µ    length', '───  ──────', 'ab        1', 'µµµ      22', '']);
    expect(wrap('one two three four', 9)).toBe('one two\nthree\nfour\n');
    expect(wrap('and 100\u202f% of it', 8)).toBe('and\n100 % of\nit\n');
  });
});

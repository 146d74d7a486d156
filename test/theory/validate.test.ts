import { beforeAll, describe, expect, it } from 'vitest';
import { type Check, validate } from '../../src/lab/validate.js';
import { wasmModule } from '../support/nets.js';

/** No tolerance may be looser than this (id → cap); everything else is exact or nearly so. */
const CAPS: readonly [RegExp, number][] = [
  [/^V2/, 0.02],
  [/^V4/, 0.05],
  [/^V5/, 0.01],
  [/^V6/, 0.02],
  [/^V7/, 0.1],
  [/^V9/, 0.04],
  [/^V11/, 0.01],
  [/^V13/, 0.2],
  [/^law\.(series|snapback|mixed)/, 0.005],
  [/^law/, 1e-3],
  [/^/, 1e-9],
];

let checks: Check[] = [];
const told: string[] = [];

beforeAll(async () => {
  const onProgress = (done: number, of: number, what: string): number => told.push(`${done}/${of} ${what}`);
  ({ checks } = await validate(wasmModule, { onProgress }));
});

describe('fibril validate', () => {
  it('passes every check', () => {
    const failed = checks.filter((c) => !c.pass);
    expect(failed).toEqual([]);
  });

  it('states tolerances within the caps', () => {
    for (const c of checks) {
      const cap = CAPS.find(([id]) => id.test(c.id));
      expect(c.tolerance, `${c.id} ${c.what}`).toBeLessThanOrEqual(cap?.[1] ?? 0);
    }
  });

  it('covers the verification set and the law', () => {
    const ids = checks.map((c) => c.id);
    for (const v of ['V1', 'V2', 'V3', 'V4', 'V5', 'V6', 'V7', 'V9', 'V11', 'V13']) {
      expect(ids.some((id) => id === v || id.startsWith(`${v}.`))).toBe(true);
    }
    for (const l of [
      'rest',
      'rigid',
      'gradient',
      'tangent',
      'reaction',
      'series.switch',
      'snapback',
      'friction',
    ]) {
      expect(ids).toContain(`law.${l}`);
    }
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives finite numbers, an error that follows from them, and units', () => {
    for (const c of checks) {
      expect(Number.isFinite(c.value) && Number.isFinite(c.expected) && Number.isFinite(c.error)).toBe(true);
      expect(c.pass).toBe(c.error <= c.tolerance);
      expect(c.unit).not.toBe('');
    }
  });

  it('measures second order for the cantilever and first order for the strip', () => {
    expect(checks.find((c) => c.id === 'V4.1')?.order).toBeCloseTo(2, 2);
    expect(checks.find((c) => c.id === 'V6')?.order).toBeGreaterThan(0.8);
  });

  it('tells its progress', () => {
    expect(told.length).toBe(9);
    expect(told[8]).toBe('8/8 done');
  });

  it('gives way to an abort', async () => {
    const stop = new AbortController();
    stop.abort(new Error('enough'));
    await expect(validate(wasmModule, { signal: stop.signal })).rejects.toThrow('enough');
  });
});

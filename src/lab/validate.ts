/**
 * The simulator against closed forms: every number is computed by the engine when `validate` is called.
 * Numbers V1…V13 are those of docs/theory.md §10. Left out: a peel test (it needs large rotations), and what
 * belongs to the particle scale (V8, V12).
 */
import { checkOptions, type Known } from '../config/options.js';
import { balanceChecks } from './balance.js';
import { beamChecks } from './beam.js';
import { bundleChecks } from './bundle.js';
import type { Check } from './check.js';
import { latticeChecks } from './lattice.js';
import { lawChecks } from './law.js';
import { singleChecks } from './single.js';
import type { Bench } from './specimen.js';
import { stripChecks } from './strip.js';
import { zoneChecks } from './zone.js';

export type { Check } from './check.js';

/** Groups of checks, in the order in which they run. */
const GROUPS: readonly { readonly what: string; readonly run: (bench: Bench) => Promise<Check[]> }[] = [
  { what: 'the law in random states', run: lawChecks },
  { what: 'one ligament', run: singleChecks },
  { what: 'elastic constants', run: latticeChecks },
  { what: 'cantilever and double cantilever', run: beamChecks },
  { what: 'film on a rigid base', run: stripChecks },
  { what: 'fibre bundles', run: bundleChecks },
  { what: 'patch tests and energy', run: balanceChecks },
  { what: 'process zone', run: zoneChecks },
];

export interface ValidateOptions {
  /** Cancels between checks; `validate` rejects with its reason. */
  readonly signal?: AbortSignal;
  /** Groups done, of how many, and what the next one is. */
  readonly onProgress?: (done: number, of: number, what: string) => void;
}

const OPTIONS: Known<ValidateOptions> = {
  signal: 1,
  onProgress: 1,
};

/** Make ids unique: the checks of one number of the verification set become V1.1, V1.2, … */
function numbered(checks: readonly Check[]): Check[] {
  const total = new Map<string, number>();
  const seen = new Map<string, number>();
  for (const { id } of checks) total.set(id, (total.get(id) ?? 0) + 1);
  return checks.map((c) => {
    if (total.get(c.id) === 1) return c;
    const k = (seen.get(c.id) ?? 0) + 1;
    seen.set(c.id, k);
    return { ...c, id: `${c.id}.${k}` };
  });
}

/**
 * Run every check, about half a minute on one core.
 *
 * @param module - The compiled core.
 * @returns All checks, those that fail among them.
 * @throws The signal's reason when cancelled; StageFailure or CoreTrap when the engine breaks down.
 */
export async function validate(
  module: WebAssembly.Module,
  options: ValidateOptions = {},
): Promise<{ checks: Check[] }> {
  checkOptions('validate', options, OPTIONS);
  const { signal, onProgress } = options;
  const checks: Check[] = [];
  for (const [k, group] of GROUPS.entries()) {
    signal?.throwIfAborted();
    onProgress?.(k, GROUPS.length, group.what);
    // Let timers and messages through, so that an abort is heard.
    await new Promise((resolve) => setTimeout(resolve, 0));
    checks.push(...(await group.run({ module, signal })));
  }
  onProgress?.(GROUPS.length, GROUPS.length, 'done');
  return { checks: numbered(checks) };
}

/**
 * The least value at which few enough of the electrodes crack: bisection on a fixed list of values, with the same
 * electrodes at each. It knows nothing of electrodes; what is asked of it comes in rounds.
 *
 * Values are counted from 0 in the order in which they should crack less. For each seed that order is taken for
 * granted while searching: one that cracks at a value cracks at those before it, one that holds holds at those after.
 * So a seed is run only where its own runs leave it open, until its threshold is known as far as it matters. At the
 * value that is found every seed is then run, and the search goes on above it if more crack there than should.
 */
import { type Interval, shareInterval } from './statistics.js';

/** A seed at a value: both by their index. */
export interface Probe {
  readonly seed: number;
  readonly value: number;
}

/** What is asked. */
export interface SearchSpec {
  readonly values: number;
  readonly seeds: number;
  /** At most this share is to crack. */
  readonly share: number;
}

/** An index of a value; `values` itself: none of them. */
type Index = number;

/** What was found. */
export interface Found {
  /** First value at which at most the share cracks, of the seeds at hand. */
  readonly at: Index;
  /**
   * First value at which the share of all electrodes may be small enough, and first at which it surely is: by
   * the interval of the share among the seeds.
   */
  readonly interval: Interval;
  /** Seeds that crack at `at`, or at the last value where there is none, of those that could be run there. */
  readonly cracked: number;
  readonly of: number;
  /** Seeds that crack at a value though they hold at one before it. */
  readonly notMonotone: number;
}

/** Tells what to run next, from what was run. */
export class Search {
  readonly #spec: SearchSpec;
  /** By seed, then value: whether it cracked; null: could not be run. */
  readonly #runs: Map<number, boolean | null>[];
  readonly #brackets: Bracket[];
  #checked: Index | null = null;

  constructor(spec: SearchSpec) {
    this.#spec = spec;
    this.#runs = Array.from({ length: spec.seeds }, () => new Map());
    const { share } = spec;
    const small = (crack: number, of: number): boolean => crack <= share * of + 1e-9;
    // At the value, at the lower end (not surely too many), at the upper end (surely few enough).
    const rules = [
      small,
      (crack: number, of: number) => shareInterval(crack, of)[0] <= share,
      (crack: number, of: number) => shareInterval(crack, of)[1] <= share,
    ];
    this.#brackets = rules.map((enough) => ({ low: -1, high: spec.values, enough }));
  }

  /** What came of a probe; null: it could not be run. */
  take({ seed, value }: Probe, cracked: boolean | null): void {
    this.#runs[seed]?.set(value, cracked);
  }

  /** Probes to run next, all of which must be taken before it is asked again; none: it is over. */
  next(): Probe[] {
    for (;;) {
      this.#narrow();
      const open = this.#brackets.filter((b) => b.high - b.low > 1).map(middle);
      const wanted = [...new Set(open)].flatMap((value) => this.#open(value));
      if (wanted.length > 0) return wanted;
      if (open.length > 0) continue;
      const check = this.#check();
      if (check === null) return [];
      if (check.length > 0) return check;
    }
  }

  /** How far it is, 0–1. */
  get fraction(): number {
    const all = Math.log2(this.#spec.values + 1);
    const left = this.#brackets.map((b) => Math.log2(b.high - b.low) / all);
    return 1 - left.reduce((a, b) => a + b, 0) / left.length;
  }

  /** What is known so far: values below the first and from the second on are ruled out. */
  get between(): readonly [low: Index, high: Index] {
    const { low, high } = this.#brackets[0] as Bracket;
    return [low, high];
  }

  found(): Found {
    const [at, low, high] = this.#brackets.map((b) => b.high) as [Index, Index, Index];
    const there = this.#count(Math.min(at, this.#spec.values - 1));
    return {
      at,
      ...there,
      notMonotone: this.#runs.filter(notMonotone).length,
      interval: [Math.min(low, at), Math.max(high, at)],
    };
  }

  /** Move the ends of brackets whose middle is known. */
  #narrow(): void {
    for (const bracket of this.#brackets) {
      while (bracket.high - bracket.low > 1) {
        const value = middle(bracket);
        if (this.#open(value).length > 0) break;
        const { cracked, of } = this.#count(value);
        if (of > 0 && bracket.enough(cracked, of)) bracket.high = value;
        else bracket.low = value;
      }
    }
  }

  /** Every seed at the value that was found; null once that is done and it holds. */
  #check(): Probe[] | null {
    const bracket = this.#brackets[0] as Bracket;
    const { high } = bracket;
    if (high === this.#spec.values) return null;
    const left = this.#runs.flatMap((runs, seed) => (runs.has(high) ? [] : [{ seed, value: high }]));
    if (left.length > 0) return left;
    if (this.#checked === high) return null;
    this.#checked = high;
    const { cracked, of } = this.#count(high);
    if (bracket.enough(cracked, of)) return null;
    // More crack than their other runs let expect: on above it.
    Object.assign(bracket, { low: high, high: this.#spec.values });
    return [];
  }

  /** Seeds of which it is open whether they crack at a value. */
  #open(value: Index): Probe[] {
    return this.#runs.flatMap((runs, seed) =>
      runs.has(value) || implied(runs, value) !== undefined ? [] : [{ seed, value }],
    );
  }

  #count(value: Index): { cracked: number; of: number } {
    const known = this.#runs
      .map((runs) => (runs.has(value) ? runs.get(value) : implied(runs, value)))
      .filter((cracked) => cracked !== null && cracked !== undefined);
    return { cracked: known.filter((cracked) => cracked).length, of: known.length };
  }
}

interface Bracket {
  /** Too many crack at this value … */
  low: Index;
  /** … few enough at this one. */
  high: Index;
  readonly enough: (cracked: number, of: number) => boolean;
}

function middle({ low, high }: Bracket): Index {
  return (low + high) >> 1;
}

/** Whether a seed cracks at a value, by its own runs at others: the nearest that says something counts. */
function implied(runs: ReadonlyMap<number, boolean | null>, value: Index): boolean | undefined {
  let nearest: { far: number; cracked: boolean } | undefined;
  for (const [other, cracked] of runs) {
    const says = cracked === true ? other > value : cracked === false && other < value;
    const far = Math.abs(other - value);
    if (says && (nearest === undefined || far < nearest.far)) nearest = { far, cracked: cracked === true };
  }
  return nearest?.cracked;
}

function notMonotone(runs: ReadonlyMap<number, boolean | null>): boolean {
  const held = [...runs].filter(([, cracked]) => cracked === false).map(([value]) => value);
  const first = Math.min(...held);
  return [...runs].some(([value, cracked]) => cracked === true && value > first);
}

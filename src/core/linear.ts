/**
 * A linear network: elements of given stiffness, forces on the nodes, K u = f. What benches and comparisons
 * with other codes use; the same operator and solver as a load step's.
 */
import { CONSTANT, FIELDS, type FieldName } from './fields.js';
import { Core, CoreTrap } from './instance.js';

/**
 * `n` nodes with six freedoms, `m` elements. Any consistent units in which arms are of order one, since couples
 * and forces are weighed alike. The jump of an element is
 * Δ = u_j + θ_j × armJ − u_i − θ_i × armI, its relative rotation φ = θ_j − θ_i; its force on i is
 * ks Δ + (kn − ks)(n·Δ) n, its couple kb φ + (kt − kb)(n·φ) n.
 */
export interface BondNetwork {
  readonly n: number;
  readonly m: number;
  /** Positions, 3n. */
  readonly x: Float64Array;
  /** Held freedoms, bit mask (63: all), n. */
  readonly held: Int32Array;
  /** Lower and higher node, m. */
  readonly i: Int32Array;
  readonly j: Int32Array;
  /** Unit normal from i to j, 3m. */
  readonly normal: Float64Array;
  /** From the centre of each node to the element's centre, 3m. */
  readonly armI: Float64Array;
  readonly armJ: Float64Array;
  /** kn, ks, kb, kt of each element, 4m. */
  readonly stiffness: Float64Array;
  /** Force and couple on each node, 6n. */
  readonly force: Float64Array;
}

/** How a solve went. */
export interface LinearResult {
  /**
   * 0 solved, 1 the limit of iterations or of rounding, 2 not a number, 3 a part of the load is left that nothing
   * bears (a part without hold, a mechanism); where parts without hold are the reason, the rest is solved.
   */
  readonly status: number;
  readonly iterations: number;
  /** Rounds of refinement. */
  readonly rounds: number;
  /** |f − K u| / |f| over the free freedoms, in double precision. */
  readonly residual: number;
}

const SOLVERS = { auto: 0, multigrid: 1, jacobi: 2, envelope: 3 } as const;

/** How systems are solved; `auto` is what a load step does. */
export type Solver = keyof typeof SOLVERS;

/** Refuse what would make the core read beyond its arrays. */
function checkNodes({ n, m, i, j }: BondNetwork): void {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`n: got ${n}; allowed: a whole number from 0`);
  if (!Number.isInteger(m) || m < 0) throw new RangeError(`m: got ${m}; allowed: a whole number from 0`);
  for (let e = 0; e < m; e++) {
    const low = i[e];
    const high = j[e];
    if (!(low >= 0 && low < high && high < n)) {
      throw new RangeError(`element ${e}: got nodes ${low} and ${high}; allowed: 0 <= i < j < ${n}`);
    }
  }
}

export class LinearNetwork {
  readonly #core: Core;
  readonly #n: number;
  readonly #m: number;

  private constructor(core: Core, net: BondNetwork, solver: Solver) {
    checkNodes(net);
    this.#core = core;
    this.#n = net.n;
    this.#m = net.m;
    if (core.call('netAlloc', net.n, net.m, 0, 1) !== 0) {
      throw new CoreTrap(`out of memory for ${net.n} nodes and ${net.m} elements`);
    }
    for (const name of ['x', 'held', 'i', 'j', 'normal', 'armI', 'armJ'] as const) {
      this.#write(name, net[name]);
    }
    this.#write('load', net.force);
    this.#write('stiffness', net.stiffness);
    const constants = new Float64Array(FIELDS.constants.width);
    constants[CONSTANT.meanRadius] = 1;
    this.#write('constants', constants);
    core.call('linearPlan', SOLVERS[solver]);
  }

  /** Load a network into a core of its own. */
  static async create(
    module: WebAssembly.Module,
    net: BondNetwork,
    solver: Solver = 'multigrid',
  ): Promise<LinearNetwork> {
    return new LinearNetwork(await Core.create(module), net, solver);
  }

  #write(name: FieldName, data: Float64Array | Int32Array): void {
    const { shape, width } = FIELDS[name];
    const length = (shape === 'node' ? this.#n : shape === 'element' ? this.#m : 1) * width;
    if (data.length !== length) {
      throw new RangeError(`${name}: ${data.length} values given, ${length} expected`);
    }
    this.#core.write(this.#core.call('fieldAddress', FIELDS[name].id), data);
  }

  /** Build the solver from the present stiffnesses. */
  prepare(): void {
    this.#core.call('linearPrepare');
  }

  /** Solve to a residual of `tolerance`, from rest or from the last solution. */
  solve(tolerance: number, options: { readonly fromZero?: boolean } = {}): LinearResult {
    const status = this.#core.call('linearSolve', tolerance, (options.fromZero ?? true) ? 1 : 0);
    return {
      status,
      iterations: this.#core.call('linearIterations'),
      rounds: this.#core.call('linearRounds'),
      residual: this.#core.call('linearResidual'),
    };
  }

  /** Remove element `e` and bring the solver up to date. */
  break(e: number): void {
    if (!Number.isInteger(e) || e < 0 || e >= this.#m) {
      throw new RangeError(`element ${e}: allowed 0 to ${this.#m - 1}`);
    }
    this.#core.call('linearBreak', e);
  }

  /** Replace all stiffnesses (4m). What the solver keeps stays as long as that pays; {@link prepare} renews it. */
  stiffness(values: Float64Array): void {
    this.#write('stiffness', values);
    this.#core.call('linearRefresh');
  }

  /** Apply the inner solver's operator, for benches. */
  applyF32(times: number): void {
    this.#core.call('linearApplyInner', times);
  }

  /** Apply the operator of the residual, for benches. */
  applyF64(times: number): void {
    this.#core.call('linearApply', times);
  }

  /** Nodes and matrix blocks of every level of the multigrid hierarchy. */
  levels(): { readonly nodes: number; readonly blocks: number }[] {
    const levels: { nodes: number; blocks: number }[] = [];
    for (let level = 0; ; level++) {
      const nodes = this.#core.call('levelNodes', level);
      if (nodes === 0) return levels;
      levels.push({ nodes, blocks: this.#core.call('levelEntries', level) });
    }
  }

  /** Displacements and rotations, 6n. */
  u(): Float64Array {
    return this.#core.readF64(this.#core.call('fieldAddress', FIELDS.u.id), 6 * this.#n);
  }

  /** Bytes of memory held. */
  get memoryBytes(): number {
    return this.#core.memoryBytes;
  }
}

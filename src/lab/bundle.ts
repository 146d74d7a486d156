/** Equal-load fibre bundle (V9): brittle ligaments of scattered strength between two plates. */
import type { Engine } from '../core/engine.js';
import { Held, NodeKind } from '../core/network.js';
import { type Check, near } from './check.js';
import {
  type Bench,
  type Body,
  brittleBonds,
  Dice,
  imbalance,
  loadTo,
  mount,
  type Neck,
  specimen,
} from './specimen.js';

const E = 1000;
const SIGMA = 10;
/** So little that every interface parts at once when its strength is met. */
const GAMMA = 1e-6;

/** `scales`: strength of each ligament over SIGMA. Each has its own held body, all share the plate. */
function bundle(scales: readonly number[]) {
  const bodies: Body[] = scales.map(() => ({ x: [0, 0, 0], held: Held.all }));
  const plate = bodies.push({ x: [0, 0, 2], kind: NodeKind.plate }) - 1;
  const necks: Neck[] = scales.map((scale, i) => ({
    i,
    j: plate,
    normal: [0, 0, 1],
    armI: [0, 0, 1],
    armJ: [0, 0, 0],
    scale,
    fibres: [{ area: 1, t: 1, g2: 0 }],
  }));
  return specimen(bodies, necks);
}

interface Peak {
  /** Largest mean stress over SIGMA, and strain there over SIGMA/E. */
  readonly stress: number;
  readonly strain: number;
  readonly engine: Engine;
}

async function pullBundle(bench: Bench, scales: readonly number[]): Promise<Peak> {
  const engine = await mount(bench, bundle(scales), brittleBonds(E, 0.4, SIGMA, GAMMA));
  const plate = 6 * scales.length + 2;
  let [stress, strain] = [0, 0];
  loadTo(engine, { plate: SIGMA / E }, { minSteps: 400, overshoot: 0.002, band: 0 }, () => {
    const now = engine.f64('reaction')[plate] / scales.length / SIGMA;
    if (now <= stress) return;
    stress = now;
    strain = (engine.load().plate * E) / SIGMA;
  });
  return { stress, strain, engine };
}

/** V9. */
export async function bundleChecks(bench: Bench): Promise<Check[]> {
  const count = 1000;
  const even = Array.from({ length: count }, (_, k) => (k + 0.5) / count);
  const { stress, strain, engine } = await pullBundle(bench, even);
  const dice = new Dice(9);
  const drawn = await pullBundle(
    bench,
    Array.from({ length: count }, () => dice.in(1e-4, 1)),
  );
  // Weibull modulus ρ = 2: σ_c = (ρ e)^(−1/ρ).
  const weibull = even.map((p) => Math.sqrt(-Math.log(1 - p)));
  const top = weibull[count - 1];
  const w = await pullBundle(
    bench,
    weibull.map((v) => v / top),
  );
  const l = engine.ledger();
  const stored = even.reduce((s, v) => s + (v * v * SIGMA * SIGMA) / (2 * E), 0);
  return [
    near('V9', 'bundle, thresholds even in [0, 1]: peak stress', stress, 0.25, 0.005, { unit: 'σ₀' }),
    near('V9', 'bundle: strain at the peak', strain, 0.5, 0.02, { unit: 'σ₀/E', note: 'the peak is flat' }),
    near(
      'V9',
      'bundle, thresholds drawn from U[0, 1]: peak stress',
      drawn.stress,
      0.25,
      1 / Math.sqrt(count),
      {
        unit: 'σ₀',
        note: `${count} ligaments; tolerance 1/√N`,
      },
    ),
    near(
      'V9',
      'bundle, Weibull thresholds ρ = 2: peak stress (ρe)^(−1/ρ)',
      w.stress * top,
      0.4288819424803534,
      0.005,
      {
        unit: 'σ₀',
      },
    ),
    near(
      'V9',
      'bundle: absorbed + released / energy stored at the thresholds',
      (l.adhesive + l.released) / stored,
      1,
      0.01,
      {
        note: `ledger ${imbalance(engine).toExponential(1)}`,
      },
    ),
  ];
}

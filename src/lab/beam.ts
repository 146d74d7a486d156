/** Beams of rigid segments bonded at their ends (V4), and a double cantilever that cracks (V5). */
import type { Engine, EngineMaterial } from '../core/engine.js';
import { Held, NodeKind } from '../core/network.js';
import { type Check, convergenceOrder, near } from './check.js';
import {
  type Bench,
  type Body,
  brittleBonds,
  elasticFilm,
  imbalance,
  loadTo,
  mount,
  type Neck,
  specimen,
} from './specimen.js';

const E = 1000;

/**
 * Cantilever along x of N rigid segments; the joints carry E A/t, its shear and E I/t over one segment's
 * length, half of it at the wall and at the loaded end.
 */
async function tipDeflection(bench: Bench, segments: number, ratio: number): Promise<number> {
  const [L, width, height, load] = [100, 4, 10, 0.5];
  const h = L / segments;
  const [area, g2] = [width * height, (height * height) / 12];
  const bodies: Body[] = [{ x: [0, 0, 0], held: Held.all }];
  for (let k = 0; k < segments; k++) bodies.push({ x: [(k + 0.5) * h, 0, 0] });
  bodies.push({ x: [L, 0, 0] });
  const necks: Neck[] = [];
  for (let k = 0; k <= segments; k++) {
    const end = k === 0 || k === segments;
    const left = k === 0 ? 0 : 0.5 * h;
    const right = k === segments ? 0 : 0.5 * h;
    necks.push({
      i: k,
      j: k + 1,
      normal: [1, 0, 0],
      armI: [left, 0, 0],
      armJ: [-right, 0, 0],
      fibres: [{ area, t: end ? 0.5 * h : h, g2 }],
    });
  }
  const engine = await mount(bench, specimen(bodies, necks), elasticFilm(E, ratio));
  const force = new Float64Array(6 * bodies.length);
  force[6 * (bodies.length - 1) + 2] = load;
  engine.write('load', force);
  loadTo(engine, { loading: 1 });
  return engine.f64('u')[6 * (bodies.length - 1) + 2] / load;
}

async function v4(bench: Bench): Promise<Check[]> {
  const ratio = 0.4;
  const [L, area, inertia] = [100, 40, (4 * 1000) / 12];
  const exact = (L * L * L) / (3 * E * inertia) + L / (ratio * E * area);
  const sizes = [4, 8, 16, 32];
  const values: number[] = [];
  for (const n of sizes) values.push(await tipDeflection(bench, n, ratio));
  const errors = values.map((v) => Math.abs(v / exact - 1));
  const order = convergenceOrder(sizes, errors);
  const note = sizes.map((n, k) => `N=${n}: ${errors[k].toExponential(2)}`).join(', ');
  return [
    near('V4', 'cantilever, 32 segments: compliance L³/3EI + L/κGA', values[3], exact, 1e-3, {
      unit: 'µm/µN',
      order,
      note,
    }),
    near('V4', 'its order of convergence in N', order, 2, 0.05, { order }),
  ];
}

/** Double cantilever: two arms of thickness h and width b, joined by cohesive ligaments beyond the notch. */
interface Dcb {
  readonly h: number;
  readonly b: number;
  /** Length of a segment, and of the facet a ligament stands for. */
  readonly step: number;
  readonly segments: number;
  /** Segments without ligament at the loaded end. */
  readonly notch: number;
  /** Length of the cohesive ligaments. */
  readonly t: number;
}

/** Arms as chains along x from the loaded ends; the far ends are free, the ligaments hold them. */
function dcb(d: Dcb) {
  const { h, b, step } = d;
  const bodies: Body[] = [];
  const plane = Held.uy | Held.rx | Held.rz;
  for (let k = 0; k < d.segments; k++) {
    for (const side of [0.5, -0.5]) bodies.push({ x: [(k + 0.5) * step, 0, side * h], held: plane });
  }
  const foil = bodies.push({ x: [0.5 * step, 0, -h], kind: NodeKind.foil }) - 1;
  const plate = bodies.push({ x: [0.5 * step, 0, h], kind: NodeKind.plate }) - 1;
  const beam = [{ area: b * h, t: step, g2: (h * h) / 12 }];
  const pin = [{ area: 100 * b * h, t: 1, g2: 0 }];
  const necks: Neck[] = [];
  for (let k = 0; k + 1 < d.segments; k++) {
    for (const s of [0, 1]) necks.push({ i: 2 * k + s, j: 2 * k + 2 + s, scale: 1e9, fibres: beam });
  }
  for (let k = d.notch; k < d.segments; k++) {
    necks.push({
      i: 2 * k,
      j: 2 * k + 1,
      normal: [0, 0, -1],
      armI: [0, 0, -0.5 * h],
      armJ: [0, 0, 0.5 * h],
      fibres: [{ area: b * step, t: d.t, g2: (step * step) / 12 }],
    });
  }
  const pinned = { scale: 1e9, fibres: pin, armI: [0, 0, 0], armJ: [0, 0, 0] } as const;
  necks.push(
    { ...pinned, i: 0, j: plate, normal: [0, 0, 1] },
    { ...pinned, i: 1, j: foil, normal: [0, 0, -1] },
  );
  const net = specimen(bodies, necks);
  const pinAt = net.i.findIndex((i, e) => i === 0 && net.j[e] === plate);
  const cracks = Array.from(net.i).flatMap((i, e) =>
    i % 2 === 0 && net.j[e] === i + 1 && i >= 2 * d.notch ? [e] : [],
  );
  return { net, pinAt, cracks };
}

/** Load, crack length and opening angle now. */
function state(engine: Engine, d: Dcb, made: ReturnType<typeof dcb>) {
  const u = engine.f64('u');
  const mode = engine.i32('mode');
  const broken = made.cracks.filter((e) => mode[e] !== 0).length;
  const load = engine.f64('force')[3 * made.pinAt + 2];
  return {
    load,
    broken,
    crack: (d.notch + broken - 0.5) * d.step,
    // Slopes of the arms at the load (rotation about y takes z down along x).
    angle: Math.abs(u[4] - u[6 + 4]),
    opening: u[2] - u[6 + 2],
  };
}

const SHAPE: Dcb = { h: 10, b: 4, step: 1, segments: 170, notch: 60, t: 1 };

/** Compliance of the uncracked specimen against beams on an elastic foundation (Kanninen 1973). */
async function compliance(bench: Bench): Promise<Check[]> {
  const { h, b, notch, step, t } = SHAPE;
  const made = dcb(SHAPE);
  // No shear deflection: κG large.
  const engine = await mount(bench, made.net, elasticFilm(E, 100));
  loadTo(engine, { plate: 0.1 }, { tolerance: 1e-8 });
  const { load, opening } = state(engine, SHAPE, made);
  const inertia = (b * h * h * h) / 12;
  // Foundation of one arm: half the ligament's length.
  const beta = Math.sqrt(Math.sqrt((2 * E * b) / t / (4 * E * inertia)));
  const a = notch * step - 0.5 * step;
  const arm =
    (a * a * a + (3 * a * a) / beta + (3 * a) / (beta * beta) + 3 / (2 * beta * beta * beta)) /
    (3 * E * inertia);
  return [
    near(
      'V5',
      'double cantilever: compliance, beams on an elastic foundation',
      opening / load,
      2 * arm,
      0.01,
      {
        unit: 'µm/µN',
        note: `a = ${a} µm, h = ${h} µm`,
      },
    ),
  ];
}

/** Grow the crack and compare what the beams say of it with the energy its ligaments stand for. */
async function growth(bench: Bench): Promise<Check[]> {
  const [sigma, gamma] = [4, 0.5];
  const { h, b, step, notch } = SHAPE;
  const film: EngineMaterial = brittleBonds(E, 100, sigma, gamma);
  const made = dcb(SHAPE);
  const engine = await mount(bench, made.net, film);
  const inertia = (b * h * h * h) / 12;
  // Opening at which the crack starts: P a = √(Γ b E I).
  const a = notch * step;
  const start = (2 * Math.sqrt(gamma * b * E * inertia) * a * a) / (3 * E * inertia);
  const fine = { minSteps: 400, overshoot: 0.0025, tolerance: 1e-8 };
  loadTo(engine, { plate: 1.4 * start }, fine);
  const before = engine.ledger();
  const first = state(engine, SHAPE, made);
  const seen: ReturnType<typeof state>[] = [];
  loadTo(engine, { plate: 2.2 * start }, fine, () => seen.push(state(engine, SHAPE, made)));
  const mean = (f: (s: (typeof seen)[0]) => number): number =>
    seen.reduce((sum, s) => sum + f(s), 0) / seen.length;
  const now = engine.ledger();
  const area = (state(engine, SHAPE, made).broken - first.broken) * b * step;
  const spent = now.adhesive - before.adhesive + now.released - before.released;
  // 12P²a²/(E b² h³) with the length of a clamped beam of the compliance measured: a³ = 3 E I δ/2P.
  const effective = (s: (typeof seen)[0]): number => Math.cbrt((3 * E * inertia * s.opening) / (2 * s.load));
  const closed = mean((s) => (12 * s.load * s.load * effective(s) * effective(s)) / (E * b * b * h * h * h));
  const unit = 'J/m²';
  const note = `${area / (b * step)} ligaments broke, ${seen.length} states; excess is overshoot of the load steps`;
  return [
    near('V5', 'growing crack: mean G = 12P²a²/(E b² h³)', closed, gamma, 0.01, { unit, note }),
    near(
      'V5',
      'growing crack: mean J = Pθ/b',
      mean((s) => (s.load * s.angle) / b),
      gamma,
      0.01,
      { unit },
    ),
    near('V5', 'growing crack: (absorbed + released) / new area', spent / area, gamma, 0.01, {
      unit,
      note: `released ${(now.released - before.released).toPrecision(3)} of ${spent.toPrecision(4)} pJ; ledger ${imbalance(engine).toExponential(1)}`,
    }),
  ];
}

/** V4, V5. */
export async function beamChecks(bench: Bench): Promise<Check[]> {
  return [...(await v4(bench)), ...(await compliance(bench)), ...(await growth(bench))];
}

/** One ligament, pulled, sheared, pressed and cycled: the closed forms of the series law. */
import type { Engine, EngineMaterial, Load } from '../core/engine.js';
import { Held, NodeKind } from '../core/network.js';
import type { StepSettings } from '../core/stepper.js';
import { atLeast, type Check, near } from './check.js';
import { DUCTILE } from './law.js';
import { type Bench, Dice, imbalance, loadTo, mount, type Neck, specimen } from './specimen.js';

const AREA = 10;
const LENGTH = 2;
const ARM = 6;
const FINE: Partial<StepSettings> = { minSteps: 20, overshoot: 0.001 };

interface Pull {
  readonly engine: Engine;
  /** Largest normal and shear traction, MPa. */
  readonly peak: number;
  readonly peakShear: number;
}

const neck = (extra: Partial<Neck> = {}): Neck => ({
  i: 0,
  j: 1,
  normal: [0, 0, 1],
  armI: [0, 0, ARM],
  armJ: [0, 0, 0],
  fibres: [{ area: AREA, t: LENGTH, g2: 0.8 }],
  ...extra,
});

const pair = (extra: Partial<Neck> = {}) =>
  specimen(
    [
      { x: [0, 0, 0], held: Held.all, radius: 5 },
      { x: [0, 0, ARM + 1], kind: NodeKind.plate },
    ],
    [neck(extra)],
  );

/** Jump of the ligament through the cell's strain: the arms differ by ARM along z. */
const jump = (x: number, z: number): Partial<Load> => ({ cell: [0, 0, z / ARM, 0, x / ARM, 0] });

async function pull(
  bench: Bench,
  material: EngineMaterial,
  stages: readonly Partial<Load>[],
  extra: Partial<Neck> = {},
  settings: Partial<StepSettings> = {},
): Promise<Pull> {
  const engine = await mount(bench, pair(extra), material);
  let [peak, peakShear] = [0, 0];
  for (const change of stages) {
    loadTo(engine, change, { ...FINE, ...settings }, () => {
      const [x, y, z] = engine.f64('force');
      peak = Math.max(peak, z / AREA);
      peakShear = Math.max(peakShear, Math.sqrt(x * x + y * y) / AREA);
    });
  }
  return { engine, peak, peakShear };
}

const interfaceOf = (sigma: number, gamma: number): EngineMaterial => ({
  ...DUCTILE,
  sigmaNcm: sigma,
  sigmaFoil: sigma,
  gammaNcm: gamma,
  gammaFoil: gamma,
});

async function adhesive(bench: Bench): Promise<Check[]> {
  const weak = await pull(bench, DUCTILE, [{ plate: 0.2 }]);
  const strong = await pull(bench, interfaceOf(36, 1.8), [{ plate: 1.2 }]);
  // Flow stress 30 + 30 ε_p: plastic work up to 36 MPa.
  const epsP = (36 - 30) / 30;
  const work = 1.8 * AREA + LENGTH * AREA * 0.5 * (30 + 36) * epsP;
  const spent = strong.engine.ledger();
  return [
    near('law.series.peak', 'σ_i < σ_y: largest traction', weak.peak, 10, 0.002, { unit: 'MPa' }),
    near('law.series.work', 'σ_i < σ_y: work done to failure Γ A', weak.engine.ledger().work, 5, 0.005, {
      unit: 'pJ',
    }),
    near('law.series.booked', 'σ_i < σ_y: adhesive energy booked', weak.engine.ledger().adhesive, 5, 1e-9, {
      unit: 'pJ',
    }),
    near(
      'law.series.plastic',
      'σ_y < σ_i < σ_u: work done to failure Γ A + plastic work up to σ_i',
      spent.work,
      work,
      0.005,
      { unit: 'pJ' },
    ),
    near('law.series.mode', 'its mode (1 adhesive)', strong.engine.i32('mode')[0], 1, 0),
  ];
}

async function cohesive(bench: Bench): Promise<Check[]> {
  const { engine, peak } = await pull(bench, interfaceOf(50, 2.5), [{ plate: 2 }]);
  const brittle: EngineMaterial = { ...interfaceOf(60, 3), plasticStrain: [], flowStress: [], epsBreak: 0 };
  const glass = await pull(bench, brittle, [{ plate: 0.2 }]);
  // Bisect for the interface strength at which the mode changes.
  let [low, high] = [43, 47];
  while (high - low > 0.01) {
    const sigma = 0.5 * (low + high);
    const { engine: e } = await pull(bench, interfaceOf(sigma, 0.05 * sigma), [{ plate: 2 }]);
    if (e.i32('mode')[0] === 1) low = sigma;
    else high = sigma;
  }
  return [
    near(
      'law.series.cohesive',
      'σ_u ≤ σ_i: work done to failure t_b U A',
      engine.ledger().work,
      LENGTH * AREA * DUCTILE.toughness,
      0.002,
      { unit: 'pJ' },
    ),
    near('law.series.strength', 'σ_u ≤ σ_i: largest traction', peak, 45, 0.002, { unit: 'MPa' }),
    near(
      'law.series.brittle',
      'brittle film: work done to failure t_b σ_u²/2E A',
      glass.engine.ledger().work,
      (LENGTH * AREA * 45 * 45) / 2000,
      0.005,
      { unit: 'pJ' },
    ),
    near('law.series.switch', 'σ_i at which adhesive turns cohesive', 0.5 * (low + high), 45, 0.002, {
      unit: 'MPa',
      note: 'σ_u = 45 MPa; found by bisection',
    }),
  ];
}

async function mixedMode(bench: Bench): Promise<Check[]> {
  // Γ is large enough that the ligament, more compliant in shear, does not snap back.
  const soft = interfaceOf(8, 2);
  const shear = await pull(bench, soft, [jump(1.2, 0)]);
  const both = await pull(bench, soft, [jump(0.8, 0.8)]);
  const tear = await pull(bench, interfaceOf(50, 2.5), [jump(4, 0)]);
  return [
    near('law.mixed.strength', 'pure shear: largest traction β σ_i', shear.peakShear, 16, 0.002, {
      unit: 'MPa',
    }),
    near('law.mixed.work', 'pure shear: work done to failure Γ A', shear.engine.ledger().work, 20, 0.005, {
      unit: 'pJ',
    }),
    near('law.mixed.ledger', 'opening at 45°: work done − booked', imbalance(both.engine), 0, 1e-3),
    near(
      'law.mixed.cohesive',
      'pure shear of a strong interface: work done to failure t_b U A',
      tear.engine.ledger().work,
      LENGTH * AREA * DUCTILE.toughness,
      0.002,
      { unit: 'pJ' },
    ),
  ];
}

async function snapBack(bench: Bench): Promise<Check[]> {
  const soft: EngineMaterial = {
    ...DUCTILE,
    eFilm: 20,
    plasticStrain: [],
    flowStress: [],
    epsBreak: 0,
    strength: 1e3,
  };
  const { engine } = await pull(bench, soft, [{ plate: 1.2 }]);
  const l = engine.ledger();
  return [
    near(
      'law.snapback',
      't_b σ²/2E > Γ: released t_b σ² A/2E − Γ A',
      l.released,
      AREA * ((LENGTH * 100) / 40 - 0.5),
      0.005,
      { unit: 'pJ', note: `in ${l.events} event${l.events === 1 ? '' : 's'}` },
    ),
  ];
}

async function offset(bench: Bench): Promise<Check[]> {
  const { engine } = await pull(bench, interfaceOf(100, 5), [jump(0, 0.5)]);
  const traction = engine.f64('force')[2] / AREA;
  const residual = 0.5 - (LENGTH * traction) / DUCTILE.eFilm;
  loadTo(engine, jump(0, residual), FINE);
  const left = engine.f64('force')[2] / AREA;
  return [
    near('law.offset', 'unloaded to stretch − t_b σ/E: traction left', left, 0, 1e-9, {
      unit: 'MPa',
      note: `plastic stretch ${residual.toPrecision(4)} µm of 0.5`,
    }),
  ];
}

async function contact(bench: Bench): Promise<Check[]> {
  const rough = interfaceOf(50, 2.5);
  const beside = { gap: 0.01, contactRadius: 2.5 };
  const stages: Partial<Load>[] = [jump(0, 2), jump(0, -0.03)];
  const { engine } = await pull(bench, rough, stages, beside, { energyTolerance: 1e-4 });
  const eStar = rough.eParticle / (2 * (1 - rough.nuParticle * rough.nuParticle));
  const hertz = (4 / 3) * eStar * Math.sqrt(2.5) * 0.02 * Math.sqrt(0.02);
  const normal = -engine.f64('force')[2];
  loadTo(engine, jump(0.02, -0.03), FINE);
  const [x, , z] = engine.f64('force');
  return [
    near('law.contact', 'Hertz force after rupture, overlap 0.02 µm', normal, hertz, 1e-9, { unit: 'µN' }),
    near('law.friction', 'sliding: tangential force / normal force', Math.abs(x / z), 0.3, 1e-4),
    near(
      'law.contact.ledger',
      'rupture, contact and sliding: work done − booked',
      imbalance(engine),
      0,
      1e-3,
    ),
  ];
}

/** Closed load cycles of random shape: what is spent or released never comes back. */
async function cycles(bench: Bench): Promise<Check[]> {
  const dice = new Dice(5);
  let [least, worst, release] = [Infinity, 0, Infinity];
  for (let k = 0; k < 6; k++) {
    const stages = Array.from({ length: 4 }, () => jump(dice.in(-0.2, 0.2), dice.in(-0.02, 0.2)));
    const { engine } = await pull(
      bench,
      interfaceOf(k < 3 ? 33 : 12, 1),
      [...stages, jump(0, 0)],
      { gap: 0.01, contactRadius: 2.5 },
      { overshoot: 0.01 },
    );
    const l = engine.ledger();
    least = Math.min(least, l.plastic, l.adhesive, l.cohesive, l.friction, l.work - l.elastic);
    release = Math.min(release, l.leastRelease / l.absWork);
    worst = Math.max(worst, Math.abs(imbalance(engine)));
  }
  return [
    atLeast('law.cycle.spent', 'closed cycles: least of the energies spent', least, 0, 0, { unit: 'pJ' }),
    atLeast('law.cycle.released', 'closed cycles: least release of an event / work', release, 0, 1e-9),
    near('law.cycle.ledger', 'closed cycles: work done − booked', worst, 0, 1e-3),
  ];
}

/** One thickness in one ring or in three: the same ligament. */
async function ringsAgree(bench: Bench): Promise<Check[]> {
  const film = interfaceOf(36, 1.8);
  const one = await pull(bench, film, [{ plate: 1.2 }]);
  const fibres = [0.2, 0.3, 0.5].map((share) => ({ area: share * AREA, t: LENGTH, g2: 0.8 }));
  const three = await pull(bench, film, [{ plate: 1.2 }], { fibres });
  const spent = (p: Pull): number => p.engine.ledger().adhesive + p.engine.ledger().plastic;
  return [
    near('law.rings.peak', 'three rings of one thickness: largest traction', three.peak, one.peak, 1e-9, {
      unit: 'MPa',
    }),
    near('law.rings.work', 'three rings of one thickness: work', spent(three), spent(one), 1e-9, {
      unit: 'pJ',
    }),
  ];
}

/** Checks of the series law on one ligament. */
export async function singleChecks(bench: Bench): Promise<Check[]> {
  return [
    ...(await adhesive(bench)),
    ...(await cohesive(bench)),
    ...(await mixedMode(bench)),
    ...(await snapBack(bench)),
    ...(await offset(bench)),
    ...(await contact(bench)),
    ...(await cycles(bench)),
    ...(await ringsAgree(bench)),
  ];
}

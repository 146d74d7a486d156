/** The element law in a random network: energy, force, tangent, action and reaction, rigid motion. */
import type { Engine } from '../core/engine.js';
import { INFO } from '../core/fields.js';
import { type Check, near } from './check.js';
import {
  ALL_HELD,
  gradientError,
  largest,
  netForce,
  randomMotion,
  randomNetwork,
  read,
  tangentError,
} from './probe.js';
import { type Bench, Dice, elasticFilm, type Film, mount } from './specimen.js';

/** A film that yields at 30 MPa and hardens to 45, on interfaces of 10 MPa, with contact and friction. */
export const DUCTILE: Film = {
  ...elasticFilm(1000, 1 / 2.68),
  strength: 45,
  toughness: 0.5 * (30 + 45) * 0.5 + (45 * 45) / 2000,
  plasticStrain: [0, 0.5],
  flowStress: [30, 45],
  epsBreak: 0.5,
  sigmaNcm: 10,
  sigmaFoil: 10,
  gammaNcm: 0.5,
  gammaFoil: 0.5,
  friction: 0.3,
};

/** Give the fibres a random past: damage, plastic flow, some broken; contacts that stick. */
function age(engine: Engine, dice: Dice): void {
  const { m, first } = engine.network;
  const fibres = first[m];
  const each = (count: number, f: () => number): Float64Array => Float64Array.from({ length: count }, f);
  engine.write(
    'damage',
    each(fibres, () => (dice.next() < 0.5 ? 0 : dice.in(0, 0.95))),
  );
  engine.write(
    'lambda',
    each(fibres, () => (dice.next() < 0.5 ? 0 : dice.in(0, 0.2))),
  );
  engine.write(
    'plastic',
    each(6 * fibres, () => dice.in(-0.01, 0.01)),
  );
  engine.write(
    'flag',
    Int32Array.from({ length: fibres }, () => (dice.next() < 0.2 ? (dice.next() < 0.5 ? 1 : 3) : 0)),
  );
  engine.write(
    'cap',
    each(m, () => (dice.next() < 0.5 ? 0 : dice.in(1, 200))),
  );
  engine.write(
    'slip',
    each(3 * m, () => dice.in(-0.01, 0.01)),
  );
}

async function restAndRigid(bench: Bench): Promise<Check[]> {
  const dice = new Dice(1);
  const net = randomNetwork(dice, 20, ALL_HELD, false);
  const engine = await mount(bench, net, elasticFilm(1000, 0.4));
  const atRest = largest(read(engine, new Float64Array(6 * net.n)).force);
  const shift = dice.direction();
  const turn = dice.direction();
  const rigid = new Float64Array(6 * net.n);
  for (let k = 0; k < net.n; k++) {
    const [x, y, z] = net.x.subarray(3 * k, 3 * k + 3);
    rigid.set([shift[0] + turn[1] * z - turn[2] * y, shift[1] + turn[2] * x - turn[0] * z], 6 * k);
    rigid.set([shift[2] + turn[0] * y - turn[1] * x, ...turn], 6 * k + 2);
  }
  const other = read(engine, randomMotion(net.n, dice, 1)).elastic;
  const carried = read(engine, rigid).elastic / other;
  return [
    near('law.rest', 'force at rest', atRest, 0, 0, { unit: 'µN' }),
    near(
      'law.rigid',
      'energy of a rigid motion (shift 1 µm, turn 1 rad) / of a random one',
      carried,
      0,
      1e-20,
    ),
  ];
}

async function gradients(bench: Bench): Promise<Check[]> {
  const dice = new Dice(2);
  let worst = 0;
  let balance = 0;
  let plastic = 0;
  for (let round = 0; round < 8; round++) {
    // Contact is so stiff that it would hide the ligaments: half the states go without.
    const net = randomNetwork(dice, 12, ALL_HELD, round % 2 === 1);
    const engine = await mount(bench, net, DUCTILE);
    age(engine, dice);
    const u = randomMotion(net.n, dice, round < 4 ? 0.02 : 0.3);
    worst = Math.max(worst, gradientError(engine, u, dice, 1e-6));
    const reading = read(engine, u);
    plastic = Math.max(plastic, reading.plastic / reading.potential);
    balance = Math.max(balance, netForce(net, reading.force));
  }
  const note = `damaged, yielding (up to ${(100 * plastic).toFixed(0)} % of the energy), broken and sliding contacts`;
  return [
    near('law.gradient', 'force − dE/du, central difference, 8 random states', worst, 0, 1e-6, { note }),
    near('law.reaction', 'net force and torque of all necks, 8 random states', balance, 0, 1e-12),
  ];
}

async function tangents(bench: Bench): Promise<Check[]> {
  const dice = new Dice(3);
  const net = randomNetwork(dice, 12, ALL_HELD, true);
  const film = { ...DUCTILE, plasticStrain: [], flowStress: [], epsBreak: 0 };
  const fresh = await mount(bench, net, film);
  const intact = tangentError(fresh, randomMotion(net.n, dice, 0.05), dice, 1e-6);
  const aged = await mount(bench, net, film);
  age(aged, dice);
  aged.write('cap', new Float64Array(net.m).fill(1e9));
  const damaged = tangentError(aged, randomMotion(net.n, dice, 0.05), dice, 1e-6);
  return [
    near('law.tangent', 'tangent − dF/du, intact with Hertz contact', intact, 0, 1e-6),
    near('law.tangent.damaged', 'the same, damaged and broken fibres, sticking contacts', damaged, 0, 1e-6),
  ];
}

/**
 * The tangent of a yielding network is used inside the solver only; what shows it consistent is that one
 * Newton step from a small disturbance leaves a residual of second order (down to the accuracy to which the
 * linear system is solved).
 */
async function plasticTangent(bench: Bench): Promise<Check[]> {
  const dice = new Dice(4);
  const net = randomNetwork(dice, 14, 0, false);
  net.held.fill(ALL_HELD, 0, 3);
  const engine = await mount(bench, net, { ...DUCTILE, sigmaNcm: 1e6, sigmaFoil: 1e6 });
  engine.write(
    'load',
    Float64Array.from({ length: 6 * net.n }, (_, q) => (q % 6 < 3 ? dice.in(-150, 150) : 0)),
  );
  engine.beginStage(0, { ...engine.load(), loading: 1 });
  const found = engine.try(1, 1e-12, 200);
  const info = engine.f64('info');
  const share = info[INFO.dPlastic] / (info[INFO.energy] + info[INFO.dPlastic]);
  const rest = engine.f64('u');
  const disturbed = rest.map((v, q) => (net.held[Math.floor(q / 6)] ? v : v + dice.in(-1e-6, 1e-6)));
  const residualAfter = (steps: number): number => {
    engine.write('u', disturbed);
    return engine.try(1, 1e-14, steps).residual;
  };
  const left = residualAfter(1) / residualAfter(0);
  const note = `${(100 * share).toFixed(0)} % of the potential is plastic work; equilibrium to ${found.residual.toExponential(1)}`;
  return [
    near('law.tangent.plastic', 'residual that one Newton step leaves of a yielding network', left, 0, 1e-3, {
      note,
    }),
  ];
}

/** Checks of the law in random states. */
export async function lawChecks(bench: Bench): Promise<Check[]> {
  return [
    ...(await restAndRigid(bench)),
    ...(await gradients(bench)),
    ...(await tangents(bench)),
    ...(await plasticTangent(bench)),
  ];
}

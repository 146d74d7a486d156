/** Patch tests, free strain and the energy of a whole electrode (V11). */

import { buildElectrode } from '../build/electrode.js';
import { Core } from '../core/instance.js';
import { fibreOwners, Held } from '../core/network.js';
import { filmCurve } from '../materials/film-curve.js';
import { configure } from '../model/configure.js';
import { coatingStress } from '../observe/measure/index.js';
import { engineMaterial } from '../process/material.js';
import { run } from '../process/run.js';
import { atLeast, type Check, near } from './check.js';
import { largest, netForce, randomMotion } from './probe.js';
import {
  type Bench,
  type Body,
  between,
  Dice,
  elasticFilm,
  length,
  loadTo,
  mount,
  type Neck,
  specimen,
  type Vec,
} from './specimen.js';
import { voronoi } from './voronoi.js';

const E = 1000;

/** Voronoi cells of scattered points as rigid bodies (k_s = k_n: elastically uniform, ν = 0). */
function irregular(dice: Dice) {
  const count = 12;
  const box = [count, count] as const;
  const points: [number, number][] = [];
  for (let r = 0; r < count; r++) {
    for (let c = 0; c < count; c++) points.push([c + dice.in(0.1, 0.9), r + dice.in(0.1, 0.9)]);
  }
  const bodies: Body[] = points.map(([x, z]) => ({
    x: [x, 0, z],
    held: Held.uy | Held.rx | Held.rz,
    radius: 0.5,
  }));
  const necks = voronoi(points, box).map((s): Neck => {
    const t = Math.sqrt(s.to[0] * s.to[0] + s.to[1] * s.to[1]);
    return {
      i: s.i,
      j: s.j,
      normal: [s.to[0] / t, 0, s.to[1] / t],
      armI: [s.middle[0], 0, s.middle[1]],
      armJ: [s.middle[0] - s.to[0], 0, s.middle[1] - s.to[1]],
      fibres: [{ area: s.length, t, g2: (s.length * s.length) / 12 }],
    };
  });
  return { net: specimen(bodies, necks, [count, 0, count]), area: count * count };
}

async function patch(bench: Bench): Promise<Check[]> {
  const dice = new Dice(10);
  const { net, area } = irregular(dice);
  const engine = await mount(bench, net, elasticFilm(E, 1));
  const start = randomMotion(net.n, dice, 0.1).map((v, q) => (net.held[0] & (1 << (q % 6)) ? 0 : v));
  engine.write('u', start);
  const [xx, zz, xz] = [1e-3, -0.4e-3, 0.7e-3];
  loadTo(engine, { cell: [xx, 0, zz, 0, xz, 0] }, { tolerance: 1e-12 });
  const stress = coatingStress(net, engine.f64('force'), area);
  const exact = [E * xx, 0, E * zz, 0, E * xz, 0];
  const off = Math.max(...exact.map((v, k) => Math.abs(stress[k] - v))) / (E * xx);
  // What is left of the displacements besides a common shift must be nothing: the strain is the cell's.
  const u = engine.f64('u');
  const apart = u.map((v, q) => (q % 6 < 3 ? v - u[q % 6] : v));
  return [
    near('V11', 'patch test, irregular cells: stress − E ε', off, 0, 1e-9, {
      note: `${net.n} Voronoi cells, ν = 0`,
    }),
    near('V11', 'patch test: displacement besides the uniform strain', largest(apart) / xx, 0, 1e-9, {
      unit: 'µm',
    }),
  ];
}

/** A cluster of bodies in three dimensions; periodic where `size` is given. */
function cluster(dice: Dice, count: number, size: number, period: Vec) {
  const bodies: Body[] = Array.from({ length: count }, () => ({
    x: [dice.in(0, size), dice.in(0, size), dice.in(0, size)],
  }));
  const necks: Neck[] = [];
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      const l = length(between(bodies[i].x, bodies[j].x, period));
      if (l < 4) necks.push({ i, j, fibres: [{ area: dice.in(0.5, 2), t: dice.in(0.5, 1), g2: 0.2 }] });
    }
  }
  return specimen(bodies, necks, period);
}

async function freeStrain(bench: Bench): Promise<Check[]> {
  const dice = new Dice(11);
  const net = cluster(dice, 200, 12, [12, 12, 12]);
  const engine = await mount(bench, net, elasticFilm(E, 0.4));
  const s = -0.01;
  loadTo(engine, { thermal: s });
  const clamped = largest(engine.f64('force'));
  loadTo(engine, { thermal: s, cell: [s, s, s, 0, 0, 0] });
  const free = largest(engine.f64('force'));
  // The same without periods: a free body follows its own strain, whatever force it carries besides.
  const loose = cluster(dice, 60, 10, [0, 0, 0]);
  loose.held[0] = Held.all;
  const lone = await mount(bench, loose, elasticFilm(E, 0.4));
  lone.write('load', randomMotion(loose.n, dice, 5));
  loadTo(lone, { loading: 1 });
  const carried = lone.f64('force');
  loadTo(lone, { thermal: s });
  const change = lone.f64('force').map((v, k) => v - carried[k]);
  return [
    near(
      'V11',
      'strain of the cell equal to that of all particles: force left / clamped',
      free / clamped,
      0,
      1e-9,
    ),
    near('V11', 'free body, uniform strain: change of force / clamped', largest(change) / clamped, 0, 1e-9),
  ];
}

async function equilibrium(bench: Bench): Promise<Check[]> {
  const dice = new Dice(12);
  const net = cluster(dice, 60, 10, [0, 0, 0]);
  net.held[0] = Held.all;
  const engine = await mount(bench, net, elasticFilm(E, 0.4));
  const load = randomMotion(net.n, dice, 5);
  engine.write('load', load);
  loadTo(engine, { loading: 1 });
  // Reaction of the held body and applied forces must balance over the whole.
  const force = engine.f64('internal').map((v, q) => (q < 6 ? v : -load[q]));
  const total = force.map((v, q) => (q < 6 ? -v : v));
  return [
    near('V11', 'loads and reaction of a network: net force and torque', netForce(net, total), 0, 1e-9),
  ];
}

/** A small electrode through all its stages. */
async function electrode(bench: Bench): Promise<Check[]> {
  const config = configure({ preset: 'paper-10', overrides: ['electrode.lateral_um=200', 'seed=3'] });
  const options = bench.signal ? { signal: bench.signal } : {};
  const { result, network, frames } = await run(bench.module, config, options);
  const worst = result.stages.reduce((m, s) => Math.max(m, s.energy_pJ.imbalance), 0);
  const least = result.stages.reduce(
    (m, s) => Math.min(m, s.energy_pJ.released / (Math.abs(s.energy_pJ.work) + 1e-300)),
    0,
  );
  const last = frames[frames.length - 1];
  const broken = last.mode.reduce((n, v) => n + (v !== 0 ? 1 : 0), 0);
  const note = `${network.n} nodes, ${network.m} necks, ${broken} broken, ${result.stages.length} stages`;
  return [
    near('V11', 'electrode, all stages: largest |imbalance| of a stage', worst, 0, 1e-3, { note }),
    atLeast('V11', 'electrode, all stages: least energy released / work', least, 0, 1e-9),
  ];
}

/** What the ledger books by mode against Γ A and t_b U A of the fibres that failed, in one charge. */
async function dissipation(bench: Bench, binder: string, adhesion: number): Promise<Check[]> {
  const overrides = ['electrode.lateral_um=200', 'active.strainFactor=3'];
  const plain = configure({ preset: 'paper-10', binder, overrides });
  const scaled = (
    ['adhesionNcm_J_m2', 'adhesionFoil_J_m2', 'strengthNcm_MPa', 'strengthFoil_MPa'] as const
  ).map((key) => `binder.${key}=${adhesion * plain.binder[key]}`);
  const config = configure({ preset: 'paper-10', binder, overrides: [...overrides, ...scaled] });
  bench.signal?.throwIfAborted();
  const { network } = buildElectrode(await Core.create(bench.module), config);
  const material = engineMaterial(config);
  const engine = await mount(bench, network, material);
  loadTo(engine, { lithium: config.active.xMin }, config.solver);
  const [damage, gamma, flag] = [engine.f64('damage'), engine.f64('gamma'), engine.i32('flag')];
  let [adhesive, cohesive, torn] = [0, 0, 0];
  const owner = fibreOwners(network);
  for (let k = 0; k < owner.length; k++) {
    adhesive += damage[k] * gamma[owner[k]] * network.area[k];
    if (flag[k] !== 3) continue;
    cohesive += network.thickness[k] * network.area[k] * filmCurve(config.binder).toughness_MPa;
    torn++;
  }
  const l = engine.ledger();
  const name = `${binder}${adhesion === 1 ? '' : `, ${adhesion} × adhesion`}`;
  const parted = flag.reduce((n, v) => n + (v === 1 ? 1 : 0), 0);
  const out = [
    near('V11', `${name}, one charge: adhesive energy booked, Σ Γ A`, l.adhesive, adhesive, 1e-6, {
      unit: 'pJ',
      note: `${parted} fibres parted`,
    }),
  ];
  if (torn > 0) {
    out.push(
      near('V11', `${name}, one charge: cohesive energy booked, Σ t_b U A`, l.cohesive, cohesive, 0.01, {
        unit: 'pJ',
        note: `${torn} fibres torn`,
      }),
    );
  }
  return out;
}

/** V11. */
export async function balanceChecks(bench: Bench): Promise<Check[]> {
  return [
    ...(await patch(bench)),
    ...(await freeStrain(bench)),
    ...(await equilibrium(bench)),
    ...(await electrode(bench)),
    ...(await dissipation(bench, 'PVDF', 1)),
    ...(await dissipation(bench, 'PVDF-A', 1)),
    ...(await dissipation(bench, 'PVDF', 10)),
  ];
}

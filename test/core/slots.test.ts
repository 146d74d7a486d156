/**
 * Every slot of the core's arrays of mixed numbers, each by what it does: where two of them were confused, on either
 * side of the boundary, one of these would fail.
 */
import { describe, expect, it } from 'vitest';
import { Engine, type EngineMaterial, type Load, RESTING } from '../../src/core/engine.js';
import {
  CLASS,
  CONSTANT,
  type FieldName,
  INFO,
  LEDGER,
  PARAM,
  MATERIAL as SLOT,
} from '../../src/core/fields.js';
import { Held, NodeKind, SideKind } from '../../src/core/network.js';
import { runStage } from '../../src/core/stepper.js';
import { core, ELASTIC, MATERIAL, type NeckSpec, network, SETTINGS, single } from '../support/nets.js';

const FIBRE = { area: 10, t: 2, g2: 0.8 };

/** A held particle and a foil at 5 µm that the load moves relative to it, joined by one neck along z. */
const pair = (neck: Partial<NeckSpec> = {}, axis?: [number, number, number]) =>
  network(
    [
      { x: [0, 0, 0], held: Held.all, r: 4, ...(axis ? { axis, crystal: 1 } : {}) },
      { x: [0, 0, 7], kind: NodeKind.plate },
    ],
    [{ i: 0, j: 1, normal: [0, 0, 1], armI: [0, 0, 5], armJ: [0, 0, 0], gap: 100, fibres: [FIBRE], ...neck }],
  );

async function engine(material: Partial<EngineMaterial> = {}, net = pair()): Promise<Engine> {
  return new Engine(await core(), net, { ...MATERIAL, ...material });
}

/** One trial step to a load, accepted. */
function go(e: Engine, load: Partial<Load>, stage = 0): Engine {
  e.beginStage(stage, { ...RESTING, ...load });
  expect(e.try(1, 1e-10, 60).status).toBe(0);
  e.accept();
  return e;
}

const at = (e: Engine, field: FieldName, k = 0): number => e.f64(field)[k];
const overload = (e: Engine, load: Partial<Load>): number => {
  e.beginStage(0, { ...RESTING, ...load });
  return e.try(1, 1e-10, 60).overload;
};

describe('constants of a material', () => {
  it('are the numbers given, or what follows from them', async () => {
    const given: EngineMaterial = {
      ...MATERIAL,
      eFilm: 1001,
      nu: 0.31,
      strength: 43,
      epsBreak: 0.47,
      sigmaNcm: 11,
      sigmaFoil: 13,
      gammaNcm: 0.17,
      gammaFoil: 0.19,
      beta: 2.3,
      eParticle: 150_000,
      nuParticle: 0.21,
      friction: 0.29,
      plasticStrain: [0, 0.2, 0.5],
      flowStress: [30, 37, 45],
      strainFactor: 0.7,
      isotropic: true,
      others: [{ ...MATERIAL, eFilm: 77, rigid: true }],
    };
    const e = await engine(given);
    const [first, second] = [0, Object.keys(SLOT).length].map((from) =>
      Object.fromEntries(Object.entries(SLOT).map(([name, k]) => [name, at(e, 'materials', from + k)])),
    );
    expect(first).toEqual({
      eFilm: 1001,
      ratio: 2 * 1.31,
      filmPoints: 3,
      epsBreak: 0.47,
      strength: 43,
      sigmaNcm: 11,
      sigmaFoil: 13,
      gammaNcm: 0.17,
      gammaFoil: 0.19,
      beta: 2.3,
      eStar: 150_000 / (2 * (1 - 0.21 ** 2)),
      friction: 0.29,
      stickRatio: (2 * 0.79) / 1.79,
      floor: 0.002,
      rigid: 0,
    });
    expect(second).toMatchObject({ eFilm: 77, rigid: 1, filmPoints: 2 });
    const constants = Object.fromEntries(
      Object.entries(CONSTANT).map(([name, k]) => [name, at(e, 'constants', k)]),
    );
    expect(constants).toEqual({ meanRadius: 4, latticePoints: 2, strainFactor: 0.7, isotropic: 1 });
    expect(Array.from(e.f64('film').subarray(0, 9))).toEqual([
      0,
      30,
      0,
      0.2,
      37,
      6.7,
      0.5,
      45,
      6.7 + 0.3 * 41,
    ]);
  });

  it('eFilm, ratio: the four tangents of a fibre', async () => {
    const e = go(await engine({ eFilm: 800, nu: 0.25 }), {});
    const [k, r] = [(10 * 800) / 2, 2.5];
    const [kn, ks, kb, kt] = [k, k / r, k * 0.8, (2 * k * 0.8) / r];
    for (const [c, expected] of [kn, ks, kb, kt].entries())
      expect(at(e, 'stiffness', c)).toBeCloseTo(expected, 9);
  });

  it('strength, epsBreak, filmPoints: what a ligament bears', async () => {
    const held = { sigmaNcm: 1e6, sigmaFoil: 1e6 };
    const brittle = await engine({ ...held, epsBreak: 0, plasticStrain: [], flowStress: [], strength: 40 });
    expect(overload(brittle, { plate: 0.1 })).toBeCloseTo(50 / 40 - 1, 9);
    // perfectly plastic at 30 MPa: strain 0.3 of which 0.03 are elastic
    const film = { plasticStrain: [0, 1], flowStress: [30, 30], strength: 30 };
    const soft = await engine({ ...held, ...film, epsBreak: 0.2 });
    expect(overload(soft, { plate: 0.6 })).toBeCloseTo((0.27 - 0.2) / (0.2 + 0.03), 3);
    const three = await engine({
      ...held,
      plasticStrain: [0, 0.1, 0.5],
      flowStress: [30, 35, 95],
      epsBreak: 0.5,
    });
    go(three, { plate: 0.6 });
    // (0.3 − ε_p) E = 35 + 150 (ε_p − 0.1)
    expect(at(three, 'force', 2) / 10).toBeCloseTo(1000 * (0.3 - (300 - 35 + 15) / 1150), 6);
  });

  it('sigma, gamma of NCM and foil, beta: what an interface bears and takes', async () => {
    const m = { sigmaNcm: 11, sigmaFoil: 13, gammaNcm: 0.17, gammaFoil: 0.19, beta: 2.5 };
    const onNcm = await engine(m);
    const toFoil = { sideI: SideKind.foil, sideJ: SideKind.foil };
    const onFoil = await engine(m, pair(toFoil));
    expect([at(onNcm, 'sigma'), at(onNcm, 'gamma')]).toEqual([11, 0.17]);
    expect([at(onFoil, 'sigma'), at(onFoil, 'gamma')]).toEqual([13, 0.19]);
    expect(overload(onNcm, { plate: 0.04 })).toBeCloseTo(20 / 11 - 1, 9);
    // the foil slides under the particle: shear, by a cell strain γ over the arm of 5 µm
    const shear = await engine({ ...ELASTIC, ...m });
    const gamma = 0.04;
    const stress = (1000 / MATERIAL_RATIO) * ((gamma * 5) / 2);
    expect(overload(shear, { cell: [0, 0, 0, 0, gamma, 0] })).toBeCloseTo(stress / 2.5 / 11 - 1, 9);
    for (const [e, energy, foil] of [
      [await engine(m), 0.17, 0],
      [await engine(m, pair(toFoil)), 0.19, 1.9],
    ] as const) {
      for (const _ of runStage(e, 0, { ...RESTING, plate: 1 }, SETTINGS));
      expect(e.ledger().adhesive).toBeCloseTo(10 * energy, 9);
      expect(e.ledger().adhesiveFoil).toBeCloseTo(foil, 9);
    }
  });

  it('eStar, stickRatio, friction: the contact beside a ligament', async () => {
    const net = pair({ gap: 0.01, contactRadius: 4, fibres: [] });
    const e = await engine({ friction: 0.4, eParticle: 150_000, nuParticle: 0.2 }, net);
    const eStar = 150_000 / (2 * 0.96);
    const hertz = (4 / 3) * eStar * 2;
    expect(at(e, 'hertz')).toBeCloseTo(hertz, 6);
    expect(at(e, 'stick')).toBeCloseTo((1.6 / 1.8) * 1.5 * hertz * Math.sqrt(0.004), 6);
    go(e, { plate: -0.03 });
    const normal = hertz * 0.02 ** 1.5;
    expect(at(e, 'force', 2)).toBeCloseTo(-normal, 6);
    expect(at(e, 'cap')).toBeCloseTo(0.4 * normal, 6);
    // an element of the class of contacts answers to the bit like a neck without fibres
    const contact = { ...net, class: Int32Array.of(CLASS.contact) };
    const slid = { ...RESTING, plate: -0.03, cell: [0, 0, 0, 0, 0.01, 0] as Load['cell'] };
    const as = [net, contact].map(async (one) => {
      const run = await engine({ friction: 0.4, eParticle: 150_000, nuParticle: 0.2 }, one);
      for (const _ of runStage(run, 0, slid, SETTINGS));
      run.observe();
      return [run.hash(), run.ledger(), run.f64('contactForce'), run.f64('binderForce')];
    });
    expect(await as[1]).toEqual(await as[0]);
    expect((await as[0])[1]).toMatchObject({ plastic: 0, adhesive: 0 });
  });

  it('floor: the least tangent of a fibre that flows without hardening', async () => {
    const e = await engine({ sigmaNcm: 1e6, plasticStrain: [0, 1], flowStress: [30, 30], epsBreak: 1 });
    e.beginStage(0, { ...RESTING, plate: 0.4 });
    e.try(1, 1e-10, 60);
    expect(e.i32('ranked')[0]).toBe(1);
    // along the jump: secant less what is lost
    expect(at(e, 'stiffness') - at(e, 'rank', 2) ** 2).toBeCloseTo(((10 * 1000) / 2) * 0.002, 4);
  });

  it('rigid: a second material keeps its own numbers and no factor of the binder’s', async () => {
    const two = network(
      [
        { x: [0, 0, 0], held: Held.all },
        { x: [0, 0, 7], kind: NodeKind.plate },
      ],
      [5, -5].map((x) => ({
        i: 0,
        j: 1,
        normal: [0, 0, 1] as [number, number, number],
        armI: [x, 0, 5] as [number, number, number],
        armJ: [x, 0, 0] as [number, number, number],
        gap: 100,
        fibres: [FIBRE],
      })),
    );
    const own = { ...ELASTIC, eFilm: 300, sigmaNcm: 17, gammaNcm: 0.9 };
    const net = { ...two, material: Int32Array.of(0, 1) };
    const both = async (rigid: boolean) =>
      go(new Engine(await core(), net, { ...ELASTIC, others: [{ ...own, rigid }] }), {
        plate: 0.01,
        shrink: 0.001,
        fE: 0.5,
      });
    const rigid = await both(true);
    expect(Array.from(rigid.f64('sigma'))).toEqual([1e9, 17]);
    expect(Array.from(rigid.f64('gamma'))).toEqual([0.5, 0.9]);
    const traction = (e: Engine, k: number): number => at(e, 'force', 3 * k + 2) / 10;
    expect(traction(rigid, 0)).toBeCloseTo(500 * (0.005 + 0.001), 9);
    expect(traction(rigid, 1)).toBeCloseTo(300 * 0.005, 9);
    expect(rigid.f64('pull')[1]).toBe(0);
    const soft = await both(false);
    expect(traction(soft, 1)).toBeCloseTo(150 * (0.005 + 0.001), 9);
    // the energy is in balance although only one of them shrinks
    const balanced = new Engine(await core(), net, { ...ELASTIC, others: [{ ...own, rigid: true }] });
    const l = go(balanced, { plate: 0.01, shrink: 0.001 }).ledger();
    expect(Math.abs(l.work - l.elastic) / l.absWork).toBeLessThan(1e-9);
  });
});

const MATERIAL_RATIO = 2 * (1 + MATERIAL.nu);

describe('load parameters', () => {
  const DISTINCT: Load = {
    shrink: 0.011,
    fE: 0.31,
    fY: 0.37,
    fG: 0.41,
    fD: 0.43,
    lithium: 0.47,
    thermal: 0.0053,
    cell: [0.001, 0.002, 0.003, 0.004, 0.005, 0.006],
    plate: 0.059,
    loading: 0.61,
  };

  it('go to their slots and come back, as a target and in force', async () => {
    const e = new Engine(await core(), single(), ELASTIC, DISTINCT);
    expect(e.load()).toEqual(DISTINCT);
    const other: Load = {
      ...DISTINCT,
      fY: 0.8,
      fG: 0.9,
      cell: [6, 5, 4, 3, 2, 1].map((v) => v / 1e4) as never,
    };
    e.beginStage(3, other);
    expect(e.load()).toEqual(DISTINCT);
    e.try(1, 1e-8, 60);
    expect(e.load()).toEqual(other);
    expect(at(e, 'param', PARAM.stage)).toBe(3);
    expect(at(e, 'param', PARAM.fraction)).toBe(1);
    e.reject();
    expect(e.load()).toEqual(DISTINCT);
    e.try(0.25, 1e-8, 60);
    expect(e.load().fY).toBeCloseTo(0.37 + 0.25 * 0.43, 12);
    expect(at(e, 'param', PARAM.fraction)).toBe(0.25);
  });

  it('fY, fG and fD act on ligament, interface and ductility, fE on stiffness, each alone', async () => {
    const adhesive = async (load: Partial<Load>) => overload(await engine(), { plate: 0.04, ...load });
    const plain = 20 / 10 - 1;
    expect(await adhesive({})).toBeCloseTo(plain, 9);
    expect(await adhesive({ fG: 0.5 })).toBeCloseTo(20 / 5 - 1, 9);
    expect(await adhesive({ fY: 0.9 })).toBeCloseTo(plain, 9);
    expect(await adhesive({ fD: 0.5 })).toBeCloseTo(plain, 9);
    expect(await adhesive({ fE: 0.5 })).toBeCloseTo(10 / 10 - 1, 9);
    const film = { plasticStrain: [0, 1], flowStress: [30, 30], strength: 30, epsBreak: 0.2 };
    const cohesive = async (load: Partial<Load>) =>
      overload(await engine({ sigmaNcm: 1e6, ...film }), { plate: 0.6, ...load });
    expect(await cohesive({ fG: 0.5 })).toBeCloseTo((0.27 - 0.2) / 0.23, 3);
    expect(await cohesive({ fY: 0.5 })).toBeCloseTo((0.285 - 0.2) / 0.215, 3);
    expect(await cohesive({ fD: 0.5 })).toBeCloseTo((0.27 - 0.1) / 0.13, 3);
  });

  it('fY acts on a ligament that has hardened too', async () => {
    const film = { sigmaNcm: 1e6, plasticStrain: [0, 1], flowStress: [30, 130], epsBreak: 1 };
    const e = go(await engine(film), { plate: 0.4 });
    // 0.2 = ε_p + (30 + 100 ε_p)/E
    const flowed = (0.2 - 0.03) / 1.1;
    expect(at(e, 'lambda')).toBeCloseTo(2 * flowed, 6);
    go(e, { ...e.load(), fY: 0.5, fG: 0.9, plate: 0.44 }, 1);
    // 0.22 = ε_p + ½ (30 + 100 ε_p)/E
    const more = (0.22 - 0.015) / 1.05;
    expect(at(e, 'lambda')).toBeCloseTo(2 * more, 6);
    expect(at(e, 'force', 2) / 10).toBeCloseTo(0.5 * (30 + 100 * more), 6);
  });

  it('solidify takes fE, fY and fG in this order and leaves tractions alone', async () => {
    const e = go(await engine(), { plate: 0.01 });
    const before = at(e, 'force', 2);
    e.solidify(0.7, 0.8, 0.9);
    expect(e.load()).toMatchObject({ fE: 0.7, fY: 0.8, fG: 0.9 });
    expect(at(e, 'force', 2)).toBeCloseTo(before, 9);
  });

  it('shrink, thermal, lithium, cell, plate: the jump they impose', async () => {
    const force = async (load: Partial<Load>, net = pair()) =>
      at(go(new Engine(await core(), net, ELASTIC), load), 'force', 2);
    const k = (10 * 1000) / 2;
    expect(await force({ plate: 0.01 })).toBeCloseTo(k * 0.01, 8);
    expect(await force({ shrink: 0.01 })).toBeCloseTo(k * 0.02, 8);
    expect(await force({ thermal: -0.001 })).toBeCloseTo(k * 0.005, 8);
    expect(await force({ cell: [0, 0, 0.002, 0, 0, 0] })).toBeCloseTo(k * 0.01, 8);
    // ε_a −0.02, ε_c −0.01 at x = 0: along c, along a, and the volumetric third
    expect(await force({ lithium: 0 }, pair({}, [0, 0, 1]))).toBeCloseTo(k * 0.05, 8);
    expect(await force({ lithium: 0 }, pair({}, [1, 0, 0]))).toBeCloseTo(k * 0.1, 8);
    expect(await force({ lithium: 0 })).toBeCloseTo((k * 5 * (1 - 0.98 ** 2 * 0.99)) / 3, 8);
    const factored = new Engine(await core(), pair({}, [0, 0, 1]), { ...ELASTIC, strainFactor: 0.5 });
    expect(at(go(factored, { lithium: 0 }), 'force', 2)).toBeCloseTo(k * 0.025, 8);
    const even = new Engine(await core(), pair({}, [0, 0, 1]), { ...ELASTIC, isotropic: true });
    expect(at(go(even, { lithium: 0 }), 'force', 2)).toBeCloseTo((k * 5 * (1 - 0.98 ** 2 * 0.99)) / 3, 8);
    for (const c of [0, 1, 2, 3, 4, 5]) {
      const cell = [0, 0, 0, 0, 0, 0].map((_, q) => (q === c ? 0.001 : 0));
      const e = go(new Engine(await core(), pair(), ELASTIC), { cell: cell as never });
      e.observe();
      const jump = [
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 5e-3],
        [0, 5e-3, 0],
        [5e-3, 0, 0],
        [0, 0, 0],
      ][c];
      for (const [q, v] of jump.entries()) expect(at(e, 'jump', q)).toBeCloseTo(v, 12);
    }
  });

  it('loading: the external force, and stage: when a neck broke', async () => {
    const free = network(
      [
        { x: [0, 0, 0], held: Held.all },
        { x: [0, 0, 7], held: Held.all - Held.uz },
      ],
      [{ i: 0, j: 1, gap: 100, fibres: [FIBRE] }],
    );
    const e = new Engine(await core(), free, ELASTIC);
    e.write('load', Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0));
    go(e, { loading: 0.5 });
    expect(at(e, 'force', 2)).toBeCloseTo(4, 8);
    expect(at(e, 'u', 8)).toBeCloseTo(4 / 5000, 12);
    const weak = await engine();
    for (const _ of runStage(weak, 4, { ...RESTING, plate: 1 }, SETTINGS));
    expect([weak.i32('birth')[0], weak.i32('mode')[0]]).toEqual([4, 1]);
  });
});

describe('the ledger and what a call found out', () => {
  it('books elastic, plastic, cohesive, adhesive and released energy each to its own account', async () => {
    const elastic = go(await engine(ELASTIC), { plate: 0.02 });
    const stored = 0.5 * 5000 * 0.02 ** 2;
    expect(elastic.ledger()).toMatchObject({
      plastic: 0,
      adhesive: 0,
      cohesive: 0,
      friction: 0,
      released: 0,
      events: 0,
    });
    expect(elastic.ledger().elastic).toBeCloseTo(stored, 9);
    expect(elastic.ledger().work).toBeCloseTo(stored, 9);
    expect(at(elastic, 'info', INFO.energy)).toBeCloseTo(stored, 9);
    const flowing = {
      sigmaNcm: 1e6,
      sigmaFoil: 1e6,
      plasticStrain: [0, 1],
      flowStress: [30, 30],
      epsBreak: 1,
    };
    const plastic = go(await engine(flowing), { plate: 0.16 });
    // strain 0.08, of which 0.03 elastic: 30 MPa × 0.05 × 20 µm³
    expect(plastic.ledger().plastic).toBeCloseTo(30, 3);
    expect(at(plastic, 'info', INFO.dPlastic)).toBeCloseTo(30, 3);
    const torn = await engine({ sigmaNcm: 1e6, sigmaFoil: 1e6 });
    for (const _ of runStage(torn, 0, { ...RESTING, plate: 3 }, { ...SETTINGS, overshoot: 1e-3 }));
    expect(torn.ledger().cohesive / (20 * MATERIAL.toughness)).toBeCloseTo(1, 2);
    const glass = { ...flowing, epsBreak: 0, plasticStrain: [], flowStress: [], strength: 40 };
    const snapped = await engine(glass);
    for (const _ of runStage(snapped, 0, { ...RESTING, plate: 1 }, { ...SETTINGS, overshoot: 0.02 }));
    const l = snapped.ledger();
    expect(l.cohesive).toBeCloseTo((20 * 40 * 40) / 2000, 9);
    expect(l.released).toBeGreaterThanOrEqual(0);
    expect(l.leastRelease).toBeLessThanOrEqual(0);
    expect(l.events).toBe(1);
    expect(l.work).toBeCloseTo(l.cohesive + l.released, 9);
  });

  it('books friction of a contact that slides', async () => {
    const net = pair({ gap: 0.01, contactRadius: 4, fibres: [] });
    const e = await engine({ friction: 0.4 }, net);
    for (const _ of runStage(e, 0, { ...RESTING, plate: -0.03 }, SETTINGS));
    const cap = at(e, 'cap');
    const before = e.ledger();
    go(e, { ...e.load(), cell: [0, 0, 0, 0, 0.02, 0] }, 1);
    // 0.1 µm of slide at the cap, less the stretch that is held
    expect(e.ledger().friction).toBeCloseTo(cap * (0.1 - cap / at(e, 'stick')), 6);
    expect(at(e, 'info', INFO.dSlide)).toBeCloseTo(e.ledger().friction - before.friction, 9);
    expect(e.ledger().plastic).toBe(0);
  });

  it('counts steps, Newton and conjugate gradient iterations, each for itself', async () => {
    // a chain of free grains takes more conjugate gradients than Newton iterations
    const nodes = Array.from({ length: 12 }, (_, k) => ({
      x: [0.7 * (k % 3), 0.4 * (k % 2), 8 * k] as [number, number, number],
      held: k === 0 ? Held.all : 0,
    }));
    const necks = nodes.slice(1).map((_, k) => ({ i: k, j: k + 1, gap: 100, fibres: [FIBRE] }));
    const top = { x: [0, 0, 96] as [number, number, number], kind: NodeKind.plate };
    const last = { i: 11, j: 12, gap: 100, armJ: [0, 0, 0] as [number, number, number], fibres: [FIBRE] };
    const e = await engine({ sigmaNcm: 1e6 }, network([...nodes, top], [...necks, last]));
    e.beginStage(0, { ...RESTING, plate: 6 });
    let [cg, newton] = [0, 0];
    for (const s of [0.5, 1]) {
      e.try(s, 1e-10, 60);
      const info = e.f64('info');
      cg += info[INFO.cg];
      newton += info[INFO.newton];
      e.accept();
    }
    const l = e.ledger();
    expect([l.cg, l.newton, l.steps]).toEqual([cg, newton, 2]);
    expect(newton).toBeGreaterThan(2);
    expect(cg).not.toBe(newton);
    expect(cg).toBeGreaterThanOrEqual(newton);
    expect(l.stalled).toBe(0);
  });

  it('keeps the sums of work, at the stage’s start too, and the scale of forces', async () => {
    const e = go(await engine(ELASTIC), { plate: 0.02 });
    expect(e.ledger()).toMatchObject({ stageWork: 0, steps: 1 });
    expect(e.ledger().absWork).toBeCloseTo(1, 9);
    // |F| of both sides, with the couple about the held particle's centre
    expect(e.ledger().forceScale).toBeCloseTo(Math.SQRT2 * 100, 6);
    go(e, { plate: 0 }, 1);
    const l = e.ledger();
    expect(l.stageWork).toBeCloseTo(1, 9);
    expect(l.absWork).toBeCloseTo(2, 9);
    expect(l.work).toBeCloseTo(0, 9);
    expect(at(e, 'info', INFO.work)).toBeCloseTo(-1, 9);
    expect(Math.abs(at(e, 'info', INFO.error))).toBeLessThan(1e-9);
    expect(Object.keys(l)).toEqual(Object.keys(LEDGER));
  });

  it('tells residual, overload and energy error of a trial apart', async () => {
    const e = await engine();
    e.beginStage(0, { ...RESTING, plate: 0.04 });
    const trial = e.try(1, 1e-10, 60);
    const info = e.f64('info');
    expect([trial.residual, trial.overload, trial.error, trial.work]).toEqual(
      [INFO.residual, INFO.overload, INFO.error, INFO.work].map((k) => info[k]),
    );
    expect(trial.residual).toBeLessThan(1e-10);
    expect(trial.overload).toBeCloseTo(1, 9);
    expect(trial.work).toBeCloseTo(0.5 * 5000 * 0.04 ** 2, 9);
  });
});

describe('what a neck carries', () => {
  it('is told apart: binder and contact, which sum up to its force', async () => {
    const e = await engine({ sigmaNcm: 1e6 }, pair({ gap: 0.01, contactRadius: 4 }));
    for (const _ of runStage(e, 0, { ...RESTING, plate: -0.03 }, SETTINGS));
    const hash = e.hash();
    e.observe();
    expect(e.hash()).toBe(hash);
    const [binder, contact, force] = (['binderForce', 'contactForce', 'force'] as const).map((f) =>
      at(e, f, 2),
    );
    expect(binder).toBeCloseTo(-5000 * 0.03, 6);
    expect(contact).toBeCloseTo(-at(e, 'hertz') * 0.02 ** 1.5, 6);
    expect(binder + contact).toBeCloseTo(force, 6);
    expect(at(e, 'jump', 2)).toBeCloseTo(-0.03, 12);
  });
});

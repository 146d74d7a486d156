/** The process zone against the spacing of facets (V13): a crack in a clamped strip of square facets. */
import { Held, NodeKind } from '../core/network.js';
import { atLeast, type Check, near } from './check.js';
import { type Bench, type Body, brittleBonds, loadTo, mount, type Neck, specimen } from './specimen.js';

const E = 1000;
const GAMMA = 0.5;
const SIGMA = 20;

/**
 * Upper half of a strip, square facets of size `L` µm (ν = 0), crack plane at the bottom: the lowest row is
 * joined to the plane of symmetry by half a facet, with half the energy. Row by row along x.
 */
function halfStrip(columns: number, rows: number, notch: number, L: number) {
  const plane = Held.uy | Held.rx | Held.rz;
  const bodies: Body[] = [];
  for (let c = 0; c < columns; c++) {
    for (let r = 0; r < rows; r++) bodies.push({ x: [c * L, 0, (r + 0.5) * L], held: plane });
  }
  const foil = bodies.push({ x: [0, 0, 0], kind: NodeKind.foil }) - 1;
  const plate = bodies.push({ x: [0, 0, rows * L], kind: NodeKind.plate }) - 1;
  const g2 = (L * L) / 12;
  const [full, half] = [[{ area: L, t: L, g2 }], [{ area: L, t: L / 2, g2 }]];
  const necks: Neck[] = [];
  const node = (c: number, r: number): number => c * rows + r;
  for (let c = 0; c < columns; c++) {
    for (let r = 0; r + 1 < rows; r++)
      necks.push({ i: node(c, r), j: node(c, r + 1), scale: 1e9, fibres: full });
    if (c + 1 < columns) {
      for (let r = 0; r < rows; r++)
        necks.push({ i: node(c, r), j: node(c + 1, r), scale: 1e9, fibres: full });
    }
    const end = { armJ: [0, 0, 0], fibres: half } as const;
    if (c >= notch) necks.push({ ...end, i: node(c, 0), j: foil, normal: [0, 0, -1], armI: [0, 0, -L / 2] });
    necks.push({
      ...end,
      i: node(c, rows - 1),
      j: plate,
      normal: [0, 0, 1],
      armI: [0, 0, L / 2],
      scale: 1e9,
    });
  }
  const net = specimen(bodies, necks);
  const line = Array.from(net.j).flatMap((j, e) => (j === foil ? [e] : []));
  return { net, line };
}

interface Growth {
  /** Energy release rate 2 · ½ E (δ/H)² H of the whole strip at which its crack runs, over Γ. */
  readonly apparent: number;
  /** Energy that its facets absorbed, over Γ × their area. */
  readonly absorbed: number;
}

/** Open a strip with facets of `size` µm, strength `sigma` MPa, half-height `rows` facets, until its crack runs. */
async function grow(bench: Bench, size: number, sigma: number, rows: number): Promise<Growth> {
  const notch = rows <= 12 ? 2 * rows : 1.5 * rows;
  const { net, line } = halfStrip(notch + Math.max(30, 1.5 * rows), rows, notch, size);
  const engine = await mount(bench, net, brittleBonds(E, 1, sigma, GAMMA / 2));
  const critical = Math.sqrt((GAMMA * rows * size) / E);
  let plate = 0;
  let broken: number[] = [];
  while (plate < 4 * critical && broken.length < 12) {
    plate += 0.005 * critical;
    loadTo(engine, { plate }, { overshoot: 0.005, tolerance: 1e-8 });
    const mode = engine.i32('mode');
    broken = line.filter((e) => mode[e] !== 0);
  }
  const work = engine.f64('adhesiveWork');
  const spent = broken.reduce((sum, e) => sum + work[e], 0);
  return {
    apparent: (E * plate * plate) / (rows * size * GAMMA),
    absorbed: spent / (0.5 * GAMMA * size * broken.length),
  };
}

/**
 * Strength that the rule gives facets of `size`: σ_c up to a third of the process zone, √(EΓ/3l) beyond.
 * What is left is lattice trapping: a crack between facets of finite size waits for more than Γ, and the
 * surplus is released when they part. It grows with the strip's height (the field at the tip is that of a
 * long crack only in a high strip), so it is measured in two and extrapolated in 1/H.
 */
async function v13(bench: Bench): Promise<Check[]> {
  const out: Check[] = [];
  const zone = (E * GAMMA) / (SIGMA * SIGMA);
  const rule = (size: number): number => Math.min(SIGMA, Math.sqrt((E * GAMMA) / (3 * size)));
  const toughness = 'apparent toughness / Γ';
  let third = 0;
  for (const [share, rows, tolerance] of [
    [1 / 8, 12, 0.03],
    [1 / 3, 12, 0.2],
    [1 / 3, 24, 0.2],
    [2, 12, 0.2],
  ] as const) {
    const sigma = rule(share * zone);
    const { apparent, absorbed } = await grow(bench, share * zone, sigma, rows);
    const what = `facets of ${share.toPrecision(2)} EΓ/σ_c², strength ${(sigma / SIGMA).toPrecision(3)} σ_c, H = ${rows} facets:`;
    const limit = share === 1 / 3 && rows === 24 ? 2 * apparent - third : null;
    if (share === 1 / 3) third = apparent;
    const note =
      limit === null
        ? 'lattice trapping'
        : `lattice trapping; ${limit.toPrecision(3)} extrapolated to high strips`;
    out.push(near('V13', `${what} ${toughness}`, apparent, 1, tolerance, { note }));
    out.push(near('V13', `${what} absorbed / Γ × new area`, absorbed, 1, 0.01));
  }
  const raw = await grow(bench, zone, SIGMA, 12);
  out.push(
    atLeast('V13', `facets of EΓ/σ_c² at full strength: ${toughness}`, raw.apparent, 1.5, 0, {
      note: 'what the rule prevents; the same for the strength √(EΓ/l), which at this size is σ_c',
    }),
  );
  return out;
}

/** V13. */
export async function zoneChecks(bench: Bench): Promise<Check[]> {
  return v13(bench);
}

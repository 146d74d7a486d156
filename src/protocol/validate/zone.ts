/** The process zone against the spacing of facets (V13): a crack in a clamped strip of square facets. */
import { Held, NodeKind } from '../../model/network.js';
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

/**
 * Energy release rate 2 · ½ E (δ/H)² H of the whole strip, over Γ, at which its crack runs; facets of size
 * `x` EΓ/σ_c², strength σ. Only x_b = σ² l/(E Γ) matters.
 */
export async function apparentToughness(
  bench: Bench,
  size: number,
  sigma: number,
  strip = { rows: 12, columns: 54, notch: 24 },
): Promise<number> {
  const { rows, columns, notch } = strip;
  const growth = 12;
  const { net, line } = halfStrip(columns, rows, notch, size);
  const engine = await mount(bench, net, brittleBonds(E, 1, sigma, GAMMA / 2));
  const critical = Math.sqrt((GAMMA * rows * size) / E);
  let plate = 0;
  while (plate < 4 * critical) {
    plate += 0.005 * critical;
    loadTo(engine, { plate }, { overshoot: 0.005, tolerance: 1e-8 });
    const mode = engine.i32('mode');
    if (line.filter((e) => mode[e] !== 0).length >= growth) break;
  }
  return (E * plate * plate) / (rows * size * GAMMA);
}

async function v13(bench: Bench): Promise<Check[]> {
  const out: Check[] = [];
  const zone = (E * GAMMA) / (SIGMA * SIGMA);
  const rule = (size: number): number => Math.min(SIGMA, Math.sqrt((E * GAMMA) / (3 * size)));
  for (const [share, tolerance] of [
    [1 / 8, 0.03],
    [1 / 3, 0.1],
    [2, 0.1],
  ] as const) {
    const G = await apparentToughness(bench, share * zone, rule(share * zone));
    const strength = `strength ${(rule(share * zone) / SIGMA).toPrecision(3)} σ_c = min(σ_c, √(EΓ/3l))`;
    const note = `${strength}; the excess is lattice trapping, released at the break: what is absorbed is Γ A`;
    out.push(
      near('V13', `facets of ${share.toPrecision(2)} EΓ/σ_c²: apparent toughness / Γ`, G, 1, tolerance, {
        note,
      }),
    );
  }
  const raw = await apparentToughness(bench, zone, SIGMA);
  const milder = 'the same for the strength √(EΓ/l), which at this size is σ_c';
  out.push(
    atLeast('V13', 'facets of EΓ/σ_c² at full strength: apparent toughness / Γ', raw, 1.5, 0, {
      note: `what the rule prevents; ${milder}`,
    }),
  );
  return out;
}

/** V13. */
export async function zoneChecks(bench: Bench): Promise<Check[]> {
  return v13(bench);
}

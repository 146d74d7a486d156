/** The process zone against the spacing of facets (V13): a crack in a clamped strip of square facets. */
import { Held, NodeKind } from '../../model/network.js';
import { type Check, near } from './check.js';
import { type Bench, type Body, brittleBonds, loadTo, mount, type Neck, specimen } from './specimen.js';

const E = 1000;
const GAMMA = 0.5;
const L = 1;

/**
 * Upper half of a strip, square facets of size `L` (ν = 0), crack plane at the bottom: the lowest row is
 * joined to the plane of symmetry by half a facet, with half the energy. Row by row along x.
 */
function halfStrip(columns: number, rows: number, notch: number) {
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

/** Energy release rate of the whole strip at which its crack has grown by `growth` facets. */
export async function apparentToughness(bench: Bench, sigma: number, overshoot: number): Promise<number> {
  const [rows, notch, growth] = [24, 48, 16];
  const { net, line } = halfStrip(140, rows, notch);
  const engine = await mount(bench, net, brittleBonds(E, 1, sigma, GAMMA / 2));
  // Strain energy ahead, both halves: G = E (δ/H)² H.
  const critical = Math.sqrt((GAMMA * rows * L) / E);
  let grown = 0;
  try {
    loadTo(engine, { plate: 4 * critical }, { minSteps: 200, overshoot, tolerance: 1e-8 }, () => {
      const mode = engine.i32('mode');
      if (line.filter((e) => mode[e] !== 0).length >= growth) {
        grown = engine.load().plate;
        throw new Done();
      }
    });
  } catch (e) {
    if (!(e instanceof Done)) throw e;
  }
  return (E * grown * grown) / (rows * L);
}

class Done extends Error {}

async function v13(bench: Bench): Promise<Check[]> {
  const out: Check[] = [];
  for (const x of [1 / 8, 1 / 4, 1 / 3, 1 / 2, 1, 2]) {
    // l/l_ch = l σ²/(E Γ)
    const sigma = Math.sqrt((x * E * GAMMA) / L);
    const t0 = performance.now();
    const G = await apparentToughness(bench, sigma, Number(process.env.OV ?? 0.01));
    out.push(
      near('V13', `l/l_ch = ${x.toPrecision(3)}: apparent toughness / Γ`, G / GAMMA, 1, 0.02, {
        note: `${performance.now() - t0} ms`,
      }),
    );
  }
  return out;
}

export async function zoneChecks(bench: Bench): Promise<Check[]> {
  return [...(await v13(bench))];
}

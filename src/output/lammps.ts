/** LAMMPS text files: dump (particles), dump local (ligaments) and data; OVITO and LAMMPS read them. */

import type { NetworkData } from '../core/network.js';
import { DENSITY } from '../model/composition.js';
import { boxBounds, endsOnBody, farEnd, ligamentIndices, moved, particleCount } from '../observe/geometry.js';
import { columnNames, listed, type Named, valuesOf } from '../observe/lists.js';
import type { Frame } from '../observe/quantities.js';
import { shortest } from './number.js';

/** Atom types in the dump: a particle, and the foot of a ligament on the foil. */
export const DumpType = { particle: 1, foot: 2 } as const;

// OVITO takes a radius of zero for "not given" and draws its default instead.
const FOOT_RADIUS_UM = 0.1;

function feet(network: NetworkData): number[] {
  return ligamentIndices(network).filter((neck) => endsOnBody(network, neck));
}

function box(network: NetworkData): string {
  const { lo, hi, periodic } = boxBounds(network);
  const flags = periodic.map((p) => (p ? 'pp' : 'ff')).join(' ');
  const rows = lo.map((low, c) => `${shortest(low)} ${shortest(hi[c])}`);
  return `ITEM: BOX BOUNDS ${flags}\n${rows.join('\n')}`;
}

function particleRow(network: NetworkData, frame: Frame, k: number, own: readonly Named[]): string {
  const place = [0, 1, 2].map((c) => moved(network, frame, k, c));
  const values = [...place, ...own.flatMap((q) => valuesOf(q, { network, frame }, k))];
  return `${k + 1} ${DumpType.particle} ${values.map(shortest).join(' ')}`;
}

/** The foot of a ligament has what bodies have, a radius to be seen by, and nothing else. */
function footRow(
  network: NetworkData,
  frame: Frame,
  neck: number,
  id: number,
  own: readonly Named[],
): string {
  const body = network.j[neck];
  const place = farEnd(network, neck).map((value, c) => value + frame.displacement[6 * body + c]);
  const values = own.flatMap((q) => {
    if (q.name === 'radius') return FOOT_RADIUS_UM;
    return valuesOf(q, { network, frame }, body).map((v) => (q.bodies ? v : 0));
  });
  return `${id} ${DumpType.foot} ${[...place, ...values].map(shortest).join(' ')}`;
}

/**
 * Particles of all frames as a LAMMPS `dump custom` file; the timestep is the number of the frame.
 *
 * Lengths are µm (LAMMPS `units micro`); the other columns carry their unit in the name. Type 1 is a particle,
 * type 2 the foot of a ligament on the foil (radius 0.1 µm), so that {@link lammpsDumpLocal} can name both
 * ends of every ligament. Positions are displaced.
 */
export function lammpsDump(network: NetworkData, frames: readonly Frame[]): string {
  const particles = particleCount(network);
  const onFoil = feet(network);
  const bounds = box(network);
  const own = listed('dump', 'particle');
  const header = `ITEM: ATOMS id type x y z ${own.flatMap((q) => columnNames(q, 'dump')).join(' ')}`;
  const blocks = frames.map((frame, step) => {
    const rows: string[] = [];
    for (let k = 0; k < particles; k++) rows.push(particleRow(network, frame, k, own));
    for (const [k, neck] of onFoil.entries())
      rows.push(footRow(network, frame, neck, particles + k + 1, own));
    const count = `ITEM: NUMBER OF ATOMS\n${rows.length}`;
    return `ITEM: TIMESTEP\n${step}\n${count}\n${bounds}\n${header}\n${rows.join('\n')}\n`;
  });
  return `ITEM: UNITS\nmicro\n${blocks.join('')}`;
}

/**
 * Ligaments of all frames as a LAMMPS `dump local` file labelled BONDS, which OVITO's *Load trajectory*
 * reads on top of {@link lammpsDump}: batom1 and batom2 are atom ids, btype is the mode plus one (1 intact,
 * 2 adhesive NCM, 3 adhesive foil, 4 cohesive).
 */
export function lammpsDumpLocal(network: NetworkData, frames: readonly Frame[]): string {
  const particles = particleCount(network);
  const ligaments = ligamentIndices(network);
  const footOf = new Map(feet(network).map((neck, k) => [neck, particles + k + 1]));
  const bounds = box(network);
  const own = listed('dump', 'ligament');
  const header = `ITEM: BONDS batom1 batom2 btype ${own.flatMap((q) => columnNames(q, 'dump')).join(' ')}`;
  const blocks = frames.map((frame, step) => {
    const rows = ligaments.map((k) => {
      const ends = [network.i[k] + 1, footOf.get(k) ?? network.j[k] + 1, frame.mode[k] + 1];
      const values = own.flatMap((q) => valuesOf(q, { network, frame }, k));
      return [...ends, ...values].map(shortest).join(' ');
    });
    const count = `ITEM: NUMBER OF BONDS\n${rows.length}`;
    return `ITEM: TIMESTEP\n${step}\n${count}\n${bounds}\n${header}\n${rows.map((r) => `${r}\n`).join('')}`;
  });
  return blocks.join('');
}

/**
 * Particles as built as a LAMMPS data file (`atom_style sphere`, `units micro`: µm, density in g/cm³).
 * {@link importLammpsData} reads it back.
 */
export function lammpsData(network: NetworkData, density_g_cm3: number = DENSITY.ncm): string {
  const particles = particleCount(network);
  const { lo, hi } = boxBounds(network);
  const rows: string[] = [];
  for (let k = 0; k < particles; k++) {
    const values = [2 * network.radius[k], density_g_cm3, ...network.x.subarray(3 * k, 3 * k + 3)];
    rows.push(`${k + 1} 1 ${values.map(shortest).join(' ')}`);
  }
  const axes = ['x', 'y', 'z'];
  const bounds = axes.map((a, c) => `${shortest(lo[c])} ${shortest(hi[c])} ${a}lo ${a}hi`).join('\n');
  return `LAMMPS data file via fibril, units = micro\n\n${particles} atoms\n1 atom types\n\n${bounds}\n\nAtoms # sphere\n\n${rows.join('\n')}\n`;
}

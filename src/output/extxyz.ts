/** Extended XYZ: particles of all frames, for OVITO and ASE. */

import type { NetworkData } from '../core/network.js';
import { boxBounds, moved, particleCount } from '../observe/geometry.js';
import { arrayName, listed, valuesOf } from '../observe/lists.js';
import type { Frame } from '../observe/quantities.js';
import { shortest } from './number.js';

/**
 * Particles of all frames as extended XYZ, positions displaced, lengths in µm (`units="um"` in the comment).
 *
 * Columns: species (X, which is no element: programs for atoms know no NCM), pos, and every quantity of a particle (`src/observe/quantities.ts`), tensors as xx yy zz yz
 * xz xy. {@link importExtxyz} reads the first frame back.
 */
export function extxyz(network: NetworkData, frames: readonly Frame[]): string {
  const particles = particleCount(network);
  const { lo, hi, periodic } = boxBounds(network);
  const side = lo.map((low, c) => shortest(hi[c] - low));
  const lattice = `${side[0]} 0 0 0 ${side[1]} 0 0 0 ${side[2]}`;
  const pbc = periodic.map((p) => (p ? 'T' : 'F')).join(' ');
  const origin = lo.map(shortest).join(' ');
  const own = listed('xyz', 'particle');
  const types = own.map((q) => `${arrayName(q, 'xyz')}:${q.type === 'i32' ? 'I' : 'R'}:${q.components ?? 1}`);
  const columns = ['species:S:1', 'pos:R:3', ...types].join(':');
  const blocks = frames.map((frame) => {
    const comment = `Lattice="${lattice}" Origin="${origin}" pbc="${pbc}" units="um" Properties=${columns} stage="${frame.stage.replaceAll('"', "'")}" cycle=${frame.cycle}`;
    const rows: string[] = [];
    for (let k = 0; k < particles; k++) {
      const place = [0, 1, 2].map((c) => moved(network, frame, k, c));
      const values = [...place, ...own.flatMap((q) => valuesOf(q, { network, frame }, k))];
      rows.push(`X ${values.map(shortest).join(' ')}\n`);
    }
    return `${particles}\n${comment}\n${rows.join('')}`;
  });
  return blocks.join('');
}

/** Extended XYZ: particles of all frames, for OVITO and ASE. */

import type { NetworkData } from '../model/network.js';
import type { Frame } from '../model/result.js';
import { boxBounds, moved, particleCount, vonMises } from './geometry.js';
import { shortest } from './number.js';

/**
 * Particles of all frames as extended XYZ, positions displaced, lengths in µm (`units="um"` in the comment).
 *
 * Columns: species (NCM), pos, radius, displacement (µm), stress (xx yy zz yz xz xy, MPa), von_mises (MPa).
 * {@link importExtxyz} reads the first frame back.
 */
export function extxyz(network: NetworkData, frames: readonly Frame[]): string {
  const particles = particleCount(network);
  const { lo, hi, periodic } = boxBounds(network);
  const side = lo.map((low, c) => shortest(hi[c] - low));
  const lattice = `${side[0]} 0 0 0 ${side[1]} 0 0 0 ${side[2]}`;
  const pbc = periodic.map((p) => (p ? 'T' : 'F')).join(' ');
  const origin = lo.map(shortest).join(' ');
  const columns = 'species:S:1:pos:R:3:radius:R:1:displacement:R:3:stress_MPa:R:6:von_mises_MPa:R:1';
  const blocks = frames.map((frame) => {
    const comment = `Lattice="${lattice}" Origin="${origin}" pbc="${pbc}" units="um" Properties=${columns} stage="${frame.stage.replaceAll('"', "'")}" cycle=${frame.cycle}`;
    const rows: string[] = [];
    for (let k = 0; k < particles; k++) {
      const values = [
        ...[0, 1, 2].map((c) => moved(network, frame, k, c)),
        network.radius[k],
        ...[0, 1, 2].map((c) => frame.displacement[6 * k + c]),
        ...[0, 1, 2, 3, 4, 5].map((c) => frame.stress[6 * k + c]),
        vonMises(frame, k),
      ];
      rows.push(`NCM ${values.map(shortest).join(' ')}\n`);
    }
    return `${particles}\n${comment}\n${rows.join('')}`;
  });
  return blocks.join('');
}

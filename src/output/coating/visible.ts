/** Which particles a view from above shows, found as a graphics card does: nearest surface for every pixel. */
import type { NetworkData } from '../../core/network.js';
import { particleCount } from '../../observe/geometry.js';

/** A particle with a part of it in sight. */
export interface SeenFromAbove {
  readonly index: number;
  /** Highest point of its surface, µm. */
  readonly top: number;
}

/** Share of its disc that must be in sight for a particle to be drawn. */
const IN_SIGHT = 0.1;

/**
 * Particles in sight from above, lowest first.
 *
 * @param place - Centre of each particle in the picture, 2n, µm from the corner of the picture.
 * @param size - Extent of the picture, µm.
 * @param pixel - Side of the pixels it is decided on, µm.
 */
export function seenFromAbove(
  network: NetworkData,
  place: Float64Array,
  size: readonly [number, number],
  pixel: number,
): SeenFromAbove[] {
  const n = particleCount(network);
  const nx = Math.max(1, Math.ceil(size[0] / pixel));
  const ny = Math.max(1, Math.ceil(size[1] / pixel));
  const height = new Float32Array(nx * ny).fill(Number.NEGATIVE_INFINITY);
  const owner = new Int32Array(nx * ny).fill(-1);
  const covers = new Int32Array(n);
  const each = (k: number, visit: (at: number, z: number) => void): void => {
    const r = network.radius[k];
    const [x, y] = [place[2 * k], place[2 * k + 1]];
    for (let b = Math.max(0, Math.ceil((y - r) / pixel)); b < ny && b * pixel <= y + r; b++) {
      for (let a = Math.max(0, Math.ceil((x - r) / pixel)); a < nx && a * pixel <= x + r; a++) {
        const d2 = (a * pixel - x) ** 2 + (b * pixel - y) ** 2;
        if (d2 <= r * r) visit(b * nx + a, network.x[3 * k + 2] + Math.sqrt(r * r - d2));
      }
    }
  };
  for (let k = 0; k < n; k++) {
    each(k, (at, z) => {
      covers[k]++;
      if (z <= height[at]) return;
      height[at] = z;
      owner[at] = k;
    });
  }
  const shown = new Int32Array(n);
  for (const k of owner) if (k >= 0) shown[k]++;
  const out: SeenFromAbove[] = [];
  for (let k = 0; k < n; k++) {
    if (shown[k] > 0 && shown[k] >= IN_SIGHT * covers[k]) {
      out.push({ index: k, top: network.x[3 * k + 2] + network.radius[k] });
    }
  }
  return out.sort((a, b) => a.top - b.top || a.index - b.index);
}

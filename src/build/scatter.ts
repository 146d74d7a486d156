import type { ElectrodeConfig } from '../config/config-types.js';
import { InputError } from '../core/errors.js';
import type { Core } from '../core/instance.js';

/** Streams of random numbers of the builder, apart from each other. Packing takes 101 and 102. */
export const STREAM = { neck: 111, adhesionI: 112, adhesionJ: 113, axis: 114, content: 115 } as const;

/** Lognormal factors of mean 1 and coefficient of variation `cv`, one for each counter in `id`. */
export function lognormal(
  core: Core,
  seed: number,
  stream: number,
  id: Int32Array,
  cv: number,
): Float64Array {
  const out = core.call('alloc', 8 * id.length);
  core.call('scatterLognormal', seed, stream, id.length, core.put(id), cv, out);
  return core.readF64(out, id.length);
}

/** Unit c-axes, 3n: random, or a fibre texture about `textureAxis`. */
export function cAxes(core: Core, e: ElectrodeConfig, seed: number, n: number): Float64Array {
  const [x, y, z] = e.texture === 'fibre' ? e.textureAxis : [0, 0, 1];
  const length = Math.sqrt(x * x + y * y + z * z);
  if (!(Number.isFinite(length) && length > 0)) {
    throw new InputError({
      field: 'electrode.textureAxis',
      value: e.textureAxis,
      allowed: 'three finite numbers, not all zero',
    });
  }
  const spread = e.texture === 'fibre' ? e.textureSpread : 1;
  const out = core.call('alloc', 24 * n);
  core.call('scatterAxes', seed, STREAM.axis, n, x / length, y / length, z / length, spread, out);
  return core.readF64(out, 3 * n);
}

/** Offsets of lithium content, n: normal with standard deviation `sd`, their volume-weighted mean removed. */
export function contentOffsets(core: Core, seed: number, sd: number, r: Float64Array): Float64Array {
  const n = r.length;
  const address = core.call('alloc', 8 * n);
  core.call('scatterNormal', seed, STREAM.content, n, sd, address);
  const out = core.readF64(address, n);
  let sum = 0;
  let volume = 0;
  for (let k = 0; k < n; k++) {
    const v = r[k] * r[k] * r[k];
    sum += v * out[k];
    volume += v;
  }
  return out.map((d) => d - sum / volume);
}

// The law of a fibre that is elastic and far from every limit, from its record alone. Same bits as the
// full law in ligament.ts, whose terms and their order it repeats.

import * as record from './record';
import { JUMP, both, pair } from './kinematics';
import { OUT, OUT_ENERGY, OUT_NT, OUT_PULL, OUT_SB } from './fibre';


@inline function dot(ax: v128, ay: v128, az: v128, bx: v128, by: v128, bz: v128): v128 {
  return f64x2.add(f64x2.add(f64x2.mul(ax, bx), f64x2.mul(ay, by)), f64x2.mul(az, bz));
}


@inline function less(a: v128, q: v128, n: v128): v128 {
  return f64x2.sub(a, f64x2.mul(q, n));
}


@inline function force(fw: v128, n: v128, sb: v128, s: v128): v128 {
  return f64x2.add(f64x2.mul(fw, n), f64x2.mul(sb, s));
}

/**
 * Put what a fibre adds to its neck into OUT. `rec`: its record; `p`: its plastic offsets; `normal`: the
 * element's normal; `mostN2`: N² up to which it holds; then free shrinkage, E/G and 1/β² of its material. False, and nothing of use in OUT, when the full law
 * must decide.
 */
@inline export function elasticFibre(
  rec: usize,
  p: usize,
  normal: usize,
  mostN2: f64,
  shrink: f64,
  ratio: f64,
  invBeta2: f64,
): bool {
  const nx = v128.load_splat<f64>(normal);
  const ny = v128.load_splat<f64>(normal, 8);
  const nz = v128.load_splat<f64>(normal, 16);
  const px = f64x2.sub(v128.load(JUMP), both(p, 0));
  const py = f64x2.sub(v128.load(JUMP, 16), both(p, 8));
  const pz = f64x2.sub(v128.load(JUMP, 32), both(p, 16));
  const q = dot(px, py, pz, nx, ny, nz); // opening and twist
  const sx = less(px, q, nx); // shear and bending
  const sy = less(py, q, ny);
  const sz = less(pz, q, nz);
  const s2 = dot(sx, sy, sz, sx, sy, sz);
  const t = load<f64>(rec, record.LENGTH);
  const g2 = load<f64>(rec, record.GYRATION);
  const kS = load<f64>(rec, record.K_SHEAR);
  const kB = load<f64>(rec, record.K_BEND);
  const soft = load<f64>(rec, record.SOFT_OPEN);
  const tw = f64x2.extract_lane(q, 1);
  const qn = f64x2.extract_lane(q, 0) + shrink * t;
  // An undamaged interface makes no difference between open and closed.
  let an = soft,
    kN = kB;
  if (soft != load<f64>(rec, record.SOFT_CLOSED) && qn <= 0) {
    an = load<f64>(rec, record.SOFT_CLOSED);
    kN = load<f64>(rec, record.K_CLOSED);
  }
  const tn = qn / an;
  const shear2 = f64x2.extract_lane(s2, 0) * kS * kS + 2 * g2 * tw * tw * kS * kS;
  const bend2 = g2 * f64x2.extract_lane(s2, 1) * kB * kB;
  const normal2 = tn * tn;
  const twice = tn + Math.abs(tn); // of the tension; 0 in compression
  const held = normal2 + bend2 + ratio * shear2 < mostN2;
  const tied = 0.25 * twice * twice + bend2 + shear2 * invBeta2 < load<f64>(rec, record.MOST_T2);
  if (!((<i32>held) & (<i32>tied))) return false;
  const area = load<f64>(rec, record.AREA);
  const inertia = load<f64>(rec, record.INERTIA);
  const f = area * tn;
  const kT = 2 * inertia * kS;
  const fw = pair(f, kT * tw);
  const sb = f64x2.mul(pair(area, inertia), pair(kS, kB));
  v128.store(OUT, force(fw, nx, sb, sx));
  v128.store(OUT, force(fw, ny, sb, sy), 16);
  v128.store(OUT, force(fw, nz, sb, sz), 32);
  v128.store(OUT, pair(area * kN, kT), OUT_NT);
  v128.store(OUT, sb, OUT_SB);
  store<f64>(
    OUT,
    area * (0.5 * (normal2 * an + bend2 * soft + shear2 * load<f64>(rec, record.SOFT_SHEAR))),
    OUT_ENERGY,
  );
  store<f64>(OUT, f * t, OUT_PULL);
  return true;
}

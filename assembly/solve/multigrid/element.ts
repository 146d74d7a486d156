// 6×6 blocks of one element of the finest level.

import { BLOCK, cross, three3 } from './block';
import { RECORD, records } from './fine';
import { LOSS, lossAt, losses } from './losses';
import { getI } from '../../memory/view';

/**
 * C += sign · R_pᵀ S R_q of element `e`, where R_r carries a motion of a point to the jump at an arm r from it
 * (Δ = u + θ × r, φ = θ) and S is the element's stiffness, losses included. With the arms of the element's own
 * nodes these are the blocks of K; with the arms of a rigid aggregate its action on it.
 */
export function addElement(e: i32, p: v128, q: v128, sign: f32, C: usize): void {
  const r = records + <usize>e * RECORD;
  const n = three3(r);
  const a = f32x4.mul(f32x4.splat(sign * load<f32>(r, 12)), n),
    b = f32x4.mul(f32x4.splat(sign * load<f32>(r, 44)), n);
  const ks = sign * load<f32>(r, 28),
    kb = sign * load<f32>(r, 48);
  const nx = v128.load32_splat(r),
    ny = v128.load32_splat(r, 4),
    nz = v128.load32_splat(r, 8);
  // columns of the force for a unit displacement, then for a unit rotation
  const k0 = f32x4.add(f32x4.mul(a, nx), f32x4(ks, 0, 0, 0)),
    k1 = f32x4.add(f32x4.mul(a, ny), f32x4(0, ks, 0, 0)),
    k2 = f32x4.add(f32x4.mul(a, nz), f32x4(0, 0, ks, 0));
  const qx = v128.shuffle<f32>(q, q, 0, 0, 0, 0),
    qy = v128.shuffle<f32>(q, q, 1, 1, 1, 1),
    qz = v128.shuffle<f32>(q, q, 2, 2, 2, 2);
  const g0 = f32x4.sub(f32x4.mul(qy, k2), f32x4.mul(qz, k1)),
    g1 = f32x4.sub(f32x4.mul(qz, k0), f32x4.mul(qx, k2)),
    g2 = f32x4.sub(f32x4.mul(qx, k1), f32x4.mul(qy, k0));
  const m0 = f32x4.add(f32x4.mul(b, nx), f32x4(kb, 0, 0, 0)),
    m1 = f32x4.add(f32x4.mul(b, ny), f32x4(0, kb, 0, 0)),
    m2 = f32x4.add(f32x4.mul(b, nz), f32x4(0, 0, kb, 0));
  addPair(C, k0, cross(p, k0), k1, cross(p, k1));
  addPair(C + 32, k2, cross(p, k2), g0, f32x4.add(m0, cross(p, g0)), 112);
  addPair(C + 64, g1, f32x4.add(m1, cross(p, g1)), g2, f32x4.add(m2, cross(p, g2)), 128);
  const from = getI(lossAt, e),
    to = getI(lossAt, e + 1);
  for (let k = from; k < to; k++) {
    // w = (wu, wt): Bᵀw of the lower node less its arm's part
    const o = losses + <usize>k * LOSS;
    const wu = v128.load(o, 16);
    const wt = f32x4.sub(v128.load(o, 32), cross(three3(r + 16), wu));
    addOuter(C, wu, f32x4.add(cross(p, wu), wt), wu, f32x4.add(cross(q, wu), wt), -sign);
  }
}

/** Add columns c, c+1 (force f, couple m each) at C = block + 16 c; `low`: offset of their rows 4–5. */
@inline function addPair(C: usize, f0: v128, c0: v128, f1: v128, c1: v128, low: usize = 96): void {
  v128.store(C, f32x4.add(v128.load(C), v128.shuffle<f32>(f0, c0, 0, 1, 2, 4)));
  v128.store(C, f32x4.add(v128.load(C, 16), v128.shuffle<f32>(f1, c1, 0, 1, 2, 4)), 16);
  // C already moved by 32 bytes a pair, the low rows by 16
  const o = C + low - ((low - 96) << 1);
  v128.store(o, f32x4.add(v128.load(o), v128.shuffle<f32>(c0, c1, 1, 2, 5, 6)));
}

/** C += s b_p b_qᵀ. */
function addOuter(C: usize, pu: v128, pt: v128, qu: v128, qt: v128, s: f32): void {
  const S = f32x4.splat(s);
  const a = f32x4.mul(S, pu),
    b = f32x4.mul(S, pt);
  const q0 = v128.shuffle<f32>(qu, qu, 0, 0, 0, 0),
    q1 = v128.shuffle<f32>(qu, qu, 1, 1, 1, 1),
    q2 = v128.shuffle<f32>(qu, qu, 2, 2, 2, 2),
    q3 = v128.shuffle<f32>(qt, qt, 0, 0, 0, 0),
    q4 = v128.shuffle<f32>(qt, qt, 1, 1, 1, 1),
    q5 = v128.shuffle<f32>(qt, qt, 2, 2, 2, 2);
  addPair(C, f32x4.mul(a, q0), f32x4.mul(b, q0), f32x4.mul(a, q1), f32x4.mul(b, q1));
  addPair(C + 32, f32x4.mul(a, q2), f32x4.mul(b, q2), f32x4.mul(a, q3), f32x4.mul(b, q3), 112);
  addPair(C + 64, f32x4.mul(a, q4), f32x4.mul(b, q4), f32x4.mul(a, q5), f32x4.mul(b, q5), 128);
}

/** Size of element `e` for comparing strengths: the trace of its stiffness at its own arms, about. */
export function strengthOf(e: i32): f32 {
  const r = records + <usize>e * RECORD;
  const ks = load<f32>(r, 28);
  const ri = three3(r + 16),
    rj = three3(r + 32);
  const s = f32x4.mul(ri, ri),
    t = f32x4.mul(rj, rj);
  const arms =
    f32x4.extract_lane(s, 0) +
    f32x4.extract_lane(s, 1) +
    f32x4.extract_lane(s, 2) +
    (f32x4.extract_lane(t, 0) + f32x4.extract_lane(t, 1) + f32x4.extract_lane(t, 2));
  return load<f32>(r, 12) + <f32>3 * ks + ks * arms + load<f32>(r, 44) + <f32>3 * load<f32>(r, 48);
}

/** Zero a block. */
export function clearBlock(C: usize): void {
  memory.fill(C, 0, BLOCK);
}

// What an element loses where a fibre yields or a contact slides: rank-one terms S −= w wᵀ of its stiffness.
//
// loss, 20 floats: places of both nodes, then Bᵀw for lower and higher node

import { alloc } from '../../memory/arena';
import { getI, setI } from '../../memory/view';
import { SLIDES } from '../../element/contact';
import * as F from '../../network/fields';
import { cross, three3 } from './block';

export const LOSS: usize = 80;

export let losses: usize = 0;
export let lossAt: usize = 0; // where each element's losses begin
let lossCount: i32 = 0;

/** Room for those of `count` elements; false when out of memory. */
export function lossesPlan(count: i32): bool {
  lossCount = 0;
  lossAt = alloc((<usize>count + 1) << 2);
  const room = F.lawful ? F.m + F.fibreCount() : 0;
  losses = alloc(<usize>room * LOSS);
  return lossAt != 0 && losses != 0;
}

/** Forget all: elements are collected anew, in order, and `lossesEnd` closes the list. */
export function lossesBegin(): void {
  lossCount = 0;
}

export function lossesEnd(count: i32): void {
  setI(lossAt, count, lossCount);
}

/** Whether the element of record r is without stiffness. */
@inline export function gone(r: usize): bool {
  return load<f32>(r, 12) == 0 && load<f32>(r, 28) == 0 && load<f32>(r, 44) == 0 && load<f32>(r, 48) == 0;
}

/**
 * Element q of neck e, between nodes i and j, with record r: its yielding fibres and its sliding contact. Returns
 * whether there are any.
 */
export function collectLosses(q: i32, e: i32, i: i32, j: i32, r: usize, stiffness: f64, length: f64): bool {
  setI(lossAt, q, lossCount);
  if (!F.lawful || gone(r)) return false;
  const begun = lossCount;
  const flow = getI(F.at(F.YIELDING), e);
  if (flow == 0) return false;
  for (let k = F.firstOf(e), end = F.endOf(e); k < end; k++) {
    if (getI(F.at(F.RANKED), k) == 0) continue;
    const w = F.at(F.RANK) + <usize>k * 48;
    addLoss(i, j, r, w, w + 24, stiffness, length);
  }
  if (flow >= SLIDES) addLoss(i, j, r, F.at(F.SLIDE) + <usize>e * 24, 0, stiffness, length);
  return lossCount > begun;
}

function addLoss(i: i32, j: i32, r: usize, wu: usize, wt: usize, stiffness: f64, length: f64): void {
  const o = losses + <usize>lossCount * LOSS;
  lossCount++;
  const s = 1.0 / Math.sqrt(stiffness);
  const u = f32x4(<f32>(load<f64>(wu) * s), <f32>(load<f64>(wu, 8) * s), <f32>(load<f64>(wu, 16) * s), 0);
  let t = f32x4.splat(0);
  if (wt != 0) {
    const sR = s / length;
    t = f32x4(<f32>(load<f64>(wt) * sR), <f32>(load<f64>(wt, 8) * sR), <f32>(load<f64>(wt, 16) * sR), 0);
  }
  store<i32>(o, i);
  store<i32>(o, j, 4);
  v128.store(o, u, 16);
  v128.store(o, f32x4.add(cross(three3(r + 16), u), t), 32);
  v128.store(o, u, 48);
  v128.store(o, f32x4.add(cross(three3(r + 32), u), t), 64);
}

/** y += Σ Bᵀw (wᵀB x). */
export function addLosses(x: usize, y: usize): void {
  let o = losses;
  for (const end = losses + <usize>lossCount * LOSS; o < end; o += LOSS) {
    const i = (<usize>load<i32>(o)) << 5,
      j = (<usize>load<i32>(o, 4)) << 5;
    const iu = v128.load(o, 16),
      it = v128.load(o, 32),
      ju = v128.load(o, 48),
      jt = v128.load(o, 64);
    let s = f32x4.sub(
      f32x4.add(f32x4.mul(ju, v128.load(x + j)), f32x4.mul(jt, v128.load(x + j, 16))),
      f32x4.add(f32x4.mul(iu, v128.load(x + i)), f32x4.mul(it, v128.load(x + i, 16))),
    );
    s = f32x4.add(s, v128.shuffle<f32>(s, s, 2, 3, 0, 1));
    s = f32x4.add(s, v128.shuffle<f32>(s, s, 1, 0, 3, 2));
    v128.store(y + i, f32x4.sub(v128.load(y + i), f32x4.mul(s, iu)));
    v128.store(y + i, f32x4.sub(v128.load(y + i, 16), f32x4.mul(s, it)), 16);
    v128.store(y + j, f32x4.add(v128.load(y + j), f32x4.mul(s, ju)));
    v128.store(y + j, f32x4.add(v128.load(y + j, 16), f32x4.mul(s, jt)), 16);
  }
}

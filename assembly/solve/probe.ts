// The law at the present displacements, for what changes a state between equilibria: the avalanche, and
// the binder that sets.

import { getF, getI, setI } from '../memory/view';
import * as F from '../network/fields';
import * as S from '../network/params';
import { material, param } from '../network/params';
import * as L from '../law/ligament';
import * as K from './constants';
import * as J from './jump';
import { shift } from './jump';
import { cohesiveWorse, evaluateFibre } from './fibre';

/**
 * Evaluate one fibre at the present displacements, for the avalanche: strains in `opening` … of fibre.ts, the
 * law's results in its own variables. Returns 3 when the ligament is the part that is over, 1 the interface.
 */
export function probe(e: i32, k: i32): i32 {
  J.jump(e, J.lower(e), J.higher(e), F.at(F.U));
  J.strains(e, F.at(F.PLASTIC) + <usize>k * 48);
  evaluateFibre(e, k);
  return cohesiveWorse ? 3 : 1;
}

/** Mark a fibre as failed; 1 adhesive, 3 cohesive. */
export function setFlag(k: i32, flag: i32): void {
  setI(F.at(F.FLAG), k, flag);
}

/**
 * Rescale the elastic strains of all intact fibres, by moving their plastic offsets, so that under new
 * factors on modulus and adhesion every traction stays what it is.
 */
export function holdTractions(fE: f64, fG: f64): void {
  for (let e = 0, k = 0; e < F.m; e++) {
    J.jump(e, J.lower(e), J.higher(e), F.at(F.U));
    for (let r = 0; r < F.rings; r++) holdFibre(e, k++, fE, fG);
  }
}

function holdFibre(e: i32, k: i32, fE: f64, fG: f64): void {
  const flag = getI(F.at(F.FLAG), k);
  if (flag == 3 || getF(F.at(F.AREA), k) <= 0) return;
  const r = material(S.RATIO);
  const beta2 = material(S.BETA) * material(S.BETA);
  const sigma = getF(F.at(F.SIGMA), e);
  const gamma = getF(F.at(F.GAMMA), e);
  const t = getF(F.at(F.THICK), k);
  const d = flag == 0 ? getF(F.at(F.DAMAGE), k) : 0.0;
  const a0 = t / (material(S.E_FILM) * param(S.F_E));
  const a1 = t / (material(S.E_FILM) * fE);
  const c0 = L.interfaceCompliance(d, sigma * param(S.F_G), gamma * param(S.F_G));
  const c1 = L.interfaceCompliance(d, sigma * fG, gamma * fG);
  const p = F.at(F.PLASTIC) + <usize>k * 48;
  J.strains(e, p);
  const total = J.qn + param(S.SHRINK) * t;
  if (flag != 0 && total >= 0) return; // a pad that does not bear
  const wn = total * (1.0 - (total > 0 ? (a1 + c1) / (a0 + c0) : a1 / a0));
  const ws = flag != 0 ? 0.0 : 1.0 - (r * a1 + c1 / beta2) / (r * a0 + c0 / beta2);
  const wb = flag != 0 ? 0.0 : 1.0 - (a1 + c1) / (a0 + c0);
  shift(p, 0, wn * J.nx, ws * J.sx);
  shift(p, 1, wn * J.ny, ws * J.sy);
  shift(p, 2, wn * J.nz, ws * J.sz);
  shift(p, 3, wb * J.bx, ws * J.tw * J.nx);
  shift(p, 4, wb * J.by, ws * J.tw * J.ny);
  shift(p, 5, wb * J.bz, ws * J.tw * J.nz);
}

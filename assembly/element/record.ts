// One record of ready-made constants per fibre. A fibre that neither flows nor nears what it can bear is evaluated
// from its record alone (elastic.ts); whatever else goes to the full law (fibre.ts).

import { getF, getI } from '../memory/view';
import * as F from '../network/fields';
import { Bound } from '../network/params';
import { interfaceCompliance, yieldStress } from './ligament';
import { materialOf } from './material';

// Record of a fibre, byte offsets: Γ and σ enter through the interface's compliance c.
export const AREA: usize = 0; //    A, µm²
export const INERTIA: usize = 8; // A ρ², µm⁴
export const K_SHEAR: usize = 16; // 1/A_s, MPa/µm
export const K_BEND: usize = 24; // 1/(a + c)
export const K_CLOSED: usize = 32; // 1/a
export const SOFT_CLOSED: usize = 40; // a, µm/MPa
export const SOFT_OPEN: usize = 48; // a + c
export const SOFT_SHEAR: usize = 56; // A_s = r a + c/β²
export const LENGTH: usize = 64; // t_b, µm
export const GYRATION: usize = 72; // ρ², µm²
export const MOST_N2: usize = 80; // N² up to which the ligament surely holds, MPa²; GONE: bears nothing
export const MOST_T2: usize = 88; // T_m² up to which the interface surely holds, MPa²
export const RECORD: usize = 96;

/** In place of MOST_N2: no fibre, or one that is torn. */
export const GONE: f64 = -1;

/** Share of a limit within which rounding cannot hide that it is passed. */
const SURE: f64 = 0.99;

/** Make the record of fibre `k` of element `e` again: its damage, flow, flag or material has changed. */
export function refreshRecord(e: i32, k: i32): void {
  const mat = materialOf(e);
  const modulus = getF(mat, Bound.MODULUS);
  const ratio = getF(mat, Bound.RATIO);
  const beta2 = getF(mat, Bound.BETA2);
  const fG = getF(mat, Bound.ADHESION_FACTOR);
  const p = F.at(F.RECORD) + <usize>k * RECORD;
  const area = getF(F.at(F.AREA), k);
  if (area <= 0 || getI(F.at(F.FLAG), k) != 0) {
    store<f64>(p, area <= 0 || getI(F.at(F.FLAG), k) == 3 ? GONE : 0, MOST_N2);
    return;
  }
  const t = getF(F.at(F.THICKNESS), k);
  const g2 = getF(F.at(F.GYRATION2), k);
  const d = getF(F.at(F.DAMAGE), k);
  const sigma = getF(F.at(F.SIGMA), e) * fG;
  const c = interfaceCompliance(d, sigma, getF(F.at(F.GAMMA), e) * fG);
  const a = t / modulus;
  const shear = ratio * a + c / beta2;
  store<f64>(p, area, AREA);
  store<f64>(p, area * g2, INERTIA);
  store<f64>(p, 1.0 / shear, K_SHEAR);
  store<f64>(p, 1.0 / (a + c), K_BEND);
  store<f64>(p, 1.0 / a, K_CLOSED);
  store<f64>(p, a, SOFT_CLOSED);
  store<f64>(p, a + c, SOFT_OPEN);
  store<f64>(p, shear, SOFT_SHEAR);
  store<f64>(p, t, LENGTH);
  store<f64>(p, g2, GYRATION);
  const most = SURE * (1.0 - d) * sigma;
  store<f64>(p, most > 0 ? most * most : 0, MOST_T2);
  store<f64>(p, surelyElastic(mat, t, getF(F.at(F.LAMBDA), k)), MOST_N2);
}

/** N² up to which a ligament of length `t` and plastic stretch `lambda` neither flows nor tears, MPa². */
function surelyElastic(mat: usize, t: f64, lambda: f64): f64 {
  const epsBreak = getF(mat, Bound.EPS_BREAK);
  if (epsBreak <= 0) {
    const su = getF(mat, Bound.STRENGTH);
    if (getF(mat, Bound.BRITTLE) == 0) return 0;
    return su > 0 ? SURE * su * (SURE * su) : 0;
  }
  if (lambda / t >= SURE * epsBreak) return 0;
  const y = yieldStress(mat, lambda, t);
  return y > 0 ? SURE * y * (SURE * y) : 0;
}

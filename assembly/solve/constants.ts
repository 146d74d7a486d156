// What the laws need of material and load parameters, read once where they change, and one record of
// ready-made constants per fibre. A fibre that neither flows nor nears what it can bear is evaluated from
// its record alone (forces.ts); whatever else goes to the full law (fibre.ts).

import { getF, getI, setF } from '../memory/view';
import * as F from '../network/fields';
import * as S from '../network/params';
import { material, param } from '../network/params';
import * as L from '../law/ligament';

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
export const RECORD: usize = F.FIBRE_BYTES;

/** In place of MOST_N2: no fibre, or one that is torn. */
export const GONE: f64 = -1;

/** Share of a limit within which rounding cannot hide that it is passed. */
const SURE: f64 = 0.99;

export let fG: f64 = 1; //       factor on strength and energy of the interfaces
export let su: f64 = 0; //       strength of the film now, MPa
export let epsBreak: f64 = 0; // plastic strain at break now; 0: brittle
export let invElongation: f64 = 0;
export let modulus: f64 = 0; //  MPa
export let ratio: f64 = 0; //    E/G
export let beta2: f64 = 0; //    β²
export let invBeta2: f64 = 0;
export let shrink: f64 = 0; //   free shrinkage
export let friction: f64 = 0;
let strengthFactor: f64 = 0;
let brittle: bool = false;
let stale: bool = true;

/** Make the records again at the next `bindLaws`: the state was changed from outside. */
export function forgetRecords(): void {
  stale = true;
}

/** Set the laws' constants from MATERIAL and the load parameters in force. */
export function bindLaws(): void {
  const e = material(S.E_FILM) * param(S.F_E);
  const fY = param(S.F_Y);
  const fD = material(S.EPS_BREAK) * param(S.F_D);
  stale = stale || e != modulus || fY != strengthFactor || fD != epsBreak || param(S.F_G) != fG;
  modulus = e;
  strengthFactor = fY;
  epsBreak = fD;
  fG = param(S.F_G);
  ratio = material(S.RATIO);
  beta2 = material(S.BETA) * material(S.BETA);
  invBeta2 = 1.0 / beta2;
  shrink = param(S.SHRINK);
  friction = material(S.FRICTION);
  brittle = material(S.EPS_BREAK) <= 0;
  L.bindLigament(
    e,
    ratio,
    material(S.BETA),
    fY,
    shrink,
    F.at(F.FILM),
    <i32>material(S.FILM_POINTS),
    material(S.EPS_BREAK),
    material(S.FLOOR),
  );
  su = material(S.SIGMA_U) * fY;
  invElongation = 1.0 / (epsBreak + su / e);
  if (!stale) return;
  for (let neck = 0, k = 0; neck < F.m; neck++) {
    for (let r = 0; r < F.rings; r++) refreshRecord(neck, k++);
  }
  stale = false;
}

/** Make the record of fibre `k` of neck `e` again: its damage, flow or flag has changed. */
export function refreshRecord(e: i32, k: i32): void {
  const p = F.at(F.FIBRE) + <usize>k * RECORD;
  const area = getF(F.at(F.AREA), k);
  if (area <= 0 || getI(F.at(F.FLAG), k) != 0) {
    store<f64>(p, area <= 0 || getI(F.at(F.FLAG), k) == 3 ? GONE : 0, MOST_N2);
    return;
  }
  const t = getF(F.at(F.THICK), k);
  const g2 = getF(F.at(F.GYR2), k);
  const d = getF(F.at(F.DAMAGE), k);
  const sigma = getF(F.at(F.SIGMA), e) * fG;
  const c = L.interfaceCompliance(d, sigma, getF(F.at(F.GAMMA), e) * fG);
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
  store<f64>(p, surelyElastic(t, getF(F.at(F.LAMBDA), k)), MOST_N2);
}

/** N² up to which a ligament of length `t` and plastic stretch `lambda` neither flows nor tears, MPa². */
function surelyElastic(t: f64, lambda: f64): f64 {
  if (epsBreak <= 0) {
    if (!brittle) return 0;
    return su > 0 ? SURE * su * (SURE * su) : 0;
  }
  if (lambda / t >= SURE * epsBreak) return 0;
  const y = L.yieldStress(lambda, t);
  return y > 0 ? SURE * y * (SURE * y) : 0;
}

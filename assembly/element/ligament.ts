// One fibre of a binder ligament: interface | ligament | interface in series (docs/theory.md §2).
//
// Six generalised strains q [µm] in two stiffness classes:
//   tension class  q_n = Δ·n + s t_b,  q_b = ρ |φ_⊥|          compliance  A_n = a + c
//   shear class    q_s = |Δ − (Δ·n) n|,  q_t = √2 ρ |φ·n|     compliance  A_s = r a + c/β²
// with a = t_b/E the ligament's compliance [µm/MPa], r = E/G, ρ² = I/A, s the free shrinkage, β the
// ratio of shear to tensile strength of the interface. Plastic parts are taken off before. Tractions
// τ = q/A; energy per area e = ½ Σ q²/A. In compression the interface is closed: c acts on tension only.
//
// Interface (linear softening, Γ = σ w_c/2): spent share d ∈ [0, 1], secant compliance
//   c(d) = (w_c/σ) d/(1−d),  strength left σ(1−d),  energy spent Γ d.
// −∂e/∂c = ½ T_m²  with  T_m² = ⟨τ_n⟩² + τ_b² + (τ_s² + τ_t²)/β², and dΓ/dc = ½ (σ(1−d))²: the softening
// law is T_m = σ(1−d), the stationarity of e + Γ d in d (Ortiz & Pandolfi 1999,
// doi:10.1002/(SICI)1097-0207(19990330)44:9<1267::AID-NME486>3.0.CO;2-7, effective opening with β).
//
// Ligament: N² = τ_n² + τ_b² + r (τ_s² + τ_t²) = 2 E e_lig / t_b; yield N = Y(λ/t_b), associated flow.
// N is the energy norm (von Mises for ν = ½), so that the return is radial and the work to rupture is
// t_b U whatever the mixture of modes.

import { getF } from '../memory/view';
import { Bound } from '../network/params';
import { flowStress, hardening, plasticWork, radialReturn } from './film';

// parts of N² of the last evaluation
let lastTension2: f64 = 0;
let lastShear2: f64 = 0;

// results of `fibre`, per area of the fibre
export let energy: f64 = 0; //   pJ/µm²
export let tn: f64 = 0; //       normal traction, MPa
export let ks: f64 = 0; //       shear secant 1/A_s after return, MPa/µm (multiplies q_s vector)
export let kb: f64 = 0; //       bending secant
export let tangentN: f64 = 0; // tangents of the four classes, MPa/µm
export let tangentS: f64 = 0;
export let tangentB: f64 = 0;
export let tangentT: f64 = 0;
/**
 * Loss of tangent of a fibre that flows: dτ = secant dq − loss p (p·dq) with the elastic trial tractions
 * p = q/A (c = 0): the consistent tangent of the radial return.
 */
export let loss: f64 = 0;
export let stretch: f64 = 0; //  Δλ of this trial, µm
export let mu: f64 = 0; //       Δλ/N, µm/MPa
export let work: f64 = 0; //     plastic work of this trial, pJ/µm²
export let interfaceT: f64 = 0; // T_m, MPa
export let equivalent: f64 = 0; // N of a fibre that flows, MPa

/** Secant compliance of an interface that has spent the share `d` of its energy, µm/MPa. */
export function interfaceCompliance(d: f64, sigma: f64, gamma: f64): f64 {
  if (d <= 0 || sigma <= 0) return 0;
  return ((2.0 * gamma) / (sigma * sigma)) * (d / (1.0 - d));
}

/** Stress at which a ligament of length `t` and plastic stretch `lambda` flows, MPa. */
@inline export function yieldStress(mat: usize, lambda: f64, t: f64): f64 {
  return lambda == 0
    ? getF(mat, Bound.YIELD0)
    : getF(mat, Bound.STRENGTH_FACTOR) * flowStress(mat, lambda / t);
}

/**
 * Evaluate a fibre of bound material `mat`: normal strain `qn` (shrinkage not yet added), squared shear `qs2`, squared bending
 * `qb2` = ρ²|φ_⊥|² and twist `qt2` = 2ρ²(φ·n)², all less their plastic parts; length `t`, compliance `c`
 * of the interface, accumulated plastic stretch `lambda`. Results in the module's variables.
 */
export function fibre(
  mat: usize,
  qnGeo: f64,
  qs2: f64,
  qb2: f64,
  qt2: f64,
  t: f64,
  c: f64,
  lambda: f64,
): void {
  const E = getF(mat, Bound.MODULUS);
  const ratio = getF(mat, Bound.RATIO);
  const beta2 = getF(mat, Bound.BETA2);
  const a = t / E;
  const qn = qnGeo + getF(mat, Bound.SHRINK) * t;
  const open = qn > 0;
  let an = open ? a + c : a;
  let as = ratio * a + c / beta2;
  let ab = a + c;
  stretch = 0;
  mu = 0;
  work = 0;
  const trial2 = (qn * qn) / (an * an) + qb2 / (ab * ab) + (ratio * (qs2 + qt2)) / (as * as);
  let secant: f64 = 1;
  let h: f64 = 1;
  if (getF(mat, Bound.BRITTLE) == 0) {
    const y = yieldStress(mat, lambda, t);
    if (trial2 > y * y) {
      const fy = getF(mat, Bound.STRENGTH_FACTOR);
      const eps = lambda / t;
      const trial = Math.sqrt(trial2);
      if (c == 0) {
        const de = radialReturn(mat, trial, E, fy, eps);
        stretch = de * t;
        equivalent = trial - E * de;
        mu = stretch / equivalent;
        secant = equivalent / trial;
        const hard = fy * hardening(mat, eps + de);
        h = max(hard / (E + hard), getF(mat, Bound.FLOOR));
        if (h > secant) h = secant;
      } else {
        mu = seriesReturn(mat, qn, qs2 + qt2, qb2, an, as, ab, t, lambda);
        stretch = mu * equivalent;
      }
      an += mu;
      ab += mu;
      as += ratio * mu;
      work = t * fy * (plasticWork(mat, (lambda + stretch) / t) - plasticWork(mat, eps));
    }
  }

  tn = qn / an;
  ks = 1.0 / as;
  kb = 1.0 / ab;
  const ts2 = qs2 * ks * ks;
  const tt2 = qt2 * ks * ks;
  const tb2 = qb2 * kb * kb;
  // Elastic energy is carried by what is left of q after flow: q·A_el/(A_el + μ) in each class.
  const en = open ? a + c : a;
  energy = 0.5 * (tn * tn * en + tb2 * (a + c) + (ts2 + tt2) * (ratio * a + c / beta2));
  const tension2 = open ? tn * tn : 0.0;
  interfaceT = Math.sqrt(tension2 + tb2 + (ts2 + tt2) / beta2);
  lastTension2 = tension2 + tb2;
  lastShear2 = ratio * (ts2 + tt2);
  tangentN = 1.0 / an;
  tangentS = ks;
  tangentB = kb;
  tangentT = ks;
  loss = stretch > 0 && c == 0 ? (secant - h) / (a * trial2) : 0;
}

/** μ = Δλ/N of a fibre that yields with a damaged interface in series; sets `equivalent` to N. */
function seriesReturn(
  mat: usize,
  qn: f64,
  shear2: f64,
  qb2: f64,
  an: f64,
  as: f64,
  ab: f64,
  t: f64,
  lambda: f64,
): f64 {
  const ratio = getF(mat, Bound.RATIO);
  const fy = getF(mat, Bound.STRENGTH_FACTOR);
  let lo: f64 = 0;
  let hi: f64 = t / getF(mat, Bound.MODULUS);
  for (let k = 0; k < 200; k++) {
    if (norm(ratio, qn, shear2, qb2, an, as, ab, hi) <= fy * flowStress(mat, (lambda + hi * equivalent) / t))
      break;
    lo = hi;
    hi *= 2;
  }
  for (let k = 0; k < 60; k++) {
    const mid = 0.5 * (lo + hi);
    if (norm(ratio, qn, shear2, qb2, an, as, ab, mid) > fy * flowStress(mat, (lambda + mid * equivalent) / t))
      lo = mid;
    else hi = mid;
  }
  norm(ratio, qn, shear2, qb2, an, as, ab, hi);
  return hi;
}

function norm(ratio: f64, qn: f64, shear2: f64, qb2: f64, an: f64, as: f64, ab: f64, m: f64): f64 {
  const n = an + m;
  const b = ab + m;
  const s = as + ratio * m;
  equivalent = Math.sqrt((qn * qn) / (n * n) + qb2 / (b * b) + (ratio * shear2) / (s * s));
  return equivalent;
}

/**
 * Damage at which the interface carries just what it can at this opening: the first root d > d0 of
 * T_m(d) = σ(1−d), or 1 when it gives way altogether (snap-back, or opened past w_c).
 */
export function softenedDamage(
  mat: usize,
  qnGeo: f64,
  qs2: f64,
  qb2: f64,
  qt2: f64,
  t: f64,
  sigma: f64,
  gamma: f64,
  d0: f64,
): f64 {
  const steps = 24;
  let low = d0;
  for (let k = 1; k <= steps; k++) {
    const d = k == steps ? 0.999 : d0 + ((0.999 - d0) * k) / steps;
    if (excess(mat, qnGeo, qs2, qb2, qt2, t, sigma, gamma, d) <= 0) {
      let high = d;
      for (let q = 0; q < 48; q++) {
        const mid = 0.5 * (low + high);
        if (excess(mat, qnGeo, qs2, qb2, qt2, t, sigma, gamma, mid) > 0) low = mid;
        else high = mid;
      }
      return high;
    }
    low = d;
  }
  return 1;
}

function excess(
  mat: usize,
  qnGeo: f64,
  qs2: f64,
  qb2: f64,
  qt2: f64,
  t: f64,
  sigma: f64,
  gamma: f64,
  d: f64,
): f64 {
  const beta2 = getF(mat, Bound.BETA2);
  const a = t / getF(mat, Bound.MODULUS);
  const c = interfaceCompliance(d, sigma, gamma);
  const qn = max(qnGeo + getF(mat, Bound.SHRINK) * t, 0.0);
  const n = a + c;
  const s = getF(mat, Bound.RATIO) * a + c / beta2;
  const T2 = (qn * qn + qb2) / (n * n) + (qs2 + qt2) / (beta2 * s * s);
  const left = sigma * (1.0 - d);
  return T2 - left * left;
}

/** Compression of a ligament whose interface has come off: a one-sided pad. Sets `tn`; `energy` and
 *  `tangentN` when that is not 0. */
export function pad(mat: usize, qnGeo: f64, t: f64): void {
  const qn = min(qnGeo + getF(mat, Bound.SHRINK) * t, 0.0);
  tn = 0;
  if (qn == 0) return;
  const a = t / getF(mat, Bound.MODULUS);
  tn = qn / a;
  energy = 0.5 * tn * qn;
  tangentN = 1.0 / a;
}

/** √ of the part of N² that can tear the ligament: tension, bending, shear; not compression. */
export function fractureEquivalent(): f64 {
  return Math.sqrt(lastTension2 + lastShear2);
}

/** Whether shear carries more of N² than the compression beside it. */
export function shearLed(): bool {
  return lastShear2 > tn * tn;
}

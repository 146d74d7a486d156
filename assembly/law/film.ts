// The binder film's curve after yield: flow stress Y(ε_p) and its integral, piecewise linear in the
// plastic strain, from the FILM field (rows ε_p, Y, ∫Y dε_p). The curve must not fall.

import { getF } from '../memory/view';

let rows: usize = 0;
let count: i32 = 0;
/** Hardening past the table's end, MPa: only keeps the incremental potential strictly convex. */
let tail: f64 = 0;

export function bindFilm(table: usize, points: i32, modulus: f64): void {
  rows = table;
  count = points;
  tail = 1e-4 * modulus;
}


@inline function row(k: i32, column: i32): f64 {
  return getF(rows, 3 * k + column);
}

function segment(eps: f64): i32 {
  let k = 0;
  while (k + 1 < count && eps >= row(k + 1, 0)) k++;
  return k;
}


@inline function slopeOf(k: i32): f64 {
  return k + 1 < count ? (row(k + 1, 1) - row(k, 1)) / (row(k + 1, 0) - row(k, 0)) : tail;
}

/** Flow stress, MPa. */
export function flowStress(eps: f64): f64 {
  const k = segment(eps);
  return row(k, 1) + slopeOf(k) * (eps - row(k, 0));
}

/** Hardening modulus dY/dε_p, MPa. */
export function hardening(eps: f64): f64 {
  return slopeOf(segment(eps));
}

/** Plastic work per volume up to ε_p, MPa. */
export function plasticWork(eps: f64): f64 {
  const k = segment(eps);
  const d = eps - row(k, 0);
  return row(k, 2) + d * (row(k, 1) + 0.5 * slopeOf(k) * d);
}

/**
 * Radial return: Δε with  trial − E Δε = factor · Y(eps + Δε).  Exact, segment by segment.
 * `trial` must exceed factor · Y(eps).
 */
export function radialReturn(trial: f64, modulus: f64, factor: f64, eps: f64): f64 {
  let k = segment(eps);
  let at = eps;
  while (true) {
    const h = factor * slopeOf(k);
    const y = factor * (row(k, 1) + slopeOf(k) * (at - row(k, 0)));
    const step = (trial - modulus * (at - eps) - y) / (modulus + h);
    if (k + 1 >= count || at + step <= row(k + 1, 0)) return at + step - eps;
    k++;
    at = row(k, 0);
  }
}

// The binder film's curve after yield: flow stress Y(ε_p) and its integral, piecewise linear in the
// plastic strain, from the FILM array (rows ε_p, Y, ∫Y dε_p) of a bound material `mat`. The curve must not fall.

import { getF } from '../memory/view';
import { Bound } from '../network/params';


@inline function rows(mat: usize): usize {
  return load<usize>(mat + (Bound.FILM_AT << 3));
}


@inline function count(mat: usize): i32 {
  return load<i32>(mat + (Bound.FILM_POINTS << 3));
}


@inline function row(at: usize, k: i32, column: i32): f64 {
  return getF(at, 3 * k + column);
}

function segment(mat: usize, eps: f64): i32 {
  const at = rows(mat);
  const points = count(mat);
  let k = 0;
  while (k + 1 < points && eps >= row(at, k + 1, 0)) k++;
  return k;
}

/** Slope of segment k; past the table's end a trace of hardening keeps the incremental potential strictly convex. */
@inline function slopeOf(mat: usize, k: i32): f64 {
  const at = rows(mat);
  return k + 1 < count(mat)
    ? (row(at, k + 1, 1) - row(at, k, 1)) / (row(at, k + 1, 0) - row(at, k, 0))
    : getF(mat, Bound.TAIL);
}

/** Flow stress, MPa. */
export function flowStress(mat: usize, eps: f64): f64 {
  const k = segment(mat, eps);
  const at = rows(mat);
  return row(at, k, 1) + slopeOf(mat, k) * (eps - row(at, k, 0));
}

/** Hardening modulus dY/dε_p, MPa. */
export function hardening(mat: usize, eps: f64): f64 {
  return slopeOf(mat, segment(mat, eps));
}

/** Plastic work per volume up to ε_p, MPa. */
export function plasticWork(mat: usize, eps: f64): f64 {
  const k = segment(mat, eps);
  const at = rows(mat);
  const d = eps - row(at, k, 0);
  return row(at, k, 2) + d * (row(at, k, 1) + 0.5 * slopeOf(mat, k) * d);
}

/**
 * Radial return: Δε with  trial − E Δε = factor · Y(eps + Δε).  Exact, segment by segment.
 * `trial` must exceed factor · Y(eps).
 */
export function radialReturn(mat: usize, trial: f64, modulus: f64, factor: f64, eps: f64): f64 {
  const rowsAt = rows(mat);
  const points = count(mat);
  let k = segment(mat, eps);
  let at = eps;
  while (true) {
    const slope = slopeOf(mat, k);
    const h = factor * slope;
    const y = factor * (row(rowsAt, k, 1) + slope * (at - row(rowsAt, k, 0)));
    const step = (trial - modulus * (at - eps) - y) / (modulus + h);
    if (k + 1 >= points || at + step <= row(rowsAt, k + 1, 0)) return at + step - eps;
    k++;
    at = row(rowsAt, k, 0);
  }
}

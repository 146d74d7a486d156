// Particle sizes. Laboratories give percentiles of the volume-weighted diameter; a packing needs numbers
// of particles. The volume-weighted density over s = ln D is a normal law cut off outside
// [0.5, 1.8] D50 (the tail of fines would cost most of the particles for a few per cent of the mass);
// its two parameters are fitted so that the cut-off law has the median D50 and the spread D90/D10 asked
// for, as far as the cut-offs let it. The number density is the volume density times D^-3; for a
// lognormal without cut-offs this shifts the ln-median by -3 sigma^2 (Hatch & Choate 1929, J. Franklin Inst. 207, 369).
// Two such modes, or a measured table of classes, are a weight for each of the same number of bins instead.

import { alloc, mark, release } from '../memory/arena';
import { getF, setF } from '../memory/view';
import { uniform } from '../math/random';

const BINS: i32 = 1024;
const CUT_LOW: f64 = 0.5;
const CUT_HIGH: f64 = 1.8;
const STREAM_SIZE: u32 = 101;

let mu: f64 = 0;
let sigma: f64 = 1;
let low: f64 = 0;
let step: f64 = 0;
/** Whether `weights` hold the law: volume-weighted, not normalised, by bin. */
let tabled: bool = false;
const weights = memory.data(8 * BINS, 8);

/** Volume-weighted density (not normalised) times exp(power·s) at bin midpoint b. */
@inline function density(b: i32, power: f64): f64 {
  const s = low + (<f64>b + 0.5) * step;
  if (tabled) return getF(weights, b) * Math.exp(power * (s - mu));
  const z = (s - mu) / sigma;
  return Math.exp(-0.5 * z * z + power * (s - mu));
}

/** ln D below which the share p of the weight exp(power·s)·density lies. */
function quantile(p: f64, power: f64): f64 {
  let total = 0.0;
  for (let b = 0; b < BINS; b++) total += density(b, power);
  const goal = p * total;
  let sum = 0.0;
  for (let b = 0; b < BINS; b++) {
    const d = density(b, power);
    if (sum + d >= goal) return low + (<f64>b + (goal - sum) / d) * step;
    sum += d;
  }
  return low + <f64>BINS * step;
}

/** Set mu so that the cut-off volume-weighted law has its median at ln D50. */
function centre(lnD50: f64): void {
  let a = lnD50 - 3.0;
  let b = lnD50 + 3.0;
  for (let k = 0; k < 40; k++) {
    mu = 0.5 * (a + b);
    if (quantile(0.5, 0.0) < lnD50) a = mu;
    else b = mu;
  }
}

/** Fit to D10, D50, D90 (µm, volume-weighted). Returns the largest possible diameter, µm. */
export function sizesFit(d10: f64, d50: f64, d90: f64): f64 {
  const lnD50 = Math.log(d50);
  tabled = false;
  low = lnD50 + Math.log(CUT_LOW);
  step = Math.log(CUT_HIGH / CUT_LOW) / <f64>BINS;
  const spread = max(Math.log(d90 / d10), 1e-3);
  // 2.5631 = 2 Φ^-1(0.9). The cut-offs narrow the law, so sigma is raised, at most to twice its value.
  const sigma0 = spread / 2.5631031310892007;
  let a = sigma0;
  let b = 2.0 * sigma0;
  for (let k = 0; k < 25; k++) {
    sigma = 0.5 * (a + b);
    centre(lnD50);
    if (quantile(0.9, 0.0) - quantile(0.1, 0.0) < spread) a = sigma;
    else b = sigma;
  }
  return CUT_HIGH * d50;
}

/** Bins from ln D = `from` to `to`, all empty. */
function tabulate(from: f64, to: f64): void {
  tabled = true;
  low = from;
  step = (to - from) / <f64>BINS;
  mu = 0.5 * (from + to);
  memory.fill(weights, 0, 8 * BINS);
}

/** Add `share` of a normal law over ln D, cut off outside [from, to], to the bins. */
function addMode(share: f64, centre: f64, width: f64, from: f64, to: f64): void {
  for (let pass = 0, sum = 0.0; pass < 2; pass++) {
    for (let b = 0; b < BINS; b++) {
      const s = low + (<f64>b + 0.5) * step;
      if (s < from || s > to) continue;
      const z = (s - centre) / width;
      const d = Math.exp(-0.5 * z * z);
      if (pass == 0) sum += d;
      else setF(weights, b, getF(weights, b) + (share * d) / sum);
    }
  }
}

/** Give the share `share` of the volume to a second mode (as for `sizesFit`, which made the first). */
export function sizesBlend(share: f64, d10: f64, d50: f64, d90: f64): void {
  const mu1 = mu,
    sigma1 = sigma,
    low1 = low,
    high1 = low + <f64>BINS * step;
  sizesFit(d10, d50, d90);
  const mu2 = mu,
    sigma2 = sigma,
    low2 = low,
    high2 = low + <f64>BINS * step;
  tabulate(min(low1, low2), max(high1, high2));
  addMode(1.0 - share, mu1, sigma1, low1, high1);
  addMode(share, mu2, sigma2, low2, high2);
}

/**
 * Take the law from `count` classes: count + 1 rising bounds of the diameter (µm) and the volume in each class, spread
 * evenly over ln D.
 */
export function sizesTable(count: i32, bounds: usize, volume: usize): void {
  tabulate(Math.log(getF(bounds, 0)), Math.log(getF(bounds, count)));
  for (let k = 0; k < count; k++) {
    const from = (Math.log(getF(bounds, k)) - low) / step;
    const to = (Math.log(getF(bounds, k + 1)) - low) / step;
    for (let b = max(<i32>from, 0); b < BINS && <f64>b < to; b++) {
      const part = min(to, <f64>(b + 1)) - max(from, <f64>b);
      setF(weights, b, getF(weights, b) + (getF(volume, k) * max(part, 0.0)) / (to - from));
    }
  }
}

/** Number-weighted mean of D^k of the fitted law, µm^k. */
export function sizesMoment(k: f64): f64 {
  let weight = 0.0;
  let sum = 0.0;
  for (let b = 0; b < BINS; b++) {
    const d = density(b, -3.0);
    weight += d;
    sum += d * Math.exp(k * (low + (<f64>b + 0.5) * step));
  }
  return sum / weight;
}

/** Volume-weighted quantile of the fitted law: the diameter in µm below which the share p lies. */
export function sizesQuantile(p: f64): f64 {
  return Math.exp(quantile(p, 0.0));
}

/**
 * Draw n radii (µm) into `out`, one from each of n slices of equal number, so that a small structure
 * has the asked distribution too. Ascending. Returns 0, or -1 when memory ran out.
 */
export function sizesDraw(seed: u32, n: i32, out: usize): i32 {
  const m = mark();
  const table = alloc((<usize>BINS + 1) << 3);
  if (table == 0) return -1;
  let sum = 0.0;
  for (let b = 0; b < BINS; b++) {
    setF(table, b, sum);
    sum += density(b, -3.0);
  }
  setF(table, BINS, sum);
  let b = 0;
  for (let k = 0; k < n; k++) {
    const goal = (sum * (<f64>k + uniform(seed, STREAM_SIZE, k))) / <f64>n;
    while (b < BINS - 1 && getF(table, b + 1) < goal) b++;
    const below = getF(table, b);
    const within = (goal - below) / (getF(table, b + 1) - below);
    setF(out, k, 0.5 * Math.exp(low + (<f64>b + within) * step));
  }
  release(m);
  return 0;
}

/** x^p for positive x: the power the host must not take. */
export function buildPower(x: f64, p: f64): f64 {
  return Math.pow(x, p);
}

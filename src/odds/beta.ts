/** The incomplete beta function for whole and half parameters, which is all that shares and means of seeds need. */

/** ln Γ(z) for z a multiple of ½, by its recurrence. */
function logGamma(z: number): number {
  let sum = z % 1 === 0 ? 0 : Math.log(Math.PI) / 2;
  for (let k = z - 1; k > 0; k--) sum += Math.log(k);
  return sum;
}

/** The continued fraction of I_x(a, b) by Lentz' method; it converges fast for x < (a + 1)/(a + b + 2). */
function fraction(a: number, b: number, x: number): number {
  const kept = (v: number): number => (Math.abs(v) < 1e-300 ? 1e-300 : v);
  let d = 1 / kept(1 - ((a + b) * x) / (a + 1));
  let c = 1;
  let h = d;
  for (let m = 1; m < 10_000; m++) {
    const before = h;
    for (const term of [
      (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
      (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
    ]) {
      d = 1 / kept(1 + term * d);
      c = kept(1 + term / c);
      h *= d * c;
    }
    if (Math.abs(h - before) <= 1e-16 * Math.abs(h)) break;
  }
  return h;
}

/** I_x(a, b), from 0 to 1; a and b are positive multiples of ½. */
export function betaShare(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x));
  return x < (a + 1) / (a + b + 2)
    ? (front * fraction(a, b, x)) / a
    : 1 - (front * fraction(b, a, 1 - x)) / b;
}

/** The x at which I_x(a, b) is p, by bisection. */
export function betaQuantile(a: number, b: number, p: number): number {
  let [low, high] = [0, 1];
  for (let k = 0; k < 100; k++) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (betaShare(a, b, middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Quantile of Student's t for a whole number of degrees of freedom; p from ½ to below 1. */
export function studentT(p: number, freedom: number): number {
  const x = betaQuantile(freedom / 2, 0.5, 2 * (1 - p));
  return Math.sqrt((freedom * (1 - x)) / x);
}

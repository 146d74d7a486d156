// Contact of two particles, or of a particle with foil or plate (docs/theory.md §2.5).
// Normal: Hertz, f = K δ^{3/2} with K = (4/3) E* √R*; energy (2/5) K δ^{5/2}; no tension.
// Tangential: a spring k_t from an anchor that slips so that |f_t| ≤ μ f_n. The cap μ f_n is that of
// the last equilibrium, which keeps the step's potential convex; the avalanche repeats until it holds.

export let normal: f64 = 0; //  compressive force, µN (≥ 0)
export let energy: f64 = 0; //  pJ
export let tangent: f64 = 0; // µN/µm
export let stick: f64 = 0; //   secant of friction, µN/µm
export let sliding: f64 = 0; // work of friction, pJ

/** Hertz contact at overlap `delta` = −(opening + gap), µm. */
export function hertz(delta: f64, k: f64): void {
  if (delta <= 0) {
    normal = 0;
    energy = 0;
    tangent = 0;
    return;
  }
  const root = Math.sqrt(delta);
  normal = k * delta * root;
  energy = 0.4 * normal * delta;
  tangent = 1.5 * k * root;
}

/** Frictional spring stretched by `g` (µm) with cap `cap` (µN). Adds to `energy`. */
export function friction(g: f64, k: f64, cap: f64): void {
  sliding = 0;
  if (cap <= 0 || k <= 0) {
    stick = 0;
    return;
  }
  const f = k * g;
  if (f <= cap) {
    stick = k;
    energy += 0.5 * f * g;
    return;
  }
  const held = cap / k;
  stick = cap / g;
  energy += 0.5 * cap * held;
  sliding = cap * (g - held);
}

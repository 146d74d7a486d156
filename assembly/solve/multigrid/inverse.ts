// Inverse of a symmetric positive definite 6×6 block.

import { entry } from './block';

/** A pivot below this part of its diagonal is lost to rounding. */
const LOST: f32 = 2e-6;
const GROWN: f32 = 1.01;


@inline function get(A: usize, r: i32, c: i32): f64 {
  return <f64>load<f32>(A + entry(r, c));
}


@inline function set(B: usize, r: i32, c: i32, v: f64): void {
  store<f32>(B + entry(r, c), <f32>v);
  if (r != c) store<f32>(B + entry(c, r), <f32>v);
}


@inline function sum3(a: f64, x: f64, b: f64, y: f64, c: f64, z: f64): f64 {
  return a * x + b * y + c * z;
}

/**
 * B = A⁻¹. Freedoms in `held`, and those whose pivot is lost to rounding, are decoupled: their rows and columns of
 * B are zero.
 */
export function invert(A: usize, held: i32, B: usize): void {
  if (held != 0 || !invertWhole(A, B)) eliminate(A, held, B);
}

/**
 * By 3×3 parts [P Q; Qᵀ R] in double precision: S = R − QᵀP⁻¹Q, B = [P⁻¹ + V S⁻¹Vᵀ, −V S⁻¹; …, S⁻¹] with V = P⁻¹Q.
 * False when a pivot is lost; B is as it was then.
 */
function invertWhole(A: usize, B: usize): bool {
  const a = get(A, 0, 0),
    b = get(A, 0, 1),
    c = get(A, 0, 2),
    d = get(A, 1, 1),
    e = get(A, 1, 2),
    f = get(A, 2, 2);
  const minor = a * d - b * b;
  let p00 = d * f - e * e,
    p01 = c * e - b * f,
    p02 = b * e - c * d;
  let det = sum3(a, p00, b, p01, c, p02);
  if (!(a > 0 && minor > LOST * (a * d) && det > LOST * (f * minor))) return false;
  det = 1 / det;
  p00 *= det;
  p01 *= det;
  p02 *= det;
  const p11 = (a * f - c * c) * det,
    p12 = (b * c - a * e) * det,
    p22 = minor * det;
  const q0 = get(A, 0, 3),
    q1 = get(A, 1, 3),
    q2 = get(A, 2, 3),
    r0 = get(A, 0, 4),
    r1 = get(A, 1, 4),
    r2 = get(A, 2, 4),
    s0 = get(A, 0, 5),
    s1 = get(A, 1, 5),
    s2 = get(A, 2, 5);
  const v00 = sum3(p00, q0, p01, q1, p02, q2),
    v10 = sum3(p01, q0, p11, q1, p12, q2),
    v20 = sum3(p02, q0, p12, q1, p22, q2),
    v01 = sum3(p00, r0, p01, r1, p02, r2),
    v11 = sum3(p01, r0, p11, r1, p12, r2),
    v21 = sum3(p02, r0, p12, r1, p22, r2),
    v02 = sum3(p00, s0, p01, s1, p02, s2),
    v12 = sum3(p01, s0, p11, s1, p12, s2),
    v22 = sum3(p02, s0, p12, s1, p22, s2);
  const d3 = get(A, 3, 3),
    d4 = get(A, 4, 4),
    d5 = get(A, 5, 5);
  const g = d3 - sum3(q0, v00, q1, v10, q2, v20),
    h = get(A, 3, 4) - sum3(q0, v01, q1, v11, q2, v21),
    k = get(A, 3, 5) - sum3(q0, v02, q1, v12, q2, v22),
    l = d4 - sum3(r0, v01, r1, v11, r2, v21),
    m = get(A, 4, 5) - sum3(r0, v02, r1, v12, r2, v22),
    n = d5 - sum3(s0, v02, s1, v12, s2, v22);
  const low = g * l - h * h;
  let t00 = l * n - m * m,
    t01 = k * m - h * n,
    t02 = h * m - k * l;
  det = sum3(g, t00, h, t01, k, t02);
  if (!(g > LOST * d3 && low > LOST * (d4 * g) && det > LOST * (d5 * low))) return false;
  det = 1 / det;
  t00 *= det;
  t01 *= det;
  t02 *= det;
  const t11 = (g * n - k * k) * det,
    t12 = (h * k - g * m) * det,
    t22 = low * det;
  set(B, 3, 3, t00);
  set(B, 3, 4, t01);
  set(B, 3, 5, t02);
  set(B, 4, 4, t11);
  set(B, 4, 5, t12);
  set(B, 5, 5, t22);
  const w00 = sum3(v00, t00, v01, t01, v02, t02),
    w01 = sum3(v00, t01, v01, t11, v02, t12),
    w02 = sum3(v00, t02, v01, t12, v02, t22),
    w10 = sum3(v10, t00, v11, t01, v12, t02),
    w11 = sum3(v10, t01, v11, t11, v12, t12),
    w12 = sum3(v10, t02, v11, t12, v12, t22),
    w20 = sum3(v20, t00, v21, t01, v22, t02),
    w21 = sum3(v20, t01, v21, t11, v22, t12),
    w22 = sum3(v20, t02, v21, t12, v22, t22);
  set(B, 0, 3, -w00);
  set(B, 0, 4, -w01);
  set(B, 0, 5, -w02);
  set(B, 1, 3, -w10);
  set(B, 1, 4, -w11);
  set(B, 1, 5, -w12);
  set(B, 2, 3, -w20);
  set(B, 2, 4, -w21);
  set(B, 2, 5, -w22);
  set(B, 0, 0, p00 + sum3(w00, v00, w01, v01, w02, v02));
  set(B, 0, 1, p01 + sum3(w00, v10, w01, v11, w02, v12));
  set(B, 0, 2, p02 + sum3(w00, v20, w01, v21, w02, v22));
  set(B, 1, 1, p11 + sum3(w10, v10, w11, v11, w12, v12));
  set(B, 1, 2, p12 + sum3(w10, v20, w11, v21, w12, v22));
  set(B, 2, 2, p22 + sum3(w20, v20, w21, v21, w22, v22));
  return true;
}

const rows = memory.data(6 * 32);

/** The same by Gauss–Jordan elimination, freedom by freedom. */
function eliminate(A: usize, held: i32, B: usize): void {
  for (let r = 0; r < 6; r++) {
    const o = rows + <usize>(32 * r);
    v128.store(o, v128.load(A + <usize>(16 * r)));
    v128.store(o, v128.load64_zero(A + <usize>(96 + 8 * r)), 16);
  }
  let dead = held;
  for (let k = 0; k < 6; k++) {
    const o = rows + <usize>(32 * k);
    const pivot = load<f32>(o + <usize>(4 * k));
    const whole = load<f32>(A + entry(k, k));
    // a pivot that has grown is rounding as well: those of a true block only shrink
    if (held & (1 << k) || !(pivot > LOST * whole && pivot < GROWN * whole)) {
      dead |= 1 << k;
      clear(k);
      continue;
    }
    const inverse = f32x4.splat(<f32>1 / pivot);
    store<f32>(o + <usize>(4 * k), 1);
    const p0 = f32x4.mul(v128.load(o), inverse),
      p1 = f32x4.mul(v128.load(o, 16), inverse);
    v128.store(o, p0);
    v128.store(o, p1, 16);
    for (let r = 0; r < 6; r++) {
      if (r == k) continue;
      const w = rows + <usize>(32 * r);
      const f = v128.load32_splat(w + <usize>(4 * k));
      store<f32>(w + <usize>(4 * k), 0);
      v128.store(w, f32x4.sub(v128.load(w), f32x4.mul(f, p0)));
      v128.store(w, f32x4.sub(v128.load(w, 16), f32x4.mul(f, p1)), 16);
    }
  }
  for (let k = 0; k < 6; k++) if (dead & (1 << k)) clear(k);
  for (let r = 0; r < 6; r++) {
    const o = rows + <usize>(32 * r);
    v128.store(B + <usize>(16 * r), v128.load(o));
    v128.store64_lane(B + <usize>(96 + 8 * r), v128.load(o, 16), 0);
  }
}

function clear(k: i32): void {
  const z = f32x4.splat(0);
  v128.store(rows + <usize>(32 * k), z);
  v128.store(rows + <usize>(32 * k), z, 16);
  for (let r = 0; r < 6; r++) store<f32>(rows + <usize>(32 * r + 4 * k), 0);
}

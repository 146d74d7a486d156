// Products of block-sparse matrices with vectors of nodes, and the damped block Jacobi step.

import { BLOCK, lane0, lane1, lane2, three, VECTOR } from './block';

/** Rows of a block-sparse matrix times x: y = A x (mode 0), y = b − A x (1), y += A x (2). */
export function multiply(
  n: i32,
  start: usize,
  column: usize,
  values: usize,
  x: usize,
  y: usize,
  b: usize,
  mode: i32,
): void {
  const mask = three();
  let e = load<i32>(start);
  let q = values + <usize>e * BLOCK,
    pj = column + ((<usize>e) << 2);
  for (let i = 0; i < n; i++) {
    start += 4;
    const end = values + <usize>load<i32>(start) * BLOCK;
    let s = f32x4.splat(0),
      t = s,
      w = s;
    while (q < end) {
      const p = x + ((<usize>load<i32>(pj)) << 5);
      const v0 = v128.load(p),
        v1 = v128.load(p, 16);
      s = f32x4.add(s, f32x4.mul(v128.load(q), lane0(v0)));
      t = f32x4.add(t, f32x4.mul(v128.load(q, 16), lane1(v0)));
      w = f32x4.add(w, f32x4.mul(v128.load(q, 96), v128.shuffle<f32>(v0, v0, 0, 0, 1, 1)));
      s = f32x4.add(s, f32x4.mul(v128.load(q, 32), lane2(v0)));
      t = f32x4.add(t, f32x4.mul(v128.load(q, 48), lane0(v1)));
      w = f32x4.add(w, f32x4.mul(v128.load(q, 112), v128.shuffle<f32>(v0, v1, 2, 2, 4, 4)));
      s = f32x4.add(s, f32x4.mul(v128.load(q, 64), lane1(v1)));
      t = f32x4.add(t, f32x4.mul(v128.load(q, 80), lane2(v1)));
      w = f32x4.add(w, f32x4.mul(v128.load(q, 128), v128.shuffle<f32>(v1, v1, 1, 1, 2, 2)));
      q += BLOCK;
      pj += 4;
    }
    s = f32x4.add(s, t);
    w = f32x4.add(w, v128.shuffle<f32>(w, w, 2, 3, 0, 1));
    let r0 = v128.and(s, mask),
      r1 = v128.and(v128.shuffle<f32>(s, w, 3, 4, 5, 3), mask);
    if (mode == 1) {
      r0 = f32x4.sub(v128.load(b), r0);
      r1 = f32x4.sub(v128.load(b, 16), r1);
      b += VECTOR;
    } else if (mode == 2) {
      r0 = f32x4.add(v128.load(y), r0);
      r1 = f32x4.add(v128.load(y, 16), r1);
    }
    v128.store(y, r0);
    v128.store(y, r1, 16);
    y += VECTOR;
  }
}

/** y += Aᵀ x over the rows of A. */
export function multiplyTransposed(
  n: i32,
  start: usize,
  column: usize,
  values: usize,
  x: usize,
  y: usize,
): void {
  const mask = three();
  let e = load<i32>(start);
  let q = values + <usize>e * BLOCK,
    pj = column + ((<usize>e) << 2);
  for (let i = 0; i < n; i++) {
    start += 4;
    const end = values + <usize>load<i32>(start) * BLOCK;
    const v0 = v128.load(x),
      v1 = v128.load(x, 16);
    const r0 = v128.shuffle<f32>(v0, v1, 0, 1, 2, 4),
      r1 = v128.shuffle<f32>(v1, v1, 1, 2, 1, 2);
    while (q < end) {
      const t0 = f32x4.mul(v128.load(q), r0),
        t1 = f32x4.mul(v128.load(q, 16), r0),
        t2 = f32x4.mul(v128.load(q, 32), r0),
        t3 = f32x4.mul(v128.load(q, 48), r0),
        t4 = f32x4.mul(v128.load(q, 64), r0),
        t5 = f32x4.mul(v128.load(q, 80), r0);
      const p01 = f32x4.add(
        f32x4.add(v128.shuffle<f32>(t0, t1, 0, 1, 4, 5), v128.shuffle<f32>(t0, t1, 2, 3, 6, 7)),
        f32x4.mul(v128.load(q, 96), r1),
      );
      const p23 = f32x4.add(
        f32x4.add(v128.shuffle<f32>(t2, t3, 0, 1, 4, 5), v128.shuffle<f32>(t2, t3, 2, 3, 6, 7)),
        f32x4.mul(v128.load(q, 112), r1),
      );
      const p45 = f32x4.add(
        f32x4.add(v128.shuffle<f32>(t4, t5, 0, 1, 4, 5), v128.shuffle<f32>(t4, t5, 2, 3, 6, 7)),
        f32x4.mul(v128.load(q, 128), r1),
      );
      const a = f32x4.add(v128.shuffle<f32>(p01, p23, 0, 2, 4, 6), v128.shuffle<f32>(p01, p23, 1, 3, 5, 7));
      const b = f32x4.add(v128.shuffle<f32>(p45, p45, 0, 2, 0, 2), v128.shuffle<f32>(p45, p45, 1, 3, 1, 3));
      const o = y + ((<usize>load<i32>(pj)) << 5);
      v128.store(o, f32x4.add(v128.load(o), v128.and(a, mask)));
      v128.store(o, f32x4.add(v128.load(o, 16), v128.and(v128.shuffle<f32>(a, b, 3, 4, 5, 3), mask)), 16);
      q += BLOCK;
      pj += 4;
    }
    x += VECTOR;
  }
}

/** z = ω D⁻¹ r, or with `more` z += ω D⁻¹ r. */
export function jacobi(n: i32, inverse: usize, r: usize, z: usize, omega: f32, more: bool): void {
  const mask = three(),
    W = f32x4.splat(omega);
  let q = inverse;
  const end = inverse + <usize>n * BLOCK;
  while (q < end) {
    const v0 = v128.load(r),
      v1 = v128.load(r, 16);
    let s = f32x4.mul(v128.load(q), lane0(v0)),
      t = f32x4.mul(v128.load(q, 16), lane1(v0)),
      w = f32x4.mul(v128.load(q, 96), v128.shuffle<f32>(v0, v0, 0, 0, 1, 1));
    s = f32x4.add(s, f32x4.mul(v128.load(q, 32), lane2(v0)));
    t = f32x4.add(t, f32x4.mul(v128.load(q, 48), lane0(v1)));
    w = f32x4.add(w, f32x4.mul(v128.load(q, 112), v128.shuffle<f32>(v0, v1, 2, 2, 4, 4)));
    s = f32x4.add(s, f32x4.mul(v128.load(q, 64), lane1(v1)));
    t = f32x4.add(t, f32x4.mul(v128.load(q, 80), lane2(v1)));
    w = f32x4.add(w, f32x4.mul(v128.load(q, 128), v128.shuffle<f32>(v1, v1, 1, 1, 2, 2)));
    s = f32x4.add(s, t);
    w = f32x4.add(w, v128.shuffle<f32>(w, w, 2, 3, 0, 1));
    let r0 = f32x4.mul(W, v128.and(s, mask)),
      r1 = f32x4.mul(W, v128.and(v128.shuffle<f32>(s, w, 3, 4, 5, 3), mask));
    if (more) {
      r0 = f32x4.add(r0, v128.load(z));
      r1 = f32x4.add(r1, v128.load(z, 16));
    }
    v128.store(z, r0);
    v128.store(z, r1, 16);
    q += BLOCK;
    r += VECTOR;
    z += VECTOR;
  }
}

/** a·b over n nodes: products in single, sums in double precision, always in the same order. */
export function dot(n: i32, a: usize, b: usize): f64 {
  let s = f64x2.splat(0),
    t = s;
  const end = a + ((<usize>n) << 5);
  while (a < end) {
    const p = f32x4.add(f32x4.mul(v128.load(a), v128.load(b)), f32x4.mul(v128.load(a, 16), v128.load(b, 16)));
    s = f64x2.add(s, f64x2.promote_low_f32x4(p));
    t = f64x2.add(t, f64x2.promote_low_f32x4(v128.shuffle<f32>(p, p, 2, 3, 2, 3)));
    a += VECTOR;
    b += VECTOR;
  }
  s = f64x2.add(s, t);
  return f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
}

/** x += α p, r += α q; returns r·r. */
export function advance(n: i32, x: usize, r: usize, p: usize, q: usize, alpha: f32): f64 {
  const A = f32x4.splat(alpha);
  let s = f64x2.splat(0),
    t = s;
  const end = x + ((<usize>n) << 5);
  while (x < end) {
    v128.store(x, f32x4.add(v128.load(x), f32x4.mul(A, v128.load(p))));
    v128.store(x, f32x4.add(v128.load(x, 16), f32x4.mul(A, v128.load(p, 16))), 16);
    const r0 = f32x4.add(v128.load(r), f32x4.mul(A, v128.load(q))),
      r1 = f32x4.add(v128.load(r, 16), f32x4.mul(A, v128.load(q, 16)));
    v128.store(r, r0);
    v128.store(r, r1, 16);
    const w = f32x4.add(f32x4.mul(r0, r0), f32x4.mul(r1, r1));
    s = f64x2.add(s, f64x2.promote_low_f32x4(w));
    t = f64x2.add(t, f64x2.promote_low_f32x4(v128.shuffle<f32>(w, w, 2, 3, 2, 3)));
    x += VECTOR;
    r += VECTOR;
    p += VECTOR;
    q += VECTOR;
  }
  s = f64x2.add(s, t);
  return f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
}

/** p = z + β p. */
export function direct(n: i32, z: usize, p: usize, beta: f32): void {
  const B = f32x4.splat(beta);
  const end = p + ((<usize>n) << 5);
  while (p < end) {
    v128.store(p, f32x4.add(v128.load(z), f32x4.mul(B, v128.load(p))));
    v128.store(p, f32x4.add(v128.load(z, 16), f32x4.mul(B, v128.load(p, 16))), 16);
    p += VECTOR;
    z += VECTOR;
  }
}

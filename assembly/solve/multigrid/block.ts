// 6×6 single-precision blocks and vectors of nodes, for f32x4.
//
// vector  8 floats a node: [ux uy uz 0 | θx θy θz 0]
// block   36 floats: rows 0–3 of column c at 4c, then rows 4–5 of columns 2p, 2p+1 at 24 + 4p. A product with
//         a vector takes 9 multiplications, a product of blocks 54, with nothing wasted on padding.

export const BLOCK: usize = 144;
export const VECTOR: usize = 32;

/** All bits of lanes 0–2. */
@inline export function three(): v128 {
  return i32x4(-1, -1, -1, 0);
}


@inline export function yzx(v: v128): v128 {
  return v128.shuffle<f32>(v, v, 1, 2, 0, 3);
}

/** Lanes 0–2 from memory, lane 3 zero. */
@inline export function three3(p: usize): v128 {
  return v128.and(v128.load(p), three());
}


@inline export function cross(a: v128, b: v128): v128 {
  return yzx(f32x4.sub(f32x4.mul(a, yzx(b)), f32x4.mul(yzx(a), b)));
}

/** One lane in all four: from a register, as a load that spreads needs its address worked out first. */
@inline export function lane0(v: v128): v128 {
  return v128.shuffle<f32>(v, v, 0, 0, 0, 0);
}


@inline export function lane1(v: v128): v128 {
  return v128.shuffle<f32>(v, v, 1, 1, 1, 1);
}


@inline export function lane2(v: v128): v128 {
  return v128.shuffle<f32>(v, v, 2, 2, 2, 2);
}


@inline export function lane3(v: v128): v128 {
  return v128.shuffle<f32>(v, v, 3, 3, 3, 3);
}

/** Sum of four lanes, in double precision. */
@inline export function sum4(v: v128): f64 {
  return (
    <f64>f32x4.extract_lane(v, 0) +
    <f64>f32x4.extract_lane(v, 1) +
    (<f64>f32x4.extract_lane(v, 2) + <f64>f32x4.extract_lane(v, 3))
  );
}

/** Offset in bytes of entry (r, c). */
@inline export function entry(r: i32, c: i32): usize {
  return <usize>(r < 4 ? 16 * c + 4 * r : 96 + 8 * c + 4 * (r - 4));
}

/** B = Aᵀ; A and B may be the same. */
export function transpose(A: usize, B: usize): void {
  const a0 = v128.load(A),
    a1 = v128.load(A, 16),
    a2 = v128.load(A, 32),
    a3 = v128.load(A, 48),
    a4 = v128.load(A, 64),
    a5 = v128.load(A, 80),
    b0 = v128.load(A, 96),
    b1 = v128.load(A, 112),
    b2 = v128.load(A, 128);
  const s = v128.shuffle<f32>(a0, a1, 0, 4, 1, 5),
    t = v128.shuffle<f32>(a2, a3, 0, 4, 1, 5),
    v = v128.shuffle<f32>(a0, a1, 2, 6, 3, 7),
    w = v128.shuffle<f32>(a2, a3, 2, 6, 3, 7);
  v128.store(B, v128.shuffle<f32>(s, t, 0, 1, 4, 5));
  v128.store(B, v128.shuffle<f32>(s, t, 2, 3, 6, 7), 16);
  v128.store(B, v128.shuffle<f32>(v, w, 0, 1, 4, 5), 32);
  v128.store(B, v128.shuffle<f32>(v, w, 2, 3, 6, 7), 48);
  v128.store(B, v128.shuffle<f32>(b0, b1, 0, 2, 4, 6), 64);
  v128.store(B, v128.shuffle<f32>(b0, b1, 1, 3, 5, 7), 80);
  v128.store(B, v128.shuffle<f32>(a4, a5, 0, 4, 1, 5), 96);
  v128.store(B, v128.shuffle<f32>(a4, a5, 2, 6, 3, 7), 112);
  v128.store(B, v128.shuffle<f32>(b2, b2, 0, 2, 1, 3), 128);
}

/** C += A B for A in registers, so that a loop over B and C fetches it once. */
@inline export function addColumns(
  a0: v128,
  a1: v128,
  a2: v128,
  a3: v128,
  a4: v128,
  a5: v128,
  b0: v128,
  b1: v128,
  b2: v128,
  from: usize,
  to: usize,
): void {
  let B = from,
    C = to;
  let low = B + 96;
  let lowC = C + 96;
  const end = B + 96;
  while (B < end) {
    const t0 = v128.load(B),
      t1 = v128.load(B, 16),
      u = v128.load(low);
    let s = f32x4.add(f32x4.mul(a0, lane0(t0)), f32x4.mul(a1, lane1(t0)));
    let t = f32x4.add(f32x4.mul(a2, lane2(t0)), f32x4.mul(a3, lane3(t0)));
    let w = f32x4.add(f32x4.mul(a4, lane0(u)), f32x4.mul(a5, lane1(u)));
    v128.store(C, f32x4.add(v128.load(C), f32x4.add(f32x4.add(s, t), w)));
    s = f32x4.add(f32x4.mul(a0, lane0(t1)), f32x4.mul(a1, lane1(t1)));
    t = f32x4.add(f32x4.mul(a2, lane2(t1)), f32x4.mul(a3, lane3(t1)));
    w = f32x4.add(f32x4.mul(a4, lane2(u)), f32x4.mul(a5, lane3(u)));
    v128.store(C, f32x4.add(v128.load(C, 16), f32x4.add(f32x4.add(s, t), w)), 16);
    s = f32x4.add(
      f32x4.mul(b0, v128.shuffle<f32>(t0, t0, 0, 0, 1, 1)),
      f32x4.mul(b1, v128.shuffle<f32>(t0, t0, 2, 2, 3, 3)),
    );
    s = f32x4.add(s, f32x4.mul(b2, v128.shuffle<f32>(u, u, 0, 0, 1, 1)));
    t = f32x4.add(
      f32x4.mul(b0, v128.shuffle<f32>(t1, t1, 0, 0, 1, 1)),
      f32x4.mul(b1, v128.shuffle<f32>(t1, t1, 2, 2, 3, 3)),
    );
    t = f32x4.add(t, f32x4.mul(b2, v128.shuffle<f32>(u, u, 2, 2, 3, 3)));
    w = f32x4.add(v128.shuffle<f32>(s, t, 0, 1, 4, 5), v128.shuffle<f32>(s, t, 2, 3, 6, 7));
    v128.store(lowC, f32x4.add(v128.load(lowC), w));
    B += 32;
    C += 32;
    low += 16;
    lowC += 16;
  }
}

/** C += s A T for the rigid motion T = [I, −[d]×; 0, I] (column 3+k: e_k × d). */
export function addShifted(A: usize, x: f32, y: f32, z: f32, s: f32, C: usize): void {
  for (let h = 0; h < 2; h++) {
    // rows 0–3, then rows 4–5 (two lanes used)
    const at = <usize>(h == 0 ? 0 : 96),
      step = <usize>(h == 0 ? 16 : 8);
    const S = f32x4.splat(s),
      X = f32x4.splat(x),
      Y = f32x4.splat(y),
      Z = f32x4.splat(z);
    const p = A + at,
      q = C + at;
    const k0 = h == 0 ? v128.load(p) : v128.load64_zero(p);
    const k1 = h == 0 ? v128.load(p + step) : v128.load64_zero(p + step);
    const k2 = h == 0 ? v128.load(p + 2 * step) : v128.load64_zero(p + 2 * step);
    for (let c: usize = 0; c < 6; c++) {
      const o = c * step;
      let v = h == 0 ? v128.load(p + o) : v128.load64_zero(p + o);
      if (c == 3) v = f32x4.add(v, f32x4.sub(f32x4.mul(Y, k2), f32x4.mul(Z, k1)));
      else if (c == 4) v = f32x4.add(v, f32x4.sub(f32x4.mul(Z, k0), f32x4.mul(X, k2)));
      else if (c == 5) v = f32x4.add(v, f32x4.sub(f32x4.mul(X, k1), f32x4.mul(Y, k0)));
      v = f32x4.mul(S, v);
      if (h == 0) v128.store(q + o, f32x4.add(v128.load(q + o), v));
      else v128.store64_lane(q + o, f32x4.add(v128.load64_zero(q + o), v), 0);
    }
  }
}

/** C += T, the rigid motion of a point at d. */
export function addRigid(C: usize, x: f32, y: f32, z: f32): void {
  for (let k = 0; k < 6; k++) bump(C, k, k, 1);
  bump(C, 1, 3, -z);
  bump(C, 2, 3, y);
  bump(C, 0, 4, z);
  bump(C, 2, 4, -x);
  bump(C, 0, 5, -y);
  bump(C, 1, 5, x);
}


@inline function bump(C: usize, r: i32, c: i32, v: f32): void {
  const p = C + entry(r, c);
  store<f32>(p, load<f32>(p) + v);
}

/** Squared Frobenius norm. */
export function norm2(A: usize): f64 {
  let s = f32x4.splat(0);
  for (let q: usize = 0; q < BLOCK; q += 16) {
    const v = v128.load(A + q);
    s = f32x4.add(s, f32x4.mul(v, v));
  }
  return sum4(s);
}

// The inner product of dense factorisations: two lanes, two sums, always in the same order.

/** a·b over `count` doubles. */
@inline export function dot(a: usize, b: usize, count: i32): f64 {
  let s = f64x2.splat(0),
    t = f64x2.splat(0);
  let k = count >> 2;
  while (k > 0) {
    s = f64x2.add(s, f64x2.mul(v128.load(a), v128.load(b)));
    t = f64x2.add(t, f64x2.mul(v128.load(a, 16), v128.load(b, 16)));
    a += 32;
    b += 32;
    k--;
  }
  s = f64x2.add(s, t);
  let sum = f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
  for (let q = count & 3; q > 0; q--) {
    sum += load<f64>(a) * load<f64>(b);
    a += 8;
    b += 8;
  }
  return sum;
}

// Unmanaged views: typed loads and stores by index. A checked Float64Array costs 17 times as much
// in a ligament loop.

@inline export function getF(p: usize, i: i32): f64 {
  return load<f64>(p + ((<usize>i) << 3));
}


@inline export function setF(p: usize, i: i32, v: f64): void {
  store<f64>(p + ((<usize>i) << 3), v);
}


@inline export function addF(p: usize, i: i32, v: f64): void {
  const q = p + ((<usize>i) << 3);
  store<f64>(q, load<f64>(q) + v);
}


@inline export function getI(p: usize, i: i32): i32 {
  return load<i32>(p + ((<usize>i) << 2));
}


@inline export function setI(p: usize, i: i32, v: i32): void {
  store<i32>(p + ((<usize>i) << 2), v);
}

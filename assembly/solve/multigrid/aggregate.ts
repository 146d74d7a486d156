// Aggregates of strongly tied nodes (Vaněk, Mandel & Brezina, Computing 56 (1996) 179, doi:10.1007/BF02238511).
// Contact is a thousand times stiffer than binder, so what is weak beside a node's other ties must not
// shape its aggregate.

import { allocRaw } from '../../memory/arena';
import { getI, setI } from '../../memory/view';
import * as levels from './levels';
import { three } from './block';
import { columnOf, diagonalSize, offsetOf, rowBegin, rowEnd, sizeOf } from './rows';

/** An entry is strong when its size is at least this part of the geometric mean of its diagonals'. */
const FINE_THRESHOLD: f32 = 0.07;
const COARSE_THRESHOLD: f32 = 0.03;

/**
 * Nodes of an aggregate from which on it takes no second neighbours. It takes them where ties are few, but not
 * from nodes with weak ties besides: what is left there is chains, too slender for large aggregates.
 */
const FULL: i32 = 32;

// strong neighbours of each node: begin, then (column, entry) pairs
let start: usize = 0;
let list: usize = 0;
let mixed: usize = 0; // 1 for nodes with weak ties
let seed: usize = 0;
let shift: usize = 0;

function gatherStrong(level: i32, n: i32, entries: i32): bool {
  const size = allocRaw((<usize>n) << 2);
  start = allocRaw((<usize>n + 1) << 2);
  list = allocRaw((<usize>entries) << 3);
  mixed = allocRaw(<usize>n);
  const strong = levels.get(level, levels.STRONG);
  if (mixed == 0 || size == 0 || start == 0 || list == 0) return false;
  for (let i = 0; i < n; i++) store<f32>(size + ((<usize>i) << 2), diagonalSize(level, i));
  const least = level == 0 ? FINE_THRESHOLD : COARSE_THRESHOLD;
  let tail = 0;
  for (let i = 0; i < n; i++) {
    setI(start, i, tail);
    store<u8>(mixed + <usize>i, 0);
    const own = load<f32>(size + ((<usize>i) << 2));
    for (let k = rowBegin(level, i), end = rowEnd(level, i); k < end; k++) {
      const j = columnOf(level, k);
      const s = sizeOf(level, k);
      // an element on a held node ties the node to the ground: judged beside the node's own size
      const other = j < 0 ? own : load<f32>(size + ((<usize>j) << 2));
      const is = s > 0 && s * s >= least * least * own * other;
      store<u8>(strong + <usize>k, is ? 1 : 0);
      if (!is && s > 0) store<u8>(mixed + <usize>i, 1);
      if (!is || j < 0) continue;
      setI(list, 2 * tail, j);
      setI(list, 2 * tail + 1, k);
      tail++;
    }
  }
  setI(start, n, tail);
  return true;
}


@inline function place(i: i32, aggregate: i32, at: v128): void {
  setI(seed, i, aggregate);
  v128.store(shift + ((<usize>i) << 4), at);
}


@inline export function shiftOf(s: usize, i: i32): v128 {
  return v128.load(s + ((<usize>i) << 4));
}

/** Open strong neighbours of node j join its aggregate while it is not full. Returns its size. */
function spread(level: i32, j: i32, aggregate: i32, begun: i32): i32 {
  let size = begun;
  if (load<u8>(mixed + <usize>j) != 0) return size;
  for (let q = getI(start, j), to = getI(start, j + 1); q < to && size < FULL; q++) {
    const k = getI(list, 2 * q);
    if (getI(seed, k) >= 0) continue;
    place(k, aggregate, f32x4.add(shiftOf(shift, j), offsetOf(level, getI(list, 2 * q + 1))));
    size++;
  }
  return size;
}

/** Seeds with all their strong neighbours, where none is taken yet. */
function plant(level: i32, n: i32): i32 {
  let count = 0;
  for (let i = 0; i < n; i++) {
    if (getI(seed, i) >= 0) continue;
    const from = getI(start, i),
      to = getI(start, i + 1);
    let open = from < to;
    for (let q = from; open && q < to; q++) open = getI(seed, getI(list, 2 * q)) < 0;
    if (!open) continue;
    place(i, count, f32x4.splat(0));
    let size = 1 + to - from;
    for (let q = from; q < to; q++) place(getI(list, 2 * q), count, offsetOf(level, getI(list, 2 * q + 1)));
    for (let q = from; q < to && size < FULL; q++) size = spread(level, getI(list, 2 * q), count, size);
    count++;
  }
  return count;
}

/** Others join the planted neighbour they are tied to most strongly. */
function join(level: i32, n: i32, planted: usize): void {
  for (let i = 0; i < n; i++) {
    if (getI(seed, i) >= 0) continue;
    let best = -1;
    let most: f32 = -1;
    for (let q = getI(start, i), to = getI(start, i + 1); q < to; q++) {
      if (getI(planted, getI(list, 2 * q)) < 0) continue;
      const s = sizeOf(level, getI(list, 2 * q + 1));
      if (s > most) {
        most = s;
        best = q;
      }
    }
    if (best < 0) continue;
    const j = getI(list, 2 * best);
    place(i, getI(planted, j), f32x4.sub(shiftOf(shift, j), offsetOf(level, getI(list, 2 * best + 1))));
  }
}

/** What is left groups among itself. */
function rest(level: i32, n: i32, begun: i32): i32 {
  let count = begun;
  for (let i = 0; i < n; i++) {
    if (getI(seed, i) >= 0) continue;
    const from = getI(start, i),
      to = getI(start, i + 1);
    if (from == to) continue;
    place(i, count, f32x4.splat(0));
    for (let q = from; q < to; q++) {
      const j = getI(list, 2 * q);
      if (getI(seed, j) < 0) place(j, count, offsetOf(level, getI(list, 2 * q + 1)));
    }
    count++;
  }
  return count;
}

/** Shifts are counted from the mean place of the aggregate's nodes. */
function centre(n: i32, count: i32): bool {
  const sums = allocRaw((<usize>count) << 4);
  if (sums == 0) return false;
  memory.fill(sums, 0, (<usize>count) << 4);
  for (let i = 0; i < n; i++) {
    const a = getI(seed, i);
    if (a < 0) continue;
    const p = sums + ((<usize>a) << 4);
    v128.store(p, f32x4.add(v128.load(p), f32x4.add(shiftOf(shift, i), f32x4(0, 0, 0, 1))));
  }
  for (let i = 0; i < n; i++) {
    const a = getI(seed, i);
    if (a < 0) continue;
    const s = v128.load(sums + ((<usize>a) << 4));
    const mean = v128.and(f32x4.div(s, f32x4.splat(f32x4.extract_lane(s, 3))), three());
    place(i, a, f32x4.sub(shiftOf(shift, i), mean));
  }
  return true;
}

/**
 * Aggregate the nodes of a level: SEED, SHIFT, STRONG. `entries`: entries beside the diagonal. Returns the
 * number of aggregates, −1 when out of memory. Nodes without any strong tie belong to none: smoothing alone
 * settles them.
 */
export function aggregate(level: i32, entries: i32): i32 {
  const n = <i32>levels.get(level, levels.N);
  seed = allocRaw((<usize>n) << 2);
  shift = allocRaw((<usize>n) << 4);
  const planted = allocRaw((<usize>n) << 2);
  levels.set(level, levels.STRONG, allocRaw(<usize>entries + <usize>n + 1));
  if (seed == 0 || shift == 0 || planted == 0 || levels.get(level, levels.STRONG) == 0) return -1;
  levels.set(level, levels.SEED, seed);
  levels.set(level, levels.SHIFT, shift);
  if (!gatherStrong(level, n, entries)) return -1;
  memory.fill(seed, 255, (<usize>n) << 2);
  let count = plant(level, n);
  memory.copy(planted, seed, (<usize>n) << 2);
  join(level, n, planted);
  count = rest(level, n, count);
  return centre(n, count) ? count : -1;
}

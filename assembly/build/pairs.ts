// Verlet list of sphere pairs: every pair i < j nearer than contact plus a margin, periodic images explicit.

import { alloc, mark, release } from '../memory/arena';
import { getF, getI, setI } from '../memory/view';
import * as cells from './cells';

/** Row starts, n + 1. */
export let row: usize = 0;
/** Partner index times 16 plus image code (sx + 1) + 3 (sy + 1), by row. */
export let pair: usize = 0;
let room: i32 = 0;
let scratch: usize = 0;

/** More partners than this one sphere cannot have: some hundred of the smallest fit round the largest. */
const MOST: i32 = 1024;

/** Reserve lists for n spheres. Returns 0, or -1 when memory ran out. */
export function pairsBegin(n: i32): i32 {
  row = alloc((<usize>n + 1) << 2);
  room = 16 * n + MOST;
  pair = alloc((<usize>room) << 2);
  scratch = mark();
  return row == 0 || pair == 0 ? -1 : 0;
}

/** List the pairs whose surfaces are nearer than `margin`; wraps centres into the box. -1: out of memory. */
export function pairsList(n: i32, x: usize, r: usize, lx: f64, ly: f64, margin: f64): i32 {
  release(scratch);
  let maxR = 0.0;
  for (let k = 0; k < n; k++) maxR = max(maxR, getF(r, k));
  if (cells.gridBuild(n, x, lx, ly, 2.0 * maxR + margin) < 0) return -1;
  let count = 0;
  for (let i = 0; i < n; i++) {
    setI(row, i, count);
    if (count + MOST > room && !enlarge(count)) return -1;
    count = listRow(i, count, x, r, lx, ly, margin);
  }
  setI(row, n, count);
  return count;
}

/** Move the list to a larger place; what it leaves behind is given back with the instance. */
function enlarge(count: i32): bool {
  const more = room + (room >> 1) + MOST;
  const bigger = alloc((<usize>more) << 2);
  if (bigger == 0) return false;
  memory.copy(bigger, pair, (<usize>count) << 2);
  pair = bigger;
  room = more;
  scratch = mark();
  return true;
}

const around = memory.data(cells.RING, 8);

function listRow(i: i32, first: i32, x: usize, r: usize, lx: f64, ly: f64, margin: f64): i32 {
  let count = first;
  const xi = getF(x, 3 * i);
  const yi = getF(x, 3 * i + 1);
  const zi = getF(x, 3 * i + 2);
  const reach = getF(r, i) + margin;
  for (let p = around, stop = cells.ring(xi, yi, zi, around); p < stop; p += 16) {
    const sx = load<i32>(p, 8),
      sy = load<i32>(p, 12);
    for (let a = load<i32>(p), end = load<i32>(p, 4); a < end; a++) {
      const j = getI(cells.cellItem, a);
      if (j <= i) continue;
      const dx = getF(x, 3 * j) + <f64>sx * lx - xi;
      const dy = getF(x, 3 * j + 1) + <f64>sy * ly - yi;
      const dz = getF(x, 3 * j + 2) - zi;
      const d = reach + getF(r, j);
      if (dx * dx + dy * dy + dz * dz < d * d && count - first < MOST) {
        setI(pair, count++, (j << 4) | (sx + 1 + 3 * (sy + 1)));
      }
    }
  }
  return count;
}

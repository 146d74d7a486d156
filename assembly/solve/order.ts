// Numbering that keeps neighbours near each other: reverse Cuthill-McKee (George & Liu, Computer Solution of
// Large Sparse Positive Definite Systems, 1981, ch. 4).

import { getI, setI } from '../memory/view';
import * as F from '../network/fields';

/** Reverse Cuthill-McKee order of the nodes that have a free freedom; returns how many. */
export function order(out: usize, queued: usize, row: usize, list: usize): i32 {
  const n = F.n,
    m = F.m;
  for (let e = 0; e < m; e++) {
    setI(row, getI(F.at(F.I), e) + 1, getI(row, getI(F.at(F.I), e) + 1) + 1);
    setI(row, getI(F.at(F.J), e) + 1, getI(row, getI(F.at(F.J), e) + 1) + 1);
  }
  for (let k = 0; k < n; k++) setI(row, k + 1, getI(row, k + 1) + getI(row, k));
  for (let e = 0; e < m; e++) {
    const i = getI(F.at(F.I), e),
      j = getI(F.at(F.J), e);
    setI(list, getI(row, i), j);
    setI(row, i, getI(row, i) + 1);
    setI(list, getI(row, j), i);
    setI(row, j, getI(row, j) + 1);
  }
  for (let k = n; k > 0; k--) setI(row, k, getI(row, k - 1));
  setI(row, 0, 0);
  const held = F.at(F.HELD);
  for (let k = 0; k < n; k++) if (getI(held, k) == 63) setI(queued, k, 1);
  let tail = 0;
  for (let seed = 0; seed < n; seed++) {
    if (getI(queued, seed)) continue;
    let head = tail;
    setI(out, tail++, seed);
    setI(queued, seed, 1);
    while (head < tail) {
      const k = getI(out, head++);
      const from = tail;
      for (let q = getI(row, k), end = getI(row, k + 1); q < end; q++) {
        const other = getI(list, q);
        if (getI(queued, other)) continue;
        setI(queued, other, 1);
        // insertion by degree, ties by number
        const degree = getI(row, other + 1) - getI(row, other);
        let at = tail++;
        while (at > from) {
          const before = getI(out, at - 1);
          if (getI(row, before + 1) - getI(row, before) <= degree) break;
          setI(out, at, before);
          at--;
        }
        setI(out, at, other);
      }
    }
  }
  for (let a = 0, b = tail - 1; a < b; a++, b--) {
    const t = getI(out, a);
    setI(out, a, getI(out, b));
    setI(out, b, t);
  }
  return tail;
}

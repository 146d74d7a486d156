// One bump arena. Build-time code allocates from it and may release back to a mark;
// nothing allocates once a load step runs, so views on the JavaScript side stay valid.

let top: usize = 0;

/** Bytes reserved so far (high-water mark of this instance). */
export function arenaBytes(): usize {
  return top == 0 ? 0 : top - __heap_base;
}

/** Reserve `bytes` zeroed bytes, 16-byte aligned. Grows memory when needed; returns 0 when it cannot. */
export function alloc(bytes: usize): usize {
  const p = allocRaw(bytes);
  if (p != 0) memory.fill(p, 0, top - p);
  return p;
}

/** Current top, to be handed to `release`. */
export function mark(): usize {
  if (top == 0) top = (__heap_base + 15) & ~15;
  return top;
}

/** Give back everything reserved since `m = mark()`. */
export function release(m: usize): void {
  top = m;
}

/** Reserve `bytes` as they are (not zeroed). */
export function allocRaw(bytes: usize): usize {
  if (top == 0) top = (__heap_base + 15) & ~15;
  const p = top;
  if (bytes > <usize>0xfffffff0 - p) return 0;
  const end = (p + bytes + 15) & ~15;
  if (!reach(end)) return 0;
  top = end;
  return p;
}

/** Grow memory up to `end`; at least by a quarter, so that many small reservations do not each grow it. */
function reach(end: usize): bool {
  const have = (<usize>memory.size()) << 16;
  if (end <= have) return true;
  const pages = <i32>(((end - have - 1) >> 16) + 1);
  return memory.grow(max(pages, memory.size() >> 2)) >= 0 || memory.grow(pages) >= 0;
}

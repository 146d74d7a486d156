// The table of levels. Level 0 is the network (fine.ts); the others are block-sparse matrices.

export const MOST: i32 = 10;

// slots of a level, all addresses unless said
export const N: i32 = 0; //          nodes (number)
export const START: i32 = 1; //      first entry of each row of the matrix, N + 1
export const COLUMN: i32 = 2; //     column of each entry, the diagonal first
export const VALUES: i32 = 3; //     blocks
export const OFFSETS: i32 = 4; //    a vector per entry: position of the column's node from the row's
export const INVERSE: i32 = 5; //    inverse diagonal blocks
export const SEED: i32 = 6; //       aggregate of each node, −1: none
export const SHIFT: i32 = 7; //      a vector a node: its position from its aggregate's centre
export const P_START: i32 = 8; //    prolongation: rows of this level, columns of the next
export const P_COLUMN: i32 = 9;
export const P_VALUES: i32 = 10;
export const P_OFFSETS: i32 = 11; // a vector per entry: position of the column's node from the row's
export const X: i32 = 12; //         solution, right side, residual
export const B: i32 = 13;
export const R: i32 = 14;
export const LAMBDA: i32 = 15; //    largest eigenvalue of D⁻¹A, in parts of 2²⁰ (number)
export const STRONG: i32 = 16; //    1 for each strong entry (elements on level 0)
export const DIAGONAL: i32 = 17; //  diagonal blocks (level 0 only)
export const NODE: i32 = 18; //      node of the model for each node (level 0 only)
export const FIRST: i32 = 19; //     of two visits: solution of the first, residual it left (used from level 2 on)
export const REST: i32 = 20;
const SLOTS: i32 = 21;

const table = memory.data(10 * 21 * 4);

/** Levels in use; the last one is solved directly, or only smoothed when `direct` is false. */
export let depth: i32 = 0;
export let direct: bool = false;

export function setDepth(levels: i32, solved: bool): void {
  depth = levels;
  direct = solved;
}


@inline export function get(level: i32, slot: i32): usize {
  return load<usize>(table + ((<usize>(level * SLOTS + slot)) << 2));
}


@inline export function set(level: i32, slot: i32, value: usize): void {
  store<usize>(table + ((<usize>(level * SLOTS + slot)) << 2), value);
}


@inline export function lambda(level: i32): f64 {
  return <f64>get(level, LAMBDA) / 1048576.0;
}

export function setLambda(level: i32, value: f64): void {
  set(level, LAMBDA, <usize>(value * 1048576.0));
}

/** Nodes of a level; 0 beyond the last. */
export function levelNodes(level: i32): i32 {
  return level < depth ? <i32>get(level, N) : 0;
}

/** Entries of a level's matrix. */
export function levelEntries(level: i32): i32 {
  return level > 0 && level < depth ? load<i32>(get(level, START) + (get(level, N) << 2)) : 0;
}

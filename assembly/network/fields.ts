// Where the arrays of the network lie. What they are is declared in schema/network.mjs; `F.X` is the id of array x.

import { alloc } from '../memory/arena';
import { getI } from '../memory/view';
import { COUNT, FIBRES, FIRST, FIRST_STATE, LAST_STATE, ROW_BYTES, SHAPES } from './schema';

export * from './schema';

export let n: i32 = 0; // nodes
export let m: i32 = 0; // elements
let fibres: i32 = 0; //    of all elements
export let materials: i32 = 0;

// Static data, not `new`: the runtime's own heap would start where the arena starts.
const address = memory.data(COUNT * 4);
const size = memory.data(COUNT * 4);

/** Address of an array (0 before `netAlloc`). */
@inline export function at(id: i32): usize {
  return load<usize>(address + ((<usize>id) << 2));
}


@inline function sizeOf(id: i32): usize {
  return load<usize>(size + ((<usize>id) << 2));
}

export function fieldAddress(id: i32): usize {
  return id < 0 || id >= COUNT ? 0 : at(id);
}

export function fieldBytes(id: i32): usize {
  return id < 0 || id >= COUNT ? 0 : sizeOf(id);
}

/** Rows of an array: what its shape says there is one for. */
function rowsOf(id: i32): i32 {
  switch (<i32>load<u8>(SHAPES + <usize>id)) {
    case 0:
      return n;
    case 1:
      return m;
    case 2:
      return fibres;
    case 3:
      return materials;
    default:
      return 1;
  }
}

/** Reserve every array. 0 ok, −1 out of memory. */
export function netAlloc(nodes: i32, elements: i32, fibresOfAll: i32, materialsOfAll: i32): i32 {
  n = nodes;
  m = elements;
  fibres = fibresOfAll;
  materials = materialsOfAll;
  lawful = false;
  for (let id = 0; id < COUNT; id++) {
    const bytes = (<usize>rowsOf(id) * <usize>getI(ROW_BYTES, id) + 15) & ~15;
    const p = alloc(bytes);
    if (p == 0) return -1;
    store<usize>(address + ((<usize>id) << 2), p);
    store<usize>(size + ((<usize>id) << 2), bytes);
  }
  return 0;
}

/** Whether elements answer by laws, and not with stiffnesses of the caller's. */
export let lawful: bool = false;

/** The builder's arrays and the materials are complete: elements answer by laws from now on. */
export function useLaws(): void {
  lawful = true;
}

/** Fibres of all elements. */
export function fibreCount(): i32 {
  return fibres;
}

/** First fibre of element `e`, and the one past its last. */
@inline export function firstOf(e: i32): i32 {
  return getI(at(FIRST), e);
}


@inline export function endOf(e: i32): i32 {
  return getI(at(FIRST), e) + getI(at(FIBRES), e);
}

/** First byte of the state block. */
export function stateAddress(): usize {
  return at(FIRST_STATE);
}

/** Length of the state block in bytes: a checkpoint is one copy of it. */
export function stateBytes(): usize {
  return at(LAST_STATE) + sizeOf(LAST_STATE) - at(FIRST_STATE);
}

// The finest level: the network itself in the solver's order, in single precision, as the hierarchy is built from
// it. What the iteration multiplies by: product.ts.
//
// Nodes are numbered by reverse Cuthill-McKee with the held ones last; elements are sorted by lower, then
// higher node, those between held nodes left out. Lengths are in units of the mean radius, stiffnesses in
// units of the mean normal stiffness, so that all six freedoms of a node weigh alike.
//
// record of an element, 16 floats: [n, kn−ks] [arm of the lower node, ks] [arm of the higher, kt−kb]
//         [kb, 1 when it has losses, …]

import { alloc } from '../../memory/arena';
import { getI, setI } from '../../memory/view';
import * as F from '../../network/fields';
import { firmness, ground } from '../operator';
import { order } from '../order';
import { lanesLoad, lanesPlace, lanesPlan } from './lanes';
import { collectLosses, lossesBegin, lossesEnd, lossesPlan } from './losses';

export const RECORD: usize = 64;

/** Nodes with a free freedom; they come first. */
export let free: i32 = 0;
/** All nodes. */
export let nodes: i32 = 0;
/** Elements. */
export let count: i32 = 0;
/** Node of the model → node of the solver, and back. */
export let place: usize = 0;
export let nodeAt: usize = 0;
/** Element of the solver → neck of the model, with the sign bit where its nodes are swapped. */
export let neckAt: usize = 0;
export let first: usize = 0; // element where each lower node's begin, free + 1
export let higher: usize = 0; // higher node of each element
export let lower: usize = 0;
export let records: usize = 0;
export let incidentAt: usize = 0; // where each free node's list of incident elements begins
export let incident: usize = 0; // 2 × element + (1 when the node is the higher one)
export let holds: usize = 0; // held freedoms of each free node
export let partly: usize = 0; // nodes that are held in part
export let partlyCount: i32 = 0;
export let weights: usize = 0; // ground of each free node, in units of the mean stiffness

/** 1 for each free node whose ties have changed since their inverses were last taken. */
export let dirty: usize = 0;

/** Mean normal stiffness, µN/µm, and mean radius, µm: the units of the level. */
export let unitStiffness: f64 = 1;
export let unitLength: f64 = 1;

/** Number nodes and elements and write the geometry. Allocates; false when out of memory. */
export function finePlan(radius: f64): bool {
  const n = F.n,
    m = F.m;
  nodes = n;
  unitLength = radius;
  nodeAt = alloc(((<usize>n) << 2) + 8);
  place = alloc(((<usize>n) << 2) + 8);
  const queued = alloc((<usize>n) << 2),
    row = alloc((<usize>n + 2) << 2),
    list = alloc(((<usize>m) << 3) + 8);
  if (nodeAt == 0 || place == 0 || queued == 0 || row == 0 || list == 0) return false;
  free = order(nodeAt, queued, row, list);
  let tail = free;
  for (let k = 0; k < n; k++) if (getI(F.at(F.HELD), k) == 63) setI(nodeAt, tail++, k);
  for (let p = 0; p < n; p++) setI(place, getI(nodeAt, p), p);
  if (!sortElements(row)) return false;
  holds = alloc((<usize>free + 1) << 2);
  partly = alloc((<usize>free + 1) << 2);
  weights = alloc((<usize>free + 1) << 2);
  dirty = alloc(<usize>nodes + 1);
  records = alloc(<usize>count * RECORD);
  if (!lanesPlan(count) || !lossesPlan(count)) return false;
  if (holds == 0 || partly == 0 || weights == 0 || dirty == 0 || records == 0) return false;
  partlyCount = 0;
  for (let p = 0; p < free; p++) {
    const held = getI(F.at(F.HELD), getI(nodeAt, p));
    setI(holds, p, held);
    if (held != 0) setI(partly, partlyCount++, p);
  }
  writeGeometry();
  return listIncident();
}

/** Fill first, lower, higher, neckAt: a counting sort by higher node, then by lower (stable). */
function sortElements(row: usize): bool {
  const n = F.n,
    m = F.m;
  first = alloc((<usize>n + 2) << 2);
  const byHigher = alloc((<usize>m + 1) << 2);
  neckAt = alloc((<usize>m + 1) << 2);
  higher = alloc((<usize>m + 1) << 2);
  lower = alloc((<usize>m + 1) << 2);
  if (first == 0 || byHigher == 0 || neckAt == 0 || higher == 0 || lower == 0) return false;
  memory.fill(row, 0, (<usize>n + 2) << 2);
  for (let e = 0; e < m; e++) {
    const h = highOf(e) + 1;
    setI(row, h, getI(row, h) + 1);
  }
  for (let k = 0; k < n; k++) setI(row, k + 1, getI(row, k + 1) + getI(row, k));
  for (let e = 0; e < m; e++) {
    const h = highOf(e);
    setI(byHigher, getI(row, h), e);
    setI(row, h, getI(row, h) + 1);
  }
  for (let e = 0; e < m; e++) {
    const l = lowOf(e) + 1;
    setI(first, l, getI(first, l) + 1);
  }
  for (let k = 0; k < n; k++) setI(first, k + 1, getI(first, k + 1) + getI(first, k));
  memory.copy(row, first, (<usize>n + 1) << 2);
  count = getI(first, free);
  for (let q = 0; q < m; q++) {
    const e = getI(byHigher, q),
      l = lowOf(e);
    if (l >= free) continue;
    const at = getI(row, l);
    setI(row, l, at + 1);
    setI(lower, at, l);
    setI(higher, at, highOf(e));
    setI(neckAt, at, getI(place, getI(F.at(F.I), e)) == l ? e : e | (<i32>0x80000000));
  }
  return true;
}


@inline function highOf(e: i32): i32 {
  return max(getI(place, getI(F.at(F.I), e)), getI(place, getI(F.at(F.J), e)));
}


@inline function lowOf(e: i32): i32 {
  return min(getI(place, getI(F.at(F.I), e)), getI(place, getI(F.at(F.J), e)));
}


@inline export function neckOf(q: i32): i32 {
  return getI(neckAt, q) & 0x7fffffff;
}


@inline export function swapped(q: i32): bool {
  return getI(neckAt, q) < 0;
}


@inline function store3(p: usize, v: usize, scale: f64): void {
  store<f32>(p, <f32>(load<f64>(v) * scale));
  store<f32>(p, <f32>(load<f64>(v, 8) * scale), 4);
  store<f32>(p, <f32>(load<f64>(v, 16) * scale), 8);
}

function writeGeometry(): void {
  const scale = 1.0 / unitLength;
  for (let q = 0; q < count; q++) {
    const v = <usize>neckOf(q) * 24,
      r = records + <usize>q * RECORD;
    const swap = swapped(q);
    store3(r, F.at(F.NORMAL) + v, 1);
    store3(r + 16, F.at(swap ? F.ARM_J : F.ARM_I) + v, scale);
    store3(r + 32, F.at(swap ? F.ARM_I : F.ARM_J) + v, scale);
    lanesPlace(q, getI(lower, q), getI(higher, q), r);
  }
}

function listIncident(): bool {
  incidentAt = alloc((<usize>free + 2) << 2);
  incident = alloc((<usize>count + 1) << 3);
  if (incidentAt == 0 || incident == 0) return false;
  for (let q = 0; q < count; q++) {
    setI(incidentAt, getI(lower, q) + 2, getI(incidentAt, getI(lower, q) + 2) + 1);
    const h = getI(higher, q);
    if (h < free) setI(incidentAt, h + 2, getI(incidentAt, h + 2) + 1);
  }
  for (let k = 1; k <= free; k++) setI(incidentAt, k + 1, getI(incidentAt, k + 1) + getI(incidentAt, k));
  for (let q = 0; q < count; q++) {
    const l = getI(lower, q) + 1,
      h = getI(higher, q) + 1;
    setI(incident, getI(incidentAt, l), 2 * q);
    setI(incidentAt, l, getI(incidentAt, l) + 1);
    if (h > free) continue;
    setI(incident, getI(incidentAt, h), 2 * q + 1);
    setI(incidentAt, h, getI(incidentAt, h) + 1);
  }
  return true;
}

/** Take over the mean stiffness: the unit of the level. */
export function fineUnits(): void {
  let sum: f64 = 0;
  for (let q = 0; q < count; q++) sum += load<f64>(F.at(F.STIFFNESS) + ((<usize>neckOf(q)) << 5));
  unitStiffness = sum > 0 ? sum / <f64>count : 1.0;
}

/** Take over stiffnesses, losses and grounds from the model; notes the nodes whose ties have changed. */
export function fineLoad(): void {
  lossesBegin();
  for (let from = 0; from < count; from += FETCHED) {
    const to = min(from + FETCHED, count);
    fetch(from, to);
    for (let q = from; q < to; q++) loadElement(q, stiffnesses + ((<usize>(q - from)) << 5));
  }
  lossesEnd(count);
  const s = 1.0 / unitStiffness;
  for (let p = 0; p < free; p++) {
    const w = <f32>(ground * s * firmness(getI(nodeAt, p)));
    const at = weights + ((<usize>p) << 2);
    if (load<f32>(at) != w) store<u8>(dirty + <usize>p, 1);
    store<f32>(at, w);
  }
}

/** Changes of stiffness smaller than this part leave the block inverses as they are. */
const NOTICED: f32 = 0.02;

const FETCHED: i32 = 256;
const stiffnesses = memory.data(FETCHED * 32, 16);

/**
 * Stiffnesses of elements `from` to `to` into one place. They lie all over the model: a loop that does nothing else
 * waits for many of them at a time.
 */
function fetch(from: i32, to: i32): void {
  let p = stiffnesses;
  for (let q = from; q < to; q++) {
    const st = F.at(F.STIFFNESS) + ((<usize>neckOf(q)) << 5);
    v128.store(p, v128.load(st));
    v128.store(p, v128.load(st, 16), 16);
    p += 32;
  }
}

/** Element q with its stiffnesses. */
function loadElement(q: i32, st: usize): void {
  const r = records + <usize>q * RECORD;
  const losing = load<f32>(r, 52) != 0;
  const changed = loadStiffness(q, st);
  const loses = collectLosses(q, neckOf(q), getI(lower, q), getI(higher, q), r, unitStiffness, unitLength);
  store<f32>(r, loses ? 1 : 0, 52);
  if (changed || losing || loses) touch(q);
}

/** Stiffnesses of element q; whether the inverses of its nodes' blocks should follow. */
function loadStiffness(q: i32, st: usize): bool {
  const s = 1.0 / unitStiffness,
    sR = s / (unitLength * unitLength);
  const r = records + <usize>q * RECORD;
  const kn = load<f64>(st),
    ks = load<f64>(st, 8),
    kb = load<f64>(st, 16),
    kt = load<f64>(st, 24);
  const a = <f32>((kn - ks) * s),
    t = <f32>(ks * s),
    b = <f32>((kt - kb) * sR),
    d = <f32>(kb * sR);
  const change =
    Mathf.abs(a - load<f32>(r, 12)) +
    Mathf.abs(t - load<f32>(r, 28)) +
    Mathf.abs(b - load<f32>(r, 44)) +
    Mathf.abs(d - load<f32>(r, 48));
  store<f32>(r, a, 12);
  store<f32>(r, t, 28);
  store<f32>(r, b, 44);
  store<f32>(r, d, 48);
  lanesLoad(q, r);
  return change > NOTICED * (Mathf.abs(a) + t + Mathf.abs(b) + d);
}

/** Both nodes of an element are to be looked at again. */
function touch(q: i32): void {
  store<u8>(dirty + <usize>getI(lower, q), 1);
  store<u8>(dirty + <usize>getI(higher, q), 1);
}

/** Element of neck e, −1 when it lies between held nodes. */
export function elementOf(e: i32): i32 {
  const l = lowOf(e);
  if (l >= free) return -1;
  for (let q = getI(first, l), end = getI(first, l + 1); q < end; q++) if (neckOf(q) == e) return q;
  return -1;
}

/** Take over the stiffness of one neck (without losses). */
export function fineReload(e: i32): void {
  const q = elementOf(e);
  if (q < 0) return;
  fetch(q, q + 1);
  loadStiffness(q, stiffnesses);
  touch(q);
}

/** Ground of free node p, in the level's units. */
@inline export function groundOf(p: i32): f32 {
  return load<f32>(weights + ((<usize>p) << 2));
}

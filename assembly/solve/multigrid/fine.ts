// The finest level: the network itself in the solver's order, matrix-free in single precision.
//
// Nodes are numbered by reverse Cuthill-McKee with the held ones last; elements are sorted by lower, then
// higher node, those between held nodes left out. Lengths are in units of the mean radius, stiffnesses in
// units of the mean normal stiffness, so that all six freedoms of a node weigh alike.
//
// record of an element, 16 floats: [n, kn−ks] [arm of the lower node, ks] [arm of the higher, kt−kb]
//         [kb, 1 when it has losses, …]
// loss (a fibre that yields, a contact that slides: S −= w wᵀ), 20 floats: indices of both nodes, then
// Bᵀw for lower and higher node

import { alloc } from '../../memory/arena';
import { getF, getI, setI } from '../../memory/view';
import * as F from '../../network/fields';
import { firmness, ground } from '../operator';
import { order } from '../order';
import { three, yzx } from './block';

export const RECORD: usize = 64;
export const LOSS: usize = 80;

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
export let losses: usize = 0;
export let lossAt: usize = 0; // where each element's losses begin
export let lossCount: i32 = 0;
export let holds: usize = 0; // held freedoms of each free node
let partly: usize = 0; // nodes that are held in part
let partlyCount: i32 = 0;
let weights: usize = 0; // ground of each free node, in units of the mean stiffness

/** 1 for each free node whose ties have changed since `fineSettled`. */
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
  lossAt = alloc((<usize>count + 1) << 2);
  const lossRoom = F.rings > 0 ? F.m * (F.rings + 1) : 0;
  losses = alloc(<usize>lossRoom * LOSS);
  if (holds == 0 || partly == 0 || weights == 0 || dirty == 0 || records == 0 || lossAt == 0 || losses == 0)
    return false;
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
    setI(neckAt, at, getI(place, getI(F.at(F.EI), e)) == l ? e : e | (<i32>0x80000000));
  }
  return true;
}


@inline function highOf(e: i32): i32 {
  return max(getI(place, getI(F.at(F.EI), e)), getI(place, getI(F.at(F.EJ), e)));
}


@inline function lowOf(e: i32): i32 {
  return min(getI(place, getI(F.at(F.EI), e)), getI(place, getI(F.at(F.EJ), e)));
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
  for (let q = 0; q < count; q++) sum += load<f64>(F.at(F.STIFF) + ((<usize>neckOf(q)) << 5));
  unitStiffness = sum > 0 ? sum / <f64>count : 1.0;
}

/** Take over stiffnesses, losses and grounds from the model; notes the nodes whose ties have changed. */
export function fineLoad(): void {
  lossCount = 0;
  for (let q = 0; q < count; q++) loadElement(q);
  setI(lossAt, count, lossCount);
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

function loadElement(q: i32): void {
  const s = 1.0 / unitStiffness,
    sR = s / (unitLength * unitLength);
  const e = neckOf(q),
    r = records + <usize>q * RECORD;
  const st = F.at(F.STIFF) + ((<usize>e) << 5);
  const kn = load<f64>(st),
    ks = load<f64>(st, 8),
    kb = load<f64>(st, 16),
    kt = load<f64>(st, 24);
  const none = kn == 0 && ks == 0 && kb == 0 && kt == 0;
  const a = <f32>((kn - ks) * s),
    t = <f32>(ks * s),
    b = <f32>((kt - kb) * sR),
    d = <f32>(kb * sR);
  const change =
    Mathf.abs(a - load<f32>(r, 12)) +
    Mathf.abs(t - load<f32>(r, 28)) +
    Mathf.abs(b - load<f32>(r, 44)) +
    Mathf.abs(d - load<f32>(r, 48));
  const losing = load<f32>(r, 52) != 0;
  store<f32>(r, a, 12);
  store<f32>(r, t, 28);
  store<f32>(r, b, 44);
  store<f32>(r, d, 48);
  setI(lossAt, q, lossCount);
  const before = lossCount;
  if (F.rings > 0 && !none) collectLosses(q, e, r);
  store<f32>(r, lossCount > before ? 1 : 0, 52);
  if (change > NOTICED * (Mathf.abs(a) + t + Mathf.abs(b) + d) || losing || lossCount > before) touch(q);
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
  const kept = lossCount,
    at = getI(lossAt, q);
  loadElement(q);
  lossCount = kept;
  setI(lossAt, q, at);
  touch(q);
}

/** Element q of neck e: its yielding fibres and its sliding contact. */
function collectLosses(q: i32, e: i32, r: usize): void {
  const flow = getI(F.at(F.YIELDING), e);
  if (flow == 0) return;
  for (let k = e * F.rings, end = k + F.rings; k < end; k++) {
    if (getI(F.at(F.RANKED), k) == 0) continue;
    const w = F.at(F.RANK) + <usize>k * 48;
    addLoss(q, r, w, w + 24);
  }
  if (flow >= 256) addLoss(q, r, F.at(F.SLIDE) + <usize>e * 24, 0);
}

function addLoss(q: i32, r: usize, wu: usize, wt: usize): void {
  const o = losses + <usize>lossCount * LOSS;
  lossCount++;
  const s = 1.0 / Math.sqrt(unitStiffness);
  const u = f32x4(<f32>(load<f64>(wu) * s), <f32>(load<f64>(wu, 8) * s), <f32>(load<f64>(wu, 16) * s), 0);
  let t = f32x4.splat(0);
  if (wt != 0) {
    const sR = s / unitLength;
    t = f32x4(<f32>(load<f64>(wt) * sR), <f32>(load<f64>(wt, 8) * sR), <f32>(load<f64>(wt, 16) * sR), 0);
  }
  store<i32>(o, getI(lower, q));
  store<i32>(o, getI(higher, q), 4);
  v128.store(o, u, 16);
  v128.store(o, f32x4.add(cross(three3(r + 16), u), t), 32);
  v128.store(o, u, 48);
  v128.store(o, f32x4.add(cross(three3(r + 32), u), t), 64);
}

/** Lanes 0–2 from memory, lane 3 zero. */
@inline export function three3(p: usize): v128 {
  return v128.and(v128.load(p), three());
}


@inline export function cross(a: v128, b: v128): v128 {
  return yzx(f32x4.sub(f32x4.mul(a, yzx(b)), f32x4.mul(yzx(a), b)));
}

/**
 * y = K x, or b − K x when `b` is given. x is zero on held freedoms; rows of held nodes of y are rubbish.
 */
export function fineApply(x: usize, y: usize, b: usize): void {
  memory.fill(y, 0, (<usize>nodes) << 5);
  let q = records,
    pj = higher,
    pf = first + 4,
    pw = weights;
  const zero = f32x4.splat(0);
  for (let o: usize = 0, stop = (<usize>free) << 5; o < stop; o += 32) {
    const au = v128.load(x + o),
      at = v128.load(x + o, 16),
      at1 = yzx(at);
    const weight = v128.load32_splat(pw);
    let su = f32x4.mul(weight, au),
      st = f32x4.mul(weight, at),
      sc = zero;
    const end = records + <usize>load<i32>(pf) * RECORD;
    while (q < end) {
      const j = (<usize>load<i32>(pj)) << 5;
      const p = x + j,
        w = y + j;
      const bt = v128.load(p, 16);
      const n = v128.load(q),
        ri = v128.load(q, 16),
        rj = v128.load(q, 32);
      const ri1 = yzx(ri),
        rj1 = yzx(rj);
      // θj × rj − θi × ri, its lanes still to be turned
      const turned = f32x4.sub(
        f32x4.sub(f32x4.mul(bt, rj1), f32x4.mul(yzx(bt), rj)),
        f32x4.sub(f32x4.mul(at, ri1), f32x4.mul(at1, ri)),
      );
      const d = f32x4.add(f32x4.sub(v128.load(p), au), yzx(turned)),
        t = f32x4.sub(bt, at);
      const dn = f32x4.mul(n, d),
        tn = f32x4.mul(n, t);
      const dd = f32x4.add(f32x4.add(dn, yzx(dn)), v128.shuffle<f32>(dn, dn, 2, 0, 1, 3)),
        tt = f32x4.add(f32x4.add(tn, yzx(tn)), v128.shuffle<f32>(tn, tn, 2, 0, 1, 3));
      const f = f32x4.add(
        f32x4.mul(f32x4.mul(v128.load32_splat(q, 12), dd), n),
        f32x4.mul(v128.load32_splat(q, 28), d),
      );
      const m = f32x4.add(
        f32x4.mul(f32x4.mul(v128.load32_splat(q, 44), tt), n),
        f32x4.mul(v128.load32_splat(q, 48), t),
      );
      const f1 = yzx(f);
      v128.store(w, f32x4.add(v128.load(w), f));
      v128.store(
        w,
        f32x4.add(v128.load(w, 16), f32x4.add(m, yzx(f32x4.sub(f32x4.mul(rj, f1), f32x4.mul(rj1, f))))),
        16,
      );
      su = f32x4.sub(su, f);
      st = f32x4.sub(st, m);
      sc = f32x4.sub(sc, f32x4.sub(f32x4.mul(ri, f1), f32x4.mul(ri1, f)));
      q += RECORD;
      pj += 4;
    }
    let r0 = f32x4.add(v128.load(y + o), su),
      r1 = f32x4.add(v128.load(y + o, 16), f32x4.add(st, yzx(sc)));
    if (b != 0) {
      r0 = f32x4.sub(v128.load(b + o), r0);
      r1 = f32x4.sub(v128.load(b + o, 16), r1);
    }
    v128.store(y + o, r0);
    v128.store(y + o, r1, 16);
    pf += 4;
    pw += 4;
  }
  if (lossCount > 0) applyLosses(x, y, b == 0 ? -1 : 1);
  for (let k = 0; k < partlyCount; k++) maskNode(y, getI(partly, k));
}

/** y += sign Σ Bᵀw (wᵀB x). */
function applyLosses(x: usize, y: usize, sign: f32): void {
  const S = f32x4.splat(sign);
  let o = losses;
  for (const end = losses + <usize>lossCount * LOSS; o < end; o += LOSS) {
    const i = (<usize>load<i32>(o)) << 5,
      j = (<usize>load<i32>(o, 4)) << 5;
    const iu = v128.load(o, 16),
      it = v128.load(o, 32),
      ju = v128.load(o, 48),
      jt = v128.load(o, 64);
    let s = f32x4.sub(
      f32x4.add(f32x4.mul(ju, v128.load(x + j)), f32x4.mul(jt, v128.load(x + j, 16))),
      f32x4.add(f32x4.mul(iu, v128.load(x + i)), f32x4.mul(it, v128.load(x + i, 16))),
    );
    s = f32x4.add(s, v128.shuffle<f32>(s, s, 2, 3, 0, 1));
    s = f32x4.mul(S, f32x4.add(s, v128.shuffle<f32>(s, s, 1, 0, 3, 2)));
    v128.store(y + i, f32x4.sub(v128.load(y + i), f32x4.mul(s, iu)));
    v128.store(y + i, f32x4.sub(v128.load(y + i, 16), f32x4.mul(s, it)), 16);
    v128.store(y + j, f32x4.add(v128.load(y + j), f32x4.mul(s, ju)));
    v128.store(y + j, f32x4.add(v128.load(y + j, 16), f32x4.mul(s, jt)), 16);
  }
}

/** Zero the held freedoms of one node of a vector. */
function maskNode(y: usize, p: i32): void {
  const held = getI(holds, p);
  for (let c = 0; c < 6; c++) {
    if (held & (1 << c)) store<f32>(y + ((<usize>p) << 5) + <usize>(4 * (c < 3 ? c : c + 1)), 0);
  }
}

/** Ground of free node p, in the level's units. */
@inline export function groundOf(p: i32): f32 {
  return load<f32>(weights + ((<usize>p) << 2));
}

/** r = residual `from` (6 doubles a node of the model) × scale, in the level's order and units. */
export function gather(from: usize, scale: f64, r: usize): void {
  const turn = scale / unitLength;
  for (let p = 0; p < free; p++) {
    const a = from + <usize>getI(nodeAt, p) * 48,
      o = r + ((<usize>p) << 5);
    v128.store(
      o,
      f32x4(<f32>(load<f64>(a) * scale), <f32>(load<f64>(a, 8) * scale), <f32>(load<f64>(a, 16) * scale), 0),
    );
    v128.store(
      o,
      f32x4(
        <f32>(load<f64>(a, 24) * turn),
        <f32>(load<f64>(a, 32) * turn),
        <f32>(load<f64>(a, 40) * turn),
        0,
      ),
      16,
    );
  }
}

/** to += x × scale, back in the model's order and units (held nodes untouched). */
export function scatter(x: usize, scale: f64, to: usize): void {
  const turn = scale / unitLength;
  for (let p = 0; p < free; p++) {
    const a = to + <usize>getI(nodeAt, p) * 48,
      o = x + ((<usize>p) << 5);
    for (let c: usize = 0; c < 3; c++) {
      store<f64>(a + 8 * c, getF(a, <i32>c) + scale * <f64>load<f32>(o + 4 * c));
      store<f64>(a + 24 + 8 * c, getF(a + 24, <i32>c) + turn * <f64>load<f32>(o + 16 + 4 * c));
    }
  }
}

/** Room for a vector over all nodes; zeroed. */
export function fineVector(): usize {
  return alloc(((<usize>nodes) << 5) + 32);
}

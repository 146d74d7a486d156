/** Top-view cells for neighbour searches. */
import type { Facets } from './facets.js';
import { wrap } from './facets.js';

/** A grid of top-view cells over the coating; one row for a slab. */
export interface Grid {
  readonly nx: number;
  readonly ny: number;
  readonly sizeX: number;
  readonly sizeY: number;
  readonly originX: number;
  readonly originY: number;
  readonly periodicX: boolean;
  readonly periodicY: boolean;
}

/** Cells about half a neighbour distance wide. */
export function makeGrid(facets: Facets): Grid {
  const { network, periodX, periodY, spacing_um, geometry } = facets;
  let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let p = 0; p < network.n; p++) {
    if (network.kind[p] !== 0) continue;
    const r = network.radius[p];
    x0 = Math.min(x0, network.x[3 * p] - r);
    x1 = Math.max(x1, network.x[3 * p] + r);
    y0 = Math.min(y0, network.x[3 * p + 1] - r);
    y1 = Math.max(y1, network.x[3 * p + 1] + r);
  }
  if (!(x1 > x0)) [x0, x1, y0, y1] = [0, 1, 0, 1];
  const originX = periodX > 0 ? 0 : x0;
  const originY = periodY > 0 ? 0 : y0;
  const lengthX = periodX > 0 ? periodX : x1 - x0;
  const lengthY = periodY > 0 ? periodY : y1 - y0;
  const half = spacing_um / 2;
  const nx = Math.max(1, Math.floor(lengthX / half));
  const ny = geometry.slab ? 1 : Math.max(1, Math.floor(lengthY / half));
  const sizes = { sizeX: lengthX / nx, sizeY: lengthY / ny };
  return { nx, ny, ...sizes, originX, originY, periodicX: periodX > 0, periodicY: periodY > 0 };
}

/** Cell of a point. */
export function cellOf(grid: Grid, x: number, y: number): number {
  const px = wrap(x - grid.originX, grid.periodicX ? grid.nx * grid.sizeX : 0);
  const py = wrap(y - grid.originY, grid.periodicY ? grid.ny * grid.sizeY : 0);
  const cx = Math.min(grid.nx - 1, Math.max(0, Math.floor(px / grid.sizeX)));
  const cy = Math.min(grid.ny - 1, Math.max(0, Math.floor(py / grid.sizeY)));
  return cy * grid.nx + cx;
}

/** Items sorted into cells: `items[start[c]..start[c+1]]`. */
export interface Buckets {
  readonly start: Int32Array;
  readonly items: Int32Array;
}

/** Sort items into cells (counting sort: keeps their order). */
export function bucket(grid: Grid, items: Int32Array, xy: (k: number) => readonly [number, number]): Buckets {
  const start = new Int32Array(grid.nx * grid.ny + 1);
  const cell = new Int32Array(items.length);
  for (let q = 0; q < items.length; q++) {
    const [x, y] = xy(items[q]);
    cell[q] = cellOf(grid, x, y);
    start[cell[q] + 1]++;
  }
  for (let c = 0; c < start.length - 1; c++) start[c + 1] += start[c];
  const fill = start.slice();
  const sorted = new Int32Array(items.length);
  for (let q = 0; q < items.length; q++) sorted[fill[cell[q]]++] = items[q];
  return { start, items: sorted };
}

/** Indices along one axis within `reach` cells of `at`, each once. */
function axisRange(at: number, reach: number, count: number, periodic: boolean): number[] {
  if (2 * reach + 1 >= count) return Array.from({ length: count }, (_, q) => q);
  const out: number[] = [];
  for (let q = at - reach; q <= at + reach; q++) {
    if (periodic) out.push((q + count) % count);
    else if (q >= 0 && q < count) out.push(q);
  }
  return out;
}

/** Cells that a disc of radius `distance` about any point of cell `c` can touch. */
export function cellsNear(grid: Grid, c: number, distance: number): number[] {
  const xs = axisRange(c % grid.nx, Math.ceil(distance / grid.sizeX), grid.nx, grid.periodicX);
  const row = Math.floor(c / grid.nx);
  const ys = axisRange(row, Math.ceil(distance / grid.sizeY), grid.ny, grid.periodicY);
  const out: number[] = [];
  for (const y of ys) for (const x of xs) out.push(y * grid.nx + x);
  return out;
}

/** Periodic Voronoi cells in the plane, for the patch test on an irregular network. */

/** A side shared by cell `i` and an image of cell `j`, seen from `i`. */
export interface Side {
  readonly i: number;
  readonly j: number;
  /** From centre i to centre j, and from centre i to the middle of the side. */
  readonly to: readonly [number, number];
  readonly middle: readonly [number, number];
  readonly length: number;
}

interface Corner {
  readonly x: number;
  readonly y: number;
  /** The cut that bounds the cell from this corner to the next. */
  readonly cut: number;
}

interface Cut {
  readonly j: number;
  readonly dx: number;
  readonly dy: number;
}

/** What is left of a convex cell (around the origin) nearer to it than to the point of cut `index`. */
function clip(cell: readonly Corner[], cut: Cut, index: number): Corner[] {
  const half = 0.5 * (cut.dx * cut.dx + cut.dy * cut.dy);
  const beyond = (c: Corner): number => c.x * cut.dx + c.y * cut.dy - half;
  const out: Corner[] = [];
  cell.forEach((a, k) => {
    const b = cell[(k + 1) % cell.length];
    const [da, db] = [beyond(a), beyond(b)];
    if (da <= 0) out.push(a);
    if (da <= 0 === db <= 0) return;
    const s = da / (da - db);
    // Leaving: the new side begins here; entering: the old side goes on.
    out.push({ x: a.x + s * (b.x - a.x), y: a.y + s * (b.y - a.y), cut: da <= 0 ? index : a.cut });
  });
  return out;
}

/** All sides of the Voronoi cells of points in a periodic box, each once (i < j). */
export function voronoi(
  points: readonly (readonly [number, number])[],
  box: readonly [number, number],
): Side[] {
  const sides: Side[] = [];
  points.forEach((p, i) => {
    const cuts: Cut[] = points.flatMap((q, j) => {
      if (j === i) return [];
      const dx = q[0] - p[0] - box[0] * Math.round((q[0] - p[0]) / box[0]);
      const dy = q[1] - p[1] - box[1] * Math.round((q[1] - p[1]) / box[1]);
      return [{ j, dx, dy }];
    });
    const far = [-0.5, 0.5].map((s) => [s * box[0], s * box[1]]);
    let cell: Corner[] = [
      { x: far[0][0], y: far[0][1], cut: -1 },
      { x: far[1][0], y: far[0][1], cut: -1 },
      { x: far[1][0], y: far[1][1], cut: -1 },
      { x: far[0][0], y: far[1][1], cut: -1 },
    ];
    cuts.forEach((cut, k) => {
      cell = clip(cell, cut, k);
    });
    cell.forEach((a, k) => {
      const b = cell[(k + 1) % cell.length];
      const cut = cuts[a.cut];
      const length = Math.sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
      if (!cut || cut.j < i || length === 0) return;
      sides.push({
        i,
        j: cut.j,
        to: [cut.dx, cut.dy],
        middle: [0.5 * (a.x + b.x), 0.5 * (a.y + b.y)],
        length,
      });
    });
  });
  return sides;
}

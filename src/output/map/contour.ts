/** Contour lines of a field on a grid (marching squares), with holes where the field is unknown. */

/** A polyline in the plane of the grid. */
export type Polyline = readonly (readonly [number, number])[];

interface Segment {
  readonly a: readonly [number, number];
  readonly b: readonly [number, number];
  readonly from: string;
  readonly to: string;
}

/** Crossing of the level on an edge between two corners; the key names the edge. */
interface Crossing {
  readonly point: readonly [number, number];
  readonly key: string;
}

function segmentsOf(
  xs: readonly number[],
  ys: readonly number[],
  field: readonly (readonly number[])[],
  level: number,
): Segment[] {
  const out: Segment[] = [];
  for (let r = 0; r + 1 < ys.length; r++) {
    for (let c = 0; c + 1 < xs.length; c++) {
      // Corners anticlockwise: (c,r) (c+1,r) (c+1,r+1) (c,r+1).
      const corner = [
        [c, r],
        [c + 1, r],
        [c + 1, r + 1],
        [c, r + 1],
      ] as const;
      const value = corner.map(([cc, rr]) => field[rr][cc]);
      if (!value.every(Number.isFinite)) continue;
      const crossings: Crossing[] = [];
      for (let e = 0; e < 4; e++) {
        const f = (e + 1) % 4;
        if (value[e] >= level === value[f] >= level) continue;
        const t = (level - value[e]) / (value[f] - value[e]);
        const [a, b] = [corner[e], corner[f]];
        const point = [xs[a[0]] + t * (xs[b[0]] - xs[a[0]]), ys[a[1]] + t * (ys[b[1]] - ys[a[1]])] as const;
        crossings.push({
          point,
          key: [a, b]
            .map((p) => p.join())
            .sort()
            .join('|'),
        });
      }
      // A saddle: the mean of the corners decides which pairs belong together.
      const turn =
        crossings.length === 4 &&
        value[0] >= level !== (value[0] + value[1] + value[2] + value[3]) / 4 >= level;
      const order = turn ? [3, 0, 1, 2] : crossings.length === 4 ? [0, 1, 2, 3] : [0, 1];
      const pairs =
        crossings.length === 4
          ? [
              [order[0], order[1]],
              [order[2], order[3]],
            ]
          : crossings.length === 2
            ? [[0, 1]]
            : [];
      for (const [p, q] of pairs) {
        out.push({
          a: crossings[p].point,
          b: crossings[q].point,
          from: crossings[p].key,
          to: crossings[q].key,
        });
      }
    }
  }
  return out;
}

/** Strings segments that share an edge of the grid into polylines. */
function join(segments: readonly Segment[]): Polyline[] {
  const at = new Map<string, number[]>();
  for (const [k, s] of segments.entries())
    for (const key of [s.from, s.to]) at.set(key, [...(at.get(key) ?? []), k]);
  const used = new Set<number>();
  const lines: Polyline[] = [];
  const grow = (points: (readonly [number, number])[], start: string): void => {
    let key = start;
    for (;;) {
      const next = at.get(key)?.find((k) => !used.has(k));
      if (next === undefined) return;
      used.add(next);
      const s = segments[next];
      const forward = s.from === key;
      points.push(forward ? s.b : s.a);
      key = forward ? s.to : s.from;
    }
  };
  for (const [k, s] of segments.entries()) {
    if (used.has(k)) continue;
    used.add(k);
    const ahead: (readonly [number, number])[] = [s.a, s.b];
    grow(ahead, s.to);
    const back: (readonly [number, number])[] = [];
    grow(back, s.from);
    lines.push([...back.reverse(), ...ahead]);
  }
  return lines;
}

/**
 * Lines along which a field crosses `level`.
 *
 * @param xs - Positions of the columns.
 * @param ys - Positions of the rows.
 * @param field - Values by row and column; cells beside a value that is not finite are left out.
 */
export function contours(
  xs: readonly number[],
  ys: readonly number[],
  field: readonly (readonly number[])[],
  level: number,
): Polyline[] {
  return Number.isFinite(level) ? join(segmentsOf(xs, ys, field, level)) : [];
}

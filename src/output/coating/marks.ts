/** Thousands of discs and strokes in few bytes: one path for all that look the same, in whole steps. */

/** Grid of all coordinates, px: a disc's place is exact to half of it. */
export const STEP = 0.5;

/** Discs of one look: their centres as a path of empty subpaths, to be stroked with round caps. */
export class Discs {
  readonly #paths = new Map<string, { d: string; x: number; y: number }>();

  /** Add a disc at (x, y) px to the group `look`. */
  add(look: string, x: number, y: number): void {
    const [a, b] = [Math.round(x / STEP), Math.round(y / STEP)];
    const path = this.#paths.get(look);
    if (path === undefined) {
      this.#paths.set(look, { d: `m${pair(a, b)}h0`, x: a, y: b });
      return;
    }
    path.d += `m${pair(a - path.x, b - path.y)}h0`;
    path.x = a;
    path.y = b;
  }

  /** Groups with their paths, in order of their first disc. */
  entries(): [string, string][] {
    return [...this.#paths].map(([look, { d }]) => [look, d]);
  }
}

/** Short strokes of one look. */
export class Strokes {
  readonly #paths = new Map<string, { d: string; x: number; y: number }>();

  /** Add a stroke from (x − dx, y − dy) to (x + dx, y + dy), px. */
  add(look: string, x: number, y: number, dx: number, dy: number): void {
    const [a, b] = [Math.round((x - dx) / STEP), Math.round((y - dy) / STEP)];
    const [p, q] = [Math.round((2 * dx) / STEP), Math.round((2 * dy) / STEP)];
    const path = this.#paths.get(look) ?? { d: '', x: 0, y: 0 };
    path.d += `m${pair(a - path.x, b - path.y)}l${pair(p, q)}`;
    path.x = a + p;
    path.y = b + q;
    this.#paths.set(look, path);
  }

  /** The path of a group; empty when it has none. */
  path(look: string): string {
    return this.#paths.get(look)?.d ?? '';
  }
}

/** Two whole numbers of a path, apart by a space only where the sign does not part them. */
function pair(a: number, b: number): string {
  return `${a}${b < 0 ? '' : ' '}${b}`;
}

/** Placing labels so that none covers another. */

/** A rectangle, px. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A label to be placed: its size and where its centre may go, best first. */
export interface LabelRequest {
  readonly width: number;
  readonly height: number;
  readonly at: readonly (readonly [number, number])[];
}

/** Area that two boxes share, px². */
export function overlap(a: Box, b: Box): number {
  const w = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return w > 0 && h > 0 ? w * h : 0;
}

function outside(box: Box, frame: Box): number {
  return box.width * box.height - overlap(box, frame);
}

/**
 * Chooses a place for every label in turn: inside `frame`, off the obstacles and off the labels placed
 * before; the first free candidate wins, else the one that covers least.
 *
 * @returns Boxes in the order of the requests.
 */
export function placeLabels(requests: readonly LabelRequest[], frame: Box, obstacles: readonly Box[]): Box[] {
  const placed: Box[] = [];
  for (const request of requests) {
    let best: Box | undefined;
    let bestCost = Number.POSITIVE_INFINITY;
    for (const [x, y] of request.at) {
      const { width, height } = request;
      const box = { x: x - width / 2, y: y - height / 2, width, height };
      let cost = 8 * outside(box, frame);
      for (const other of placed) cost += 4 * overlap(box, other);
      for (const other of obstacles) {
        // It is lost already.
        if (cost >= bestCost) break;
        cost += overlap(box, other);
      }
      if (cost < bestCost - 1e-9) {
        best = box;
        bestCost = cost;
      }
      if (cost === 0) break;
    }
    placed.push(best ?? { x: frame.x, y: frame.y, width: request.width, height: request.height });
  }
  return placed;
}

/** Candidate centres on growing rings around an anchor, right and left first. */
export function around(
  x: number,
  y: number,
  reach: { readonly x: number; readonly y: number },
  size: { readonly width: number; readonly height: number },
): [number, number][] {
  const out: [number, number][] = [];
  const turns = [0, 180, 270, 90, 315, 45, 225, 135, 338, 22, 202, 158, 292, 68, 248, 112];
  for (const grow of [4, 14, 28, 46, 70, 100]) {
    for (const turn of turns) {
      const a = (turn * Math.PI) / 180;
      const dx = reach.x + size.width / 2 + grow;
      const dy = reach.y + size.height / 2 + grow;
      out.push([x + Math.cos(a) * dx, y + Math.sin(a) * dy]);
    }
  }
  return out;
}

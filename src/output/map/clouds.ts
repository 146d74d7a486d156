/** Binders on the map: what is known of each is an ellipse in log toughness and log adhesion. */

import { px } from '../number.js';
import { el } from '../svg/element.js';
import type { Box } from '../svg/labels.js';
import type { MapLayout } from './layout.js';

/** A median with its range. */
export interface Ranged {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** A binder on the map; the clouds of `materials/binders` are of this kind. */
export interface MapBinder {
  readonly name: string;
  /** Toughness, MPa (= MJ/m³). */
  readonly toughness_MPa: Ranged;
  /** Adhesion energy to NCM, J/m². */
  readonly adhesion_J_m2: Ranged;
  /** The same relative to a reference binder, whose own uncertainty moves all together. */
  readonly relative?: { readonly toughness: Ranged; readonly adhesion: Ranged };
  /** A place that is given and no estimate: drawn as a diamond, without a cloud. */
  readonly given?: boolean;
}

/** Quarter ellipses about a median: distances to the range's ends, px. */
interface Shape {
  readonly left: number;
  readonly right: number;
  readonly up: number;
  readonly down: number;
}

/** A cloud in px. */
export interface PlacedCloud {
  readonly name: string;
  /** Median, moved to the frame's margin when it lies outside. */
  readonly x: number;
  readonly y: number;
  /** Where a median outside the frame lies: → ↗ ↑ …; empty when inside. */
  readonly arrow: string;
  /** Centre of the shapes: the true median. */
  readonly centre: readonly [number, number];
  /** What is uncertain relative to the reference binder, or altogether when there is none. */
  readonly own: Shape | null;
  readonly given: boolean;
  /** Set for the reference binder: its own uncertainty, which all share. */
  readonly shared: Shape | null;
}

function arrowOf(dx: number, dy: number): string {
  if (dx === 0 && dy === 0) return '';
  const names = ['→', '↗', '↑', '↖', '←', '↙', '↓', '↘'];
  const turn = Math.round(Math.atan2(-dy, dx) / (Math.PI / 4));
  return names[(turn + 8) % 8];
}

function shape({ x, y }: MapLayout, at: MapBinder, t: Ranged, a: Ranged): Shape {
  const [mx, my] = [x(at.toughness_MPa.median), y(at.adhesion_J_m2.median)];
  const least = 4;
  return {
    left: Math.max(least, mx - x((at.toughness_MPa.median * t.low) / t.median)),
    right: Math.max(least, x((at.toughness_MPa.median * t.high) / t.median) - mx),
    up: Math.max(least, my - y((at.adhesion_J_m2.median * a.high) / a.median)),
    down: Math.max(least, y((at.adhesion_J_m2.median * a.low) / a.median) - my),
  };
}

function isReference(binder: MapBinder): boolean {
  const r = binder.relative;
  return r !== undefined && [r.toughness, r.adhesion].every((q) => q.low === q.high);
}

/** Places a binder. */
export function placeCloud(binder: MapBinder, at: MapLayout): PlacedCloud {
  const { plot } = at.frame;
  const centre = [at.x(binder.toughness_MPa.median), at.y(binder.adhesion_J_m2.median)] as const;
  const beyond = (v: number, low: number, high: number): number =>
    v < low ? v - low : v > high ? v - high : 0;
  const arrow = arrowOf(
    beyond(centre[0], plot.x, plot.x + plot.width),
    beyond(centre[1], plot.y, plot.y + plot.height),
  );
  const whole = shape(at, binder, binder.toughness_MPa, binder.adhesion_J_m2);
  const reference = isReference(binder);
  const r = binder.relative;
  const given = binder.given ?? false;
  return {
    name: binder.name,
    x: Math.min(plot.x + plot.width - 6, Math.max(plot.x + 6, centre[0])),
    y: Math.min(plot.y + plot.height - 6, Math.max(plot.y + 6, centre[1])),
    arrow,
    centre,
    given,
    own: given || reference ? null : r ? shape(at, binder, r.toughness, r.adhesion) : whole,
    shared: reference ? whole : null,
  };
}

function outline([cx, cy]: readonly [number, number], s: Shape): string {
  const arc = (rx: number, ry: number, x: number, y: number): string =>
    `A${px(rx)} ${px(ry)} 0 0 0 ${px(x)} ${px(y)}`;
  return (
    `M${px(cx + s.right)} ${px(cy)}${arc(s.right, s.up, cx, cy - s.up)}${arc(s.left, s.up, cx - s.left, cy)}` +
    `${arc(s.left, s.down, cx, cy + s.down)}${arc(s.right, s.down, cx + s.right, cy)}Z`
  );
}

/** The sign of a binder whose place is given. */
export function diamond(x: number, y: number, size: number): string {
  const d = `M${px(x)} ${px(y - size)}l${size} ${size}l${-size} ${size}l${-size} ${-size}Z`;
  return (
    el('path', { d, class: 'fb-case', 'stroke-width': 4.5 }) +
    el('path', { d, fill: '#ffb000', stroke: '#101418', 'stroke-width': 1.7 })
  );
}

/** Outlines and centre mark; drawn inside the plot's clip path. */
export function drawCloud(cloud: PlacedCloud): string {
  const out: string[] = [];
  for (const [s, dash] of [
    [cloud.shared, '9 5'],
    [cloud.own, undefined],
  ] as const) {
    if (!s) continue;
    const d = outline(cloud.centre, s);
    out.push(el('path', { d, class: 'fb-case', 'stroke-width': 3.4, 'stroke-opacity': 0.75 }));
    out.push(el('path', { d, class: 'fb-mark', 'stroke-width': 1.3, 'stroke-dasharray': dash }));
  }
  if (cloud.given) out.push(diamond(cloud.x, cloud.y, 7));
  else out.push(el('circle', { cx: cloud.x, cy: cloud.y, r: 4.4, class: 'fb-dot', 'stroke-width': 1.7 }));
  return out.join('');
}

/** What a label should stay off: the centre mark, and the lines of the outlines. */
export function cloudBoxes(cloud: PlacedCloud): Box[] {
  const boxes: Box[] = [{ x: cloud.x - 7, y: cloud.y - 7, width: 14, height: 14 }];
  for (const s of [cloud.own, cloud.shared]) {
    if (!s) continue;
    for (let k = 0; k < 36; k++) {
      const [c, t] = [Math.cos((k * Math.PI) / 18), Math.sin((k * Math.PI) / 18)];
      const x = cloud.centre[0] + c * (c > 0 ? s.right : s.left);
      const y = cloud.centre[1] + t * (t > 0 ? s.down : s.up);
      boxes.push({ x: x - 3, y: y - 3, width: 6, height: 6 });
    }
  }
  return boxes;
}

/** Time against the number of nodes, fibril beside its peers, as SVG. */
import { PICTURE_STYLE } from '../../dist/output/svg/colour.js';
import { el, line, svgDocument, text, textWidth } from '../../dist/output/svg/element.js';
import { logScale, logTicks } from '../../dist/output/svg/scale.js';

/**
 * @typedef {object} Curve
 * @property {string} name
 * @property {boolean} own whether it is fibril's
 * @property {boolean} [dashed]
 * @property {readonly { n: number, ms: number }[]} points rising n
 */

const WIDTH = 880;
const PLOT = { left: 92, top: 62, right: 578, bottom: 500 };
const HEIGHT = 556;
const SIZE = 12.5;
const LABEL_GAP = 17;

/** Peers' colours: apart for any colour vision by lightness too, 3 : 1 against both papers. */
const PEERS = [
  '#2f7ed8',
  '#15936d',
  '#8b6ad0',
  '#c2569a',
  '#0c8f9c',
  '#8a7a2a',
  '#7b8794',
  '#5d8a2f',
  '#4a67b5',
];

const STYLE = `${PICTURE_STYLE}
.fb-own{stroke:#c2410c;fill:none}.fb-own-dot{fill:#c2410c}.fb-own-ink{fill:#b03a0a}
@media (prefers-color-scheme:dark){.fb-own{stroke:#ff9a5c}.fb-own-dot{fill:#ff9a5c}.fb-own-ink{fill:#ffa873}}
`.replaceAll('\n', '');

/** 10, 20, 50 ms, 1 s … @param {number} ms */
function duration(ms) {
  return ms < 1000 ? `${Number(ms.toPrecision(2))} ms` : `${Number((ms / 1000).toPrecision(2))} s`;
}

/** @param {number} n */
function nodes(n) {
  if (n >= 1e6) return `${n / 1e6} M`;
  return n >= 1000 ? `${n / 1000} k` : String(n);
}

/** Smallest and largest value, widened by `by`. @param {number[]} values @param {number} by */
function range(values, by) {
  return /** @type {[number, number]} */ ([Math.min(...values) / by, Math.max(...values) * by]);
}

/**
 * Places of the labels: as near to their wishes as a distance of `gap` and the limits allow.
 *
 * @param {readonly number[]} wishes rising
 * @param {number} gap
 * @param {number} low
 * @param {number} high
 * @returns {number[]}
 */
export function spreadLabels(wishes, gap, low, high) {
  // Groups that touch share the mean of their wishes; merged until no two groups touch.
  /** @type {{ count: number, sum: number, start: number }[]} */
  const groups = [];
  const place = (/** @type {{ count: number, sum: number }} */ g) => {
    const size = (g.count - 1) * gap;
    return Math.max(low, Math.min(high - size, g.sum / g.count - size / 2));
  };
  for (const wish of wishes) {
    let last = { count: 1, sum: wish, start: 0 };
    last.start = place(last);
    for (let before = groups.at(-1); before !== undefined; before = groups.at(-1)) {
      if (before.start + before.count * gap <= last.start) break;
      groups.pop();
      last = { count: before.count + last.count, sum: before.sum + last.sum, start: 0 };
      last.start = place(last);
    }
    groups.push(last);
  }
  return groups.flatMap((g) => Array.from({ length: g.count }, (_, k) => g.start + k * gap));
}

/**
 * @param {import('../../dist/output/svg/scale.js').Scale} x
 * @param {import('../../dist/output/svg/scale.js').Scale} y
 */
function axes(x, y) {
  const { left, right, top, bottom } = PLOT;
  const out = [];
  for (const tick of logTicks(x.low, x.high)) {
    if (!tick.label) continue;
    out.push(line(x(tick.value), top, x(tick.value), bottom, { class: 'fb-grid', 'stroke-width': 1 }));
    const at = { class: 'fb-ink', 'font-size': SIZE, 'text-anchor': 'middle' };
    out.push(text(x(tick.value), bottom + 19, nodes(tick.value), at));
  }
  for (const tick of logTicks(y.low, y.high)) {
    if (!tick.label) continue;
    out.push(line(left, y(tick.value), right, y(tick.value), { class: 'fb-grid', 'stroke-width': 1 }));
    const at = { class: 'fb-ink', 'font-size': SIZE, 'text-anchor': 'end' };
    out.push(text(left - 8, y(tick.value) + 4.5, duration(tick.value), at));
  }
  const frame = { x: left, y: top, width: right - left, height: bottom - top };
  out.push(el('rect', { ...frame, class: 'fb-axis', 'stroke-width': 1.2 }));
  const middle = (top + bottom) / 2;
  const word = { class: 'fb-ink', 'font-size': 13.5, 'text-anchor': 'middle' };
  out.push(text((left + right) / 2, bottom + 42, 'nodes of six freedoms, N', word));
  out.push(text(22, middle, 'CPU time, one core', { ...word, transform: `rotate(-90 22 ${middle})` }));
  return out;
}

/** Colour of a curve: fibril's by style sheet, for light and dark; a peer's own. @param {Curve} curve @param {number} k */
const strokeOf = (curve, k) =>
  curve.own ? { class: 'fb-own' } : { fill: 'none', stroke: PEERS[k % PEERS.length] };

/**
 * @param {Curve} curve
 * @param {number} k
 * @param {import('../../dist/output/svg/scale.js').Scale} x
 * @param {import('../../dist/output/svg/scale.js').Scale} y
 */
function trace(curve, k, x, y) {
  const px = (/** @type {number} */ v) => v.toFixed(1);
  const d = curve.points.map((p, at) => `${at === 0 ? 'M' : 'L'}${px(x(p.n))} ${px(y(p.ms))}`).join('');
  const dash = curve.dashed ? '5 4' : undefined;
  const path = { d, ...strokeOf(curve, k), 'stroke-width': curve.own ? 2.8 : 1.6, 'stroke-dasharray': dash };
  const fill = curve.own ? { class: 'fb-own-dot' } : { fill: PEERS[k % PEERS.length] };
  const dots = curve.points.map((p) =>
    el('circle', { cx: x(p.n), cy: y(p.ms), r: curve.own ? 4 : 3, ...fill }),
  );
  return [el('path', { ...path, 'stroke-linejoin': 'round' }), ...dots];
}

/** Every curve's name beside its last point, with a line to it. @param {readonly Curve[]} curves @param {(c: Curve) => [number, number]} end */
function labels(curves, end) {
  const sorted = curves.map((curve, k) => ({ curve, k, at: end(curve) })).sort((a, b) => a.at[1] - b.at[1]);
  const places = spreadLabels(
    sorted.map((s) => s.at[1]),
    LABEL_GAP,
    PLOT.top + 6,
    PLOT.bottom - 4,
  );
  const left = PLOT.right + 24;
  return sorted.flatMap(({ curve, k, at }, rank) => {
    const y = places[rank];
    const lead = `M${(at[0] + 5).toFixed(1)} ${at[1].toFixed(1)}L${PLOT.right + 8} ${y.toFixed(1)}H${left - 4}`;
    const ink = curve.own ? 'fb-own-ink' : 'fb-ink';
    let size = SIZE;
    while (textWidth(curve.name, size, curve.own) > WIDTH - left - 6 && size > 9) size -= 0.25;
    return [
      el('path', { d: lead, ...strokeOf(curve, k), 'stroke-width': 0.9, 'stroke-opacity': 0.75 }),
      text(left, y + 4.5, curve.name, {
        class: ink,
        'font-size': size,
        'font-weight': curve.own ? 700 : undefined,
      }),
    ];
  });
}

/**
 * The picture.
 *
 * @param {readonly Curve[]} curves at least one, with a point each
 * @param {string} machine where and when it was measured
 * @returns {string}
 */
export function curvesSvg(curves, machine) {
  const all = curves.flatMap((c) => c.points);
  const x = logScale(
    ...range(
      all.map((p) => p.n),
      1.25,
    ),
    PLOT.left,
    PLOT.right,
  );
  const y = logScale(
    ...range(
      all.map((p) => p.ms),
      1.6,
    ),
    PLOT.bottom,
    PLOT.top,
  );
  const end = (/** @type {Curve} */ curve) => {
    const last = curve.points[curve.points.length - 1];
    return /** @type {[number, number]} */ ([x(last.n), y(last.ms)]);
  };
  const peers = curves.filter((c) => !c.own);
  const own = curves.filter((c) => c.own);
  const title = 'Equilibrium of a bonded network to a residual of 1e-8';
  const how = 'Setup and solve from zero. Solid fibril: WebAssembly in Node; peers: native code.';
  const body = [
    text(PLOT.left, 26, title, { class: 'fb-ink', 'font-size': 17, 'font-weight': 700 }),
    text(PLOT.left, 46, machine, { class: 'fb-soft', 'font-size': SIZE }),
    ...axes(x, y),
    ...labels([...peers, ...own], end),
    ...[...peers, ...own].flatMap((c, k) => trace(c, k, x, y)),
  ];
  const words = curves.map(
    (c) => `${c.name}: ${c.points.map((p) => `${p.n} nodes ${duration(p.ms)}`).join(', ')}`,
  );
  const description = `${how} ${words.join('; ')}.`;
  return svgDocument({ id: 'bench', width: WIDTH, height: HEIGHT, title, description, style: STYLE, body });
}

/** Particles and cracks of a wide coating as compact SVG. */
import type { NetworkData } from '../../core/network.js';
import { CRACK_STYLE } from '../section/draw.js';
import { colourAt, SEQUENTIAL } from '../svg/colour.js';
import { el } from '../svg/element.js';
import { Discs, STEP, Strokes } from './marks.js';
import type { CoatingScene, Trace } from './scene.js';

/** Steps of colour and of depth. */
const TONES = 12;
const LAYERS = 5;
/** Ratio of two neighbouring disc sizes. */
const SIZE_STEP = 1.18;

/** Values from `low` to `high` as tones. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** A place on the page: left and bottom edge, px, and px per µm. */
export interface Frame2D {
  readonly x: number;
  readonly bottom: number;
  readonly scale: number;
}

function tone(value: number, { low, high }: Range): number {
  const share = (value - low) / (high - low);
  return Math.round(Math.min(1, Math.max(0, share)) * (TONES - 1));
}

/** Style rules of discs, their tones, depth and the cut. The same in every picture of this kind. */
export const COATING_STYLE = [
  '.fb-disc{fill:none;stroke-linecap:round}.fb-rim{stroke:#0d1b2a}.fb-deep{fill:#4d5660}',
  '.fb-fog{fill:#4d5660;fill-opacity:.17}.fb-pore{fill:#eef1f3}',
  '.fb-plane{stroke:#101418;fill:none}.fb-planecase{stroke:#fff;stroke-opacity:.8;fill:none}',
  ...Array.from({ length: TONES }, (_, k) => `.fb-t${k}{stroke:${colourAt(SEQUENTIAL, k / (TONES - 1))}}`),
  '@media (prefers-color-scheme:dark){.fb-deep,.fb-fog{fill:#000}.fb-pore{fill:#4f5963}}',
].join('');

/** Size class of a radius, px, and the width a class is drawn with. */
const sizeClass = (r: number): number => Math.round(Math.log(r) / Math.log(SIZE_STEP));
const widthOf = (size: number): number => (2 * SIZE_STEP ** size) / STEP;

/** A disc to draw. */
interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly value: number;
}

/** One layer of discs, each with a thin dark rim. `name` begins the ids inside. */
function layer(name: string, discs: readonly Disc[], range: Range): string {
  const groups = new Discs();
  for (const d of discs) groups.add(`${sizeClass(d.radius)} ${tone(d.value, range)}`, d.x, d.y);
  const [rims, faces, defs]: [string[], string[], string[]] = [[], [], []];
  for (const [k, [look, path]] of groups.entries().entries()) {
    const [size, colour] = look.split(' ').map(Number) as [number, number];
    const width = widthOf(size);
    const inner = Math.round(10 * Math.max(1, width - 0.4)) / 10;
    defs.push(`<path id="${name}${k}" d="${path}"/>`);
    rims.push(`<use href="#${name}${k}" stroke-width="${Math.round(width + 1.1)}"/>`);
    faces.push(`<use href="#${name}${k}" class="fb-t${colour}" stroke-width="${inner}"/>`);
  }
  return `<defs>${defs.join('')}</defs><g class="fb-disc fb-rim">${rims.join('')}</g><g class="fb-disc">${faces.join('')}</g>`;
}

/** Copies of a point over periodic sides, where what is drawn about it reaches over an edge. */
function copies(
  x: number,
  y: number,
  r: number,
  size: readonly [number, number],
  periodic: boolean,
): [number, number][] {
  const along = (v: number, length: number): number[] => {
    if (!periodic) return [v];
    return [v, ...(v < r ? [v + length] : []), ...(v > length - r ? [v - length] : [])];
  };
  return along(x, size[0]).flatMap((a) => along(y, size[1]).map((b): [number, number] => [a, b]));
}

/** Particles in sight from above, the deeper the dimmer. `values` by particle. */
export function drawAbove(
  network: NetworkData,
  scene: CoatingScene,
  values: Float64Array,
  range: Range,
  to: Frame2D,
  id: string,
): string {
  const out: string[] = [];
  const count = scene.above.length;
  const box = { width: (scene.size[0] * to.scale) / STEP, height: (scene.size[1] * to.scale) / STEP };
  const corner = { x: to.x / STEP, y: (to.bottom - scene.size[1] * to.scale) / STEP };
  for (let l = 0; l < LAYERS; l++) {
    // The lower layers hold few of the particles in sight; the last holds half.
    const share = (q: number): number => Math.floor(count * (q / LAYERS) ** 1.4);
    const discs = scene.above.slice(share(l), share(l + 1)).flatMap(({ index }) => {
      const radius = network.radius[index];
      const [x, y] = [scene.place[2 * index], scene.place[2 * index + 1]];
      return copies(x, y, radius, scene.size, network.period[0] > 0).map(([a, b]) => ({
        x: to.x + a * to.scale,
        y: to.bottom - b * to.scale,
        radius: radius * to.scale,
        value: values[index],
      }));
    });
    if (l > 0) out.push(el('rect', { ...corner, ...box, class: 'fb-fog' }));
    out.push(layer(`${id}${l}-`, discs, range));
  }
  return out.join('');
}

/** Particles where the plane cuts them. */
export function drawCut(
  scene: CoatingScene,
  values: Float64Array,
  range: Range,
  to: Frame2D,
  id: string,
): string {
  const discs = scene.cut.flatMap(({ index, at, radius }) =>
    copies(at[0], at[1], radius, [scene.size[0], Number.POSITIVE_INFINITY], true)
      .filter(([, z]) => z === at[1])
      .map(([x, z]) => ({
        x: to.x + x * to.scale,
        y: to.bottom - z * to.scale,
        radius: Math.max(0.4, radius * to.scale),
        value: values[index],
      })),
  );
  return layer(`${id}c-`, discs, range);
}

/** Openings up to which strokes are thin, middling, wide, µm. */
export function openingSteps(traces: readonly Trace[]): [number, number] {
  const list = traces.map((t) => t.opening_um).sort((a, b) => a - b);
  const at = (p: number): number => list[Math.floor((list.length - 1) * p)] ?? 0;
  const round = (v: number): number => Number(v.toPrecision(1));
  const low = round(at(0.5));
  return [low, Math.max(round(at(0.9)), low * 2)];
}

/** Stroke widths by opening, px. */
export const CRACK_WIDTHS = [0.8, 1.5, 2.5] as const;

/** Broken ligaments: strokes across the necks, by mode and opening; those of parting cracks are cased and full. */
export function drawTraces(
  traces: readonly Trace[],
  steps: readonly [number, number],
  to: Frame2D,
  id: string,
): string {
  const strokes = new Strokes();
  for (const t of traces) {
    if (t.arm[0] === 0 && t.arm[1] === 0) continue;
    const width = t.opening_um >= steps[1] ? 2 : t.opening_um >= steps[0] ? 1 : 0;
    const [x, y] = [to.x + t.at[0] * to.scale, to.bottom - t.at[1] * to.scale];
    const look = `${t.mode} ${width} ${t.parts ? 1 : 0}`;
    strokes.add(look, x, y, t.arm[0] * to.scale, -t.arm[1] * to.scale);
  }
  const out: string[] = [];
  for (const parts of [0, 1]) {
    for (const [width, px] of CRACK_WIDTHS.entries()) {
      for (const { mode, class: name } of CRACK_STYLE) {
        const d = strokes.path(`${mode} ${width} ${parts}`);
        if (d === '') continue;
        const stroke = { class: name, 'stroke-width': px / STEP };
        if (parts === 0) out.push(el('path', { d, ...stroke, 'stroke-opacity': 0.55 }));
        else {
          const key = `${id}${mode}${width}`;
          out.push(el('defs', {}, el('path', { id: key, d })));
          out.push(el('use', { href: `#${key}`, class: 'fb-under', 'stroke-width': (px + 1.2) / STEP }));
          out.push(el('use', { href: `#${key}`, ...stroke }));
        }
      }
    }
  }
  return out.join('');
}

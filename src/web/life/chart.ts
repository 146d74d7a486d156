/**
 * The life line on screen: one uPlot a panel, on one axis and with one cursor. In a chunk of its own, so that the
 * first picture does not wait for it. Data are set anew as a run grows; plots are made once.
 */
import uPlot from 'uplot';
import uplotCss from 'uplot/dist/uPlot.min.css';
import { human } from '../../output/number.js';
import type { Moment } from '../../process/moments.js';
import { adoptStyle } from '../dom.js';
import { AXIS_HEIGHT, type Paint, paintAxis, paintBands } from './axis.js';
import { type Band, nearestMoment, positionOf } from './bands.js';
import { createKey, type Key } from './key.js';
import { LINE_COLOURS, type Line, PANELS, type Panel, rangeOf, ticksOf } from './panels.js';

/** What is drawn. */
export interface LifeState {
  readonly moments: readonly Moment[];
  readonly bands: readonly Band[];
  /** Length of one crack, mm/mm²; null: not known yet, or there is no such thing. */
  readonly oneCrack: number | null;
  /** Index of the moment on show; −1: none. */
  readonly shown: number;
}

/** A life line. */
export interface Chart {
  /** New moments, or another run. */
  readonly update: (state: LifeState) => void;
  /** Another moment on show; cheap, nothing is drawn again. */
  readonly show: (shown: number) => void;
  /** Read the colours again. */
  readonly repaint: () => void;
}

/** Where a chart lives and what it tells. */
export interface ChartOptions {
  readonly root: Document | ShadowRoot;
  readonly theme: () => 'light' | 'dark';
  /** A moment was clicked, or dragged to. */
  readonly onJump: (index: number) => void;
}

/** Width of the vertical axes, px: the same, so that the panels stand on one axis. */
const AXIS_WIDTH = 48;
const PAD = { top: 6, right: 10, bottom: 4 };
/** Height of a plot of weight 1, px. */
const UNIT = 92;

const EMPTY: LifeState = { moments: [], bands: [], oneCrack: null, shown: -1 };

let charts = 0;

interface Plot {
  readonly panel: Panel;
  readonly u: uPlot;
  readonly key: Key;
  readonly box: HTMLElement;
  readonly marker: HTMLElement;
  readonly dots: readonly HTMLElement[];
}

class LifeChart implements Chart {
  readonly #host: HTMLElement;
  readonly #options: ChartOptions;
  readonly #plots: Plot[];
  #state = EMPTY;
  #hover: number | null = null;
  #paint: Paint;

  constructor(host: HTMLElement, options: ChartOptions) {
    this.#host = host;
    this.#options = options;
    this.#paint = this.#readPaint();
    const sync = `fibril-life-${++charts}`;
    this.#plots = PANELS.map((panel, k) => this.#plot(panel, sync, k === PANELS.length - 1));
    host.replaceChildren(...this.#plots.map((p) => p.box));
    // A frame later: sizes must not change while they are being observed.
    new ResizeObserver(() => requestAnimationFrame(() => this.#resize())).observe(host);
    this.#resize();
  }

  update(state: LifeState): void {
    this.#state = state;
    const cycled = state.bands.some((b) => b.cycle > 0);
    for (const { panel, u, box, key } of this.#plots) {
      box.hidden = panel.cycled && !cycled;
      if (!box.hidden) u.setData(this.#data(panel));
      const none = panel.cycled && !state.moments.some((m) => m.voltage_V !== null);
      key.setEmpty(none ? 'none before the first charge' : '');
    }
    this.#tell();
  }

  show(shown: number): void {
    this.#state = { ...this.#state, shown };
    this.#tell();
  }

  repaint(): void {
    this.#paint = this.#readPaint();
    for (const { u, key } of this.#plots) {
      key.paint(this.#paint.lines);
      u.redraw(false);
    }
    this.#tell();
  }

  #readPaint(): Paint {
    const style = getComputedStyle(this.#host);
    const token = (name: string): string => style.getPropertyValue(name).trim();
    return {
      ink: token('--ink'),
      soft: token('--soft'),
      line: token('--line'),
      strong: token('--strong-line'),
      band: token('--life-band'),
      font: style.fontFamily,
      lines: LINE_COLOURS[this.#options.theme()],
    };
  }

  #data(panel: Panel): uPlot.AlignedData {
    const { moments, bands } = this.#state;
    // Axes are drawn before there is anything on them.
    if (moments.length === 0) return [[0, Math.max(1, bands.length)], ...panel.lines.map(() => [null, null])];
    return [moments.map(positionOf), ...panel.lines.map((l) => moments.map(l.value))];
  }

  #plot(panel: Panel, sync: string, last: boolean): Plot {
    const key = createKey(panel, this.#paint.lines);
    const area = document.createElement('div');
    const box = document.createElement('div');
    box.className = 'life-panel';
    box.append(key.node, area);
    const paint = (): Paint => this.#paint;
    const bands = (): readonly Band[] => this.#state.bands;
    const range = (): uPlot.Range.MinMax => rangeOf(panel, this.#state.moments, this.#state.oneCrack ?? 0);
    const u = new uPlot(
      {
        width: Math.max(200, this.#host.clientWidth),
        height: heightOf(panel, last),
        padding: [PAD.top, PAD.right, PAD.bottom + (last ? AXIS_HEIGHT : 0), 0],
        legend: { show: false },
        select: { show: false, left: 0, top: 0, width: 0, height: 0 },
        cursor: {
          y: false,
          drag: { x: false, y: false, setScale: false },
          sync: { key: sync, setSeries: false },
          points: { size: 8 },
        },
        scales: { x: { time: false, range: () => [0, Math.max(1, bands().length)] }, y: { range } },
        axes: [{ show: false }, valueAxis(paint)],
        series: [{}, ...panel.lines.map((l) => series(l, paint))],
        hooks: {
          drawClear: [(plot) => paintBands(plot, bands(), paint())],
          draw: last ? [(plot) => paintAxis(plot, bands(), paint())] : [],
          setCursor: [(plot) => this.#hovered(plot.cursor.idx ?? null)],
        },
      },
      this.#data(panel),
      area,
    );
    const { marker, dots } = this.#overlay(panel, u);
    return { panel, u, key, box, marker, dots };
  }

  /** The line through the moment on show, over the plot, so that replaying draws nothing again. */
  #overlay(panel: Panel, u: uPlot): { marker: HTMLElement; dots: HTMLElement[] } {
    const marker = document.createElement('div');
    marker.className = 'life-marker';
    const dots = panel.lines.map(() => {
      const dot = document.createElement('div');
      dot.className = 'life-dot';
      return dot;
    });
    u.over.append(marker, ...dots);
    const jump = (e: PointerEvent): void => {
      if (this.#state.moments.length === 0) return;
      const at = u.posToVal(e.clientX - u.over.getBoundingClientRect().left, 'x');
      this.#options.onJump(nearestMoment(this.#state.moments, at));
    };
    u.over.addEventListener('pointerdown', (e) => {
      if (e.button !== 0) return;
      u.over.setPointerCapture(e.pointerId);
      jump(e);
    });
    u.over.addEventListener('pointermove', (e) => {
      if (u.over.hasPointerCapture(e.pointerId)) jump(e);
    });
    return { marker, dots };
  }

  #hovered(index: number | null): void {
    const next = index !== null && index < this.#state.moments.length ? index : null;
    if (next === this.#hover) return;
    this.#hover = next;
    this.#tellKeys();
  }

  #tell(): void {
    const moment = this.#state.moments[this.#state.shown];
    for (const { panel, u, marker, dots } of this.#plots) {
      marker.hidden = moment === undefined;
      const left = moment === undefined ? 0 : u.valToPos(positionOf(moment), 'x');
      marker.style.transform = `translateX(${left - 1}px)`;
      for (const [k, l] of panel.lines.entries()) {
        const value = moment === undefined ? null : l.value(moment);
        const dot = dots[k] as HTMLElement;
        dot.hidden = value === null;
        if (value === null) continue;
        dot.style.transform = `translate(${left}px, ${u.valToPos(value, 'y')}px)`;
        dot.style.backgroundColor = this.#paint.lines[l.key];
      }
    }
    this.#tellKeys();
  }

  #tellKeys(): void {
    const moment = this.#state.moments[this.#hover ?? this.#state.shown];
    for (const { key } of this.#plots) key.tell(moment);
  }

  #resize(): void {
    const width = this.#host.clientWidth;
    if (width === 0) return;
    for (const { u, panel } of this.#plots) {
      if (u.width !== width)
        u.setSize({ width, height: heightOf(panel, panel === PANELS[PANELS.length - 1]) });
    }
    this.#tell();
  }
}

function heightOf(panel: Panel, last: boolean): number {
  return Math.round(UNIT * panel.weight) + PAD.top + PAD.bottom + (last ? AXIS_HEIGHT : 0);
}

function series(l: Line, paint: () => Paint): uPlot.Series {
  const stroke = (): string => paint().lines[l.key];
  return { stroke, width: l.width, dash: [...l.dash], points: { show: false } };
}

function valueAxis(paint: () => Paint): uPlot.Axis {
  return {
    size: AXIS_WIDTH,
    gap: 6,
    font: `12px ${paint().font}`,
    stroke: () => paint().ink,
    grid: { stroke: () => paint().line, width: 1 },
    ticks: { show: false },
    splits: (u, _, low, high) => ticksOf([low, high], u.bbox.height / devicePixelRatio),
    values: (_, splits) => splits.map((v) => human(v)),
  };
}

/** Make a chart in `host`, which gives its width. */
export function createChart(host: HTMLElement, options: ChartOptions): Chart {
  adoptStyle(uplotCss, options.root);
  return new LifeChart(host, options);
}

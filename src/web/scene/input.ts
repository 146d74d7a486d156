/** Mouse, touch and keys of a three-dimensional picture. */
import { type Eye, orbit, pan, zoom } from './camera.js';
import type { CameraState } from './options.js';

/** What the controls act on. */
export interface Steered {
  /** Null before there is a picture. */
  readonly eye: () => Eye | null;
  readonly get: () => CameraState;
  readonly set: (state: CameraState) => void;
  /** A click or tap, from −1 to 1 to the right and up. */
  readonly pick: (right: number, up: number) => void;
  /** The next (1) or previous (−1) thing. */
  readonly step: (by: number) => void;
}

/** Turn for a drag across the height of the picture, rad. */
const TURN = 3;
/** A pointer that moved less, px, was a click. */
const CLICK = 5;
const KEY = { turn: 0.12, pan: 0.08, zoom: 1.2 } as const;

interface Spot {
  x: number;
  y: number;
}

/** Listen on a canvas until the signal ends it. */
export function steer(canvas: HTMLElement, on: Steered, signal: AbortSignal): void {
  steerPointers(canvas, on, signal);
  canvas.addEventListener('keydown', (e) => pressKey(e, on), { signal });
  canvas.addEventListener(
    'wheel',
    (e) => {
      const eye = on.eye();
      // A page must stay scrollable past a picture that was not entered.
      const entered = (canvas.getRootNode() as Document | ShadowRoot).activeElement === canvas;
      if (eye === null || !(entered || e.ctrlKey || e.metaKey)) return;
      e.preventDefault();
      const { right, up } = shares(canvas, e.clientX, e.clientY);
      const turn = e.deltaY * (e.deltaMode === 1 ? 16 : 1);
      on.set(zoom(on.get(), eye, Math.exp(-turn * 0.0016), (right * eye.aspect) / 2, up / 2));
    },
    { signal, passive: false },
  );
}

/** A place in the window from −1 to 1 across the canvas. */
function shares(canvas: HTMLElement, x: number, y: number): { right: number; up: number } {
  const box = canvas.getBoundingClientRect();
  return {
    right: (2 * (x - box.left)) / box.width - 1,
    up: 1 - (2 * (y - box.top)) / box.height,
  };
}

function steerPointers(canvas: HTMLElement, on: Steered, signal: AbortSignal): void {
  const spots = new Map<number, Spot>();
  let travelled = 0;
  let moving = false;
  const down = (e: PointerEvent): void => {
    if (spots.size === 0) travelled = 0;
    spots.set(e.pointerId, { x: e.clientX, y: e.clientY });
    moving = e.shiftKey || e.button !== 0;
    canvas.setPointerCapture(e.pointerId);
  };
  const move = (e: PointerEvent): void => {
    const spot = spots.get(e.pointerId);
    const eye = on.eye();
    if (spot === undefined || eye === null) return;
    const before = [...spots.values()].map((s) => ({ ...s }));
    const [dx, dy] = [e.clientX - spot.x, e.clientY - spot.y];
    Object.assign(spot, { x: e.clientX, y: e.clientY });
    travelled += Math.hypot(dx, dy);
    if (travelled < CLICK) return;
    const size = canvas.clientHeight || 1;
    if (spots.size >= 2) pinch(canvas, on, eye, before, [...spots.values()]);
    else if (moving) on.set(pan(on.get(), eye, dx / size, -dy / size));
    else on.set(orbit(on.get(), eye, (-TURN * dx) / size, (TURN * dy) / size));
  };
  const up = (e: PointerEvent): void => {
    if (!spots.delete(e.pointerId) || spots.size > 0 || e.type !== 'pointerup') return;
    if (travelled >= CLICK || e.button !== 0) return;
    const at = shares(canvas, e.clientX, e.clientY);
    on.pick(at.right, at.up);
  };
  canvas.addEventListener('pointerdown', down, { signal });
  canvas.addEventListener('pointermove', move, { signal });
  canvas.addEventListener('pointerup', up, { signal });
  canvas.addEventListener('pointercancel', up, { signal });
  canvas.addEventListener('contextmenu', (e) => e.preventDefault(), { signal });
}

/** Two fingers: what was between them stays between them. */
function pinch(canvas: HTMLElement, on: Steered, eye: Eye, before: Spot[], after: Spot[]): void {
  const size = canvas.clientHeight || 1;
  const middle = (s: Spot[]): Spot => ({ x: (s[0].x + s[1].x) / 2, y: (s[0].y + s[1].y) / 2 });
  const gap = (s: Spot[]): number => Math.max(1, Math.hypot(s[0].x - s[1].x, s[0].y - s[1].y));
  const [a, b] = [middle(before), middle(after)];
  on.set(pan(on.get(), eye, (b.x - a.x) / size, (a.y - b.y) / size));
  const now = on.eye() ?? eye;
  const at = shares(canvas, b.x, b.y);
  on.set(zoom(on.get(), now, gap(after) / gap(before), (at.right * now.aspect) / 2, at.up / 2));
}

function pressKey(e: KeyboardEvent, on: Steered): void {
  const eye = on.eye();
  if (eye === null || e.ctrlKey || e.metaKey || e.altKey) return;
  const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[e.key];
  const state = on.get();
  if (arrow) {
    const [x, y] = arrow;
    on.set(
      e.shiftKey ? pan(state, eye, KEY.pan * x, KEY.pan * y) : orbit(state, eye, KEY.turn * x, KEY.turn * y),
    );
  } else if (e.key === '+' || e.key === '=') on.set(zoom(state, eye, KEY.zoom));
  else if (e.key === '-') on.set(zoom(state, eye, 1 / KEY.zoom));
  else if (e.key === '0') on.set({ ...state, height_um: 0 });
  else if (e.key === '[' || e.key === ']') on.step(e.key === ']' ? 1 : -1);
  else return;
  e.preventDefault();
}

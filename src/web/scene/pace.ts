/** When a picture is drawn and in how many pixels: on demand, coarser while it moves on a slow machine, fine at rest. */

/** After the last movement the picture is drawn once more, sharp, ms. */
const REST = 220;
/** A run's moments are drawn at most this often, ms, and never in more than a fifth of the time. */
const LEAST = 200;

/** Limits of the pixels a picture has for each CSS px. */
const RATIO = { least: 0.4, most: 2 } as const;
/** Most pixels of a picture at rest. */
const MOST_PIXELS = 3e6;
/** Frame times at which pixels are taken away or given back, ms. */
const SLOW = 80;
const QUICK = 32;
/** Longer than a frame can take. */
const PAUSE = 4000;

/** Schedules the drawing of one picture. */
export class Pace {
  readonly #draw: () => void;
  readonly #busy: () => boolean;
  #frame = 0;
  #timer = 0;
  #rest = 0;
  #moving = false;
  #ratio = 1;
  #last = 0;
  #cost = 0;
  #drawnAt = 0;

  /** `busy`: a run wants the processor. */
  constructor(draw: () => void, busy: () => boolean) {
    this.#draw = draw;
    this.#busy = busy;
    this.#ratio = Math.min(devicePixelRatio, 1);
  }

  /** What is shown has changed. */
  changed(): void {
    if (!this.#busy()) {
      this.#soon();
      this.#sharpen();
      return;
    }
    if (this.#timer !== 0) return;
    const wait = Math.max(LEAST, 4 * this.#cost) - (performance.now() - this.#drawnAt);
    this.#timer = setTimeout(
      () => {
        this.#timer = 0;
        this.#soon();
        this.#sharpen();
      },
      Math.max(0, wait),
    ) as unknown as number;
  }

  /** The viewer moves. */
  moving(): void {
    this.#moving = true;
    this.#soon();
    this.#sharpen();
  }

  /** True while the viewer moves. */
  get isMoving(): boolean {
    return this.#moving;
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    clearTimeout(this.#rest);
  }

  /** Pixels for each CSS px now, for a picture of `area` CSS px². */
  ratio(area: number): number {
    const own = Math.min(RATIO.most, devicePixelRatio);
    if (this.#moving) return Math.min(own, this.#ratio);
    if (this.#busy()) return Math.min(1, own);
    // Twice as many pixels as the screen has smooth the edges of impostors, which no multisampling does.
    return Math.max(1, Math.min(RATIO.most, 2 * own, Math.sqrt(MOST_PIXELS / area)));
  }

  #soon(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#now());
  }

  /** Draw once more when all is quiet. */
  #sharpen(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      if (!this.#moving) return;
      this.#moving = false;
      this.#soon();
    }, REST) as unknown as number;
  }

  #now(): void {
    this.#frame = 0;
    const began = performance.now();
    if (this.#moving) this.#adapt(began - this.#last);
    this.#last = began;
    this.#draw();
    this.#drawnAt = performance.now();
    this.#cost = this.#drawnAt - began;
  }

  /** Frames come as fast as they can while the viewer moves; a pause tells nothing. */
  #adapt(gap: number): void {
    if (gap > PAUSE) return;
    if (gap > SLOW) this.#ratio = Math.max(RATIO.least, this.#ratio * 0.8);
    else if (gap < QUICK) this.#ratio = Math.min(RATIO.most, this.#ratio * 1.1);
  }
}

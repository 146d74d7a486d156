/** From an SVG figure to PNG, with a picture laid into it. */
import { h } from '../dom.js';
import { canvasPng, svgImage } from '../png.js';

/** A picture that is laid on the figure, in the figure's px. */
export interface Inlay {
  readonly image: CanvasImageSource;
  /** A whole SVG document over it. */
  readonly over: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** PNG of a figure at `ratio` pixels for each of its px. A WebGL picture must have been drawn in this very task. */
export async function rasterise(
  figure: { readonly markup: string; readonly width: number; readonly height: number },
  ratio: number,
  inlay: Inlay | null,
): Promise<Blob | null> {
  const canvas = sized(figure.width * ratio, figure.height * ratio);
  const pen = canvas.getContext('2d');
  if (pen === null) return null;
  // A WebGL canvas forgets its picture when the frame has ended.
  const kept = inlay && sized(inlay.width * ratio, inlay.height * ratio);
  if (inlay && kept) kept.getContext('2d')?.drawImage(inlay.image, 0, 0, kept.width, kept.height);
  pen.scale(ratio, ratio);
  pen.drawImage(await svgImage(figure.markup), 0, 0, figure.width, figure.height);
  if (inlay && kept) {
    const { x, y, width, height } = inlay;
    pen.drawImage(kept, x, y, width, height);
    pen.drawImage(await svgImage(inlay.over), x, y, width, height);
  }
  return canvasPng(canvas);
}

function sized(width: number, height: number): HTMLCanvasElement {
  return h('canvas', { width: Math.round(width), height: Math.round(height) });
}

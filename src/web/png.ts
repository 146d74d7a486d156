/** SVG pictures as pixels. */
import { h } from './dom.js';

/** Two pixels for one: what a screen of high density and a slide want. */
const SCALE = 2;

/** An SVG document as an image that can be drawn. @throws Error when the browser cannot read it. */
export async function svgImage(markup: string): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(new Blob([markup], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** What is on a canvas, as PNG; null when the browser makes none. */
export function canvasPng(canvas: HTMLCanvasElement): Promise<Blob | null> {
  return new Promise((done) => canvas.toBlob(done, 'image/png'));
}

/** An SVG document as PNG. @throws Error in words when the browser cannot draw it. */
export async function pngOf(markup: string): Promise<Blob> {
  const image = await svgImage(markup);
  const canvas = h('canvas', { width: SCALE * image.naturalWidth, height: SCALE * image.naturalHeight });
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await canvasPng(canvas);
  if (blob === null) throw new Error('this browser cannot write a PNG of it');
  return blob;
}

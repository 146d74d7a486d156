/** A picture of our writers as pixels. */
import { inTheme } from './theme.js';

/** Two pixels for one: what a screen of high density and a slide want. */
const SCALE = 2;

/**
 * An SVG as PNG, in the colours of a theme.
 * @throws Error when the browser cannot draw it.
 */
export async function pngOf(markup: string, theme: 'light' | 'dark'): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([inTheme(markup, theme)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = SCALE * image.naturalWidth;
    canvas.height = SCALE * image.naturalHeight;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    if (blob === null) throw new Error('the browser made no PNG of the map');
    return blob;
  } finally {
    URL.revokeObjectURL(url);
  }
}

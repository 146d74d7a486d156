/** Pictures as PNG: the SVG drawn by resvg, a library of its own that needs no browser. */
import { InputError } from '../core/errors.js';

/** Draws an SVG, twice as large as it says. */
export type PngMaker = (svg: string) => Uint8Array;

const ZOOM = 2;

/** A word, to see whether there is a font to write it with. */
const WORD =
  '<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50"><text x="5" y="30" font-size="20">M</text></svg>';

const OPTIONS = {
  fitTo: { mode: 'zoom', value: ZOOM },
  background: '#ffffff',
  font: { loadSystemFonts: true, defaultFontFamily: 'DejaVu Sans', sansSerifFamily: 'DejaVu Sans' },
} as const;

/**
 * What draws pictures on this machine.
 *
 * @throws InputError where the library cannot be loaded, or no font is there to write with.
 */
export async function pngMaker(): Promise<PngMaker> {
  const refuse = (hint: string): never => {
    throw new InputError({ field: '--format', value: 'png', allowed: 'svg on this machine', hint });
  };
  const library = await import('@resvg/resvg-js').catch((e: unknown) =>
    refuse(`@resvg/resvg-js has no build for it: ${e instanceof Error ? e.message : String(e)}`),
  );
  const { Resvg } = library;
  if (new Resvg(WORD, OPTIONS).getBBox() === undefined)
    refuse('It has no fonts, so the picture would have no words: install some, such as fonts-dejavu-core.');
  return (svg) => new Uint8Array(new Resvg(svg, OPTIONS).render().asPng());
}

/** Paints the stages behind and below the plots. */
import type uPlot from 'uplot';
import { type Band, bandGroups, bandTexts, groupTexts } from './bands.js';
import type { Line } from './panels.js';

/** Colours and type as the page has them now. */
export interface Paint {
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly strong: string;
  readonly band: string;
  readonly font: string;
  readonly lines: Readonly<Record<Line['key'], string>>;
}

/** Height of the names of stages and cycles, px. */
export const AXIS_HEIGHT = 44;

/** Every second stage on a wash, and a line where a stage of making or a cycle begins. */
export function paintBands(u: uPlot, bands: readonly Band[], paint: Paint): void {
  const { ctx, bbox } = u;
  ctx.save();
  for (const [k, band] of bands.entries()) {
    const left = Math.round(u.valToPos(k, 'x', true));
    const right = Math.round(u.valToPos(k + 1, 'x', true));
    if (k % 2 === 1) {
      ctx.fillStyle = paint.band;
      ctx.fillRect(left, bbox.top, right - left, bbox.height);
    }
    if (k > 0 && band.cycle !== bands[k - 1].cycle) {
      ctx.fillStyle = paint.strong;
      ctx.fillRect(left, bbox.top, 1, bbox.height);
    }
  }
  ctx.restore();
}

/** Names of the stages, and brackets with the cycles, below the plot. */
export function paintAxis(u: uPlot, bands: readonly Band[], paint: Paint): void {
  const { ctx, bbox } = u;
  const ratio = devicePixelRatio;
  const top = bbox.top + bbox.height + 4 * ratio;
  ctx.save();
  ctx.font = `${12 * ratio}px ${paint.font}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'alphabetic';
  const measure = (text: string): number => ctx.measureText(text).width / ratio;
  const width = bbox.width / ratio;
  ctx.fillStyle = paint.ink;
  for (const { at, text } of bandTexts(bands, width, measure)) {
    ctx.fillText(text, u.valToPos(at, 'x', true), top + 12 * ratio);
  }
  const groups = bandGroups(bands);
  ctx.fillStyle = paint.strong;
  for (const { from, to } of groups) {
    const left = u.valToPos(from, 'x', true) + 3 * ratio;
    ctx.fillRect(left, top + 19 * ratio, u.valToPos(to, 'x', true) - 3 * ratio - left, ratio);
  }
  ctx.fillStyle = paint.soft;
  for (const { at, text } of groupTexts(groups, bands.length, width, measure)) {
    ctx.fillText(text, u.valToPos(at, 'x', true), top + 34 * ratio);
  }
  ctx.restore();
}

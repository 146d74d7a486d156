/** Our own pictures as elements of the page. */
import { adoptStyle, svgElement } from '../dom.js';

const STYLE = /<style>(.*?)<\/style>/gs;

/** A picture without its style, which is adopted: a content security policy refuses it even while it is parsed. */
export function pictureElement(markup: string, root: Document | ShadowRoot): SVGSVGElement {
  for (const [, css] of markup.matchAll(STYLE)) adoptStyle(css ?? '', root);
  return svgElement(markup.replaceAll(STYLE, ''), root);
}

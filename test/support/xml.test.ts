import { describe, expect, it } from 'vitest';
import { parseXml } from './xml.js';

describe('the judge of XML', () => {
  it.each([
    ['<a><b></a>'],
    ['<a x="1" x="2"/>'],
    ['<a>&nbsp;</a>'],
    ['<a>R & D</a>'],
    ['<a x="R & D"/>'],
    ['<a x=1/>'],
    ['<a x="<"/>'],
    ['<a/><b/>'],
    ['<a/>text'],
    ['<a>'],
    ['<a title/>'],
    ['<A></a>'],
    [''],
  ])('refuses %j', (text) => {
    expect(() => parseXml(text)).toThrow();
  });

  it('reads elements, attributes and text', () => {
    expect(parseXml('<?xml version="1.0"?>\n<a x="&lt;&#39;"><b>1</b>R &amp; D<b/></a>')).toEqual({
      tag: 'a',
      attributes: { x: "<'" },
      children: [
        { tag: 'b', attributes: {}, children: [], text: '1' },
        { tag: 'b', attributes: {}, children: [], text: '' },
      ],
      text: 'R & D',
    });
  });
});

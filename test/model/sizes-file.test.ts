import { describe, expect, it } from 'vitest';
import { readSizes } from '../../src/model/sizes-file.js';

const rows = [
  [4, 10],
  [6, 20],
  [9, 45],
  [13.5, 25],
] as const;
const expected = { diameter_um: [4, 6, 9, 13.5], volume: [10, 20, 45, 25] };
const with_ = (separator: string, sign: string, end: string, head: string): string =>
  head + rows.map((r) => r.map((v) => String(v).replace('.', sign)).join(separator)).join(end);

describe('a table of sizes', () => {
  it.each([
    ['commas', with_(',', '.', '\n', 'diameter_um,volume\n')],
    ['semicolons and decimal commas', with_(';', ',', '\r\n', 'Durchmesser / µm;Anteil / %\r\n')],
    [
      'tabs, a preamble and a mark of order',
      `\uFEFF${with_('\t', '.', '\n', 'Sample: A\n\nSize (µm)\tVolume In %\n')}\n`,
    ],
    ['spaces and decimal commas', with_('   ', ',', '\n', '')],
    ['commas and spaces', with_(' , ', '.', '\n', 'd, v\n')],
    ['spaces and no head', with_('  ', '.', '\n', '# by laser\n')],
  ])('is read with %s', (_, text) => {
    expect(readSizes(text, 'a.csv')).toEqual(expected);
  });

  it('in nm is in µm', () => {
    expect(readSizes('Diameter (nm),share\n4000,1\n6000,2', 'a.csv').diameter_um).toEqual([4, 6]);
  });

  it.each([
    ['by its head', 'd (µm),Volume under (%)\n2,0\n4,10\n8,60\n16,90\n'],
    ['by rising to 100', '2,0\n4,10\n8,60\n16,90\n32,100\n'],
    ['by rising to 1', '2,0\n4,0.1\n8,0.6\n16,0.9\n32,1\n'],
  ])('is cumulative %s', (_, text) => {
    const { diameter_um, volume } = readSizes(text, 'a.csv');
    expect(diameter_um.slice(0, 3).map((d) => d / Math.SQRT2)).toEqual(
      [2, 4, 8].map((d) => expect.closeTo(d, 9)),
    );
    const sum = volume.reduce((a, b) => a + b);
    const share = volume.slice(0, 3).map((v) => v / sum);
    const whole = /,90\n$/.test(text) ? 90 : 100;
    expect(share).toEqual([10, 50, 30].map((v) => expect.closeTo(v / whole, 9)));
  });

  it.each([
    ['no rows', 'diameter,volume\n', /0 rows/],
    ['diameters that fall', '4,1\n3,1\n', /line 2: 3.*above 4/],
    ['a negative volume', '4,1\n5,-1\n', /line 2: -1/],
    ['text below the rows', '4,1\n5,2\nend of report\n', /line 3: end of report/],
    ['a sum that falls', 'd,cumulative\n4,10\n5,8\n', /8 below 5 µm/],
  ])('with %s is refused', (_, text, message) => {
    expect(() => readSizes(text, 'a.csv')).toThrow(message);
  });
});

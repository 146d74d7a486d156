import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvOptions, eachRecord } from '../../src/core/csv.js';

function read(text: string, separator: CsvOptions['separator'] = ','): [line: number, ...cells: string[]][] {
  const out: [number, ...string[]][] = [];
  eachRecord(text, { separator, file: 'a.csv' }, (cells, line) => out.push([line, ...cells]));
  return out;
}

describe('a table as text', () => {
  it.each<[string, string, [number, ...string[]][]]>([
    [
      'LF',
      'a,b\n1,2\n',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'CRLF',
      'a,b\r\n1,2\r\n',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'CR',
      'a,b\r1,2\r',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'no last line break',
      'a,b\n1,2',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    ['a byte-order mark before a quote', '\ufeff"a",b\n', [[1, 'a', 'b']]],
    ['separators and quotes in quotes', '"a,b","say ""x"""\n', [[1, 'a,b', 'say "x"']]],
    [
      'line breaks in quotes, counted',
      '"a\nb\r\nc",1\nd,2\n',
      [
        [1, 'a\nb\r\nc', '1'],
        [4, 'd', '2'],
      ],
    ],
    [
      'lines without a value, counted',
      'a,b\n\n , \n1,2\n',
      [
        [1, 'a', 'b'],
        [4, '1', '2'],
      ],
    ],
    [
      'empty cells',
      ',b,\n"",,c\n',
      [
        [1, '', 'b', ''],
        [2, '', '', 'c'],
      ],
    ],
    ['blanks around quotes', '"a" , "b,c" ,d\n', [[1, 'a', 'b,c', 'd']]],
    [
      'quotes in a comment',
      '# 5" wide, "open\n"a",b\n',
      [
        [1, '# 5 wide', ' open'],
        [2, 'a', 'b'],
      ],
    ],
    ['nothing', '', []],
  ])('with %s', (_, text, records) => {
    expect(read(text)).toEqual(records);
  });

  it('with semicolons or tabs', () => {
    expect(read('"a;b";0,5\n', ';')).toEqual([[1, 'a;b', '0,5']]);
    expect(read('"a\tb"\t0,5\n', '\t')).toEqual([[1, 'a\tb', '0,5']]);
  });

  it.each([
    ['a,b\n1,"open\n2,3\n', 'a.csv:2'],
    ['"a\nb",c\n"d"e,f\n', 'a.csv:3'],
    ['a,b\r\n1,"two" words\r\n', 'a.csv:2'],
    ['"', 'a.csv:1'],
  ])('is refused with a quote out of place: %j', (text, where) => {
    expect(() => read(text)).toThrow(`${where}: got`);
    expect(() => read(text)).toThrow('a quote that is closed again');
  });

  it('gives back any cells, each of them in quotes', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ' ', '"', ',', '#', '\n', '\r\n', '.') });
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 });
    fc.assert(
      fc.property(table, (rows) => {
        const text = rows.map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join('\n');
        const seen = rows.filter((row) => row.some((c) => c.trim() !== ''));
        expect(read(text).map(([, ...cells]) => cells)).toEqual(seen);
      }),
    );
  });
});

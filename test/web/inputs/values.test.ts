import { describe, expect, it } from 'vitest';
import { fields } from '../../../src/config/fields.js';
import { readField, readNumber, showValue } from '../../../src/web/inputs/values.js';

describe('numbers as people type them', () => {
  it.each([
    ['1.5', '', 1.5],
    ['1,5', '', 1.5],
    ['−3', '°C', -3],
    [' 42 µm ', 'µm', 42],
    ['10,5 mg/cm²', 'mg/cm²', 10.5],
    ['1 500', 'µm', 1500],
    ['180\u202f000', 'MPa', 180000],
    ['14 %', '', 0.14],
    ['2,3e-5', '1/K', 2.3e-5],
    ['0,500', '', 0.5],
    ['.5', '', 0.5],
  ])('%s in %s is %d', (text, unit, value) => {
    expect(readNumber(text, unit)).toEqual({ value });
  });

  it('says what can be read in two ways', () => {
    expect(readNumber('1,500', 'µm')).toEqual({
      words: '1,500 can be read in two ways: write 1500 or 1.5.',
    });
  });

  it.each(['abc', 'NaN', 'Infinity', '1e999', '1.500,5', '1,500,000', '=1+1', '14 %', '0x10', '1_000', ''])(
    'hands on %j for the check to refuse',
    (text) => {
      expect(readNumber(text, 'µm')).toEqual({ value: text });
    },
  );

  it('reads back what it shows', () => {
    const all = fields();
    for (const [path, value] of [
      ['binder.thermal_per_K', 1.2e-5],
      ['electrode.textureAxis', [0, -0.5, 1]],
      ['electrode.depth', 'slab'],
      ['electrode.depth', 50],
      ['solver.tolerance', 1e-6],
    ] as const) {
      const info = all.get(path);
      if (!info) throw new Error(path);
      expect(readField(info, showValue(value))).toEqual({ value });
    }
    const width = all.get('electrode.lateral_um');
    if (!width) throw new Error('no width');
    expect(readField(width, 'auto')).toEqual({ value: null });
    const axis = all.get('electrode.textureAxis');
    if (!axis) throw new Error('no axis');
    expect(readField(axis, '0,5; 0; 1')).toEqual({ value: [0.5, 0, 1] });
  });
});

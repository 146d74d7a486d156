import { describe, expect, it } from 'vitest';
import type { Electrode } from '../../../src/build/electrode.js';
import { configure } from '../../../src/model/configure.js';
import {
  differenceSentence,
  otherDifferences,
  rowsOf,
  type Side,
} from '../../../src/web/compare/difference.js';
import { differenceSvg } from '../../../src/web/compare/difference-svg.js';
import { momentAt, placesOf } from '../../../src/web/compare/places.js';
import { parseXml } from '../../support/xml.js';
import { fakeMoment } from './moments.js';

/** A run on an electrode 200 µm wide, where one crack is 5 mm/mm². */
function side(binder: string, lengths: readonly number[]): Side {
  return {
    config: configure({ binder }),
    electrode: { summary: { slab: true, lateral_um: [200, 9] } } as unknown as Electrode,
    moments: lengths.map((length, k) => fakeMoment(k - 1, k === 0 ? 0 : 1, { length, parting: length / 5 })),
    result: null,
  };
}

const END_OF_CHARGE = fakeMoment(4, 1);
const a = side('PVDF', [0, 0, 5, 5, 5, 10]);

describe('places of two lives', () => {
  it('are those of A, then the stages that only B has', () => {
    const [short, long] = [
      [fakeMoment(-1, 0), fakeMoment(0, 1)],
      [fakeMoment(-1, 0), fakeMoment(0, 0.5), fakeMoment(1, 1)],
    ];
    expect(placesOf(short, long)).toEqual([...short, long[2]]);
  });

  it('take the nearest share of the same stage, and nothing from another stage', () => {
    const moments = [fakeMoment(0, 0.2), fakeMoment(0, 0.6), fakeMoment(1, 0.1)];
    expect(momentAt(moments, fakeMoment(0, 1))?.fraction).toBe(0.6);
    expect(momentAt(moments, fakeMoment(2, 0.1))).toBeNull();
  });
});

describe('the difference in words', () => {
  const say = (lengths: readonly number[], binder = 'PVDF-A') =>
    differenceSentence(a, side(binder, lengths), END_OF_CHARGE);

  it('says who has less or more, and how many cracks that is', () => {
    expect(say([0, 0, 0, 0, 0, 5])).toBe(
      'PVDF-A has 5 mm/mm² of parting crack less than PVDF at the end of charge 1. That is one crack across the modelled width, the least that can differ: a wider electrode would tell more.',
    );
    expect(say([0, 0, 0, 0, 0, 20])).toMatch(/10 mm\/mm² of parting crack more than PVDF .* 2 cracks/);
  });

  it('says that less than one crack means nothing, and marks it in the table', () => {
    const close = [0, 0, 0, 0, 0, 12];
    expect(say(close)).toMatch(/differ by 2 mm\/mm² .* less than one crack .* means nothing/);
    const rows = rowsOf(a, side('PVDF-A', close), END_OF_CHARGE);
    const row = rows.find(({ name }) => name === 'Length of parting cracks (mm/mm²)');
    expect(row).toMatchObject({ a: '10', b: '12', difference: '+2', nothing: true });
  });

  it('says when nothing differs, when one has not come so far, and keeps equal names apart', () => {
    expect(say([0, 0, 5, 5, 5, 10])).toMatch(/have the same length .* at the end of charge 1: 10 mm\/mm²/);
    expect(say([0, 0])).toBe('PVDF-A has no moment at the end of charge 1 to compare with.');
    expect(say([0, 0, 0, 0, 0, 0], 'PVDF')).toMatch(/^B \(PVDF\) has 10 mm\/mm² .* less than A \(PVDF\)/);
  });
});

describe('what differs besides the binder', () => {
  it('is named with both values', () => {
    const base = configure({ binder: 'PVDF' });
    expect(otherDifferences(base, configure({ binder: 'PVDF-A' }))).toEqual([]);
    const other = configure({ binder: 'PVDF', overrides: ['seed=2', 'electrode.lateral_um=300'] });
    expect(otherDifferences(base, other).join()).toMatch(/electrode\.lateral_um: .* and 300/);
    expect(otherDifferences(base, other)).toContain('seed: 1 and 2');
  });
});

describe('the chart of the difference', () => {
  it('is a well-formed picture, the same each time, while B still grows too', () => {
    for (const b of [side('PVDF-A', [0, 0, 0, 5]), side('PVDF-A', [])]) {
      const svg = differenceSvg(a, b, { place: END_OF_CHARGE });
      expect(parseXml(svg)).toBeTruthy();
      expect(svg).toBe(differenceSvg(a, b, { place: END_OF_CHARGE }));
      expect(svg).toContain('PVDF-A − PVDF (mm/mm²)');
      expect(svg).not.toMatch(/NaN|undefined/);
    }
  });
});

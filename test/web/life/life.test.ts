import { describe, expect, it } from 'vitest';
import { configure } from '../../../src/model/configure.js';
import { oneCrack, oneCrackWords } from '../../../src/output/one-crack.js';
import { csv } from '../../../src/output/table.js';
import { bandGroups, bandsOf, bandTexts, groupTexts, nearestMoment } from '../../../src/web/life/bands.js';
import { lifeSvg } from '../../../src/web/life/life-svg.js';
import { PANELS, rangeOf } from '../../../src/web/life/panels.js';
import { fileStem } from '../../../src/web/life/save.js';
import { momentsTable, momentWords, placeWords } from '../../../src/web/life/words.js';
import { parseXml } from '../../support/xml.js';
import { fakeMoment } from './moments.js';

const perLetter = (text: string): number => 7 * text.length;

describe('the axis of a life', () => {
  const bands = bandsOf(configure({ overrides: ['process.cycles=2'] }));

  it('has a band a stage, in the order of the run', () => {
    const cycles = ['charge 1', 'discharge 1', 'charge 2', 'discharge 2'];
    expect(bands.map((b) => b.label)).toEqual(['dry', 'cool', 'calender', 'wet', ...cycles]);
    expect(bandGroups(bands).map((g) => [g.from, g.to, g.label])).toEqual([
      [0, 4, 'making and wetting'],
      [4, 6, 'cycle 1'],
      [6, 8, 'cycle 2'],
    ]);
  });

  it('shortens names together, and leaves them out before they cover each other', () => {
    const names = (width: number) => bandTexts(bands, width, perLetter).map((t) => t.text);
    expect(names(800)).toContain('discharge 1');
    expect(names(600)).toContain('discharge');
    expect(names(300)).toEqual(['dry', 'cool', 'cal.', 'wet', 'ch.', 'dis.', 'ch.', 'dis.']);
    expect(names(120)).toEqual([]);
  });

  it('thins the numbers of many cycles', () => {
    const many = bandsOf(configure({ overrides: ['process.cycles=60'] }));
    const texts = groupTexts(bandGroups(many), many.length, 400, perLetter);
    expect(texts.length).toBeGreaterThan(3);
    for (const [k, t] of texts.entries()) {
      const next = texts[k + 1];
      if (next) expect((next.at - t.at) * (400 / many.length)).toBeGreaterThan(perLetter(t.text));
    }
  });

  it('finds the nearest moment', () => {
    const moments = [fakeMoment(-1, 0), fakeMoment(0, 0.5), fakeMoment(0, 1), fakeMoment(1, 0.5)];
    expect([-3, 0.2, 0.3, 1.2, 9].map((at) => nearestMoment(moments, at))).toEqual([0, 0, 1, 2, 3]);
    expect(nearestMoment([], 1)).toBe(-1);
  });
});

describe('a moment in words', () => {
  it('says when, at which voltage and what has cracked, with units', () => {
    const moment = fakeMoment(4, 0.667, { parting: 2, length: 4.8 });
    expect(momentWords(moment)).toBe(
      'charge 1, 67 % of the load, 4.15 V, x = 0.33: 2 parting cracks, 4.8 mm/mm², 99\u202f% tied to the foil',
    );
  });

  it('says what there is when nothing parts the coating, and never 0 or 100 % of a stage', () => {
    expect(momentWords(fakeMoment(-1, 0))).toMatch(/^as built: no crack, /);
    expect(momentWords(fakeMoment(0, 0.001, { diffuse: 0.3 }))).toMatch(
      /^dry, 1 % of the load: no parting crack, 0.3 mm\/mm² of diffuse damage/,
    );
    expect(placeWords(fakeMoment(0, 0.9999))).toBe('dry, 99 % of the load');
    expect(placeWords(fakeMoment(5, 1))).toBe('end of discharge 1');
  });
});

describe('panels', () => {
  it('hold every value in their range, zero for lengths, and no less than one crack', () => {
    const moments = [fakeMoment(-1, 0), fakeMoment(4, 0.5, { length: 7.3, diffuse: 9.9 })];
    for (const panel of PANELS) {
      const [low, high] = rangeOf(panel, moments, 3);
      for (const m of moments) {
        for (const { value } of panel.lines) {
          const v = value(m);
          if (v !== null) expect(v >= low && v <= high).toBe(true);
        }
      }
    }
    const cracks = PANELS.find((p) => p.key === 'cracks')!;
    expect(rangeOf(cracks, [], 6.7)[1]).toBeGreaterThanOrEqual(6.7);
    expect(rangeOf(cracks, moments, 1)[0]).toBe(0);
  });
});

describe('the least crack length', () => {
  it('is that of one crack through a slab; in 3D, where cracks end anywhere, there is none', () => {
    expect(oneCrack({ slab: true, lateral_um: [420, 9] })).toBeCloseTo(1000 / 420, 12);
    for (const none of [{ slab: false, lateral_um: [420, 420] } as const, undefined]) {
      expect(oneCrack(none)).toBeNull();
      expect(oneCrackWords(oneCrack(none))).toBe('');
    }
  });
});

describe('what is saved', () => {
  const bands = bandsOf(configure({}));
  const moments = [-1, 0, 1, 2, 3, 4, 5].map((k) => fakeMoment(k, k < 0 ? 0 : 1, { length: Math.max(0, k) }));

  it('is a well-formed picture with units, the same each time', () => {
    const svg = lifeSvg(moments, { title: 'Life of <PVDF>', bands, oneCrack: 6.7 });
    expect(parseXml(svg)).toBeTruthy();
    expect(svg).toBe(lifeSvg(moments, { title: 'Life of <PVDF>', bands, oneCrack: 6.7 }));
    for (const words of [
      'Equilibrium potential (V)',
      'Crack length (mm/mm²)',
      'charge 1',
      'cycle 1',
      '&lt;PVDF&gt;',
    ]) {
      expect(svg).toContain(words);
    }
    expect(svg).not.toMatch(/NaN|undefined/);
  });

  it('leaves voltage and lattice out where nothing is cycled, and draws no moment at all', () => {
    const plain = bandsOf(configure({ overrides: ['process.stages=["dry","cool"]'] }));
    const svg = lifeSvg([], { title: 'none', bands: plain });
    expect(svg).not.toContain('Cell voltage');
    expect(parseXml(svg)).toBeTruthy();
  });

  it('has one row a moment with units in the names', () => {
    const lines = csv(momentsTable(moments)).trimEnd().split('\n');
    expect(lines).toHaveLength(moments.length + 1);
    expect(lines[0]).toContain('potential_V,x_lithium,lattice_a_A');
    const [head, first, , , , , charge] = lines.map((l) => l.split(',')) as string[][];
    const at = head!.indexOf('potential_V');
    expect(first![at]).toBe('');
    expect(charge![at]).toBe('4.15');
  });
});

describe('the name of a file', () => {
  it('has nothing in it that no file may have, whatever a binder is called', () => {
    const config = configure({ overrides: ['binder.name=../my: film'] });
    expect(fileStem('compare', { config }, 'B/2 <new>')).toMatch(/^fibril-compare-[\w.-]+-seed1-B-2-new$/);
    expect(fileStem('life', { config: configure({ preset: 'paper-10' }) })).toBe(
      'fibril-life-PVDF-paper-10-seed1',
    );
  });
});

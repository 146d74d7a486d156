import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filmCurve } from '../../src/materials/film-curve.js';
import { readPeel } from '../../src/materials/peel.js';
import { readBinder } from '../../src/model/configure.js';
import { tensile } from '../support/tensile.js';

const FILMS = path.join(import.meta.dirname, 'films');

const film = async (name: string, ...flags: string[]) =>
  tensile(await readFile(path.join(FILMS, name)), ...flags);

/** The film that most of the files hold: E 1000 MPa to 20 MPa, then straight to 30 MPa at 60 %. */
const THE_FILM = {
  code: 0,
  specimens: 1,
  E: expect.closeTo(1000, 3),
  strength: expect.closeTo(30, 6),
  elongation: expect.closeTo(0.6, 9),
  toughness: expect.closeTo(14.7, 3),
};

describe('films as machines write them', () => {
  it.each([
    ['true.csv', /columns 3 'True strain \(%\)', 4 'True stress \(MPa\)' left out/],
    ['units-row.csv', /one specimen/],
    ['rate.csv', /one specimen/],
    ['elongation.csv', /one specimen/],
    ['after-break.csv', /7 points after the break.*from line 30 on/],
    ['cp1252.csv', /one specimen/],
    ['hash.csv', /one specimen/],
    ['unitless.csv', /one specimen/],
  ])('%s holds the film', async (name, says) => {
    const read = await film(name);
    expect(read).toMatchObject(THE_FILM);
    expect(read.warnings).toMatch(says);
  });

  it('a steeper stretch at the start does not win the modulus', async () => {
    const read = await film('seating.csv');
    expect(read.E).toBeCloseTo(1080, 0);
    expect(read.yield).toBeGreaterThan(41.5);
    expect(read.yield).toBeLessThan(42.5);
    expect(filmCurve(read.binder).flowStress[0]).toBeGreaterThan(41);
    expect(read.warnings).toMatch(
      /steeper stretch at the start \(1\d\d\d MPa, up to .* MPa\) is taken for seating/,
    );
    expect(read.rest.modulusRule).toMatch(/ASTM D638/);
  });

  it('a step of no strain at the start is a preload, and the binder is one that a run takes', async () => {
    const read = await film('preload.csv');
    expect(read.E).toBeCloseTo(1000, 3);
    const { provenance: _, ...binder } = read.binder;
    expect(filmCurve(readBinder(binder)).flowStress[0]).toBeCloseTo(21, 0);
    expect(
      binder.curve.strain.every((e: number, i: number) => i === 0 || e > binder.curve.strain[i - 1]),
    ).toBe(true);
  });

  it('5,000 beside 0.5 is five thousand', async () => {
    expect(await film('thousands.txt')).toMatchObject({
      E: expect.closeTo(1000, 6),
      strength: expect.closeTo(34, 9),
      warnings: expect.stringMatching(/',' is read as a thousands separator/),
    });
  });

  it.each([1.15, 1.5, 3])(
    'a stretch %f times as steep, up to 0.5, 1 and 2 %% of the strength, is seating',
    async (times) => {
      for (const share of [0.005, 0.01, 0.02]) {
        // 1000 MPa to 20 MPa, then to 30 MPa at 60 %; what is steeper at the start shifts the rest.
        const top = 30 * share;
        const gained = (top / 1000) * (1 - 1 / times);
        const points = [
          ...Array.from({ length: 13 }, (_, i) => [(i * top) / (12 * 1000 * times), (i * top) / 12]),
          ...Array.from({ length: 80 }, (_, i) => top + ((20 - top) * (i + 1)) / 80).map((s) => [
            s / 1000 - gained,
            s,
          ]),
          ...[0.05, 0.1, 0.2, 0.4, 0.6].map((e) => [e - gained, 20 + (10 * (e - 0.02)) / 0.58]),
        ];
        const text = `strain (1),stress (MPa)\n${points.map((p) => p.join(',')).join('\n')}\n`;
        const read = await tensile(new TextEncoder().encode(text));
        expect(Math.abs(read.E / 1000 - 1), `${share}`).toBeLessThan(0.02);
        expect(filmCurve(read.binder).flowStress[0], `${share}`).toBeGreaterThan(19);
      }
    },
  );

  it.each([
    ['d638', 1080],
    ['iso527', 1110],
    ['0.5:3', 1080],
  ])('modulus by the rule %s', async (rule, E) => {
    const read = await film('seating.csv', '--modulus-rule', rule);
    expect(Math.abs(read.E / E - 1)).toBeLessThan(0.01);
    expect(filmCurve(read.binder).flowStress[0]).toBeGreaterThan(18);
  });

  it.each([
    [
      'two strains',
      'Strain (%),Strain 2 (%),Stress (MPa)\n0,0,0\n1,1,10\n',
      [],
      /Delete or rename.*column 2 'Strain 2 \(%\)'/,
    ],
    [
      'true strain only',
      'True strain (%),True stress (MPa)\n0,0\n1,10\n',
      [],
      /engineering strain and stress/,
    ],
    [
      'thousands or not',
      'Strain (%);Stress (MPa)\n0;0\n1;5.000\n2;10.000\n',
      [],
      /film\.csv:3: got '5\.000'.*5000 or 5\.000/,
    ],
    [
      'two decimal signs',
      'Strain (%);Stress (MPa)\n0;0\n0,5;5\n1;10.5\n',
      [],
      /film\.csv:4: got '10\.5'.*line 3 has '0,5'/,
    ],
    [
      'thickness in µm called mm',
      'extension (mm),load (N)\n0,0\n1,1\n',
      ['--thickness-mm', '20'],
      /--thickness-mm: got 20 mm.*Is this µm/,
    ],
    [
      'thickness without a unit',
      'Width: 5 mm\nThickness: 20\nGauge length: 25 mm\nextension (mm),load (N)\n0,0\n',
      [],
      /film\.csv:2 Thickness: got 20.*unit/,
    ],
    [
      'text in a line',
      'strain (%),stress (MPa)\n0,0\n1,10\nspike,x\n2,20\n3,21\n4,22\n',
      [],
      /delete line 4/,
    ],
    [
      'a rule that is none',
      'strain (%),stress (MPa)\n0,0\n',
      ['--modulus-rule', 'iso'],
      /--modulus-rule: got 'iso'.*iso527/,
    ],
    ['a spreadsheet', 'PK\u0003\u0004xx', [], /a table as text/],
  ])('refuses in words: %s', async (_, text, flags, says) => {
    const read = await tensile(new TextEncoder().encode(text), ...flags);
    expect(read.code).toBe(2);
    expect(read.err).toMatch(says);
  });

  it.each([
    ['0.3 N/cm', 30],
    ['0,75 N/25 mm', 30],
    ['30.6 gf/cm', 30.009],
    ['0.03 N/mm', 30],
    ['30', 30],
  ])('a peel of %s is %f N/m', (text, force) => {
    expect(readPeel(text, 'peel')).toEqual({ force_N_m: expect.closeTo(force, 2), question: '' });
  });

  it('asks about a peel that would be usual in N/cm, and about an adhesion above any bond', async () => {
    expect(readPeel('0.3', 'peel').question).toMatch(/is this N\/cm.*30 N\/m/);
    expect(() => readPeel('3 J', 'peel')).toThrow(/N\/25 mm/);
    expect((await film('hash.csv', '--adhesion', '7')).warnings).toMatch(/adhesion of 7 J\/m² is far above/);
    expect((await film('hash.csv', '--adhesion', '30')).err).toMatch(
      /adhesion: got 30 J\/m².*is this a peel force/,
    );
  });
});

import { describe, expect, it } from 'vitest';
import { tensileCommand } from '../../src/cli/tensile.js';
import type { BinderConfig } from '../../src/config/config-types.js';
import { filmCurve } from '../../src/materials/film-curve.js';
import { checkBinder } from '../../src/model/check-config.js';

/** Three specimens of one film: E 1000 MPa, yield 30, to 40 MPa at 20, 25 and 30 %. */
const TABLE = [
  'specimen,strain (%),stress (MPa)',
  ...[20, 25, 30].flatMap((end, k) =>
    [0, 0.5, 1, 1.5, 2, 2.5, 3, 3 + (end - 3) / 2, end].map((e) => {
      const stress = e <= 3 ? 10 * e : 30 + (10 * (e - 3)) / (end - 3);
      return `S${k + 1},${e},${stress}`;
    }),
  ),
  '',
].join('\n');

async function call(argv: string[], files: Record<string, string> = { 'dir/film.csv': TABLE }) {
  const written: Record<string, string> = {};
  let [out, err] = ['', ''];
  const code = await tensileCommand(argv, {
    stdout: (s) => {
      out += s;
    },
    stderr: (s) => {
      err += s;
    },
    readBytes: async (p) => {
      if (!(p in files)) throw new Error(`ENOENT: ${p}`);
      return new TextEncoder().encode(files[p]);
    },
    writeFile: async (p, s) => {
      written[p] = s;
    },
  });
  return { code, out, err, written };
}

describe('fibril tensile', () => {
  it('prints the table with its scatter', async () => {
    const { code, out, err } = await call(['dir/film.csv', '--name', 'Mine', '--adhesion', '0.8']);
    expect(code).toBe(0);
    expect(out).toMatch(/Mine: 3 specimens/);
    expect(out).toMatch(/Young's modulus +MPa +1000 +0 +1000 +1000 +1000/);
    expect(out).toMatch(/elongation at break +% +25 +5 +20 +25 +30/);
    expect(out).toMatch(/Bond to NCM 0\.8 J\/m², to the foil 0\.8 J\/m²/);
    expect(err).toMatch(/note: 3 specimens: ASTM D638 asks for five/);
  });

  it('writes a binder that is a valid one, with its provenance', async () => {
    const { code, written, out } = await call([
      'dir/film.csv',
      '--name',
      'Mine',
      '--peel',
      '30',
      '--peel-reference',
      '12',
      '--out',
      'mine.json',
    ]);
    expect(code).toBe(0);
    const { provenance, ...binder } = JSON.parse(written['mine.json']) as BinderConfig & {
      provenance: object;
    };
    expect(checkBinder(binder).name).toBe('Mine');
    expect(provenance).toMatchObject({ film: 'measured: film.csv, 3 specimens' });
    expect(JSON.stringify(provenance)).toMatch(/peel ratio 2\.50 to PVDF/);
    expect(binder.adhesionFoil_J_m2).toBeCloseTo(2.5 * 0.55, 6);
    expect(binder.adhesionNcm_J_m2).toBe(0.55);
    // (0.03·30)/2 + 35·(mean elongation 0.25 − 0.03)
    expect(filmCurve(binder).toughness_MPa).toBeCloseTo(0.45 + 35 * 0.22, 3);
    expect(out).toMatch(/Peel: apparent energy 60 J\/m² \(not used\); ratio to PVDF 2\.5/);
  });

  it('prints exactly one JSON document with --json', async () => {
    const { out, err } = await call(['dir/film.csv', '--name', 'Mine', '--adhesion', '0.8', '--json']);
    const document = JSON.parse(out);
    expect(document.schema).toBe('fibril.tensile/1');
    expect(document.summary.elongation).toEqual({ mean: 0.25, sd: expect.closeTo(0.05, 10), n: 3 });
    expect(document.specimens).toHaveLength(3);
    expect(document.binder.name).toBe('Mine');
    expect(document.warnings.length).toBeGreaterThan(0);
    expect(err).toBe('');
  });

  it('tells of itself', async () => {
    const { code, out } = await call(['--help']);
    expect(code).toBe(0);
    expect(out).toMatch(/--peel-reference.*Examples/s);
  });

  const GOOD = ['dir/film.csv', '--name', 'M', '--adhesion', '1'];
  it.each([
    ['no file', ['--name', 'M', '--adhesion', '1'], /CURVE\.csv: got nothing/],
    ['two files', ['a.csv', 'b.csv', '--name', 'M', '--adhesion', '1'], /one file/],
    ['file missing', ['no.csv', '--name', 'M', '--adhesion', '1'], /CURVE\.csv: got 'no\.csv'.*ENOENT/s],
    ['no name', ['dir/film.csv', '--adhesion', '1'], /--name: got nothing/],
    ['no bond', ['dir/film.csv', '--name', 'M'], /adhesion: got nothing J\/m²/],
    [
      'negative bond',
      ['dir/film.csv', '--name', 'M', '--adhesion=-1'],
      /--adhesion: got '-1' J\/m².*above 0/s,
    ],
    [
      'unit in a number',
      ['dir/film.csv', '--name', 'M', '--adhesion', '1 J/m2'],
      /--adhesion.*Without the unit/s,
    ],
    ['bad peel', ['dir/film.csv', '--name', 'M', '--peel', 'x'], /--peel: got 'x' N\/m/],
    ['bad reference', [...GOOD, '--peel', '30', '--peel-reference', '0'], /--peel-reference: got '0' N\/m/],
    ['bad angle', [...GOOD, '--angle', '400'], /--angle: got '400' °; allowed: 10 to 180/],
    ['unknown flag', [...GOOD, '--adhesoin', '1'], /arguments.*--help/s],
  ])('ends with 2 and writes nothing: %s', async (_, argv, pattern) => {
    const { code, out, err, written } = await call([...argv, '--out', 'x.json']);
    expect(code).toBe(2);
    expect(err).toMatch(pattern);
    expect([out, written]).toEqual(['', {}]);
  });

  it('names file, line and unit of a wrong table', async () => {
    const broken = TABLE.replace('S2,1,10', 'S2,1,oops');
    const { code, err } = await call(GOOD, { 'dir/film.csv': broken });
    expect(code).toBe(2);
    expect(err).toMatch(/film\.csv:13 stress: got 'oops' MPa; allowed: a finite number/);
  });
});

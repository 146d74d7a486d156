import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/errors.js';
import { filmCurve } from '../../src/materials/film-curve.js';
import { measuredBinder } from '../../src/materials/measured-binder.js';
import { adhesionFromPeel, PVDF_PEEL } from '../../src/materials/peel.js';
import { PVDF } from '../../src/materials/pvdf.js';
import type { TensileCurve } from '../../src/materials/tensile-check.js';
import { parseTensileCsv } from '../../src/materials/tensile-csv.js';
import { fitTensile } from '../../src/materials/tensile-fit.js';

interface Film {
  E: number;
  yield: number;
  strength: number;
  elongation: number;
}

/** Bilinear film: elastic to yield, linear to strength at break. Area by the two trapezoids. */
function bilinear({ E, yield: y, strength, elongation }: Film, n = 400): TensileCurve & { area: number } {
  const knee = y / E;
  const strain = Array.from({ length: n }, (_, i) => (elongation * i) / (n - 1));
  const at = (e: number) => (e <= knee ? E * e : y + ((strength - y) * (e - knee)) / (elongation - knee));
  const area = (y * knee) / 2 + ((y + strength) / 2) * (elongation - knee);
  return { specimen: '1', strain, stress_MPa: strain.map(at), area };
}

const FILM: Film = { E: 1200, yield: 35, strength: 45, elongation: 0.4 };

/** Where the 0.2 % line meets the second branch: y + H(ε − ε_y) = E(ε − 0.002). */
function offsetOf({ E, yield: y, strength, elongation }: Film): number {
  const H = (strength - y) / (elongation - y / E);
  const strain = (y - (H * y) / E + 0.002 * E) / (E - H);
  return E * (strain - 0.002);
}

function csv(
  curve: TensileCurve,
  header = 'strain (%), stress (MPa)',
  scale = [100, 1],
  separator = ', ',
): string {
  const rows = curve.strain.map((e, i) => [e * scale[0], curve.stress_MPa[i] * scale[1]].join(separator));
  return `${[header, ...rows].join('\n')}\n`;
}

describe('fit of a curve', () => {
  it('finds E, 0.2 % yield, strength, elongation and area of a bilinear film', () => {
    const curve = bilinear(FILM);
    const { summary, specimens } = fitTensile([curve]);
    expect(summary.E_MPa.mean).toBeCloseTo(1200, 6);
    expect(summary.yield_MPa.mean / offsetOf(FILM)).toBeCloseTo(1, 3);
    expect(summary.strength_MPa.mean).toBeCloseTo(45, 10);
    expect(summary.elongation.mean).toBeCloseTo(0.4, 12);
    expect(summary.toughness_MPa.mean / curve.area).toBeCloseTo(1, 4);
    expect(specimens[0].brittle).toBe(false);
    expect(summary.E_MPa).toMatchObject({ sd: null, n: 1 });
  });

  it('converges in area with the second power of the spacing', () => {
    const error = (n: number) => {
      const c = { E: 1000, peak: 40 };
      const strain = Array.from({ length: n }, (_, i) => (0.3 * i) / (n - 1));
      // σ = peak (1 − (1 − ε/0.3)²): area = peak · 0.3 · 2/3.
      const stress_MPa = strain.map((e) => c.peak * (1 - (1 - e / 0.3) ** 2));
      const fit = fitTensile([{ specimen: '1', strain, stress_MPa }]);
      return Math.abs(fit.summary.toughness_MPa.mean - c.peak * 0.2);
    };
    expect(error(101) / error(201)).toBeCloseTo(4, 1);
  });

  it('finds the modulus of a film that hardens far above its yield', () => {
    // 50 MPa up to 2 MPa, then to 20 MPa at 300 %: the first straight line tried lies in the hardening.
    const film = { E: 50, yield: 2, strength: 20, elongation: 3 };
    const { summary } = fitTensile([bilinear(film, 1500)]);
    expect(summary.E_MPa.mean / 50).toBeCloseTo(1, 2);
    expect(summary.yield_MPa.mean / offsetOf(film)).toBeCloseTo(1, 2);
  });

  it('calls a straight line brittle: yield is its strength, no curve', () => {
    const curve = bilinear({ E: 1800, yield: 36, strength: 36, elongation: 0.02 });
    const fit = fitTensile([curve]);
    expect(fit.specimens[0].brittle).toBe(true);
    expect(fit.summary.yield_MPa.mean).toBe(fit.summary.strength_MPa.mean);
    expect(fit.curve).toBeNull();
    expect(fit.summary.toughness_MPa.mean).toBeCloseTo((36 * 36) / 3600, 6);
  });

  it('gives mean and sample standard deviation over specimens', () => {
    const strengths = [40, 45, 53];
    const fit = fitTensile(strengths.map((strength) => bilinear({ ...FILM, strength })));
    expect(fit.summary.strength_MPa.mean).toBeCloseTo(46, 10);
    // Squares 36 + 1 + 49 over n − 1 = 2.
    expect(fit.summary.strength_MPa.sd).toBeCloseTo(Math.sqrt(43), 10);
    expect(fit.summary.strength_MPa.n).toBe(3);
    expect(fit.summary.E_MPa.sd).toBeCloseTo(0, 6);
  });

  it('is little moved by noise', () => {
    let state = 12345;
    const noise = () => {
      state = (state * 16807) % 2147483647;
      return state / 2147483647 - 0.5;
    };
    const clean = bilinear(FILM, 1000);
    const curves = [1, 2, 3, 4, 5].map((k) => ({
      specimen: String(k),
      strain: clean.strain,
      stress_MPa: clean.stress_MPa.map((s) => Math.max(0, s + 0.4 * noise())),
    }));
    const { summary, warnings } = fitTensile(curves);
    expect(Math.abs(summary.E_MPa.mean / 1200 - 1)).toBeLessThan(0.02);
    expect(Math.abs(summary.toughness_MPa.mean / clean.area - 1)).toBeLessThan(0.002);
    expect(Math.abs(summary.yield_MPa.mean / offsetOf(FILM) - 1)).toBeLessThan(0.03);
    expect(warnings).toEqual([]);
  });

  it('takes off a toe where asked, and warns where not', () => {
    const base = bilinear(FILM);
    const toe = 0.01;
    const bent: TensileCurve = {
      specimen: '1',
      strain: [0, 0.004, 0.008, ...base.strain.slice(1).map((e) => e + toe)],
      stress_MPa: [0, 0.02, 0.1, ...base.stress_MPa.slice(1)],
    };
    const off = fitTensile([bent]);
    expect(off.warnings.join()).toMatch(/straight part starts at 1\.0 % strain.*--toe/);
    const on = fitTensile([bent], { toe: true });
    expect(on.summary.E_MPa.mean).toBeCloseTo(1200, 4);
    expect(on.summary.elongation.mean).toBeCloseTo(0.4, 6);
    expect(on.summary.toughness_MPa.mean / base.area).toBeCloseTo(1, 4);
    // Either way the toe is no plastic strain: flow starts at the yield.
    for (const fit of [on, off])
      expect((fit.curve as { stress_MPa: number[] }).stress_MPa[1]).toBeGreaterThan(33);
  });

  it('counts the points of a straight part in words', () => {
    const { curves } = parseTensileCsv(
      'strain (%), stress (MPa)\n0, 0\n0.5, 5\n1, 10\n2, 19\n5, 27\n60, 34\n',
      'film.csv',
    );
    expect(fitTensile(curves).warnings[0]).toBe('specimen 1: its straight part has 1 point; E is rough');
  });

  it('refuses a slope that no film has', () => {
    const stiff = bilinear({ E: 5e4, yield: 500, strength: 900, elongation: 0.4 });
    expect(() => fitTensile([stiff])).toThrow(/specimen 1 modulus.*MPa.*0\.1 to 20000.*units/s);
    expect(() => fitTensile([])).toThrow(InputError);
  });
});

describe('averaged curve', () => {
  const films = [0.2, 0.4, 0.9].map((elongation, i) => ({ ...FILM, E: 1000 + 200 * i, elongation }));
  const fit = fitTensile(films.map((f) => bilinear(f)));
  const { binder } = measuredBinder('mine', fit, { adhesion: 0.8 }, 'a.csv');
  const law = filmCurve(binder);

  it('keeps the mean modulus and the mean toughness, though breaks differ by a factor of four', () => {
    expect(law.E_MPa).toBeCloseTo(1200, 2);
    expect(law.toughness_MPa / fit.summary.toughness_MPa.mean).toBeCloseTo(1, 5);
    expect(law.elongation / fit.summary.elongation.mean).toBeCloseTo(1, 1);
  });

  it('yields where the specimens yield and never falls', () => {
    expect(law.flowStress[0] / 35).toBeCloseTo(1, 1);
    expect(law.flowStress.length).toBeLessThanOrEqual(24);
    expect(law.flowStress.every((s, i) => i === 0 || s >= law.flowStress[i - 1])).toBe(true);
  });

  it('of one specimen is that specimen', () => {
    const one = filmCurve(measuredBinder('x', fitTensile([bilinear(FILM)]), { adhesion: 1 }, 'a.csv').binder);
    expect(one.flowStress[0] / 35).toBeCloseTo(1, 1);
    expect(one.strength_MPa / 45).toBeCloseTo(1, 2);
  });
});

describe('reading a table', () => {
  const curve = bilinear(FILM, 50);
  const read = (text: string) => parseTensileCsv(text, 'film.csv').curves;
  const near = (c: TensileCurve) => {
    expect(c.strain.at(-1)).toBeCloseTo(0.4, 9);
    expect(c.stress_MPa.at(-1)).toBeCloseTo(45, 6);
    expect(c.strain).toHaveLength(50);
  };

  it.each([
    ['strain (%), stress (MPa)', [100, 1]],
    ['Strain [mm/mm], Stress [GPa]', [1, 1e-3]],
    ['strain (1), stress (kPa)', [1, 1e3]],
    ['strain_percent, stress_MPa', [100, 1]],
    ['strain / %, stress / N/mm²', [100, 1]],
    ['Tensile strain (Extension) (mm/mm), Tensile stress (Pa)', [1, 1e6]],
    ['strain %, stress (psi)', [100, 1 / 0.006894757293168361]],
    ['Dehnung [%], Spannung [N/mm2]', [100, 1]],
  ])('with header %s', (header, scale) => near(read(csv(curve, header, scale as number[]))[0]));

  it('with semicolons and decimal commas, tabs, a byte-order mark, comments, CRLF and no last line break', () => {
    const german = csv(curve, 'strain (%);stress (MPa)', [100, 1], ';').replaceAll('.', ',');
    near(read(german)[0]);
    near(read(csv(curve, 'strain (%)\tstress (MPa)', [100, 1], '\t'))[0]);
    near(read(`\uFEFF# my film\n\n${csv(curve)}`.replaceAll('\n', '\r\n').trimEnd())[0]);
  });

  it('with the units in a line of their own', () => {
    near(read(csv(curve, 'Time, Strain, Stress\ns, %, MPa'.replace(/Time, |s, /g, '')))[0]);
    near(read(csv(curve, 'Strain,Stress\n"(%)","(MPa)"'))[0]);
  });

  it('with other columns beside', () => {
    const rows = curve.strain.map((e, i) => `${i},${e * 100},${curve.stress_MPa[i]},x`);
    near(read(`time (s),strain (%),stress (MPa),remark\n${rows.join('\n')}\n`)[0]);
  });

  it('with several specimens: a column, pairs of columns of unequal length, repeated headers', () => {
    const short = bilinear({ ...FILM, elongation: 0.3 }, 30);
    const row = (c: TensileCurve, i: number) => `${c.strain[i] * 100},${c.stress_MPa[i]}`;
    const byName = [curve, short].flatMap((c, k) => c.strain.map((_, i) => `${'AB'[k]},${row(c, i)}`));
    const named = read(`specimen,strain (%),stress (MPa)\n${byName.join('\n')}`);
    expect(named.map((c) => [c.specimen, c.strain.length])).toEqual([
      ['A', 50],
      ['B', 30],
    ]);
    const pairs = curve.strain.map((_, i) => `${row(curve, i)},${i < 30 ? row(short, i) : ','}`);
    const wide = read(`strain (%),stress (MPa),strain (%),stress (MPa)\n${pairs.join('\n')}\n`);
    expect(wide.map((c) => c.strain.length)).toEqual([50, 30]);
    const blocks = read(`${csv(curve)}\n${csv(short)}`);
    expect(blocks.map((c) => c.specimen)).toEqual(['1', '2']);
    for (const [a, b] of [
      [named, wide],
      [wide, blocks],
    ]) {
      expect(a.map((c) => c.stress_MPa)).toEqual(b.map((c) => c.stress_MPa));
    }
  });

  it('leaves out what follows the break and says from which line', () => {
    const { curves, warnings } = parseTensileCsv(`${csv(curve)}40.5, 0.2\n41, 0\n`, 'film.csv');
    near(curves[0]);
    expect(warnings.join()).toMatch(/2 points after the break.*left out.*line 52/);
  });

  it('takes noise around zero for zero', () => {
    const text = csv(curve).replace('\n0, 0\n', '\n-0.001, -0.01\n');
    expect(read(text)[0].stress_MPa[0]).toBe(0);
  });
});

const ROWS = '0,0\n1,12\n2,24\n3,33\n10,36\n20,40\n';
const HEADER = 'strain (%),stress (MPa)\n';

/** Wrong files: what is wrong, the text, and what the message has to name. */
const BAD: [string, string, RegExp[]][] = [
  ['empty', '', [/bad\.csv:1/, /five points/]],
  ['only comments', '# nothing\n\n', [/bad\.csv:1/]],
  ['only a header', HEADER, [/bad\.csv:1/, /points/]],
  ['no header', ROWS, [/bad\.csv:1 header/, /strain \(%\), stress \(MPa\)/]],
  ['no unit of strain', `strain,stress (MPa)\n${ROWS}`, [/bad\.csv:1 strain/, /mm\/mm/, /strain \(%\)/]],
  ['no unit of stress', `strain (%),stress\n${ROWS}`, [/bad\.csv:1 stress/, /MPa.*GPa/]],
  ['unknown unit of strain', `strain (mm),stress (MPa)\n${ROWS}`, [/unit of strain: got 'mm'/, /%/]],
  ['unknown unit of stress', `strain (%),stress (N)\n${ROWS}`, [/unit of stress: got 'N'/, /MPa/]],
  ['stress missing', `strain (%),force (N)\n${ROWS}`, [/bad\.csv:1 width: got nothing mm/, /--width-mm/]],
  ['NaN', `${HEADER}0,0\n1,NaN\n${ROWS}`, [/bad\.csv:3 stress: got 'NaN' MPa/, /finite/]],
  ['text', `${HEADER}0,0\n1,broken\n`, [/bad\.csv:3 stress: got 'broken' MPa/]],
  ['unit in a cell', `${HEADER}0,0\n1 %,12\n`, [/bad\.csv:3 strain: got '1 %' %/]],
  ['infinite', `${HEADER}0,0\n1,1e999\n`, [/bad\.csv:3 stress/, /finite/]],
  [
    'negative stress',
    `${HEADER}0,0\n1,-12\n2,24\n3,33\n10,36\n`,
    [/bad\.csv:3 stress: got -12 MPa/, /0 or more/],
  ],
  ['negative strain', `${HEADER}-5,0\n1,12\n2,24\n3,33\n10,36\n`, [/bad\.csv:2 strain: got -0\.05/]],
  [
    'falling strain',
    `${HEADER}0,0\n1,12\n3,24\n2,33\n10,36\n`,
    [/bad\.csv:5 strain: got 0\.02/, /at least 0\.03/],
  ],
  ['too few points', `${HEADER}0,0\n1,12\n2,24\n`, [/specimen 1: got 3 points/, /at least 5/]],
  [
    'per cent called mm/mm',
    `strain (mm/mm),stress (MPa)\n${ROWS}300,45\n`,
    [/bad\.csv:8 strain: got 300 1/, /20 \(2000 %\)/, /per cent/],
  ],
  [
    'stress too large',
    `strain (%),stress (GPa)\n${ROWS}`,
    [/bad\.csv:7 stress: got 40000 MPa/, /up to 2000/, /unit/],
  ],
  ['cut off in a line', `${HEADER}${ROWS}30,`, [/bad\.csv:8 stress/, /cut off/]],
  ['cut off in a number', `${HEADER}${ROWS}30,4.`, [/bad\.csv:8 stress: got '4\.'/, /cut off/]],
  ['cell missing', `${HEADER}0,0\n1\n2,24\n3,33\n10,36\n`, [/bad\.csv:3 stress/, /incomplete/]],
  ['decimal comma with commas', `${HEADER}0,0,0,0\n1,5,12,3\n`, [/bad\.csv:2/, /2 values/, /semicolon/]],
  ['all zero', `${HEADER}0,0\n1,0\n2,0\n3,0\n4,0\n`, [/bad\.csv:2 stress: got 0 MPa/, /above 0/]],
  ['specimen unnamed', `specimen,${HEADER}A,0,0\n,1,12\n`, [/bad\.csv:3 specimen/]],
  ['uneven pairs', `strain (%),stress (MPa),stress (MPa)\n0,0,0\n`, [/bad\.csv:1 header/, /as many columns/]],
  [
    'second specimen too short',
    `${HEADER}${ROWS}${HEADER}0,0\n1,12\n`,
    [/bad\.csv:8 specimen 2: got 2 points/],
  ],
];

describe('a wrong file', () => {
  it.each(BAD)('is refused: %s', (_, text, patterns) => {
    let message = '';
    try {
      parseTensileCsv(text, 'bad.csv');
    } catch (e) {
      expect(e).toBeInstanceOf(InputError);
      message = (e as InputError).message;
    }
    for (const pattern of patterns) expect(message).toMatch(pattern);
  });

  it('of any kind ends in an InputError or in curves, nothing else', () => {
    const piece = fc.constantFrom(
      'strain (%)',
      'stress (MPa)',
      ',',
      ';',
      '\n',
      '1',
      '2.5',
      '-3',
      'NaN',
      '"',
      '#',
      'x',
      '\t',
      '(',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        try {
          parseTensileCsv(pieces.join(''), 'any.csv');
        } catch (e) {
          if (!(e instanceof InputError)) throw e;
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('peel', () => {
  it('reports (F/b)(1 − cos θ) and uses the ratio alone, for the foil', () => {
    const peel = adhesionFromPeel(30, Math.PI, 12);
    expect(peel.apparent_J_m2).toBeCloseTo(60, 10);
    expect(adhesionFromPeel(30, Math.PI / 2, 12).apparent_J_m2).toBeCloseTo(30, 10);
    expect(peel.ratio).toBeCloseTo(2.5, 12);
    expect(peel.adhesionFoil_J_m2).toBeCloseTo(2.5 * PVDF.adhesionFoil_J_m2.value, 6);
    expect(peel.adhesionFoil_J_m2).toBeLessThan(peel.apparent_J_m2 / 20);
  });

  it('without a reference warns and gives the range of the ratio', () => {
    const peel = adhesionFromPeel(30);
    expect(peel.ratioRange).toEqual([30 / PVDF_PEEL.high, 30 / PVDF_PEEL.low]);
    expect(peel.warnings.join()).toMatch(/no PVDF reference.*low confidence/);
    expect(adhesionFromPeel(30, Math.PI, 12).warnings.join()).not.toMatch(/no PVDF reference/);
  });

  it.each([
    [0, Math.PI, 12, /peel: got 0 N\/m/],
    [-3, Math.PI, 12, /peel: got -3 N\/m/],
    [Number.NaN, Math.PI, 12, /peel/],
    [30, 0, 12, /angle.*rad/],
    [30, 4, 12, /angle/],
    [30, Math.PI, 0, /peel-reference.*N\/m/],
  ])('refuses %f N/m at %f rad against %f', (force, angle, reference, pattern) => {
    expect(() => adhesionFromPeel(force, angle, reference)).toThrow(pattern);
  });

  it('or a bond energy is needed; the energy is taken as it is', () => {
    const fit = fitTensile([bilinear(FILM)]);
    expect(() => measuredBinder('x', fit, {}, 'a.csv')).toThrow(/adhesion: got nothing J\/m².*peel/s);
    for (const bad of [0, -1, Number.NaN, 1e6]) {
      expect(() => measuredBinder('x', fit, { adhesion: bad }, 'a.csv')).toThrow(/adhesion.*J\/m²/);
    }
    const { binder } = measuredBinder('x', fit, { adhesion: 0.8 }, 'a.csv');
    expect([binder.adhesionNcm_J_m2, binder.adhesionFoil_J_m2]).toEqual([0.8, 0.8]);
    expect(binder.strengthNcm_MPa).toBeCloseTo((PVDF.strengthNcm_MPa.value * 0.8) / 0.55, 3);
  });
});

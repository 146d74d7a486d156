import { describe, expect, it } from 'vitest';
import { importCsv } from '../../src/build/import/csv.js';
import { importExtxyz } from '../../src/build/import/extxyz.js';
import { importStructure } from '../../src/build/import/import-structure.js';
import { importLammpsData } from '../../src/build/import/lammps-data.js';
import { MAX_OVERLAP } from '../../src/build/limits.js';
import { InputError } from '../../src/core/errors.js';

/** Message of the InputError that `act` throws. */
function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

const CSV = 'x_um,y_um,z_um,r_um\n0,0,5,5\n20,0,5,4\n';
const XYZ =
  '2\nLattice="100 0 0 0 80 0 0 0 40" Properties=species:S:1:pos:R:3:radius:R:1 units="um"\nNCM 1 2 5 5\nNCM 30 2 5 4\n';
const DATA = `LAMMPS data file via write_data, version 2 Aug 2023, timestep = 0, units = micro

2 atoms
1 atom types

-50 50 xlo xhi
0 80 ylo yhi
0 40 zlo zhi

Atoms # sphere

1 1 10 4.78 -49 2 5
2 1 8 4.78 30 2 5
`;

describe('CSV', () => {
  it('understands units, separators, quotes, comments, diameters and other columns', () => {
    const tables: [string, number][] = [
      ['x_nm;y_nm;z_nm;r_nm\n0;0;5000;5000\n', 5],
      ['x (µm)\ty (µm)\tz (µm)\tr (µm)\n0\t0\t5\t5\n', 5],
      ['x [\u03bcm],y [\u03bcm],z [\u03bcm],d [\u03bcm]\n0,0,5,10\n', 5],
      ['# from a CT scan\n"X/mm","Y/mm","Z/mm","Radius/mm","label"\n0,0,0.005,0.005,"a,b"\n', 5],
      ['id,x_m,y_m,z_m,diameter_um\r\n1,0,0,5e-6,10\r\n', 5],
    ];
    for (const [text, radius] of tables) {
      const s = importCsv(text);
      expect(s.r[0]).toBeCloseTo(radius, 12);
      expect(s.z[0]).toBeCloseTo(5, 12);
      expect(s.period).toEqual([0, 0, 0]);
    }
  });

  it('reads periods from a comment and from options', () => {
    expect(importCsv(`# period_mm: 0.1, 0.08, 0\n${CSV}`).period).toEqual([100, 80, 0]);
    expect(importCsv(CSV, { period: [50, 40, 0] }).period).toEqual([50, 40, 0]);
  });

  const bad: [string, string, RegExp][] = [
    ['nothing', '', /pack.csv:1 header.*empty/],
    ['only a header', 'x_um,y_um,z_um,r_um\n', /1 particles: got 0.*empty/],
    ['no radius', 'x_um,y_um,z_um\n1,2,3\n', /:1 column r \(radius\)/],
    ['no z', 'x_um,y_um,r_um\n1,2,3\n', /:1 column z/],
    ['no unit', 'x,y,z,r\n1,2,3,4\n', /:1 unit of column 'x': got nothing; allowed: nm/],
    ['a unit that is none', 'x_um,y_um,z_um,r (inch)\n1,2,3,4\n', /unit of column 'r \(inch\)': got 'inch'/],
    ['radius and diameter', 'x_um,y_um,z_um,r_um,d_um\n1,2,3,4,8\n', /radius and diameter/],
    ['a column twice', 'x_um,x_um,y_um,z_um,r_um\n1,1,2,3,4\n', /'x_um': got 'twice'/],
    ['NaN', 'x_um,y_um,z_um,r_um\n1,2,3,4\nNaN,2,30,4\n', /:3 column 'x_um': got 'NaN' um/],
    ['infinity', 'x_um,y_um,z_um,r_um\nInfinity,2,3,4\n', /:2 column 'x_um': got 'Infinity'/],
    ['an empty cell', 'x_um,y_um,z_um,r_um\n1,,3,4\n', /:2 column 'y_um': got nothing/],
    ['hexadecimal', 'x_um,y_um,z_um,r_um\n0x10,2,3,4\n', /got '0x10'/],
    ['points and commas in one table', 'x_um;y_um;z_um;r_um\n1.5;2;3;4,5\n', /got '4,5' um.*point/],
    ['a negative radius', 'x_um,y_um,z_um,r_um\n1,2,3,-4\n', /:2 radius: got -4 um; allowed: 0.001 to 1000/],
    ['a radius of zero', 'x_um,y_um,z_um,r_um\n1,2,3,0\n', /:2 radius: got 0/],
    ['a radius of 5 m', 'x_m,y_m,z_m,r_m\n1,2,3,5\n', /radius: got 5000000.*unit right/],
    ['a cut line', 'x_um,y_um,z_um,r_um\n1,2,3,4\n1,2\n', /:3 row: got 2 cells; allowed: 4.*cut off/],
    [
      'a particle twice',
      'x_um,y_um,z_um,r_um\n1,2,3,4\n50,2,3,4\n1,2,3,4\n',
      /:4 particle: got 'same place as line 2'/,
    ],
    ['a deep overlap', 'x_um,y_um,z_um,r_um\n0,0,5,5\n6,0,5,5\n', /:3 overlap with line 2: got 80 %/],
    ['a period of two numbers', `# period_um: 10, 20\n${CSV}`, /:1 period: got '10, 20'/],
    ['a period without unit', `# period: 10, 20, 0\n${CSV}`, /unit of period/],
  ];
  for (const [what, text, message] of bad) {
    it(`refuses ${what} with file, line, value and range`, () => {
      expect(refusal(() => importCsv(text, { file: 'pack.csv' }))).toMatch(message);
    });
  }

  it('sees overlaps and copies across a periodic side, and not without one', () => {
    const text = 'x_um,y_um,z_um,r_um\n1,10,5,5\n97,10,5,5\n';
    expect(importCsv(text).r.length).toBe(2);
    expect(refusal(() => importCsv(text, { period: [100, 0, 0] }))).toMatch(/overlap with line 2/);
    const copy = 'x_um,y_um,z_um,r_um\n0,10,5,5\n100,10,5,5\n';
    expect(refusal(() => importCsv(copy, { period: [100, 0, 0] }))).toMatch(/same place/);
  });

  it('accepts as deep an overlap as building does and no deeper', () => {
    const text = (d: number) => `x_um,y_um,z_um,r_um\n0,0,9,9\n${d},0,9,4\n`;
    expect(importCsv(text(13 - 4 * (MAX_OVERLAP - 0.001))).r.length).toBe(2);
    expect(refusal(() => importCsv(text(13 - 4 * (MAX_OVERLAP + 0.001))))).toMatch(/overlap/);
  });
});

describe('extended XYZ', () => {
  it('reads lattice, positions, radii or diameters, and only the first frame', () => {
    const s = importExtxyz(XYZ + XYZ);
    expect([...s.x, ...s.r]).toEqual([1, 30, 5, 4]);
    expect(s.period).toEqual([100, 80, 0]);
    const d = XYZ.replace('radius:R:1', 'diameter:R:1').replace('units="um"', 'units="nm" pbc="F T F"');
    const nm = importExtxyz(d);
    expect(nm.r[0]).toBeCloseTo(0.0025, 15);
    expect(nm.period[0]).toBe(0);
    expect(nm.period[1]).toBeCloseTo(0.08, 15);
  });

  const bad: [string, (t: string) => string, RegExp][] = [
    ['a count that is none', (t) => t.replace('2\n', 'two\n'), /a.xyz:1 number of particles: got 'two'/],
    [
      '1e9 particles',
      (t) => t.replace('2\n', '1000000000\n'),
      /:1 number of particles: got 1000000000; allowed: 1 to/,
    ],
    ['no Properties', (t) => t.replace(/Properties=\S+/, ''), /:2 Properties: got nothing/],
    ['no radius', (t) => t.replace(':radius:R:1', ''), /radius:R:1 or diameter/],
    ['no units', (t) => t.replace(' units="um"', ''), /:2 units: got nothing; allowed: nm/],
    ['a sheared lattice', (t) => t.replace('100 0 0', '100 5 0'), /right angles/],
    ['a short lattice', (t) => t.replace('100 0 0 ', '100 '), /nine numbers/],
    ['a file cut off', (t) => t.split('\n').slice(0, 3).join('\n'), /:4 particles: got 1 rows; allowed: 2/],
    ['a short row', (t) => t.replace('NCM 30 2 5 4', 'NCM 30 2 5'), /:4 row: got 4 columns; allowed: 5/],
    ['a negative radius', (t) => t.replace('5 4\n', '5 -4\n'), /:4 radius: got -4 um/],
    ['NaN', (t) => t.replace('NCM 30', 'NCM nan'), /:4 x: got 'nan' um/],
  ];
  for (const [what, change, message] of bad) {
    it(`refuses ${what}`, () => {
      expect(refusal(() => importExtxyz(change(XYZ), { file: 'a.xyz' }))).toMatch(message);
    });
  }
});

describe('LAMMPS data', () => {
  it('reads sphere, hybrid and atomic, and moves a periodic box to the origin', () => {
    const s = importLammpsData(DATA);
    expect([...s.x]).toEqual([1, 80]);
    expect([...s.r]).toEqual([5, 4]);
    expect(s.period).toEqual([100, 80, 0]);
    const hybrid = DATA.replace('Atoms # sphere', 'Atoms # hybrid sphere')
      .replace('1 1 10 4.78 -49 2 5', '1 1 -49 2 5 10 4.78')
      .replace('2 1 8 4.78 30 2 5', '2 1 30 2 5 8 4.78');
    expect(importLammpsData(hybrid)).toEqual(s);
    const atomic = DATA.replace('Atoms # sphere', 'Masses\n\n1 1.0\n\nAtoms # atomic')
      .replace('1 1 10 4.78 -49 2 5', '1 1 -49 2 5')
      .replace('2 1 8 4.78 30 2 5', '2 1 30 2 5');
    expect([...importLammpsData(atomic, { radiusByType: { 1: 3 } }).r]).toEqual([3, 3]);
    expect(refusal(() => importLammpsData(atomic))).toMatch(/radius of atom type 1: got nothing/);
  });

  const bad: [string, (t: string) => string, RegExp][] = [
    ['no units', (t) => t.replace(', units = micro', ''), /b.data:1 units: got nothing/],
    ['units lj', (t) => t.replace('micro', 'lj'), /units: got 'lj'; allowed: micro, nano, si/],
    ['no atom count', (t) => t.replace('2 atoms\n', ''), /atoms: got nothing/],
    ['no z bounds', (t) => t.replace('0 40 zlo zhi\n', ''), /zlo zhi: got nothing/],
    [
      'bounds turned round',
      (t) => t.replace('-50 50 xlo', '50 -50 xlo'),
      /:6 xhi: got -50; allowed: more than xlo/,
    ],
    ['a tilted box', (t) => t.replace('\nAtoms', '1 0 0 xy xz yz\n\nAtoms'), /tilt.*right angles/],
    ['no style', (t) => t.replace(' # sphere', ''), /:10 atom style: got nothing; allowed: sphere/],
    ['a style without diameter', (t) => t.replace('# sphere', '# charge'), /atom style: got 'charge'/],
    ['no Atoms section', (t) => t.slice(0, t.indexOf('Atoms')), /section: got nothing.*cut off/],
    ['too few atoms', (t) => t.replace('2 1 8 4.78 30 2 5\n', ''), /atoms: got 1 rows; allowed: 2/],
    [
      'a short row',
      (t) => t.replace('2 1 8 4.78 30 2 5', '2 1 8 4.78'),
      /:13 row: got 4 columns; allowed: 7/,
    ],
    ['a diameter of zero', (t) => t.replace('2 1 8 ', '2 1 0 '), /:13 radius: got 0 um/],
  ];
  for (const [what, change, message] of bad) {
    it(`refuses ${what}`, () => {
      expect(refusal(() => importLammpsData(change(DATA), { file: 'b.data' }))).toMatch(message);
    });
  }
});

describe('importStructure', () => {
  it('goes by the ending and says which it knows', () => {
    expect(importStructure(CSV, 'dir/p.csv').r.length).toBe(2);
    expect(importStructure(XYZ, 'p.extxyz').r.length).toBe(2);
    expect(importStructure(DATA, 'dir/data.electrode').r.length).toBe(2);
    expect(refusal(() => importStructure(CSV, 'p.stl'))).toMatch(/structureFile: got 'p.stl'; allowed: .csv/);
    expect(refusal(() => importStructure('', 'p.csv'))).toMatch(/^p.csv:1/);
  });
});

/** Wrong input of every kind, and what must be said of it. */

/** One wrong command line. */
export interface Case {
  readonly name: string;
  /** Arguments; `@` stands for the test's directory. */
  readonly argv: readonly string[];
  /** Files in that directory. */
  readonly files?: Readonly<Record<string, string>>;
  /** What the message must say: field, value, unit or range. */
  readonly says: readonly (string | RegExp)[];
}

const RUN = ['run', '--json', '--out', '@/out'];
const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
const config = (value: unknown) => ({
  argv: [...RUN, '--config', '@/c.json'],
  files: { 'c.json': text(value) },
});
const flags = (...more: string[]) => ({ argv: [...RUN, ...more] });
const set = (...pairs: string[]) => flags(...pairs.flatMap((p) => ['--set', p]));
const binder = (value: unknown) => ({
  argv: [...RUN, '--binder', '@/b.json'],
  files: { 'b.json': text(value) },
});
const structure = (name: string, content: string) => ({
  argv: [...RUN, '--set', `electrode.structureFile=@/${name}`],
  files: { [name]: content },
});
const SWEEP = ['sweep', '--out', '@/out', '--lateral', '60'];
const axes = (toughness: string, adhesion: string, ...more: string[]) => ({
  argv: [...SWEEP, '--toughness', toughness, '--adhesion', adhesion, ...more],
});
const curve = (content: string, ...bond: string[]) => ({
  argv: ['tensile', '@/t.csv', '--name', 'mine', '--out', '@/out.json'].concat(
    bond.length > 0 ? bond : ['--adhesion', '0.5'],
  ),
  files: { 't.csv': content },
});
const says = (...words: (string | RegExp)[]) => ({ says: words });

const NUMBERS: readonly Case[] = [
  {
    name: 'number as text',
    ...config({ electrode: { loading_mg_cm2: '10.5' } }),
    ...says('electrode.loading_mg_cm2', "'10.5' mg/cm²", '0.1 to 200'),
  },
  {
    name: 'number with its unit',
    ...set('electrode.lateral_um=60um'),
    ...says('electrode.lateral_um', "'60um' µm", '10 to 5000', 'without the unit'),
  },
  {
    name: 'null for a number',
    ...config({ binder: { E_MPa: null } }),
    ...says('binder.E_MPa', 'null MPa', '0.1 to 20000'),
  },
  {
    name: 'negative loading',
    ...set('electrode.loading_mg_cm2=-3'),
    ...says('electrode.loading_mg_cm2', '-3 mg/cm²', '0.1 to 200'),
  },
  {
    name: 'NaN',
    ...set('process.upperVoltage_V=NaN'),
    ...says('process.upperVoltage_V', "'NaN' V", '3.6 to 4.4'),
  },
  {
    name: 'infinity from JSON',
    ...config('{"active": {"E_MPa": 1e999}}'),
    ...says('active.E_MPa', 'Infinity MPa', '1000 to 1000000'),
  },
  {
    name: 'voltage too high',
    ...flags('--voltage', '4.8'),
    ...says('process.upperVoltage_V', '4.8 V', '3.6 to 4.4'),
  },
  {
    name: 'cycles not whole',
    ...flags('--cycles', '1.5'),
    ...says('process.cycles', '1.5', 'whole number from 1 to 1000'),
  },
  { name: 'negative seed', ...flags('--seed', '-1'), ...says('seed', '-1', '0 to 4294967295') },
  { name: 'seed beyond 32 bits', ...flags('--seed', '4294967296'), ...says('seed', '4294967296') },
  {
    name: 'empty lateral size',
    ...flags('--lateral', ''),
    ...says('electrode.lateral_um', "'' µm", '10 to 5000'),
  },
];

const MEANING: readonly Case[] = [
  {
    name: 'loading and thickness that clash',
    ...flags('--loading', '20'),
    ...says('electrode.thickness_um', '42 µm', '68.7', 'porosity would be -0.636'),
  },
  {
    name: 'thickness and porosity that clash',
    ...config({ electrode: { thickness_um: 42, porosity: 0.3 } }),
    ...says('electrode.porosity', '0.3', '0.141', 'not both'),
  },
  {
    name: 'neither thickness nor porosity',
    ...config({ electrode: { thickness_um: null } }),
    ...says('electrode.thickness_um', 'null µm', 'porosity'),
  },
  {
    name: 'coating thinner than a particle',
    ...set('electrode.loading_mg_cm2=2', 'electrode.thickness_um=10'),
    ...says('electrode.thickness_um', '10 µm', 'D90 = 18'),
  },
  {
    name: 'sizes upside down',
    ...set('electrode.sizes.D10_um=20'),
    ...says('electrode.sizes.D50_um', '11 µm', 'D10_um = 20'),
  },
  {
    name: 'no binder at all',
    ...set('electrode.binder_wt=0'),
    ...says('electrode.binder_wt', '0 parts by weight', 'at least 0.09'),
  },
  {
    name: 'more carbon than active material',
    ...set('electrode.carbon_wt=300'),
    ...says('electrode.ncm_wt', '80 parts by weight', 'at least 310'),
  },
  {
    name: '1e9 particles',
    ...set(
      'electrode.depth=square',
      'electrode.lateral_um=5000',
      'electrode.sizes.D10_um=0.8',
      'electrode.sizes.D50_um=1',
      'electrode.sizes.D90_um=1.2',
    ),
    ...says('electrode.lateral_um', '5000 µm', /at most about \d+/, /1\.\de\+9 particles/),
  },
  {
    name: 'a coating that does not fit into memory',
    ...set('electrode.depth=5000', 'electrode.lateral_um=5000'),
    ...says('electrode.lateral_um', '5000 µm', /at most about \d+/, /\d GB of memory and days on one core/),
  },
  {
    name: 'stages out of order',
    ...set('process.stages=cycle,dry'),
    ...says('process.stages', '["cycle","dry"]', 'dry not after cycle'),
  },
  {
    name: 'a stage that does not exist',
    ...set('process.stages=dry,bake'),
    ...says('process.stages', "'bake'", "'calender'"),
  },
  {
    name: 'cooling upwards',
    ...set('process.coolTo_C=150'),
    ...says('process.coolTo_C', '150 °C', 'coolFrom_C = 120'),
  },
  { name: 'a grade without a table', ...set('active.grade=LNO'), ...says('active.grade', "'LNO'", 'NCM90') },
  {
    name: 'lithium content beyond the table',
    ...set('active.xMin=0.11'),
    ...says('active.xMin', '0.11', '0.12'),
  },
  {
    name: 'discharged below charged',
    ...config({ active: { xMax: 0.3, xMin: 0.35 } }),
    ...says('active.xMax', '0.3', 'above'),
  },
];

const FILES: readonly Case[] = [
  {
    name: 'unknown field',
    ...config({ electrode: { loading: 10 } }),
    ...says('electrode.loading', '10', 'electrode.loading_mg_cm2'),
  },
  {
    name: 'field in a wrong unit',
    ...config({ electrode: { loading_g_m2: 105 } }),
    ...says('electrode.loading_g_m2', '105', 'electrode.loading_mg_cm2'),
  },
  {
    name: 'truncated configuration',
    ...config('{"seed": 1, "electrode": {'),
    ...says('--config', 'c.json', 'a JSON document', 'whole'),
  },
  { name: 'empty configuration', ...config(''), ...says('--config', 'c.json', 'empty') },
  { name: 'configuration that is a list', ...config('[1, 2]'), ...says('configuration', '[1,2]', 'object') },
  {
    name: 'configuration of another format',
    ...config({ schema: 'fibril.config/9' }),
    ...says('schema', "'fibril.config/9'", "'fibril.config/1'"),
  },
  {
    name: 'configuration that is not there',
    ...flags('--config', '@/none.json'),
    ...says('--config', 'none.json', 'no such file'),
  },
  {
    name: 'unknown preset',
    ...flags('--preset', 'paper-20'),
    ...says('preset', "'paper-20'", "'paper-28'", 'Did you mean'),
  },
  {
    name: 'preset against that of the file',
    ...config({ preset: 'paper-28' }),
    argv: [...RUN, '--config', '@/c.json', '--preset', 'paper-10'],
    ...says('preset', "'paper-10'", "'paper-28'"),
  },
];

const BINDERS: readonly Case[] = [
  {
    name: 'unknown binder',
    ...flags('--binder', 'PVDf'),
    ...says('binder', "'PVDf'", "'PVDF-A-N5'", 'Did you mean PVDF'),
  },
  {
    name: 'binder without adhesion',
    ...binder({ name: 'mine', E_MPa: 1000, nu: 0.3 }),
    ...says('binder.adhesionNcm_J_m2', 'nothing J/m²', '0.0001 to 1000'),
  },
  { name: 'unknown base', ...binder({ base: 'PVDX' }), ...says('binder', "'PVDX'", 'PVDF-A-N1') },
  { name: 'truncated binder', ...binder('{"name": "mi'), ...says('--binder', 'b.json', 'JSON') },
  {
    name: 'yield above strength',
    ...binder({ base: 'PVDF', yield_MPa: 500 }),
    ...says('binder.yield_MPa', '500 MPa', 'strength_MPa'),
  },
  {
    name: 'elongation below yield',
    ...set('binder.elongation=0.001'),
    ...says('binder.elongation', '0.001', 'yield_MPa/E_MPa'),
  },
  {
    name: 'empty curve',
    ...binder({ base: 'PVDF', curve: { strain: [], stress_MPa: [] } }),
    ...says('binder.curve.strain', '[]', '2 to 10000 values'),
  },
  {
    name: 'curve whose columns differ',
    ...binder({ base: 'PVDF', curve: { strain: [0, 0.1, 0.2], stress_MPa: [0, 5] } }),
    ...says('binder.curve.stress_MPa', '2 values', '3'),
  },
  {
    name: 'curve that goes back',
    ...binder({ base: 'PVDF', curve: { strain: [0, 0.2, 0.1], stress_MPa: [0, 5, 6] } }),
    ...says('binder.curve.strain.2', '0.1', 'above the strain before it, 0.2'),
  },
];

const FLAGS: readonly Case[] = [
  { name: 'unknown command', argv: ['rnu'], ...says('command', "'rnu'", 'run') },
  { name: 'unknown flag', ...flags('--bindr', 'PVDF'), ...says('--bindr', 'Did you mean --binder') },
  { name: 'flag without value', argv: ['run', '--json', '--seed'], ...says('fibril run', '--seed') },
  { name: 'stray argument', ...flags('PVDF'), ...says('argument', "'PVDF'", 'flags only') },
  { name: '--set without =', ...set('seed'), ...says('--set', "'seed'", 'path=value') },
  {
    name: '--set of a group',
    ...set('electrode.sizes=3'),
    ...says('electrode.sizes', "'3'", 'electrode.sizes.D10_um'),
  },
  { name: 'unknown format', ...flags('--format', 'vtk'), ...says('--format', "'vtk'", 'vtp') },
  {
    name: 'checkpoint that is none',
    ...flags('--lateral', '60', '--resume', '@/k'),
    files: { k: 'not a checkpoint' },
    ...says('--resume', 'k', 'a checkpoint of this configuration'),
  },
  {
    name: 'checkpoint into no directory',
    ...flags('--checkpoint', '@/no/k'),
    ...says('--checkpoint', 'no/k', 'a directory that exists'),
  },
  {
    name: 'run to export that is not there',
    argv: ['export', '@/none', '--out', '@/out'],
    ...says('RUN', 'none', 'no such file'),
  },
  {
    name: 'truncated run to export',
    argv: ['export', '@/run.fibril', '--out', '@/out'],
    files: { 'run.fibril': 'fibril.saved/2..\u0010\u0000\u0000\u0000\u0010\u0000\u0000\u0000{"a"' },
    ...says('run.fibril', 'not whole'),
  },
  {
    name: 'map of no sweep',
    argv: ['map', '@', '--out', '@/out'],
    ...says('DIR', 'fibril sweep', 'no manifest.json'),
  },
];

const SWEEPS: readonly Case[] = [
  {
    name: 'axis without count',
    ...axes('0.1:100', '0.03:3:8'),
    ...says('--toughness', "'0.1:100' MPa", 'low:high:count'),
  },
  {
    name: 'negative axis',
    ...axes('0.1:100:8', '-1:3:8'),
    ...says('--adhesion', "'-1:3:8' J/m²", 'low:high:count'),
  },
  {
    name: 'zero on a log axis',
    ...axes('0:100:8', '1'),
    ...says('--toughness', "'0:100:8' MPa", '0.0001 to 10000'),
  },
  { name: 'axis upside down', ...axes('100:0.1:8', '1'), ...says('--toughness', 'low below high') },
  {
    name: 'too many points',
    ...axes('0.1:100:200', '0.03:3:200', '--seeds', '100'),
    ...says('4000000 points', 'at most 100000'),
  },
  { name: 'no seeds', ...axes('1', '1', '--seeds', '0'), ...says('--seeds', "'0'", 'from 1 to 1000') },
  { name: 'no workers', ...axes('1', '1', '--workers', '0'), ...says('--workers', "'0'", 'from 1 to 256') },
  { name: 'shard out of range', ...axes('1', '1', '--shard', '5/4'), ...says('--shard', "'5/4'", '1/4') },
  {
    name: 'axis missing',
    argv: [...SWEEP, '--toughness', '1'],
    ...says('--adhesion', 'nothing J/m²', '0.0001 to 1000'),
  },
];

const TABLES: readonly Case[] = [
  {
    name: 'structure of an unknown format',
    ...structure('s.stl', 'solid'),
    ...says('electrode.structureFile', 's.stl', '.csv'),
  },
  {
    name: 'structure that is not there',
    ...set('electrode.structureFile=none.csv'),
    ...says('electrode.structureFile', 'none.csv', 'no such file'),
  },
  {
    name: 'structure with a negative radius',
    ...structure('s.csv', 'x_um,y_um,z_um,r_um\n0,0,5,-5\n'),
    ...says('s.csv:2', '-5 um', '0.001 to 1000'),
  },
  {
    name: 'structure with a hole',
    ...structure('s.csv', 'x_um,y_um,z_um,r_um\n0,0,5,5\n10,,5,5\n'),
    ...says('s.csv', '3', 'y'),
  },
  {
    name: 'tensile curve without units',
    ...curve('strain,stress\n0,0\n0.1,10\n'),
    ...says('t.csv', 'strain', 'unit'),
  },
  { name: 'empty tensile curve', ...curve(''), ...says('t.csv:1', 'no curve') },
  { name: 'tensile header alone', ...curve('strain (%),stress (MPa)\n'), ...says('t.csv', /rows|points/) },
  {
    name: 'tensile curve with NaN',
    ...curve('strain (%),stress (MPa)\n0,0\n1,NaN\n2,20\n'),
    ...says('t.csv:3', 'NaN', 'MPa'),
  },
  {
    name: 'negative adhesion',
    ...curve('strain (%),stress (MPa)\n0,0\n1,10\n2,20\n3,21\n', '--adhesion=-1'),
    ...says('--adhesion', "'-1' J/m²", 'above 0'),
  },
];

/** All of them. */
export const CASES: readonly Case[] = [
  ...NUMBERS,
  ...MEANING,
  ...FILES,
  ...BINDERS,
  ...FLAGS,
  ...SWEEPS,
  ...TABLES,
];

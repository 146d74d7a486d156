/** `docs/materials.md`: every number with unit, range, source and confidence, written from the data. */
import { RATIOS, type Ratio, type RatioKey } from './binder-ratios.js';
import { PVDF_TOUGHNESS } from './binders.js';
import { GRADES, LNO_REFUSED, LNO_REPORTED, NCM, SIZES } from './grades.js';
import { latticeStrain } from './lattice.js';
import { NCM811_LATTICE, NCM811_OCP } from './lattice-table.js';
import { ORDERS, paperFacts } from './paper-facts.js';
import { PVDF_PEEL } from './peel.js';
import { FOIL, INACTIVE, PROCESS, PVDF } from './pvdf.js';
import { collectQuantities, type Quantity, type QuantityColumn } from './quantity.js';

const HEAD = '| what | value | range | unit | confidence | source |\n| --- | --- | --- | --- | --- | --- |';

const RATIO_NAMES: Readonly<Record<RatioKey, string>> = {
  E_MPa: 'modulus',
  strength_MPa: 'strength',
  elongation: 'elongation',
  toughness: 'toughness',
  adhesionNcm: 'bond to NCM',
  adhesionFoil: 'bond to foil',
};

const STATED: Readonly<Record<Ratio['stated'], string>> = {
  ratio: 'ratio',
  bound: 'lower bound',
  order: 'order only',
  none: 'not stated',
};

/** The whole document. */
export function materialsMarkdown(): string {
  return [
    '# Materials',
    '',
    'Written from `src/materials` by `materialsMarkdown()`; a test keeps it up to date. Every number has a unit,',
    'a plausible range, a source and a confidence. *Assumed* means that nobody measured it for this system.',
    '',
    section('PVDF', { ...PVDF, toughness_MPa: PVDF_TOUGHNESS, peel_N_m: PVDF_PEEL }),
    ratioSection(),
    factSection(),
    section('Active material', { NCM, sizes: SIZES }),
    gradeSection(),
    section('Foil, carbon, binder density', { foil: FOIL, inactive: INACTIVE }),
    section('Process', PROCESS),
    latticeSection(),
    LIMITS,
  ].join('\n');
}

function number(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && size < 1e-3)
    return value.toExponential().replace('e-', '×10⁻').replace(/\d+$/, superscript);
  return String(value);
}

function superscript(digits: string): string {
  return [...digits].map((d) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(d)]).join('');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function row(name: string, q: Quantity): string {
  const source = q.note === undefined ? q.source : `${q.source}. *${q.note}*`;
  const range = `${number(q.low)} – ${number(q.high)}`;
  return `| ${name} | ${number(q.value)} | ${range} | ${q.unit} | ${q.confidence} | ${cell(source)} |`;
}

function section(title: string, data: object): string {
  const rows = collectQuantities(data).map(({ path, quantity }) => row(`\`${path}\``, quantity));
  return [`## ${title}`, '', HEAD, ...rows, ''].join('\n');
}

function ratioSection(): string {
  const rows = Object.entries(RATIOS).flatMap(([name, ratios]) =>
    Object.entries(ratios).map(([key, r]: [string, Ratio]) => {
      const { value, low, high, note } = r.used;
      const what = RATIO_NAMES[key as RatioKey];
      return `| ${name} | ${what} | ${r.says} | ${STATED[r.stated]} | ${value} | ${low} – ${high} | ${note ?? ''} |`;
    }),
  );
  return [
    '## The other binders, relative to PVDF',
    '',
    'Jeong et al. 2025 (doi:10.1002/aenm.202502765) give no absolute value. What they state is kept as order or',
    'ratio; the number used is ours. Interface strengths follow their adhesion, the critical opening 2Γ/σ held;',
    'yield follows strength; the toughness is what the film numbers amount to and is not used on its own.',
    'Poisson’s ratio, expansion, shear ratio and wet factors are PVDF’s.',
    '',
    '| binder | what | the paper says | kind | used | range | why |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function factSection(): string {
  const made = paperFacts.asMade.map((f) => `| ${f.preset} | ${f.binder} | ${f.grade ?? '–'} | ${f.says} |`);
  const orders = ORDERS.map((o) => {
    const chain = o.order.map((same) => same.join(' ≈ ')).join(' < ');
    return `| ${o.quantity} | ${chain} | ${o.says} |`;
  });
  return [
    '## What the paper reports',
    '',
    'As made (grade: 0 no cracks, 1 few, 2 many):',
    '',
    '| preset | binder | grade | in words |',
    '| --- | --- | --- | --- |',
    ...made,
    '',
    '| quantity | order | in words |',
    '| --- | --- | --- |',
    ...orders,
    '',
  ].join('\n');
}

function gradeSection(): string {
  const rows = Object.values(GRADES).flatMap((g) => [
    row(`${g.name} x at 4.3 V`, g.xMin),
    row(`${g.name} x discharged`, g.xMax),
  ]);
  const lno = collectQuantities(LNO_REPORTED).map(({ path, quantity }) => row(`LNO ${path}`, quantity));
  return [
    '## Grades',
    '',
    `All grades share a(x) and c(x) of NCM811. LNO is refused: ${LNO_REFUSED}. What is reported of it:`,
    '',
    HEAD,
    ...rows,
    ...lno,
    '',
  ].join('\n');
}

function latticeSection(): string {
  const { x, a, c } = NCM811_LATTICE;
  const percent = (e: number) => (100 * e).toFixed(2);
  const rows = x.values.map((value, i) => {
    const s = latticeStrain(value);
    const strains = `${percent(s.epsA)} | ${percent(s.epsC)} | ${percent(s.epsV3)}`;
    return `| ${value} | ${a.values[i]} | ${c.values[i]} | ${strains} |`;
  });
  const ocp = NCM811_OCP.x.values.map((value, i) => `| ${value} | ${NCM811_OCP.U.values[i]} |`);
  const cite = (q: QuantityColumn) => `${q.source}, confidence ${q.confidence}${q.note ? `; ${q.note}` : ''}`;
  return [
    '## Lattice and potential of NCM811',
    '',
    `Lattice: ${cite(x)}.`,
    '',
    '| x | a / Å | c / Å | ε_a / % | ε_c / % | ε_V/3 / % |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    `Potential: ${cite(NCM811_OCP.U)}; ${NCM811_OCP.x.note}.`,
    '',
    '| x | U / V |',
    '| --- | --- |',
    ...ocp,
    '',
    'Voltage to x: for NCM811 and NCM90 the potential is kept up to 4.126 V (x = 0.357); beyond, x is stretched',
    'linearly so that 4.3 V falls on `active.xMin`. For NCM622 and NCM111 all of it is stretched from x = 1. From 4.3',
    'to 4.4 V the last slope is carried on and the result marked; outside 3.0–4.4 V, and below x = 0.12, nothing is given.',
    '',
  ].join('\n');
}

const LIMITS = `## How films become curves

A film of the table is elastic up to its yield, hardens linearly to its strength and breaks at its elongation. A
measured curve becomes at most 24 points of flow stress over plastic strain. Where the stress falls it is
replaced by the highest stress so far, and all stresses are then scaled by one factor so that the area under the
curve is the measured one exactly; a high yield peak before a long plateau thus comes out near the plateau.
Several specimens are averaged at the same share of their plastic strain at break, at the mean modulus, and
scaled to the mean toughness. A peel force is never turned into a bond energy: only its ratio to PVDF is used.
`;

/** Tables of the peers' bench: on the screen, in RESULTS.md and as the curves that the bench's picture draws. */
import { readFileSync } from 'node:fs';
import os from 'node:os';
import process from 'node:process';
import { quietly } from './process.mjs';

/** @typedef {import('./runners.mjs').Row} Row */
/** @typedef {import('./fibril.mjs').ZeroTimes} ZeroTimes */
/** @typedef {import('./fibril.mjs').BreakTimes} BreakTimes */

/**
 * @typedef {object} OwnRow
 * @property {string} net
 * @property {number} n
 * @property {ZeroTimes} times median of the run before the peers and of the one after them
 * @property {number} drift larger over smaller total of the two
 *
 * @typedef {object} BreakRow
 * @property {string} net
 * @property {number} n
 * @property {number} bonds
 * @property {BreakTimes} own
 * @property {{ downdate: number, solve: number, total: number, mean: number, residual: number } | null} peer
 *
 * @typedef {object} Machine
 * @property {string} cpu
 * @property {number} cores
 * @property {number} memoryGB
 * @property {string} system
 * @property {string} node
 * @property {string} compiler
 *
 * @typedef {object} Results
 * @property {string} date
 * @property {Machine} machine
 * @property {string} core hash of the WebAssembly measured
 * @property {OwnRow[]} own
 * @property {Row[]} rows
 * @property {BreakRow[]} breaks
 * @property {string[]} packages of Debian that could not be had
 * @property {string[]} missing what was not measured, and why
 */

/** @returns {Machine} */
export function describeMachine() {
  const release = quietly('sh', ['-c', '. /etc/os-release && echo "$PRETTY_NAME"']).text;
  return {
    cpu: cpuModel(),
    cores: os.cpus().length,
    memoryGB: Math.round(os.totalmem() / 2 ** 30),
    system: release || `${os.type()} ${os.release()}`,
    node: process.version,
    compiler: quietly('g++', ['--version']).text.split('\n')[0] || 'none',
  };
}

/** Virtual machines hide the name of the processor; family and model tell the generation. @returns {string} */
function cpuModel() {
  const name = os.cpus()[0]?.model.trim() ?? 'unknown';
  try {
    const info = readFileSync('/proc/cpuinfo', 'utf8');
    const number = (/** @type {string} */ key) => new RegExp(`^${key}\\s*: (\\d+)`, 'm').exec(info)?.[1];
    return `${name} (family ${number('cpu family')}, model ${number('model')})`;
  } catch {
    return name;
  }
}

/** @param {number} value @returns {string} whole number with separators */
const whole = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

/** @param {number | null} value @param {number} [digits] significant */
function number(value, digits = 3) {
  if (value === null || !Number.isFinite(value)) return '-';
  const places = digits - 1 - Math.floor(Math.log10(Math.max(Math.abs(value), 1e-9)));
  return places <= 0 ? whole(Math.round(value)) : value.toFixed(Math.min(places, 4));
}

const ms = (/** @type {number | null} */ seconds) => number(seconds === null ? null : seconds * 1000);
const times = (/** @type {number} */ ratio) => `${number(ratio, ratio < 10 ? 2 : 3)}×`;

/**
 * A table in Markdown, its columns made even so that it reads on a screen too.
 *
 * @param {string[]} head
 * @param {string[][]} body
 * @returns {string}
 */
export function table(head, body) {
  const wide = head.map((name, k) => Math.max(name.length, ...body.map((row) => row[k].length)));
  const line = (/** @type {string[]} */ cells) => {
    const even = cells.map((cell, k) => (k === 0 ? cell.padEnd(wide[k]) : cell.padStart(wide[k])));
    return `| ${even.join(' | ')} |`;
  };
  const rule = `| ${wide.map((w, k) => (k === 0 ? '-'.repeat(w) : `${'-'.repeat(w - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...body.map(line)].join('\n');
}

/** @param {Results} results @returns {string} */
function timesTable(results) {
  const head = [
    'solver',
    'network',
    'nodes',
    'setup ms',
    'solve ms',
    'total ms',
    'iterations',
    'residual',
    'MB',
  ];
  const own = results.own.map(({ net, n, times: t }) => {
    const cells = [t.setup, t.solve, t.setup + t.solve].map(ms);
    const rest = [String(t.iterations), t.residual.toExponential(1), number(t.memoryMB)];
    return ['fibril', net, whole(n), ...cells, ...rest];
  });
  const peers = results.rows.map((r) => {
    const cells = [r.setup, r.solve, (r.setup ?? 0) + r.solve].map(ms);
    const rest = [r.iterations === null ? '-' : whole(r.iterations), r.residual.toExponential(1)];
    return [r.peer, r.net, whole(r.n), ...cells, ...rest, number(r.memoryMB)];
  });
  return table(head, [...own, ...peers]);
}

/** @param {Results} results @returns {string} */
function ratioTable(results) {
  const head = ['peer / fibril', 'network', 'nodes', 'from zero', 'from zero, cold', 'solver kept'];
  const body = [];
  for (const r of results.rows) {
    const own = results.own.find((o) => o.net === r.net && o.n === r.n);
    if (!own) continue;
    const total = (r.setup ?? 0) + r.solve;
    const { cold, setup, solve } = own.times;
    const again = r.again === null ? '-' : times(r.again / solve);
    const ratios = [setup, cold].map((own) => times(total / (own + solve)));
    body.push([r.peer, r.net, whole(r.n), ...ratios, again]);
  }
  return table(head, body);
}

/** @param {Results} results @returns {string} */
function breakTable(results) {
  const head = [
    'network',
    'nodes',
    'bonds',
    'fibril ms (median)',
    'fibril ms (mean)',
    'iterations',
    'CHOLMOD downdate ms',
    'CHOLMOD solve ms',
    'CHOLMOD ms (mean)',
    'ratio of means',
  ];
  const body = results.breaks.map(({ net, n, bonds, own, peer }) => [
    net,
    whole(n),
    String(bonds),
    ms(own.total),
    ms(own.mean),
    String(own.iterations),
    ms(peer?.downdate ?? null),
    ms(peer?.solve ?? null),
    ms(peer?.mean ?? null),
    peer ? times(peer.mean / own.mean) : '-',
  ]);
  return table(head, body);
}

/** @param {Results} results @returns {string} */
function versions(results) {
  const seen = new Map(results.rows.map((r) => [r.peer, r.version]));
  return [...seen].map(([peer, version]) => `- ${peer}: ${version}`).join('\n');
}

/** @param {Results} results @returns {string[]} who missed the residual, by the reference */
function short(results) {
  const own = results.own.map((o) => ({ who: 'fibril', n: o.n, left: o.times.residual }));
  const peers = results.rows.map((r) => ({ who: r.peer, n: r.n, left: r.residual }));
  const broken = results.breaks.map((b) => ({ who: 'fibril, last break', n: b.n, left: b.own.checked }));
  const direct = results.breaks.map((b) => ({
    who: 'CHOLMOD, last break',
    n: b.n,
    left: b.peer?.residual ?? 0,
  }));
  return [...own, ...peers, ...broken, ...direct]
    .filter(({ left }) => !(left <= 1.001e-8))
    .map(
      ({ who, n, left }) => `**not solved to 1e-8**: ${who} at ${whole(n)} nodes, ${left.toExponential(1)}`,
    );
}

/** The whole report. @param {Results} results @returns {string} */
export function markdown(results) {
  const { machine } = results;
  const own = results.own.map((o) => `${o.net} ${whole(o.n)}: ${times(o.drift)}`).join(', ');
  const each = (/** @type {'load' | 'cold'} */ key) =>
    results.own.map((o) => `${ms(o.times[key])} ms at ${o.net} ${whole(o.n)}`).join(', ');
  const absent = results.packages.length > 0 ? results.packages.join(', ') : 'none';
  const notes = [...results.missing.map((text) => `not measured: ${text}`), ...short(results)];
  return `# fibril and its peers

Written by \`npm run bench:peers -- --write\`. Absolute times belong to one machine and one hour: compare ratios.

- date: ${results.date}
- machine: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGB} GB; ${machine.system}
- Node ${machine.node}; ${machine.compiler}; fibril's core ${results.core.slice(0, 16)}
- one core, one thread; CPU time of the process, medians of 5 runs (4k), 3 (32k) or 1 (108k; the multigrid
  peers 3)
- fibril is measured before the peers and after them; between the two it drifted by ${own}
- Debian's packages not to be had: ${absent} (PyAMG then comes from PyPI)
${notes.map((text) => `- ${text}\n`).join('')}
## Equilibrium from zero to |f - K u| / |f| ≤ 1e-8

The network, its load and its matrix are the same bits for all (\`bench/networks.mjs\`; \`fcc\`: five bonds a node,
\`rsa\`: random packing). The residual is checked here from the solution that each peer wrote, bond by bond; LAMMPS
states its own. Setup is what a solver does once a matrix: peers get theirs assembled and ordered, which is not
counted; fibril's matrix-free setup starts from the bonds, and reading and ordering them is not counted either
(${each('load')}). It is the median of repeats in memory already held, as the peers' repeats are. The first setup
of a new instance, which touches its memory for the first time, takes ${each('cold')}.
LAMMPS has point masses and central springs in 400
length bins, three freedoms a node instead of six: less work, stopped at 1e-8 of the first force.

${timesTable(results)}

## Ratios

From zero: setup and solve of the peer over fibril's; cold: over fibril's with its first setup (the peer's stays the
median of its repeats). Solver kept: the peer's solve alone over fibril's solve
alone; for CHOLMOD a numeric factorisation and solve, since it keeps only the analysis when stiffness changes.

${ratioTable(results)}

## One break in a growing crack

Always the most stretched bond, one at a time, solved again to 1e-8. CHOLMOD takes the same bonds in the same
order: rank-6 \`cholmod_updown\` of the simplicial factor, then a solve.

${breakTable(results)}

## Versions

${versions(results)}
`;
}

/**
 * Time against size of each peer.
 *
 * @param {Results} results
 */
export function curves(results) {
  /** @type {Map<string, { n: number, ms: number }[]>} */
  const series = new Map();
  const add = (/** @type {string} */ name, /** @type {number} */ n, /** @type {number} */ seconds) =>
    series.set(name, [...(series.get(name) ?? []), { n, ms: Number((seconds * 1000).toPrecision(4)) }]);
  for (const o of results.own.filter((row) => row.net === 'fcc')) {
    add('fibril', o.n, o.times.setup + o.times.solve);
  }
  for (const r of results.rows.filter((row) => row.net === 'fcc')) add(r.peer, r.n, (r.setup ?? 0) + r.solve);
  return {
    what: 'CPU time from zero to a residual of 1e-8, setup and solve, fcc networks',
    unit: 'ms',
    date: results.date,
    machine: results.machine,
    series: [...series].map(([name, points]) => ({ name, points: points.sort((a, b) => a.n - b.n) })),
  };
}

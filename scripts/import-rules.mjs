/**
 * What each room of the code may import: the one table, the rules for dependency-cruiser that follow from
 * it, and the drawing of it in docs/architecture.md.
 *
 *   depcruise --config scripts/import-rules.mjs src assembly
 *
 * Circles are forbidden between files, imports of types and imports on demand included. What the wasm
 * boundary is (pointers, `memory.buffer`) no import shows: scripts/check-boundary.mjs keeps that.
 */

/**
 * A room is a folder below the tree or a file at its top. It sees the rooms it names, and what those see.
 *
 * @typedef {Readonly<Record<string, { readonly sees: readonly string[], readonly holds: string }>>} Rooms
 */

/** @type {Rooms} */
export const SRC_ROOMS = {
  core: {
    sees: [],
    holds: 'the wasm core as an object: memory, fields, stepper; errors, hashes, tables of text',
  },
  config: { sees: ['core'], holds: 'the fields of a configuration: name, unit, range, meaning' },
  materials: {
    sees: ['config'],
    holds: 'binders, grades, foil with their sources; tensile and peel tests read',
  },
  model: { sees: ['materials'], holds: 'presets, checks across fields, what a run hands out' },
  build: { sees: ['model'], holds: 'an electrode from its recipe or from a file: packing, necks, ligaments' },
  observe: {
    sees: ['build'],
    holds: 'what is measured and shown of a network: cracks, conductance, stress, quantities',
  },
  process: { sees: ['observe'], holds: 'a run: its steps one after another, checkpoints, the ledger' },
  lab: { sees: ['process'], holds: 'specimens with closed forms: `fibril validate`' },
  output: { sees: ['process'], holds: 'files and pictures: pure functions from results to text or bytes' },
  jobs: { sees: ['process'], holds: 'many pieces of work in workers: pool, store, resume, shards, retry' },
  odds: {
    sees: ['output', 'jobs'],
    holds: 'one electrode over seeds: how often it cracks, what helps, the least that is needed',
  },
  sweep: { sees: ['odds'], holds: 'many runs over axes: plan, rows, table; what workers know' },
  'index.ts': { sees: ['lab', 'output'], holds: 'the API for browsers' },
  'node.ts': { sees: ['index.ts', 'sweep'], holds: 'the API for Node' },
  cli: { sees: ['lab', 'sweep'], holds: 'the command line' },
  web: { sees: ['sweep'], holds: 'the page and the element' },
};

/** @type {Rooms} */
export const ASSEMBLY_ROOMS = {
  memory: { sees: [], holds: 'one arena, loads and stores, the hash of the state' },
  math: { sees: ['memory'], holds: 'dot products, random numbers' },
  network: { sees: ['math'], holds: 'the arrays of a network and its parameters (schema/network.mjs)' },
  element: { sees: ['network'], holds: 'materials and classes of elements: kinematics, law, tangent' },
  solve: {
    sees: ['element'],
    holds: 'equilibrium: forces, preconditioners, multigrid, bodies that came loose',
  },
  fracture: { sees: ['solve'], holds: 'load steps, avalanches, the ledger of energy' },
  build: { sees: ['network'], holds: 'packing of particles, necks between them' },
  measure: { sees: ['element'], holds: 'forces of binder and contact apart, for pictures' },
  'index.ts': { sees: ['fracture', 'build', 'measure'], holds: 'what the core exports' },
};

/** Rooms of src that run in Node only; elsewhere `node:` is for files named `*-node.ts`. */
export const NODE_ROOMS = ['node.ts', 'cli'];

const NODE_FILE = '-node\\.ts$';

/**
 * All rooms that `room` sees, itself not among them.
 *
 * @param {Rooms} rooms
 * @param {string} room
 * @returns {Set<string>}
 */
export function seen(rooms, room) {
  /** @type {Set<string>} */
  const out = new Set();
  for (const below of rooms[room]?.sees ?? [])
    for (const each of [below, ...seen(rooms, below)]) out.add(each);
  return out;
}

/** Where programs begin: what none of them reaches is dead. */
const BEGINNINGS = [
  'src/index.ts',
  'src/node.ts',
  'src/cli/main.ts',
  'src/jobs/worker-node.ts',
  'src/sweep/functions-node.ts',
  'src/web/main.ts',
  'src/web/embed.ts',
  'src/web/worker/main.ts',
  // Stands in for assets.ts in the element, scripts/build.mjs.
  'src/web/assets-embedded.ts',
  // docs/materials.md is written from these.
  'src/materials/all.ts',
  'src/materials/markdown.ts',
  'assembly/index.ts',
];

/** @param {string} tree @param {Iterable<string>} rooms a pattern of every file in these rooms */
function within(tree, rooms) {
  const each = [...rooms].map((room) => (room.endsWith('.ts') ? `${room.replace('.', '\\.')}$` : `${room}/`));
  return `^${tree}/(${each.join('|')})`;
}

/**
 * The rules of one tree of rooms.
 *
 * @param {string} tree
 * @param {Rooms} rooms
 * @returns {import('dependency-cruiser').IForbiddenRuleType[]}
 */
function treeRules(tree, rooms) {
  const known = within(tree, Object.keys(rooms));
  const walls = Object.keys(rooms).map((room) => ({
    name: `${tree}: ${room} sees only what is below it`,
    severity: /** @type {const} */ ('error'),
    from: { path: within(tree, [room]) },
    to: { path: `^${tree}/`, pathNot: within(tree, [room, ...seen(rooms, room)]) },
  }));
  return [
    ...walls,
    {
      name: `${tree}: every file is in a room`,
      severity: 'error',
      from: { path: `^${tree}/`, pathNot: known },
      to: {},
    },
    {
      name: `${tree}: every file without imports is in a room`,
      severity: 'error',
      from: { path: `^${tree}/`, pathNot: known, orphan: true },
      to: {},
    },
    {
      name: `${tree}: nothing from outside`,
      severity: 'error',
      from: { path: `^${tree}/` },
      to: { pathNot: [`^${tree}/`, 'node_modules/'], dependencyTypesNot: ['core'] },
    },
  ];
}

const beginnings = `^(${BEGINNINGS.join('|')})$`;
const browserFile = {
  path: '^src/',
  pathNot: [within('src', NODE_ROOMS), NODE_FILE],
};

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...treeRules('src', SRC_ROOMS),
    ...treeRules('assembly', ASSEMBLY_ROOMS),
    { name: 'no circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'every import resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'only src/core loads wasm',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/core/' },
      to: { path: '@assemblyscript/loader' },
    },
    {
      name: 'no node: where a browser runs it',
      comment: 'Name the file *-node.ts if only Node runs it.',
      severity: 'error',
      from: browserFile,
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no *-node.ts where a browser runs it',
      severity: 'error',
      from: browserFile,
      to: { path: NODE_FILE },
    },
    {
      name: 'every file is used',
      severity: 'error',
      from: { path: beginnings },
      to: { path: '^(src|assembly)/', pathNot: ['\\.d\\.ts$', beginnings], reachable: false },
    },
    {
      name: 'only packages that are installed with this one',
      comment: 'What the page needs is bundled into it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/web/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  },
};

/**
 * The rooms of a tree as a table and as a drawing for docs/architecture.md.
 *
 * @param {string} tree
 * @param {Rooms} rooms
 */
function drawn(tree, rooms) {
  const id = (/** @type {string} */ room) => `${tree}_${room.replace('.', '_')}`;
  const all = Object.entries(rooms);
  return [
    '```mermaid',
    'graph TD',
    ...all.map(([room]) => `  ${id(room)}["${room}"]`),
    ...all.flatMap(([room, { sees }]) => sees.map((below) => `  ${id(room)} --> ${id(below)}`)),
    '```',
    '',
    `| room of \`${tree}\` | holds | sees |`,
    '| --- | --- | --- |',
    ...all.map(
      ([room, { holds }]) => `| \`${room}\` | ${holds} | ${[...seen(rooms, room)].join(', ') || '–'} |`,
    ),
    '',
  ].join('\n');
}

const BEGIN = '<!-- generated from scripts/import-rules.mjs -->';
const END = '<!-- end of what is generated -->';

/** docs/architecture.md with the rooms as they are now. @param {string} text */
export function withRooms(text) {
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error('docs/architecture.md has no place for the rooms');
  const rooms = `${drawn('src', SRC_ROOMS)}\n${drawn('assembly', ASSEMBLY_ROOMS)}`;
  return `${text.slice(0, from)}${BEGIN}\n\n${rooms}\n${text.slice(to)}`;
}

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
 * A room is a folder below the tree or a file at its top. It sees the rooms named here, and what those see.
 *
 * @typedef {Readonly<Record<string, readonly string[]>>} Rooms
 */

/** @satisfies {Rooms} */
export const SRC_ROOMS = {
  core: [],
  config: ['core'],
  materials: ['config'],
  model: ['materials'],
  build: ['model'],
  observe: ['build'],
  process: ['observe'],
  lab: ['process'],
  output: ['process'],
  jobs: ['process'],
  sweep: ['output', 'jobs'],
  'index.ts': ['lab', 'output'],
  'node.ts': ['index.ts', 'sweep'],
  cli: ['lab', 'sweep'],
  web: ['sweep'],
};

/** @satisfies {Rooms} */
export const ASSEMBLY_ROOMS = {
  memory: [],
  math: ['memory'],
  network: ['math'],
  element: ['network'],
  solve: ['element'],
  fracture: ['solve'],
  build: ['network'],
  measure: ['element'],
  'index.ts': ['fracture', 'build', 'measure'],
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
  for (const below of rooms[room] ?? []) for (const each of [below, ...seen(rooms, below)]) out.add(each);
  return out;
}

/** Where programs begin: what none of them reaches is dead. */
const BEGINNINGS = [
  'src/index.ts',
  'src/node.ts',
  'src/cli/main.ts',
  'src/jobs/worker-node.ts',
  'src/sweep/functions.ts',
  'src/web/main.ts',
  'src/web/embed.ts',
  'src/web/worker/main.ts',
  // Stands in for assets.ts in the element, scripts/build.mjs.
  'src/web/assets-embedded.ts',
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

/**
 * lammps.js (LAMMPS in WebAssembly) on an exported network, in a process of its own:
 * `node lammpsjs.mjs <folder with node_modules> <folder of the network> <name> <tolerance>`. Prints JSON.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { minimiseScript, readLog, setupScript } from './lammps.mjs';

const [modules, folder, name, tolerance] = process.argv.slice(2);
const found = createRequire(path.join(modules, 'package.json')).resolve('lammps.js/client');
const { LammpsClient } = await import(pathToFileURL(found).href);
/** @type {string[]} */
const said = [];
const print = (/** @type {string} */ line) => said.push(line);
const client = await LammpsClient.create({ print, printErr: print });
client.start();
for (const file of [`${name}.data`, `${name}.coeff`]) {
  client.writeFile(file, readFileSync(path.join(folder, file), 'utf8'));
}
client.runScript(setupScript(name, 'cg'));
const before = process.cpuUsage();
client.runScript(minimiseScript(Number(tolerance)));
const { user, system } = process.cpuUsage(before);
const version = /LAMMPS \(([^)]*)\)/.exec(said.join('\n'))?.[1] ?? '';
console.log(JSON.stringify({ ...readLog(said.join('\n')), seconds: (user + system) / 1e6, version }));

/** `npm ci` in a clone builds the package; an install without the development tools has nothing to build with. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import process from 'node:process';

const require = createRequire(import.meta.url);
const tools = ['assemblyscript/package.json', 'typescript/package.json', 'esbuild/package.json'];

/** @param {string} name */
function installed(name) {
  try {
    require.resolve(name);
    return true;
  } catch {
    return false;
  }
}

const missing = tools.filter((name) => !installed(name)).map((name) => name.replace('/package.json', ''));
if (missing.length > 0) {
  console.error(`not building: ${missing.join(', ')} not installed (development dependencies left out)`);
} else {
  const { status } = spawnSync('npm run build', { stdio: ['ignore', 'inherit', 'inherit'], shell: true });
  process.exitCode = status ?? 1;
}

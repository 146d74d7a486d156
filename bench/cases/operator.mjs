/** Element applies: the core's single- and double-precision operators, plain JavaScript and native C++. */
import { short } from './context.mjs';
import { count, figure, measureTogether, spreadOf } from './measure.mjs';
import { Native } from './native.mjs';
import { Twin } from './twin.mjs';

/** @typedef {import('./context.mjs').Case} Case */
/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('./measure.mjs').Figure} Figure */

/** Rounds in which WebAssembly and native code take turns. */
const ROUNDS = 5;

/** @param {number} ns an element */
const rate = (ns) => `${short(1e3 / ns)} M element applies/s`;

/** @param {Context} context @param {'4k' | '108k'} size @returns {Promise<Figure[]>} */
async function atSize(context, size) {
  const net = context.network('fcc', size);
  const linear = await context.load(net);
  linear.prepare();
  const twin = new Twin(net);
  const x = Float64Array.from(twin.net.force, (f) => 1e3 * f);
  const y = new Float64Array(6 * net.n);
  const effort = { samples: context.small ? 5 : 11, seconds: context.small ? 1 : 6, least: 0.02 };
  const times = size === '4k' ? 10 : 1;
  const spent = await measureTogether(
    {
      f32: () => linear.applyF32(times),
      f64: () => linear.applyF64(times),
      js: () => twin.apply(x, y),
    },
    effort,
  );
  const per = 1e9 / net.m;
  const lines = [
    figure(`operator / wasm f32 / ${net.name}`, 'ns/element', per / times, spent.f32),
    figure(`operator / wasm f64 / ${net.name}`, 'ns/element', per / times, spent.f64),
    figure(`operator / JavaScript f64 / ${net.name}`, 'ns/element', per, spent.js),
  ];
  for (const line of lines) line.note = rate(line.value);
  const [f32, , js] = lines;
  const ratio = f32.value / js.value;
  lines.push(
    count(`operator / wasm f32 over JavaScript / ${net.name}`, 'time ratio', ratio, {
      note: `${short(1 / ratio)} times faster`,
    }),
  );
  return [...lines, ...(await native(context, net, linear, times))];
}

/**
 * @param {Context} context
 * @param {import('../networks.mjs').TestNetwork} net
 * @param {import('../../dist/core/linear.js').LinearNetwork} linear
 * @param {number} times
 * @returns {Promise<Figure[]>}
 */
async function native(context, net, linear, times) {
  const code = new Native(net);
  try {
    if (code.missing) {
      context.say(code.missing);
      return [];
    }
    const [samples, seconds] = context.small ? [2, 0.02] : [5, 0.05];
    /** @type {number[]} */
    const own = [];
    /** @type {number[]} */
    const theirs = [];
    /** @type {number[]} */
    const ratios = [];
    for (let round = 0; round < (context.small ? 3 : ROUNDS); round++) {
      const { it } = await measureTogether({ it: () => linear.applyF32(times) }, { samples, least: seconds });
      const kernels = Object.values(code.time(samples, seconds)).map((v) => v.toSorted((a, b) => a - b));
      const best = kernels.sort((a, b) => a[0] - b[0])[0];
      const middle = best[Math.floor(best.length / 2)];
      own.push((1e9 * it.median) / net.m / times);
      theirs.push(middle);
      ratios.push(own[round] / middle);
    }
    const error = code.error();
    if (!(error < 1e-5)) throw new Error(`the native operator differs from the twin's by ${error}`);
    const line = spreadOf(`operator / native C++ f32 / ${net.name}`, 'ns/element', theirs);
    const over = spreadOf(`operator / wasm f32 over native C++ / ${net.name}`, 'time ratio', ratios);
    line.note = rate(line.value);
    over.note = `WASM/native speed ${short(1 / over.value)}`;
    return [line, over];
  } finally {
    code.close();
  }
}

/** @type {Case} */
export const operator = {
  name: 'operator',
  async run(context) {
    const lines = await atSize(context, '4k');
    if (!context.small) lines.push(...(await atSize(context, '108k')));
    return lines;
  },
};

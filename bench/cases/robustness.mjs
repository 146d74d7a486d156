/** Iterations to 1e-8 of networks that are hard: holes, a crack, stiffness contrast 10³. */
import { short, solved } from './context.mjs';
import { count, once } from './measure.mjs';

/** @typedef {import('./context.mjs').Case} Case */
/** @typedef {import('../networks.mjs').NetworkOptions} NetworkOptions */

/** @type {[string, NetworkOptions][]} */
export const HARD = [
  ['intact', {}],
  ['1 % broken', { broken: 0.01 }],
  ['10 % broken', { broken: 0.1 }],
  ['10 % broken, penny crack', { broken: 0.1, crack: true }],
  ['contrast 10³, random', { contrast: 'random' }],
  ['contrast 10³, grains', { contrast: 'grains' }],
  ['contrast 10³, grains, 10 % broken, crack', { contrast: 'grains', broken: 0.1, crack: true }],
];

/** @type {Case} */
export const robustness = {
  name: 'robustness',
  async run(context) {
    const lines = [];
    for (const size of /** @type {('4k' | '32k')[]} */ (context.small ? ['4k'] : ['4k', '32k'])) {
      for (const [what, options] of HARD) {
        const net = context.network('rsa', size, options);
        const linear = await context.load(net);
        let iterations = 0;
        let rounds = 0;
        const { cpu } = await once(() => {
          linear.prepare();
          ({ iterations, rounds } = solved(linear, 1e-8, { fromZero: true }));
        });
        const note = `${rounds} rounds, ${short(1e3 * cpu)} ms once`;
        lines.push(count(`robustness / ${what} / ${net.name}`, 'iterations', iterations, { note }));
      }
    }
    return lines;
  },
};

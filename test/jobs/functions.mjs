/** Jobs of real worker threads. */
import process from 'node:process';

/** @type {import('../../src/jobs/job.js').JobFunctions} */
export const jobFunctions = {
  square: async (input) => {
    const n = Number(input);
    if (n === 13) process.exit(3);
    const out = { id: `n${n}`, status: /** @type {const} */ ('ok'), reason: null, square: n * n };
    // A function cannot be posted.
    return { out, parts: n === 7 ? () => n : `part of ${n}` };
  },
};

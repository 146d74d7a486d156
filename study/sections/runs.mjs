/** Section 9: the runs themselves. */
import { nameOf } from '../cases.mjs';

/**
 * @typedef {import('../study.mjs').Study} Study
 */

/** @param {Study} study */
export function endSection(study) {
  const runs = [...study.used];
  const failed = runs.filter((r) => r.status === 'failed');
  const other = runs.filter((r) => r.engine !== study.engine).length;
  const lines = failed.map((r) => `- ${nameOf(r.config)}: ${r.reason}`);
  return `## 9. Runs

${runs.length} runs, ${failed.length} failed${lines.length ? ':' : '.'}
${lines.join('\n')}
Core ${study.engine.slice(0, 16)} (SHA-256 of \`fibril.wasm\`).${
    other > 0 ? ` **${other} runs are of another core.**` : ''
  }${study.wanted.size > 0 ? ` **${study.wanted.size} runs are still missing.**` : ''}`;
}

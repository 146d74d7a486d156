/** Section 1: the one number that is fitted. */
import { preset } from '../../dist/model/presets.js';
import { at, brokenPercent, length, MADE_ONLY, opening } from '../cases.mjs';
import { present, stat } from '../statistics.mjs';
import { fix, pm, share, table } from '../text.mjs';

/**
 * @typedef {import('../study.mjs').Study} Study
 */

/** @param {Study} study */
export function fitSection(study) {
  const values = [0.01, 0.0125, 0.015, 0.0175, 0.02, 0.0225, 0.025];
  const used = preset('paper-10').process.dryShrinkage;
  let fitted = NaN;
  const rows = values.map((dryShrinkage) => {
    const s = study.series('paper-10', 'PVDF', { process: { ...MADE_ONLY.process, dryShrinkage } }, 1);
    const l = at(s, 'asMade', length);
    const all = present(l).length === study.seeds.length && present(l).every((v) => v > 0);
    if (all && Number.isNaN(fitted)) fitted = dryShrinkage;
    return [
      dryShrinkage,
      share(l),
      pm(l),
      pm(at(s, 'asMade', opening)),
      fix(stat(at(s, 'asMade', brokenPercent)).mean),
      dryShrinkage === used ? 'used' : '',
    ];
  });
  const says =
    fitted === used
      ? `The smallest value at which every seed cracks is ${fitted}, which is what the presets use.`
      : `**The smallest value at which every seed cracks is ${fitted}, but the presets use ${used}: refit.**`;
  study.short.push(`Fitted on PVDF alone: \`dryShrinkage\` ${used}. ${says}`);
  return `## 1. The one fitted number

The free shrinkage of the binder after it has set is not known. It is fitted on one fact alone: PVDF on
\`paper-10\` is "numerous large cracks" as made. The rule: the smallest value, in steps of 0.0025, at which each
of ${study.seeds.length} seeds shows at least one crack that parts the coating. Nothing else in this document is fitted.

${table(
  [
    '`dryShrinkage`',
    'seeds with a parting crack',
    'length, mm/mm²',
    'largest opening, µm',
    'broken ligaments, %',
    '',
  ],
  rows,
)}

${says}`;
}

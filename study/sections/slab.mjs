/** Section 5: slab against 3D. */
import { preset } from '../../dist/model/presets.js';
import { at, brokenPercent, length, MADE_ONLY, opening, stress, upperHalf } from '../cases.mjs';
import { present, stat } from '../statistics.mjs';
import { fix, pm, share, table } from '../text.mjs';

/**
 * @typedef {import('../study.mjs').Study} Study
 * @typedef {import('../study.mjs').Series} Series
 * @typedef {import('../run.mjs').StageResult} StageResult
 */

/** @param {Study} study */
export function slabSection(study) {
  const wide = { lateral_um: 240, depth: 48 };
  /** @type {[string, string, string, Series][]} */
  const made = [];
  for (const binder of ['PVDF', 'PVDF-A-N5']) {
    const solid = study.series('paper-10', binder, { electrode: wide }, 50, [1, 2, 3]);
    const narrow = study.series('paper-10', binder, { electrode: { lateral_um: 240 } }, 4);
    const usual = study.series('paper-10', binder);
    for (const when of ['asMade', 'charge']) {
      made.push([binder, when, '3D, 240 × 48 µm', solid]);
      made.push([binder, when, 'slab, 240 µm', narrow]);
      made.push([binder, when, 'slab, 420 µm (default)', usual]);
    }
  }
  const rows = made.map(([binder, when, name, s]) => [
    binder,
    when === 'asMade' ? 'as made' : 'full charge',
    name,
    String(present(at(s, when, length)).length),
    pm(at(s, when, length)),
    share(at(s, when, length)),
    pm(at(s, when, upperHalf)),
    pm(at(s, when, opening)),
    pm(at(s, when, stress)),
    pm(at(s, when, brokenPercent)),
    pm(at(s, when, (x) => 100 * x.delaminatedFoil)),
  ]);
  const ratio = (/** @type {number} */ a, /** @type {number} */ b) => fix(a / b);
  const says = ['PVDF', 'PVDF-A-N5'].flatMap((binder) =>
    ['asMade', 'charge'].map((when) => {
      const of = (/** @type {string} */ kind) =>
        made.find((m) => m[0] === binder && m[1] === when && m[2].startsWith(kind))?.[3] ?? [];
      const r = (/** @type {(s: StageResult) => number} */ pick) =>
        ratio(stat(at(of('3D'), when, pick)).mean, stat(at(of('slab, 420'), when, pick)).mean);
      return (
        `- ${binder} ${when === 'asMade' ? 'as made' : 'at full charge'}: crack length × ${r(length)}, in the upper half ` +
        `× ${r(upperHalf)}; stress × ${r(stress)}; broken ligaments × ${r(brokenPercent)}.`
      );
    }),
  );
  const still = [0.02, 0.03, 0.04].map((dryShrinkage) => {
    const fitted = dryShrinkage === preset('paper-10').process.dryShrinkage;
    const change = { electrode: wide, process: fitted ? {} : { ...MADE_ONLY.process, dryShrinkage } };
    const s = study.series('paper-10', 'PVDF', change, 60, [1, 2]);
    return [
      dryShrinkage,
      pm(at(s, 'asMade', length)),
      pm(at(s, 'asMade', upperHalf)),
      pm(at(s, 'asMade', opening)),
      pm(at(s, 'asMade', stress)),
      pm(at(s, 'asMade', brokenPercent)),
    ];
  });
  const order = ['asMade', 'charge'].map((when) => {
    const of = (/** @type {string} */ binder) =>
      fix(stat(at(made.find((m) => m[0] === binder && m[2].startsWith('3D'))?.[3] ?? [], when, length)).mean);
    return `${when === 'asMade' ? 'as made' : 'at full charge'} PVDF ${of('PVDF')}, PVDF-A-N5 ${of('PVDF-A-N5')} mm/mm²`;
  });
  study.short.push(
    `In 3D (three packings of 240 × 48 µm): ${order.join('; ')}. Slabs differ from it (section 5).`,
  );
  return `## 5. Slab against 3D

\`paper-10\` in 3D with periodic sides and as slabs. 240 µm is under six coating heights: enough for the level of stress
and damage, too narrow for crack spacing. A crack *parts* the coating if no way leads round it within the upper 70 % of the
height; *upper half* asks that of the upper 50 % only. In a slab a crack of a few ligaments parts it; in 3D one or two
ligaments left in a crack keep it from being counted.

${table(
  [
    'binder',
    'when',
    'structure',
    'seeds',
    'length, mm/mm²',
    'with a crack',
    'length in the upper half',
    'largest opening, µm',
    'stress, MPa',
    'broken, %',
    'off the foil, %',
  ],
  rows,
)}

3D over the default slab:

${says.join('\n')}

PVDF in 3D at other drying strains (as made, seeds 1 and 2; 0.02 is the value fitted on slabs):

${table(
  [
    '`dryShrinkage`',
    'length, mm/mm²',
    'length in the upper half',
    'largest opening, µm',
    'stress, MPa',
    'broken, %',
  ],
  still,
)}

They are different networks of one recipe: a particle in 3D has about twice the neighbours of one in a slab, the slab
takes 0.41 of the binder for the necks in its plane, and its weakest section, often two or three necks,
runs through the whole depth. The drying strain is fitted on slabs and is not that of the 3D coating. The maps use slabs:
read them for orders between binders, not for absolute lengths.`;
}

/** Section 3: controls. */
import { at, BINDERS, gained, length, MADE_ONLY, opening, stress } from '../cases.mjs';
import { stat } from '../statistics.mjs';
import { fix, pm, share, table } from '../text.mjs';

/**
 * @typedef {import('../study.mjs').Study} Study
 * @typedef {import('../study.mjs').Change} Change
 */

/** @param {Study} study */
export function controlSection(study) {
  const still = { ...MADE_ONLY.process, dryShrinkage: 0 };
  const bath = { coolFrom_C: 25, coolTo_C: 25 };
  const quiet = { process: { ...still, ...bath } };
  /** @type {[string, Change, string[]][]} */
  const made = [
    ['as it is', {}, ['PVDF', 'PVDF-A']],
    ['no drying strain, cooling kept', { process: still }, ['PVDF', 'PVDF-A']],
    ['no drying strain, no cooling', quiet, BINDERS],
  ];
  const rows = made.flatMap(([name, change, binders]) =>
    binders.map((binder) => {
      const s = study.series('paper-10', binder, change, 2);
      return [
        name,
        binder,
        share(at(s, 'cool', length)),
        share(at(s, 'asMade', length)),
        pm(at(s, 'asMade', length)),
        pm(at(s, 'asMade', opening), 3),
        fix(stat(at(s, 'asMade', (x) => x.broken.total)).mean, 1),
        pm(at(s, 'asMade', stress)),
      ];
    }),
  );
  /** @param {string} name */
  const cracked = (name) =>
    BINDERS.filter((b) => at(study.series('paper-10', b, quiet, 2), name, length).some((v) => (v ?? 0) > 0));
  const [dried, pressed] = [cracked('cool'), cracked('asMade')];
  const list = (/** @type {string[]} */ names) => (names.length ? names.join(', ') : 'no binder');
  const later = [
    ['as it is', {}],
    ['no lattice strain', { active: { strainFactor: 0 } }],
    ['isotropic lattice strain', { active: { strainModel: 'isotropic' } }],
    ['every particle at the same lithium content', { electrode: { xScatter: 0 } }],
  ].map(([name, change]) => {
    const s = study.series('paper-10', 'PVDF', /** @type {Change} */ (change), 2);
    return [
      String(name),
      pm(at(s, 'asMade', length)),
      pm(at(s, 'charge', length)),
      pm(gained(s)),
      fix(stat(at(s, 'charge', (x) => x.born.total)).mean, 1),
      pm(at(s, 'charge', stress)),
    ];
  });
  study.short.push(
    `With neither drying strain nor cooling ${list(dried)} cracks before calendering; without lattice strain charging adds ` +
      `${later[1]?.[3]} mm/mm² (section 3).`,
  );
  return `## 3. Controls

Without drying strain there must be no crack of drying (\`paper-10\`, ${study.seeds.length} seeds):

${table(
  [
    'control',
    'binder',
    'seeds with a crack before calendering',
    'after',
    'length after, mm/mm²',
    'opening, µm',
    'broken ligaments',
    'stress, MPa',
  ],
  rows,
)}

With neither drying strain nor cooling, ${list(dried)} cracks before calendering, and after it
${list(pressed)}. The stroke of the calender (\`calenderStrain\`) is an assumed number with a wide range; what it breaks in a
brittle binder is no more certain than it.

Without lattice strain the cracks of drying must stay and charging must add none (PVDF, \`paper-10\`, ${study.seeds.length} seeds). Polycrystals
feel only the volumetric third, so that the isotropic control must change nothing here; for single crystals see
section 6.

${table(
  [
    'control',
    'as made, mm/mm²',
    'after charge, mm/mm²',
    'gained on charge',
    'ligaments broken on charge',
    'coating stress at full charge, MPa',
  ],
  later,
)}`;
}

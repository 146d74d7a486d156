/** Section 6: polycrystals, single crystals, texture. */
import { at, brokenPercent, length, stress } from '../cases.mjs';
import { paired } from '../statistics.mjs';
import { ci, pm, table } from '../text.mjs';

/**
 * @typedef {import('../study.mjs').Study} Study
 * @typedef {import('../study.mjs').Change} Change
 */

/** @param {Study} study */
export function crystalSection(study) {
  /** @type {[string, Change][]} */
  const kinds = [
    ['polycrystal', {}],
    ['single crystal, random', { electrode: { crystal: 'single' } }],
    [
      'single crystal, isotropic strain (control)',
      { electrode: { crystal: 'single' }, active: { strainModel: 'isotropic' } },
    ],
    ['single crystal, c along z', { electrode: { crystal: 'single', texture: 'fibre', textureSpread: 0 } }],
    [
      'single crystal, c along x',
      { electrode: { crystal: 'single', texture: 'fibre', textureSpread: 0, textureAxis: [1, 0, 0] } },
    ],
  ];
  const rows = ['PVDF', 'PVDF-A-N5'].flatMap((binder) => {
    const base = at(study.series('paper-10', binder), 'charge', length);
    return kinds.map(([name, change]) => {
      const s = study.series('paper-10', binder, change, 5);
      const l = at(s, 'charge', length);
      return [
        binder,
        name,
        pm(l),
        name === 'polycrystal' ? '–' : ci(paired(l, base)),
        pm(at(s, 'charge', brokenPercent)),
        pm(at(s, 'charge', stress)),
        pm(at(s, 'charge', (x) => 100 * x.delaminatedFoil)),
        pm(
          at(s, 'charge', (x) => x.conductance),
          3,
        ),
      ];
    });
  });
  return `## 6. Polycrystals, single crystals, texture

\`paper-10\` at full charge (4.3 V), ${study.seeds.length} seeds, the same packings and the same as-made cracks. A random polycrystal
shrinks by the volumetric third of the lattice strain; a single crystal feels its own a and c.

${table(
  [
    'binder',
    'particles',
    'length, mm/mm²',
    'minus polycrystal, 95 % CI',
    'broken, %',
    'coating stress, MPa',
    'off the foil, %',
    'conductance (proxy)',
  ],
  rows,
)}`;
}

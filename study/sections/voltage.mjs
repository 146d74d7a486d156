/** Section 8: cut-off voltage against binder. */

import { binder, scaleAdhesion, scaleToughness } from '../../dist/materials/binders.js';
import { filmCurve } from '../../dist/materials/film-curve.js';
import { at, brokenPercent, gained, length } from '../cases.mjs';
import { paired, stat } from '../statistics.mjs';
import { ci, fix, pm, table } from '../text.mjs';

/**
 * @typedef {import('../study.mjs').Study} Study
 * @typedef {import('../study.mjs').Series} Series
 * @typedef {import('../../dist/config/config-types.js').BinderConfig} BinderConfig
 */

/** @param {Study} study */
export function voltageSection(study) {
  const pvdf = binder('PVDF');
  const tough = scaleToughness(pvdf, 2 * filmCurve(pvdf).toughness_MPa);
  const sticky = scaleAdhesion(pvdf, 2);
  /** @type {[string, string | BinderConfig, number][]} */
  const points = [
    ['PVDF', 'PVDF', 4.1],
    ['PVDF', 'PVDF', 4.2],
    ['PVDF', 'PVDF', 4.3],
    ['PVDF, twice the toughness', { ...tough, name: 'PVDF tough' }, 4.3],
    ['PVDF, twice the adhesion to NCM and foil', { ...sticky, name: 'PVDF sticky' }, 4.3],
    ['PVDF-A-N5', 'PVDF-A-N5', 4.1],
    ['PVDF-A-N5', 'PVDF-A-N5', 4.2],
    ['PVDF-A-N5', 'PVDF-A-N5', 4.3],
  ];
  const run = (/** @type {string | BinderConfig} */ b, /** @type {number} */ upperVoltage_V) =>
    study.series('paper-10', b, upperVoltage_V === 4.3 ? {} : { process: { upperVoltage_V } }, 6);
  const base = run('PVDF', 4.3);
  const rows = points.map(([name, b, volt]) => {
    const s = run(b, volt);
    const l = at(s, 'charge', length);
    return [
      name,
      volt.toFixed(1),
      fix(stat(at(s, 'charge', (x) => x.x)).mean, 3),
      pm(at(s, 'asMade', length)),
      pm(l),
      pm(gained(s)),
      s === base ? '–' : ci(paired(gained(s), gained(base))),
      fix(stat(at(s, 'charge', brokenPercent)).mean),
      pm(
        at(s, 'charge', (x) => x.conductance),
        3,
      ),
    ];
  });
  const total = (/** @type {string | BinderConfig} */ b, /** @type {number} */ v) =>
    at(run(b, v), 'charge', length);
  const effect = (/** @type {string | BinderConfig} */ b, /** @type {number} */ v) =>
    ci(paired(total(b, v), total('PVDF', 4.3)));
  study.short.push(
    `Crack length of PVDF at full charge changes by ${effect('PVDF', 4.2)} mm/mm² with a cut-off of 4.2 V, by ` +
      `${effect(points[3]?.[1] ?? '', 4.3)} with twice the toughness, by ${effect(points[4]?.[1] ?? '', 4.3)} with twice the ` +
      `adhesion, by ${effect('PVDF-A-N5', 4.3)} with PVDF-A-N5 (section 8).`,
  );
  return `## 8. Cut-off voltage against binder

\`paper-10\`, ${study.seeds.length} seeds, at the end of the first charge. *Gained* is what charging adds to the cracks that drying left.

${table(
  [
    'binder',
    'cut-off, V',
    'x',
    'as made',
    'at full charge',
    'gained',
    'gained, minus PVDF at 4.3 V, 95 % CI',
    'broken, %',
    'conductance (proxy)',
  ],
  rows,
)}

${exchange(run)}

Which x belongs to 4.3 V is uncertain (0.12–0.22; 0.18 is used), and with it every number of this section.`;
}

/**
 * What N5 is worth in volts of PVDF's cut-off, from the mean crack length at full charge.
 *
 * @param {(b: string, v: number) => Series} run
 */
function exchange(run) {
  const mean = (/** @type {string} */ b, /** @type {number} */ v) =>
    stat(at(run(b, v), 'charge', length)).mean;
  const [at41, at42, at43] = [mean('PVDF', 4.1), mean('PVDF', 4.2), mean('PVDF', 4.3)];
  const n5 = mean('PVDF-A-N5', 4.3);
  const made = stat(at(run('PVDF', 4.3), 'asMade', length)).mean;
  const close = paired(at(run('PVDF-A-N5', 4.3), 'charge', length), at(run('PVDF', 4.1), 'charge', length));
  /** @type {string} */
  let worth;
  if (!(at41 <= at42 && at42 <= at43))
    worth = 'has no worth in volts: the length does not rise with the voltage';
  else if (n5 < at41) worth = 'is worth more than 0.2 V of cut-off';
  else if (n5 >= at43) worth = 'is worth nothing';
  else {
    const [v, low, step] = n5 >= at42 ? [4.2, at42, at43 - at42] : [4.1, at41, at42 - at41];
    const volts = 4.3 - v - (0.1 * (n5 - low)) / step;
    worth = `is worth about ${volts.toFixed(2)} V of cut-off (linear between the points)`;
  }
  return `Exchange rate on \`paper-10\`, mm/mm² at full charge: PVDF ${fix(at43)} at 4.3 V, ${fix(at42)} at 4.2 V, ${fix(at41)} at
4.1 V; PVDF-A-N5 ${fix(n5)} at 4.3 V. By these means, changing PVDF for PVDF-A-N5 ${worth}; PVDF-A-N5 at 4.3 V minus PVDF at
4.1 V is ${ci(close)}.
No cut-off takes PVDF below the ${fix(made)} that drying left. *Gained* compares binders badly: a coating that drying
has parted is relieved and gains less.`;
}

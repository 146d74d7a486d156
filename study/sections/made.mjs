/** Section 2: electrodes as made, against the paper. */
import { asMade } from '../../dist/materials/paper-facts.js';
import { at, BINDERS, brokenPercent, length, opening, PAPER } from '../cases.mjs';
import { paired, present, stat } from '../statistics.mjs';
import { ci, fix, pm, share, table } from '../text.mjs';

/**
 * @typedef {import('../study.mjs').Study} Study
 * @typedef {import('../statistics.mjs').Values} Values
 */

/** Grade of cracking from seeds with a parting crack; −1: no runs yet. @param {Values} v */
function grade(v) {
  const list = present(v);
  if (list.length === 0) return -1;
  const part = list.filter((c) => c > 0).length / list.length;
  return part <= 1 / 8 ? 0 : part >= 7 / 8 ? 2 : 1;
}
const GRADES = ['none', 'few', 'many'];

/** @param {Study} study */
export function asMadeSection(study) {
  /** @type {string[][]} */
  const rows = [];
  const score = { agrees: 0, disagrees: 0 };
  /** @type {Map<string, Values>} */
  const lengths = new Map();
  for (const preset of PAPER) {
    for (const binder of BINDERS) {
      const s = study.electrodes(preset, binder);
      const l = at(s, 'asMade', length);
      lengths.set(`${preset} ${binder}`, l);
      const fact = asMade(preset, binder);
      const stated = fact?.grade ?? null;
      let verdict = 'not stated';
      if (present(l).length < study.seeds.length) verdict = `only ${present(l).length} seeds`;
      else if (stated !== null) {
        const same = grade(l) === stated;
        if (preset === 'paper-10' && binder === 'PVDF') verdict = 'fitted';
        else {
          verdict = same ? 'agrees' : '**disagrees**';
          score[same ? 'agrees' : 'disagrees']++;
        }
      }
      const base = lengths.get(`${preset} PVDF`) ?? [];
      rows.push([
        preset,
        binder,
        fix(stat(at(s, 'cool', length)).mean),
        pm(l),
        share(l),
        binder === 'PVDF' ? '–' : ci(paired(l, base)),
        pm(at(s, 'asMade', opening)),
        fix(stat(at(s, 'asMade', brokenPercent)).mean),
        GRADES[grade(l)] ?? '–',
        fact ? `${fact.says}${stated === null ? ' (nothing on cracks)' : ` → ${GRADES[stated]}`}` : '–',
        verdict,
      ]);
    }
  }
  const total = score.agrees + score.disagrees;
  const orders = orderRows(lengths);
  const held = orders.filter((o) => o[3] === 'agrees').length;
  study.short.push(
    `As made: ${score.agrees} of ${total} graded facts of the paper agree, and ${held} of ${orders.length} orders of two binders (section 2).`,
  );
  return `## 2. Electrodes as made

After drying, cooling and calendering. Length: cracks that part the coating, mm per mm² of top view, mean ±
standard error over ${study.seeds.length} seeds; every binder meets the same packings. A slab ten heights wide counts whole cracks,
so that one seed can only give multiples of 2.38 mm/mm² (0.91 on \`paper-28\`).

Verdict by a rule that was fixed before the runs: *none* if at most 1 seed in 8 has a parting crack, *many* if
at least 7 in 8, *few* between. It *agrees* if this is the grade that the paper (Jeong et al. 2025,
doi:10.1002/aenm.202502765) gives; where the paper says nothing of cracks there is no verdict. PVDF on
\`paper-10\` is what section 1 was fitted on and does not count.

${table(
  [
    'preset',
    'binder',
    'before calendering',
    'length, mm/mm²',
    'seeds with a crack',
    'minus PVDF, 95 % CI',
    'largest opening, µm',
    'broken, %',
    'grade',
    'paper',
    'verdict',
  ],
  rows,
)}

**${score.agrees} of ${total} graded facts agree, ${score.disagrees} disagree.**

The orders that these facts imply, each pair on the same packings:

${table(['preset', 'paper', 'model, difference of length with 95 % CI', 'verdict'], orders)}

${tearing(study)}

Each entry for the four modified binders rests on orders and a few ratios that the paper states and on numbers
that we chose within them ([materials](materials.md)): an agreement says that the chosen numbers are compatible with
the paper, not that they are right. The paper's orders of peel force, SAICAS force and life are not tested here.`;
}

/** How the ligaments of an electrode as made failed. @param {Study} study */
function tearing(study) {
  const parts = BINDERS.map((binder) => {
    const s = study.electrodes('paper-10', binder);
    const torn = stat(at(s, 'asMade', (x) => x.broken.cohesive)).mean;
    const foil = stat(at(s, 'asMade', (x) => x.broken.adhesiveFoil)).mean;
    const all = stat(at(s, 'asMade', (x) => x.broken.total)).mean;
    return `${binder} ${fix(100 * (torn / all), 0)} % torn, ${fix(100 * (foil / all), 0)} % off the foil`;
  });
  return `How the broken ligaments of \`paper-10\` failed (the rest came off NCM): ${parts.join('; ')}.`;
}

/** Pairs of binders that the paper grades differently. @param {ReadonlyMap<string, Values>} lengths */
function orderRows(lengths) {
  /** @type {string[][]} */
  const rows = [];
  for (const preset of PAPER) {
    const graded = BINDERS.flatMap((binder) => {
      const grade = asMade(preset, binder)?.grade ?? null;
      return grade === null ? [] : [{ binder, grade }];
    });
    for (const a of graded) {
      for (const b of graded) {
        if (a.grade <= b.grade) continue;
        const d = paired(
          lengths.get(`${preset} ${a.binder}`) ?? [],
          lengths.get(`${preset} ${b.binder}`) ?? [],
        );
        const verdict = d.low > 0 ? 'agrees' : d.high < 0 ? '**disagrees**' : 'not resolved';
        rows.push([preset, `${a.binder} cracks more than ${b.binder}`, ci(d), verdict]);
      }
    }
  }
  return rows;
}

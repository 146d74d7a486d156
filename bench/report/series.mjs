/** The curves of the plot: fibril's from this run, the peers' from bench/peers/curves.json. */
import { readFileSync } from 'node:fs';

/** @typedef {import('../cases/measure.mjs').Figure} Figure */
/** @typedef {import('./curves.mjs').Curve} Curve */

const PEERS_FILE = new URL('../peers/curves.json', import.meta.url);

/** Curves of {@link Figure.at} that are drawn, and their names. */
const OWN = new Map([
  ['fcc from zero', 'fibril, setup and solve'],
  ['fcc hierarchy reused', 'fibril, hierarchy reused'],
]);

/** @param {readonly Figure[]} figures @returns {Curve[]} */
export function ownCurves(figures) {
  const curves = [];
  for (const [key, name] of OWN) {
    const points = figures
      .flatMap((f) => (f.at?.curve === key ? [{ n: f.at.n, ms: f.value }] : []))
      .sort((a, b) => a.n - b.n);
    if (points.length > 0) curves.push({ name, own: true, dashed: key !== 'fcc from zero', points });
  }
  if (curves.length === 0) throw new Error('nothing to draw: the case equilibrium was not run');
  return curves;
}

/**
 * What `npm run bench:peers` last found, and when; no curves when it never ran. It measures fibril too, for its
 * own ratios: that series is left out here.
 *
 * @returns {{ curves: Curve[], date: string }}
 */
export function peerCurves() {
  let text;
  try {
    text = readFileSync(PEERS_FILE, 'utf8');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return { curves: [], date: '' };
    throw error;
  }
  /** @type {{ date: string, series: { name: string, points: { n: number, ms: number }[] }[] }} */
  const { date, series } = JSON.parse(text);
  const curves = series
    .filter(({ name, points }) => name !== 'fibril' && points.length > 0)
    .map(({ name, points }) => ({
      // LAMMPS minimises without rotations: less work, said beside its name.
      name: /^lammps/i.test(name) ? `${name} (central force)` : name,
      own: false,
      points: [...points].sort((a, b) => a.n - b.n),
    }));
  return { curves, date: date.slice(0, 10) };
}

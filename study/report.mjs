/** The document of the study. */
import { controlSection } from './sections/controls.mjs';
import { crystalSection } from './sections/crystals.mjs';
import { energySection } from './sections/energy.mjs';
import { fitSection } from './sections/fit.mjs';
import { asMadeSection } from './sections/made.mjs';
import { objectivitySection } from './sections/objectivity.mjs';
import { endSection } from './sections/runs.mjs';
import { slabSection } from './sections/slab.mjs';
import { voltageSection } from './sections/voltage.mjs';

/** Sections by name. Energy is about everything that the others asked for. */
const SECTIONS = {
  fit: fitSection,
  made: asMadeSection,
  controls: controlSection,
  objectivity: objectivitySection,
  slab: slabSection,
  crystals: crystalSection,
  energy: energySection,
  voltage: voltageSection,
};

export const SECTION_NAMES = /** @type {(keyof typeof SECTIONS)[]} */ (Object.keys(SECTIONS));

/**
 * What is known, in Markdown.
 *
 * @param {import('./study.mjs').Study} study
 * @param {readonly (keyof typeof SECTIONS)[]} names
 */
export function report(study, names = SECTION_NAMES) {
  study.short.length = 0;
  study.used.clear();
  /** @type {Map<string, string>} */
  const written = new Map();
  const last = (/** @type {string} */ name) => Number(name === 'energy');
  for (const name of [...names].sort((a, b) => last(a) - last(b))) written.set(name, SECTIONS[name](study));
  const sections = SECTION_NAMES.map((name) => written.get(name)).filter((text) => text !== undefined);
  return `# Results

Written by \`node study/index.mjs\`; do not edit by hand. What the model says of the paper's electrodes, what it
depends on and what not. Values are means ± standard error over seeds; a seed is a packing with its scatter of
necks, adhesion and lithium, the same for all that is compared (paired). Crack length is that of cracks that part the
coating. Equations and assumptions: [theory](theory.md); numbers and sources: [materials](materials.md).

${study.short.map((line) => `- ${line}`).join('\n')}

${sections.join('\n\n')}

${endSection(study)}
`;
}

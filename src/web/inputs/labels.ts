/** What the fields are called on the page, in which groups they stand. */
import { fields } from '../../config/fields.js';

/** Names of the sections of a configuration. */
export const SECTIONS: Readonly<Record<string, string>> = {
  electrode: 'Electrode',
  binder: 'Binder film and bonds',
  active: 'Active material',
  process: 'Making and cycling',
  solver: 'Numerics',
};

/** Label of a field. */
export function labelOf(path: string): string {
  return fields().get(path)?.label ?? path;
}

/** A label that stands alone: fields whose label says too little outside their group name it. */
export function fullLabel(path: string): string {
  const label = labelOf(path);
  if (/^electrode\.(ncm|carbon|binder)_wt$/.test(path)) return `${label} by weight`;
  if (path.startsWith('electrode.sizes.')) return `Particle size ${label}`;
  if (path.startsWith('binder.')) return `Binder, ${label}`;
  return path.startsWith('active.') && path !== 'active.grade' ? `Active material, ${label}` : label;
}

/** A choice in words. */
export function choiceWords(path: string, choice: string): string {
  return fields().get(path)?.options[choice] ?? choice;
}

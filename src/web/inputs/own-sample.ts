/** Size of the specimen and the rule of its modulus, for a file that needs them. */
import type { ModulusRule } from '../../materials/tensile-line.js';
import { readModulusRule } from '../../materials/tensile-line.js';
import { checkSize, type SampleSize, SIZES } from '../../materials/tensile-sample.js';
import { h } from '../dom.js';
import { type PlainRow, plainRow } from './plain-row.js';
import { problemsOf } from './problems.js';
import { readNumber } from './values.js';

type Key = keyof typeof SIZES;

const LABELS: Readonly<Record<Key, readonly [label: string, allowed: string]>> = {
  gauge_mm: ['Gauge length', '0.5 to 2000'],
  width_mm: ['Specimen width', '0.05 to 500'],
  thickness_mm: ['Specimen thickness', '0.0001 to 5'],
};

/** The fields, folded away until they are needed. */
export class SampleForm {
  readonly element: HTMLDetailsElement;
  readonly #rows = new Map<Key, PlainRow>();
  readonly #rule: PlainRow;

  /** @param change - Called when the file has to be read anew. */
  constructor(change: () => void) {
    const calls = { change, typed: () => {}, enter: change };
    for (const key of Object.keys(SIZES) as Key[]) {
      const [label, allowed] = LABELS[key];
      const description = 'For a table of load and extension; goes before what the file says.';
      this.#rows.set(key, plainRow({ label, unit: 'mm', description, allowed, placeholder: '', ...calls }));
    }
    this.#rule = plainRow({
      label: 'Modulus rule',
      unit: '',
      description:
        'd638: the initial straight part (ASTM D638). iso527: from 0.05 to 0.25 % strain (ISO 527-1). Or a range.',
      allowed: 'd638, iso527, or a range of strain in per cent such as 0.1:0.5',
      placeholder: 'd638',
      ...calls,
    });
    const rows = [...this.#rows.values(), this.#rule].map((row) => row.element);
    this.element = h('details', { class: 'in-more' }, h('summary', {}, 'Specimen and modulus'), ...rows);
  }

  open(): void {
    this.element.open = true;
  }

  /** What the fields hold; what cannot be is said beside its field and left out. */
  read(): { size: SampleSize; rule: ModulusRule } {
    const size: Partial<Record<Key, number>> = {};
    for (const [key, row] of this.#rows) {
      const value = attempt(row, () => sizeIn(row.text, key));
      if (value !== undefined) size[key] = value;
    }
    const rule = attempt(this.#rule, () => {
      const text = this.#rule.text.trim();
      return text === '' ? undefined : readModulusRule(text, 'Modulus rule');
    });
    return { size, rule: rule ?? 'd638' };
  }
}

function sizeIn(text: string, key: Key): number | undefined {
  if (text.trim() === '') return undefined;
  const read = readNumber(text, 'mm');
  const value = 'value' in read && typeof read.value === 'number' ? read.value : Number.NaN;
  return checkSize(key, value, LABELS[key][0]);
}

function attempt<T>(row: PlainRow, read: () => T): T | undefined {
  try {
    const value = read();
    row.setProblem('');
    return value;
  } catch (e) {
    const [{ field, allowed, unit, hint }] = problemsOf(e);
    row.setProblem(`${field}: allowed is ${allowed}${unit ? ` ${unit}` : ''}. ${hint ?? ''}`);
    return undefined;
  }
}

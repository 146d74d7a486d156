/** Figures in the customSmallerIsBetter form of github-action-benchmark. */
import { number, spread } from './table.mjs';

/** @typedef {import('../cases/measure.mjs').Figure} Figure */

/**
 * @param {readonly Figure[]} figures
 * @param {string} machine
 * @returns {{ name: string, unit: string, value: number, range?: string, extra: string }[]}
 */
export function smallerIsBetter(figures, machine) {
  return figures.map((f) => {
    const about = spread(f);
    const extra = [
      ...(f.note ? [f.note] : []),
      ...(f.wall === undefined ? [] : [`wall ${number(f.wall)} ${f.unit}`]),
      ...(f.samples === undefined ? [] : [`${f.samples} samples`]),
      machine,
    ];
    return {
      name: f.name,
      unit: f.unit,
      value: f.value,
      ...(about === undefined ? {} : { range: `± ${number(about)}` }),
      extra: extra.join('\n'),
    };
  });
}

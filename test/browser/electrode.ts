import { configure } from '../../src/index.js';

/** A small electrode through all its stages: what Node and the page both build, each for itself. */
export function smallElectrode() {
  return configure({ preset: 'paper-10', binder: 'PVDF', overrides: ['electrode.lateral_um=60'] });
}

/** A strip in three dimensions, drying only: wide enough for the multigrid solver. */
export function wideElectrode() {
  return configure({
    preset: 'coating',
    binder: 'PVDF',
    overrides: ['electrode.lateral_um=70', 'electrode.depth=60'],
  });
}

/** The complete configuration of a run, every field with its unit in its name. */
import { ACTIVE } from './active.js';
import { BINDER } from './binder.js';
import { ELECTRODE } from './electrode.js';
import { type Field, group, integer, orNull, text, type Values } from './field.js';
import { PROCESS } from './process.js';
import { SOLVER } from './solver.js';

/** Name and version of the format. */
export const CONFIG_SCHEMA = 'fibril.config/1';

/** All fields of the configuration. What they mean together is checked by `checkConfig`. */
export const CONFIG = {
  schema: {
    kind: 'constant',
    value: CONFIG_SCHEMA,
    default: CONFIG_SCHEMA,
    form: false,
    label: 'Format',
    about: 'Name and version of this format.',
  } as Field<typeof CONFIG_SCHEMA>,
  preset: orNull(
    text({
      length: [0, 200],
      form: false,
      label: 'Preset',
      about: 'Preset that filled in what was not given; null: none.',
    }),
  ),
  electrode: group('The electrode as a lab writes it down.', ELECTRODE),
  binder: group('Binder film and its interfaces, dry.', BINDER),
  active: group('Active material.', ACTIVE),
  process: group('What is done to the electrode.', PROCESS),
  solver: group('Numerics. The defaults are those the checks were run with.', SOLVER),
  seed: integer({
    range: [0, 4294967295],
    default: 1,
    label: 'Seed',
    about: 'Seed of every random number of the run.',
  }),
};

/** Volume-weighted percentiles of the particle diameter, µm. */
export interface SizesConfig extends Values<(typeof ELECTRODE)['sizes']['fields']> {}
/** The electrode as a lab writes it down. */
export interface ElectrodeConfig extends Values<typeof ELECTRODE> {}
/** A binder film and its interfaces, dry. */
export interface BinderConfig extends Values<typeof BINDER> {}
/** The active material. */
export interface ActiveConfig extends Values<typeof ACTIVE> {}
/** What is done to the electrode. */
export interface ProcessConfig extends Values<typeof PROCESS> {}
/** Numerics. */
export interface SolverConfig extends Values<typeof SOLVER> {}
/** One run, every field filled in. */
export interface Config extends Values<typeof CONFIG> {}

/** Import of a user's own structure: CSV, LAMMPS data, extended XYZ. */

import { checkOptions } from '../../config/options.js';
import { InputError } from '../../core/errors.js';
import { importCsv } from './csv.js';
import { importExtxyz } from './extxyz.js';
import { importLammpsData, LAMMPS_OPTIONS, type LammpsDataOptions } from './lammps-data.js';
import type { Structure } from './structure.js';

/**
 * Reads a structure in the format its file name says: `.csv`, `.tsv`, `.txt`; `.data`, `.lmp`, `.lammps`;
 * `.xyz`, `.extxyz`.
 *
 * @throws InputError for an unknown ending and for whatever the importer refuses.
 */
export function importStructure(text: string, file: string, options: LammpsDataOptions = {}): Structure {
  checkOptions('importStructure', options, LAMMPS_OPTIONS);
  const ending = /\.([A-Za-z]+)$/.exec(file)?.[1]?.toLowerCase() ?? '';
  const named = { file, ...options };
  if (['csv', 'tsv', 'txt'].includes(ending)) return importCsv(text, named);
  if (['data', 'lmp', 'lammps'].includes(ending) || /^data\.[^/]*$/.test(file.split('/').at(-1) ?? '')) {
    return importLammpsData(text, named);
  }
  if (['xyz', 'extxyz'].includes(ending)) return importExtxyz(text, named);
  throw new InputError({
    field: 'electrode.structureFile',
    value: file,
    allowed: '.csv, .tsv, .txt; .data, .lmp, .lammps; .xyz, .extxyz',
    hint: 'Rename the file or convert it.',
  });
}

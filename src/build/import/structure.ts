/** A user's own structure, and the checks that every importer applies to it. */

import type { Known } from '../../config/options.js';
import { MAX_OVERLAP, MAX_PARTICLES } from '../limits.js';
import { refuse } from './refuse.js';
import { activeRows, type TypeNames } from './types.js';

/** Particles of a structure: n centres and radii, µm. */
export interface Structure {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  readonly r: Float64Array;
  /** Periods along x, y, z, µm; 0: not periodic or not stated. */
  readonly period: [number, number, number];
  /** What was taken in a way that the file does not state, one sentence each. */
  readonly notes: readonly string[];
}

/** Units of length that a table may use. */
export type LengthUnit = 'nm' | 'um' | 'mm' | 'm';

/** Options of the importers. */
export interface ImportOptions {
  /** Name of the file for error messages. Default: the format's name. */
  readonly file?: string;
  /** Unit of the file's lengths, for files that do not say it themselves. */
  readonly unit?: LengthUnit;
  /** Periods along x, y, z in the file's unit, for files that do not say them; 0: not periodic. */
  readonly period?: readonly [number, number, number];
  /** Types (species) of particles that are active material; needed where the file has several. */
  readonly activeTypes?: readonly string[];
}

/** Their names. */
export const IMPORT_OPTIONS: Known<ImportOptions> = {
  file: 1,
  unit: 1,
  period: 1,
  activeTypes: 1,
};

/** Radii outside this range are taken for a wrong unit, µm. */
export const RADIUS_RANGE_UM = [1e-3, 1e3] as const;

/** A particle, µm, with its type and the line it came from. */
interface Row {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly r: number;
  readonly type: string;
  readonly line: number;
}

/** What is known of a structure besides its rows. */
interface Frame {
  /** Periods in the file's unit. */
  readonly period: readonly number[];
  /** The box's low corner; default: the origin. */
  readonly lo?: readonly number[];
  readonly notes?: readonly string[];
  /** What the file calls its types. */
  readonly names?: TypeNames;
}

/** Growing list of particles with the line each came from. */
export class StructureBuilder {
  private readonly rows: Row[] = [];

  constructor(
    private readonly file: string,
    /** µm per unit of the file. */
    private readonly scale: number,
    private readonly unit: LengthUnit,
    private readonly active?: readonly string[],
  ) {}

  get count(): number {
    return this.rows.length;
  }

  /** Adds a particle in the file's unit. */
  add(line: number, x: number, y: number, z: number, r: number, type = ''): void {
    const um = r * this.scale;
    const [low, high] = RADIUS_RANGE_UM;
    if (!(um >= low && um <= high)) {
      refuse(this.file, line, {
        what: 'radius',
        value: r,
        unit: this.unit,
        allowed: `${low / this.scale} to ${high / this.scale}`,
        hint: um > 0 ? 'Is the unit right?' : 'A radius is positive.',
      });
    }
    const s = this.scale;
    this.rows.push({ x: x * s, y: y * s, z: z * s, r: um, type, line });
  }

  /** Checks the whole and hands over what is active. */
  finish({ period, lo = [0, 0, 0], notes = [], names = {} }: Frame): Structure {
    const { file, scale } = this;
    if (this.rows.length === 0) {
      refuse(file, 1, {
        what: 'particles',
        value: 0,
        allowed: `1 to ${MAX_PARTICLES} rows`,
        hint: 'The table is empty.',
      });
    }
    const chosen = activeRows(this.rows, { file, names }, this.active);
    const { rows } = chosen;
    const size = period.map((p) => p * scale) as [number, number, number];
    for (const [c, axis] of ['x', 'y', 'z'].entries()) {
      if (!(size[c] >= 0 && Number.isFinite(size[c]))) {
        refuse(file, 1, {
          what: `period ${axis}`,
          value: period[c],
          unit: this.unit,
          allowed: '0 (not periodic) or more',
        });
      }
    }
    // A periodic direction starts at 0 in the simulator; the others keep their origin.
    const shift = lo.map((low, c) => (size[c] > 0 ? low * scale : 0));
    const structure: Structure = {
      x: Float64Array.from(rows, (p) => p.x - shift[0]),
      y: Float64Array.from(rows, (p) => p.y - shift[1]),
      z: Float64Array.from(rows, (p) => p.z - shift[2]),
      r: Float64Array.from(rows, (p) => p.r),
      period: size,
      notes: [...notes, ...chosen.notes],
    };
    checkOverlaps(structure, file, (k) => rows[k].line);
    return structure;
  }
}

/** Distance along one axis, the nearest image where periodic. */
function apart(a: number, b: number, period: number): number {
  const d = b - a;
  return period > 0 ? d - period * Math.round(d / period) : d;
}

/** Bins of at least one largest diameter, hashed so that any extent is cheap. */
class Bins {
  private readonly cells = new Map<string, number[]>();
  private readonly size: number[];
  private readonly many: number[];

  constructor(
    private readonly s: Structure,
    reach: number,
  ) {
    this.many = s.period.map((p) => (p > 0 ? Math.max(1, Math.floor(p / reach)) : 0));
    this.size = s.period.map((p, c) => (p > 0 ? p / this.many[c] : reach));
  }

  private cell(value: number, c: number): number {
    const index = Math.floor(value / this.size[c]);
    const many = this.many[c];
    return many > 0 ? ((index % many) + many) % many : index;
  }

  /** Particles in the 27 bins around a particle. */
  around(k: number): Set<number> {
    const near = new Set<number>();
    const at = [this.s.x[k], this.s.y[k], this.s.z[k]];
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        for (let dz = -1; dz <= 1; dz++) {
          const step = [dx, dy, dz];
          const key = at.map((v, c) => this.cell(v + step[c] * this.size[c], c)).join();
          for (const other of this.cells.get(key) ?? []) near.add(other);
        }
    return near;
  }

  put(k: number): void {
    const key = [this.s.x[k], this.s.y[k], this.s.z[k]].map((v, c) => this.cell(v, c)).join();
    const list = this.cells.get(key);
    if (list) list.push(k);
    else this.cells.set(key, [k]);
  }
}

/** Refuses two particles at one place and overlaps deeper than {@link MAX_OVERLAP} of the smaller radius. */
function checkOverlaps(s: Structure, file: string, lineOf: (k: number) => number): void {
  let largest = 0;
  for (const r of s.r) largest = Math.max(largest, r);
  const bins = new Bins(s, 2 * largest);
  for (let k = 0; k < s.r.length; k++) {
    for (const o of bins.around(k)) {
      const dx = apart(s.x[k], s.x[o], s.period[0]);
      const dy = apart(s.y[k], s.y[o], s.period[1]);
      const dz = apart(s.z[k], s.z[o], s.period[2]);
      const small = Math.min(s.r[k], s.r[o]);
      const distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
      if (distance <= 1e-6 * small) {
        refuse(file, lineOf(k), {
          what: 'particle',
          value: `same place as line ${lineOf(o)}`,
          allowed: 'every particle once',
          hint: 'Delete the copy (also copies across a periodic side).',
        });
      }
      const overlap = (s.r[k] + s.r[o] - distance) / small;
      if (overlap > MAX_OVERLAP) {
        refuse(file, lineOf(k), {
          what: `overlap with line ${lineOf(o)}`,
          value: Math.round(overlap * 1000) / 10,
          unit: '% of the smaller radius',
          allowed: `up to ${MAX_OVERLAP * 100}`,
          hint: 'Are these diameters given as radii?',
        });
      }
    }
    bins.put(k);
  }
}

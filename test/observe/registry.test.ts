/** Quantities put into the registries by a test, and by nobody else: whatever lists quantities must have them. */
import { parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { configure } from '../../src/model/configure.js';
import { ligamentIndices } from '../../src/observe/geometry.js';
import type { Quantity } from '../../src/observe/quantities.js';
import { extxyz } from '../../src/output/extxyz.js';
import { lammpsDump, lammpsDumpLocal } from '../../src/output/lammps.js';
import { human } from '../../src/output/number.js';
import { runParquet } from '../../src/output/parquet.js';
import { bornTable } from '../../src/output/report/tables.js';
import { decodeRun, encodeRun } from '../../src/output/run-file.js';
import { colouring, type ParticleQuantity } from '../../src/output/section/values.js';
import { csv, csvLigaments, csvParticles, csvStages } from '../../src/output/table.js';
import { vtp } from '../../src/output/vtp.js';
import { decodeCheckpoint } from '../../src/process/checkpoint.js';
import type { Moment } from '../../src/process/moments.js';
import { type RunOutcome, run } from '../../src/process/run.js';
import { COLUMNS, rowOf, rowsTable } from '../../src/sweep/row.js';
import { rowsOf } from '../../src/web/compare/difference.js';
import { COLUMNS as life } from '../../src/web/life/moments-table.js';
import { LINE_COLOURS, PANELS, rangeOf } from '../../src/web/life/panels.js';
import { momentsTable } from '../../src/web/life/words.js';
import { csvRows } from '../../src/web/map/read-rows.js';
import { COLUMNS as numbers } from '../../src/web/save/numbers.js';
import { ligamentFacts, particleFacts } from '../../src/web/scene/details.js';
import { caption } from '../../src/web/scene/legend.js';
import type { Subject } from '../../src/web/scene/options.js';
import { DEFAULT_DISPLAY } from '../../src/web/scene/options.js';
import { COLOURS, scaleOf } from '../../src/web/scene/quantity.js';
import { wasmModule } from '../support/nets.js';

const { PULL, SPOT } = vi.hoisted(() => {
  /** Of every ligament: its force along x, kept in frames. */
  const PULL: Quantity = {
    label: 'Pull',
    unit: 'µN',
    of: 'ligament',
    type: 'f64',
    kind: 'sequential',
    file: 'pull',
    read: ({ engine, network: { m } }) => {
      const force = engine.f64('force');
      return Float64Array.from({ length: m }, (_, e) => 7 + Math.abs(force[3 * e]));
    },
  };
  /** Of every particle: a vector, worked out. */
  const SPOT: Quantity = {
    label: 'Spot',
    unit: 'µm',
    of: 'particle',
    type: 'f64',
    kind: 'sequential',
    file: 'spot',
    components: 3,
    value: ({ network }, k, c) => network.x[3 * k + c],
  };
  return { PULL, SPOT };
});

vi.mock('../../src/observe/quantities.js', async (original) => {
  const real = await original<typeof import('../../src/observe/quantities.js')>();
  return { ...real, QUANTITIES: { ...real.QUANTITIES, pull: PULL, spot: SPOT } };
});
vi.mock('../../src/observe/stage-quantities.js', async (original) => {
  const real = await original<typeof import('../../src/observe/stage-quantities.js')>();
  const told = { unit: 'MPa', type: 'f64' } as const;
  const strain = {
    ...{ ...told, of: 'both', label: 'Twice the stress', column: 'twice_MPa' },
    read: (s: { stress_MPa: number }) => 2 * s.stress_MPa,
  };
  const end = {
    ...{ ...told, of: 'stage', label: 'Thrice the stress', column: 'thrice_MPa' },
    read: (s: { stress_MPa: number }) => 3 * s.stress_MPa,
  };
  return { ...real, STAGE_QUANTITIES: { ...real.STAGE_QUANTITIES, twice: strain, thrice: end } };
});

const config = configure({
  preset: 'paper-10',
  overrides: ['electrode.lateral_um=80', 'process.stages=["dry"]'],
});
const moments: Moment[] = [];
let outcome: RunOutcome;
let checkpoint: Uint8Array;
let pull: readonly number[];

beforeAll(async () => {
  outcome = await run(wasmModule, config, {
    onMoment: (moment) => moments.push(moment),
    onCheckpoint: (data) => {
      checkpoint = data;
    },
  });
  pull = arrayOf(outcome.frames.at(-1));
});

const arrayOf = (frame: unknown): readonly number[] =>
  Array.from((frame as Record<string, Float64Array>).pull ?? []);
const last = () => outcome.frames.at(-1)!;
const subject = (): Subject => ({
  ...{ network: outcome.network, moment: moments.at(-1)!, moments, config, picked: null, theme: 'light' },
});
/** A column of a text of lines of cells. */
function column(text: string, head: number, name: string, skip = 0, cell: RegExp = /[, ]/): string[] {
  const [names, ...rows] = text.trimEnd().split('\n').slice(head);
  const at = names!.split(cell).indexOf(name) - skip;
  expect(at, `${name} in ${names}`).toBeGreaterThan(-1);
  return rows.map((row) => row.split(cell)[at]);
}

describe('a quantity of ligaments', () => {
  it('is in frames, moments, checkpoints and saved runs', () => {
    expect(pull.length).toBe(outcome.network.m);
    expect(Math.max(...pull)).toBeGreaterThan(7);
    expect(arrayOf(moments.at(-1)!.frame)).toEqual(pull);
    expect(arrayOf(decodeCheckpoint(checkpoint).frames.at(-1))).toEqual(pull);
    expect(arrayOf(decodeRun(encodeRun(outcome), 'f').frames.at(-1))).toEqual(pull);
  });

  it('is in the files of other programs', () => {
    const wanted = ligamentIndices(outcome.network).map((k) => String(pull[k]));
    expect(column(csvLigaments(outcome.network, last()), 0, 'pull_uN')).toEqual(wanted);
    expect(vtp(outcome.network, last())).toMatch(new RegExp(`"pull_uN"[^>]*>[0 ]*${wanted.join(' ')}<`));
    const local = lammpsDumpLocal(outcome.network, [last()]);
    // `ITEM: BONDS` stands before the names.
    expect(column(local, 8, 'pull_uN', 2)).toEqual(wanted);
  });

  it('is a colour with its legend, and a line of what is picked', () => {
    const q = COLOURS.find(({ label }) => label === 'Pull')!;
    const scale = scaleOf(subject(), { ...DEFAULT_DISPLAY, colour: q.name });
    expect([caption(scale), scale.low]).toEqual(['Pull (µN)', 0]);
    expect(scale.high).toBeGreaterThan(7);
    const neck = ligamentIndices(outcome.network)[3];
    expect(ligamentFacts(subject(), neck)).toContainEqual(['Pull', human(pull[neck]), 'µN']);
  });
});

describe('a quantity of particles', () => {
  it('is in the files of other programs', () => {
    const { network } = outcome;
    const z = Array.from(network.kind).flatMap((kind, k) =>
      kind === 0 ? [String(network.x[3 * k + 2])] : [],
    );
    expect(column(csvParticles(network, last()), 0, 'spot_z_um')).toEqual(z);
    expect(column(lammpsDump(network, [last()]), 10, 'spot_z_um', 2).slice(0, z.length)).toEqual(z);
    expect(vtp(network, last())).toContain('Name="spot_um" NumberOfComponents="3"');
    const [, comment, row] = extxyz(network, [last()]).split('\n');
    expect(comment).toMatch(/:spot_um:R:3[: ]/);
    expect(row!.endsWith(` ${z[0]}`)).toBe(true);
  });

  it('is a colour on the page and in sections, by its size', () => {
    expect(COLOURS.map((q) => q.label)).toContain('Spot');
    expect(particleFacts(subject(), 0).map(([name]) => name)).toContain('Spot x, y, z');
    const colours = colouring(outcome.network, [last()], 'spot' as ParticleQuantity);
    expect(colours.caption).toBe('spot of a particle');
    expect(colours.high).toBeGreaterThan(70);
  });
});

describe('a measure', () => {
  it('is in the tables of stages and moments, for people too', async () => {
    const { result } = outcome;
    const { stress_MPa } = result.stages[0];
    for (const [name, times] of [
      ['twice_MPa', 2],
      ['thrice_MPa', 3],
    ] as const) {
      expect(column(csvStages(result), 0, name)).toEqual([String(times * stress_MPa)]);
      const file = runParquet([{ label: 'run', result }]).buffer as ArrayBuffer;
      expect((await parquetReadObjects({ file }))[0][name]).toBe(times * stress_MPa);
    }
    expect(
      momentsTable(moments)
        .find((c) => c.name === 'twice_MPa')
        ?.values.at(-1),
    ).toBe(2 * stress_MPa);
    expect(bornTable({ ...outcome, binder: 'PVDF' })).toContain('Thrice the stress (MPa)');
    expect(numbers.map((c) => c.head)).toEqual(
      expect.arrayContaining(['Twice the stress (MPa)', 'Thrice the stress (MPa)']),
    );
    expect(life.map(([head]) => head)).toContain('Twice the stress (MPa)');
  });

  it('has a line of its own in the life, and a row in the comparison', () => {
    const panel = PANELS.find(({ title }) => title === 'Twice the stress')!;
    const value = 2 * moments.at(-1)!.stress_MPa;
    expect(panel.lines[0].value(moments.at(-1)!)).toBe(value);
    expect(LINE_COLOURS.dark[panel.lines[0].key]).toMatch(/^#/);
    const [low, high] = rangeOf(panel, moments, 0);
    expect(low <= value && value <= high).toBe(true);
    const side = { config, electrode: outcome.electrode, moments, result: outcome.result };
    const names = rowsOf(side, side, moments.at(-1)!).map(({ name, difference }) => [name, difference]);
    expect(names).toContainEqual(['Twice the stress (MPa)', '0']);
    expect(names).toContainEqual(['Thrice the stress (MPa)', '0']);
  });

  it('is a column of a sweep, written and read back', () => {
    const point = { id: 'a', index: 0, toughness_MPa: 1, adhesion_J_m2: 1, seed: 1, config };
    const row = rowOf(point, outcome.result) as unknown as Record<string, unknown>;
    expect(row.twice_MPa).toBe(2 * outcome.result.stages[0].stress_MPa);
    expect(COLUMNS.find((c) => c.name === ('thrice_MPa' as string))).toMatchObject({
      type: 'double',
      unit: 'MPa',
    });
    expect(csvRows(csv(rowsTable([row as never])), 'results.csv')).toEqual([row]);
  });
});

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filmCurve } from '../../src/materials/film-curve.js';
import { readBinder } from '../../src/model/configure.js';
import { tensile } from '../support/tensile.js';

const FILMS = path.join(import.meta.dirname, 'films');

const film = async (name: string, ...flags: string[]) =>
  tensile(await readFile(path.join(FILMS, name)), ...flags);

/** The film that most of the files hold: E 1000 MPa to 20 MPa, then straight to 30 MPa at 60 %. */
const THE_FILM = {
  code: 0,
  specimens: 1,
  E: expect.closeTo(1000, 3),
  strength: expect.closeTo(30, 6),
  elongation: expect.closeTo(0.6, 9),
  toughness: expect.closeTo(14.7, 3),
};

describe('films as machines write them', () => {
  it.each([
    ['true.csv', /columns 3 'True strain \(%\)', 4 'True stress \(MPa\)' left out/],
    ['units-row.csv', /one specimen/],
    ['rate.csv', /one specimen/],
    ['elongation.csv', /one specimen/],
    ['after-break.csv', /7 points after the break.*from line 30 on/],
    ['cp1252.csv', /one specimen/],
    ['hash.csv', /one specimen/],
    ['unitless.csv', /one specimen/],
  ])('%s holds the film', async (name, says) => {
    const read = await film(name);
    expect(read).toMatchObject(THE_FILM);
    expect(read.warnings).toMatch(says);
  });

  it('a steeper stretch at the start does not win the modulus', async () => {
    const read = await film('seating.csv');
    expect(read.E).toBeCloseTo(1080, 0);
    expect(read.yield).toBeGreaterThan(41.5);
    expect(read.yield).toBeLessThan(42.5);
    expect(filmCurve(read.binder).flowStress[0]).toBeGreaterThan(41);
    expect(read.warnings).toMatch(
      /steeper stretch at the start \(1\d\d\d MPa, up to .* MPa\) is taken for seating/,
    );
    expect(read.rest.modulusRule).toMatch(/ASTM D638/);
  });

  it('a step of no strain at the start is a preload, and the binder is one that a run takes', async () => {
    const read = await film('preload.csv');
    expect(read.E).toBeCloseTo(1000, 3);
    const { provenance: _, ...binder } = read.binder;
    expect(filmCurve(readBinder(binder)).flowStress[0]).toBeCloseTo(21, 0);
    expect(
      binder.curve.strain.every((e: number, i: number) => i === 0 || e > binder.curve.strain[i - 1]),
    ).toBe(true);
  });

  it('5,000 beside 0.5 is five thousand', async () => {
    expect(await film('thousands.txt')).toMatchObject({
      E: expect.closeTo(1000, 6),
      strength: expect.closeTo(34, 9),
      warnings: expect.stringMatching(/',' is read as a thousands separator/),
    });
  });
});

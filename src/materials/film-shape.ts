/**
 * The tensile curve of a binder film as the ligament law takes it: elastic up to a flow stress that
 * never falls with plastic strain, then rupture.
 *
 *   σ = E (ε − ε_p),  σ ≤ k(ε_p),  rupture at ε_p = ε_pb;   U = ∫ k dε_p + k(ε_pb)²/2E
 *
 * U is the area under the whole curve, elastic part included [MPa = MJ/m³]. + − × / and √ only.
 */
import type { BinderConfig } from '../config/config-types.js';
import { monotoneTable, plasticWork } from './hardening.js';

/** A film's curve, split into elastic and plastic. */
export interface FilmCurve {
  readonly E_MPa: number;
  /** Plastic strain at the points of the flow curve, rising from 0. One point: brittle. */
  readonly plasticStrain: readonly number[];
  /** Flow stress at these points, MPa, never falling. */
  readonly flowStress: readonly number[];
  readonly plasticStrainAtBreak: number;
  /** Stress at break, MPa. */
  readonly strength_MPa: number;
  /** Strain at break, elastic part included. */
  readonly elongation: number;
  /** Area under the curve, MPa. */
  readonly toughness_MPa: number;
  /** Breaks before it flows. */
  readonly brittle: boolean;
}

/** Elongation within this share of the elastic strain at strength counts as elastic to break. */
const ELASTIC = 1 + 1e-9;

/**
 * Curve of a film as given, an override of its toughness left aside. Yield, strength and elongation give
 * linear hardening from yield to strength at break; a film whose strength is below its yield, or whose
 * elongation is within the elastic strain, breaks elastically. A measured curve keeps its area exactly.
 */
export function curveAsGiven(b: BinderConfig): FilmCurve {
  return b.curve === null ? fromNumbers(b) : fromCurve(b);
}

function fromNumbers(b: BinderConfig): FilmCurve {
  const E = b.E_MPa;
  if (b.strength_MPa < b.yield_MPa) return brittle(E, Math.min(b.strength_MPa, E * b.elongation));
  if (b.elongation <= (b.strength_MPa / E) * ELASTIC) {
    return brittle(E, Math.min(b.strength_MPa, E * b.elongation));
  }
  const plastic = b.elongation - b.strength_MPa / E;
  return assemble(E, [0, plastic], [b.yield_MPa, b.strength_MPa]);
}

function fromCurve(b: BinderConfig): FilmCurve {
  const curve = b.curve as NonNullable<BinderConfig['curve']>;
  const table = monotoneTable(curve.strain, curve.stress_MPa, b.E_MPa);
  if (table.plasticStrain.length === 1) return brittle(b.E_MPa, table.flowStress[0]);
  return assemble(b.E_MPa, table.plasticStrain, table.flowStress);
}

function brittle(E: number, strength: number): FilmCurve {
  return assemble(E, [0], [strength]);
}

function assemble(E: number, plasticStrain: readonly number[], flowStress: readonly number[]): FilmCurve {
  const last = plasticStrain.length - 1;
  const strength = flowStress[last];
  return {
    E_MPa: E,
    plasticStrain,
    flowStress,
    plasticStrainAtBreak: plasticStrain[last],
    strength_MPa: strength,
    elongation: plasticStrain[last] + strength / E,
    toughness_MPa: plasticWork(plasticStrain, flowStress) + (strength * strength) / (2 * E),
    brittle: last === 0,
  };
}

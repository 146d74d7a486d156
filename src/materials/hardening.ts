/** From a measured stress–strain curve to a flow stress that never falls, with the same area under it. */

/** Most points a flow curve may have: the ligament law's table is this long. */
export const MAX_POINTS = 24;

/** Flow stress against plastic strain. */
export interface Hardening {
  /** Rising from 0; one point means the film breaks elastically. */
  readonly plasticStrain: readonly number[];
  /** Never falling, MPa. */
  readonly flowStress: readonly number[];
}

/** Plastic strain at break below this share of the elastic strain is noise: the film is brittle. */
const BRITTLE = 1e-3;

/** ∫ flow stress over plastic strain, MPa. */
export function plasticWork(plasticStrain: readonly number[], flowStress: readonly number[]): number {
  let work = 0;
  for (let i = 1; i < plasticStrain.length; i++) {
    work += ((flowStress[i] + flowStress[i - 1]) / 2) * (plasticStrain[i] - plasticStrain[i - 1]);
  }
  return work;
}

/** ∫ stress over strain by the trapezoid rule, from the first point on (from the origin if it is not 0). */
export function areaUnder(strain: readonly number[], stress: readonly number[]): number {
  let area = (strain[0] * stress[0]) / 2;
  for (let i = 1; i < strain.length; i++) {
    area += ((stress[i] + stress[i - 1]) / 2) * (strain[i] - strain[i - 1]);
  }
  return area;
}

/**
 * Hardening table of a measured curve. Where the stress falls (a yield peak, noise) it is replaced by
 * the highest stress so far, the table is thinned to {@link MAX_POINTS} points, and all stresses are then
 * scaled by one factor so that the area under the curve is the measured one exactly. A curve with a high
 * yield peak and a long plateau below it thus comes out near the plateau, which is where its work is done.
 * @param strain engineering strain, never falling. @param stress MPa. @param E modulus, MPa.
 */
export function monotoneTable(strain: readonly number[], stress: readonly number[], E: number): Hardening {
  const area = areaUnder(strain, stress);
  const { plastic, flow } = envelope(strain, stress, E);
  const last = flow.length - 1;
  if (plastic[last] <= (BRITTLE * flow[last]) / E) {
    return { plasticStrain: [0], flowStress: [Math.sqrt(2 * E * area)] };
  }
  const kept = thin(plastic, flow);
  const plasticStrain = kept.map((i) => plastic[i]);
  const flowStress = kept.map((i) => flow[i]);
  const factor = scaleForArea(plasticWork(plasticStrain, flowStress), flow[last], E, area);
  return { plasticStrain, flowStress: flowStress.map((s) => s * factor) };
}

/** s with s·P + s²σ²/2E = U: the one positive root. */
function scaleForArea(work: number, strength: number, E: number, area: number): number {
  const a = (strength * strength) / (2 * E);
  return (2 * area) / (work + Math.sqrt(work * work + 4 * a * area));
}

/** Plastic strain and highest stress so far; starts where the plastic strain leaves 0. */
function envelope(strain: readonly number[], stress: readonly number[], E: number) {
  const plastic: number[] = [0];
  const flow: number[] = [0];
  let top = 0;
  let most = 0;
  for (let i = 0; i < strain.length; i++) {
    top = Math.max(top, stress[i]);
    most = Math.max(most, strain[i] - top / E);
    const last = flow.length - 1;
    if (most <= plastic[last]) flow[last] = top;
    else {
      plastic.push(most);
      flow.push(top);
    }
  }
  return startOfFlow(plastic, flow, E);
}

/**
 * Before yield a measured curve scatters about σ = Eε, so that its plastic strain creeps up by noise.
 * Points up to the last one with less than 0.1 % of the plastic strain at break (but not more than
 * 5 % of the elastic strain) are one point: the onset of flow.
 */
function startOfFlow(plastic: number[], flow: number[], E: number) {
  const last = plastic.length - 1;
  const noise = Math.min(0.001 * plastic[last], (0.05 * flow[last]) / E);
  let first = 0;
  while (first < last && plastic[first + 1] <= noise) first++;
  return { plastic: [0, ...plastic.slice(first + 1)], flow: flow.slice(first) };
}

/** Indices of at most {@link MAX_POINTS} points: ends, then whichever is farthest from the polyline. */
function thin(plastic: readonly number[], flow: readonly number[]): number[] {
  const last = plastic.length - 1;
  const kept = [0, last];
  while (kept.length < Math.min(MAX_POINTS, last + 1)) {
    let worst = -1;
    let most = 1e-9 * flow[last];
    for (let k = 1; k < kept.length; k++) {
      const [i, j] = [kept[k - 1], kept[k]];
      const slope = (flow[j] - flow[i]) / (plastic[j] - plastic[i]);
      for (let m = i + 1; m < j; m++) {
        const off = Math.abs(flow[m] - flow[i] - slope * (plastic[m] - plastic[i]));
        if (off > most) {
          most = off;
          worst = m;
        }
      }
    }
    if (worst < 0) break;
    kept.push(worst);
    kept.sort((a, b) => a - b);
  }
  return kept;
}

/** The result of a run: the JSON contract `fibril.run/1`. */

export interface NetworkSummary {
  readonly particles: number;
  readonly ligaments: number;
  readonly porosity: number;
  readonly coordination: number;
  readonly thickness_um: number;
  readonly lateral_um: readonly [number, number];
  readonly slab: boolean;
  readonly binderVolumePlaced_um3: number;
  readonly binderVolumeAvailable_um3: number;
}

export interface CrackSummary {
  /** Clusters of broken ligaments with at least `minLigaments` members. */
  readonly count: number;
  /** Cracks that part the coating: reach its top and run through most of its height. */
  readonly parting: number;
  /** Length per top-view area of the parting cracks, mm/mm². */
  readonly length_mm_per_mm2: number;
  /** Same for all clusters, diffuse damage included, mm/mm². */
  readonly diffuse_mm_per_mm2: number;
  readonly largest_um: number;
  readonly opening_um_max: number;
  /** Mean distance between parting cracks, µm; null when fewer than two. */
  readonly spacing_um: number | null;
  /** Mean in-plane direction of crack normals as angle from x, degrees; null when none. */
  readonly direction_deg: number | null;
}

export interface BrokenSummary {
  readonly total: number;
  readonly fraction: number;
  readonly adhesiveNcm: number;
  readonly adhesiveFoil: number;
  readonly cohesive: number;
}

export interface LedgerSummary {
  readonly work: number;
  readonly elastic: number;
  readonly plastic: number;
  readonly adhesive: number;
  readonly cohesive: number;
  readonly friction: number;
  readonly released: number;
  /** |work − Δelastic − dissipated − released| / work of this stage. */
  readonly imbalance: number;
}

export interface StageResult {
  readonly name: string;
  readonly cycle: number;
  /** Cell voltage at the end of the stage, V, where it has one. */
  readonly voltage_V: number | null;
  /** Lithium content at the end of the stage. */
  readonly x: number;
  readonly cracks: CrackSummary;
  readonly broken: BrokenSummary;
  /** Ligaments that broke in this stage. */
  readonly born: BrokenSummary;
  /** Fraction of the ligament area on the foil that has come off. */
  readonly delaminatedFoil: number;
  /** Share of the active mass still tied to the foil. */
  readonly connectedActive: number;
  /** Resistor-network conductance relative to the as-built one: a proxy, never mAh/g. */
  readonly conductance: number;
  /** Mean coating stress σ_xx, MPa (Love–Weber). */
  readonly stress_MPa: number;
  /** Mean stress tensor, MPa: xx, yy, zz, yz, xz, xy. */
  readonly stressTensor_MPa: readonly number[];
  readonly energy_pJ: LedgerSummary;
  readonly solver: {
    readonly loadSteps: number;
    readonly iterations: number;
    readonly residual: number;
    readonly events: number;
  };
}

export interface RunResult {
  readonly schema: 'fibril.run/1';
  /** The complete configuration, every default filled in. */
  readonly input: unknown;
  /** Hash of the final state of the simulator (hex): same input, same bits. */
  readonly hash: string;
  readonly network: NetworkSummary;
  readonly stages: readonly StageResult[];
  readonly warnings: readonly string[];
}

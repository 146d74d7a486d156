// Slots of the MATERIAL, PARAM, LEDGER and INFO fields.

import { getF } from '../memory/view';
import { at, MATERIAL, PARAM } from './fields';

// MATERIAL: constants of a run
export const E_FILM: i32 = 0; //        MPa      Young's modulus of the ligament
export const RATIO: i32 = 1; //         -        E/G of the ligament = 2(1+ν)
export const FILM_POINTS: i32 = 2; //   -        rows of FILM in use
export const EPS_BREAK: i32 = 3; //     -        plastic strain at break (0: brittle)
export const SIGMA_U: i32 = 4; //       MPa      strength of the film
export const SIGMA_NCM: i32 = 5; //     MPa      interface strengths and energies
export const SIGMA_FOIL: i32 = 6; //    MPa
export const GAMMA_NCM: i32 = 7; //     J/m²
export const GAMMA_FOIL: i32 = 8; //    J/m²
export const BETA: i32 = 9; //          -        shear strength / tensile strength of an interface
export const E_STAR: i32 = 10; //       MPa      contact modulus
export const FRICTION: i32 = 11; //     -        coefficient of friction
export const STICK_RATIO: i32 = 12; //  -        tangential / normal contact stiffness
export const LATTICE_POINTS: i32 = 13; // -
export const STRAIN_FACTOR: i32 = 14; // -       scales lattice strain
export const ISOTROPIC: i32 = 15; //    -        1: volumetric third for all
export const TOUGHNESS: i32 = 16; //    MPa      area under the film's curve
export const MEAN_RADIUS: i32 = 17; //  µm       scales couples in norms
export const FLOOR: i32 = 18; //        -        smallest tangent / elastic stiffness of a yielding fibre

// PARAM: three copies of NP numbers, now | start of stage | target of stage
export const NP: i32 = 20;
export const SHRINK: i32 = 0; //     -   free shrinkage strain of the ligaments
export const F_E: i32 = 1; //        -   factor on the ligament's modulus
export const F_Y: i32 = 2; //        -   factor on its flow stress and strength
export const F_G: i32 = 3; //        -   factor on adhesion energy and interface strength
export const F_D: i32 = 4; //        -   factor on plastic strain at break
export const LITHIUM: i32 = 5; //    -   mean lithium content
export const THERMAL: i32 = 6; //    -   isotropic strain of the particles
export const CELL: i32 = 7; //       -   cell (foil) strain xx yy zz yz xz xy: slots 7..12
export const PLATE: i32 = 13; //     µm  displacement of the plate along z
export const LOADING: i32 = 14; //   -   factor on LOAD
export const STAGE: i32 = 15; //     -   index of the stage
export const FRACTION: i32 = 16; //  -   share of the stage done
export const START: i32 = 20;
export const TARGET: i32 = 40;

// LEDGER, pJ
export const WORK: i32 = 0;
export const ELASTIC: i32 = 1; //    stored now
export const PLASTIC_WORK: i32 = 2;
export const ADHESIVE: i32 = 3;
export const COHESIVE: i32 = 4;
export const SLIDING: i32 = 5;
export const RELEASED: i32 = 6;
export const LEAST_RELEASE: i32 = 7; // most negative release of a single event
export const ADHESIVE_FOIL: i32 = 8; // part of ADHESIVE spent on foil interfaces
export const EVENTS: i32 = 9; //     rounds of the avalanche
export const ABS_WORK: i32 = 10; //  Σ |work of a load step|
export const STEPS: i32 = 11; //     load steps accepted
export const CG_ITERATIONS: i32 = 12;
export const NEWTON: i32 = 13; //    Newton iterations
export const FORCE_SCALE: i32 = 14; // largest force scale met in this run
export const STALLED: i32 = 15; // equilibria accepted at a residual above the tolerance
export const STAGE_WORK: i32 = 16; // ABS_WORK when the stage began
export const LAST_STALLED: i32 = 17; // 1: the last round ended above the tolerance

// INFO: what the last call found out
export const I_RESIDUAL: i32 = 0; //  relative residual force
export const I_OVER: i32 = 1; //      largest overload
export const I_ERROR: i32 = 2; // energy error of the load step, pJ
export const I_CG: i32 = 3;
export const I_NEWTON: i32 = 4;
export const I_SCALE: i32 = 5; //     force scale, µN
export const I_ENERGY: i32 = 6; //    elastic energy, pJ
export const I_DPLASTIC: i32 = 7; //  plastic work of the trial step, pJ
export const I_DSLIDE: i32 = 8; //    friction of the trial step, pJ
export const I_WORK: i32 = 9; //      work of the trial step, pJ
export const I_FAILED: i32 = 10; //   fibres that failed in the last event
export const I_RELEASED: i32 = 11; // released by the last event, pJ
export const I_ROTATION: i32 = 12; // largest rotation, rad
export const I_LOADWORK: i32 = 13;


@inline export function material(slot: i32): f64 {
  return getF(at(MATERIAL), slot);
}


@inline export function param(slot: i32): f64 {
  return getF(at(PARAM), slot);
}

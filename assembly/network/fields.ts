// The field table: every array of the network, declared once. `src/core/fields.ts` repeats it for the
// JavaScript side and a test holds the two together.
//
// model  made by the builder, never changed afterwards     (one contiguous block)
// state  changed by load steps, what a checkpoint holds     (one contiguous block)
// work   scratch of the solver                              (one contiguous block)

import { alloc } from '../memory/arena';

// model                            shape      unit     made by
export const X: i32 = 0; //           3n f64     µm       builder: centres
export const RADIUS: i32 = 1; //      n f64      µm       builder
export const AXIS: i32 = 2; //        3n f64     -        builder: unit c-axis
export const CRYSTAL: i32 = 3; //     n i32      -        builder: 1 single crystal, 0 polycrystal
export const KIND: i32 = 4; //        n i32      -        builder: 0 particle, 1 foil, 2 plate
export const HELD: i32 = 5; //        n i32      bits     builder: held degrees of freedom
export const DX: i32 = 6; //          n f64      -        builder: offset of lithium content
export const EI: i32 = 7; //          m i32      -        builder: lower node of the neck
export const EJ: i32 = 8; //          m i32      -        builder: higher node
export const NORMAL: i32 = 9; //      3m f64     -        builder: from i to j
export const ARM_I: i32 = 10; //      3m f64     µm       builder
export const ARM_J: i32 = 11; //      3m f64     µm       builder
export const GAP: i32 = 12; //        m f64      µm       builder: free gap before contact
export const RSTAR: i32 = 13; //      m f64      µm       builder: reduced radius, 0 no contact
export const SIDE_I: i32 = 14; //     m i32      -        builder: 0 NCM, 1 foil, 2 none
export const SIDE_J: i32 = 15; //     m i32      -        builder
export const SCALE_I: i32 = 16; //    m f64      -        builder: scatter of adhesion
export const SCALE_J: i32 = 17; //    m f64      -        builder
export const AREA: i32 = 18; //       mk f64     µm²      builder: area of a fibre
export const THICK: i32 = 19; //      mk f64     µm       builder: length of a fibre t_b
export const GYR2: i32 = 20; //       mk f64     µm²      builder: I/A about a diameter
export const LOAD: i32 = 21; //       6n f64     µN, µN·µm  caller: external load at factor 1
export const LATTICE: i32 = 22; //    3·64 f64   -        caller: x, ε_a, ε_c
export const FILM: i32 = 23; //       3·64 f64   -, MPa, MPa  caller: plastic strain, flow stress, ∫ of it
export const MATERIAL: i32 = 24; //   32 f64     mixed    caller, see params.ts
export const K_HERTZ: i32 = 25; //    m f64      µN/µm^1.5  core: (4/3) E* √R*
export const K_STICK: i32 = 26; //    m f64      µN/µm    core: tangential contact stiffness
export const WEAK_SIDE: i32 = 27; //  m i32      -        core: kind of the weaker interface
export const SIGMA: i32 = 28; //      m f64      MPa      core: strength of the weaker interface
export const GAMMA: i32 = 29; //      m f64      J/m²     core: adhesion energy of the weaker interface
const LAST_MODEL: i32 = 29;

// state
export const U: i32 = 30; //          6n f64     µm, rad  equilibrium
export const EIGEN: i32 = 31; //      6n f64     -        load: eigenstrain xx yy zz yz xz xy
export const PARAM: i32 = 32; //      64 f64     mixed    load: now, start, target of the stage
export const LEDGER: i32 = 33; //     32 f64     pJ       ledger
export const DAMAGE: i32 = 34; //     mk f64     -        avalanche: share of Γ spent, 0–1
export const LAMBDA: i32 = 35; //     mk f64     µm       commit: accumulated plastic stretch
export const PLASTIC: i32 = 36; //    6mk f64    µm, rad  commit: plastic jump and rotation
export const WPLASTIC: i32 = 37; //   mk f64     pJ       commit: plastic work
export const WADHESIVE: i32 = 38; //  mk f64     pJ       avalanche: work of separation spent
export const FLAG: i32 = 39; //       mk i32     -        avalanche: 0 intact, 1 adhesive, 3 cohesive
export const SLIP: i32 = 40; //       3m f64     µm       commit: anchor of the frictional spring
export const CAP: i32 = 41; //        m f64      µN       commit: largest friction force
export const FORCE: i32 = 42; //      3m f64     µN       commit: force of the neck on i
export const COUPLE: i32 = 43; //     3m f64     µN·µm    commit
export const PULL: i32 = 44; //       m f64      µN·µm    commit: Σ A t_b τ_n, conjugate of shrinkage
export const NECK_MODE: i32 = 45; //  m i32      -        avalanche: 0, 1 adhesive NCM, 2 adhesive foil, 3 cohesive
export const NECK_BIRTH: i32 = 46; // m i32      -        avalanche: stage of rupture, −1 intact
export const REACTION: i32 = 47; //   6n f64     µN       commit: internal force on held freedoms
const LAST_STATE: i32 = 47;

// work
export const U_SAVE: i32 = 48; //     6n f64
export const R: i32 = 49; //          6n f64     residual
export const D: i32 = 50; //          6n f64     search direction of Newton
export const Z: i32 = 51; //          6n f64
export const P: i32 = 52; //          6n f64
export const Q: i32 = 53; //          6n f64
export const BLOCK: i32 = 54; //      36n f64    inverse diagonal blocks
export const STIFF: i32 = 55; //      4m f64     µN/µm, µN·µm: kn, ks, kb, kt now
export const IMPOSED: i32 = 56; //    3m f64     µm: jump imposed by eigenstrain and cell strain
export const OVER: i32 = 57; //       mk f64     -: overload of each fibre
export const NEW_FORCE: i32 = 58; //  3m f64
export const NEW_COUPLE: i32 = 59; // 3m f64
export const NEW_PULL: i32 = 60; //   m f64
export const G: i32 = 61; //          6n f64     internal force
export const INFO: i32 = 62; //       32 f64     what the last call found out
export const IMPOSED_SAVE: i32 = 63; // 3m f64
export const RANK: i32 = 64; //         6mk f64   √(µN/µm) …: rank-one loss of tangent of a yielding fibre
export const YIELDING: i32 = 65; //     m i32      number of yielding fibres of a neck, + 256 when its contact slides
export const RANKED: i32 = 66; //       mk i32     1: RANK of this fibre counts
export const SLIDE: i32 = 67; //        3m f64    √(µN/µm): rank-one loss of tangent of a sliding contact
export const FIBRE: i32 = 68; //        12mk f64   constants of a fibre, see solve/constants.ts
const LAST: i32 = 68;

/** Bytes of one record of FIBRE. */
export const FIBRE_BYTES: usize = 96;

export let n: i32 = 0;
export let m: i32 = 0;
export let rings: i32 = 0;

// Static data, not `new`: the runtime's own heap would start where the arena starts.
const address = memory.data(72 * 4);
const size = memory.data(72 * 4);

/** Address of a field (0 before `netAlloc`). */
@inline export function at(id: i32): usize {
  return load<usize>(address + ((<usize>id) << 2));
}


@inline function sizeOf(id: i32): usize {
  return load<usize>(size + ((<usize>id) << 2));
}

export function fieldAddress(id: i32): usize {
  return id < 0 || id > LAST ? 0 : at(id);
}

export function fieldBytes(id: i32): usize {
  return id < 0 || id > LAST ? 0 : sizeOf(id);
}

function bytesOf(id: i32): usize {
  const N = <usize>n;
  const M = <usize>m;
  const K = <usize>(m * rings);
  switch (id) {
    case RADIUS:
    case DX:
      return N * 8;
    case CRYSTAL:
    case KIND:
    case HELD:
      return N * 4;
    case X:
    case AXIS:
      return N * 24;
    case LOAD:
    case U:
    case EIGEN:
    case REACTION:
    case U_SAVE:
    case R:
    case D:
    case Z:
    case P:
    case Q:
    case G:
      return N * 48;
    case BLOCK:
      return N * 288;
    case EI:
    case EJ:
    case SIDE_I:
    case SIDE_J:
    case WEAK_SIDE:
    case NECK_MODE:
    case NECK_BIRTH:
    case YIELDING:
      return M * 4;
    case NORMAL:
    case ARM_I:
    case ARM_J:
    case SLIP:
    case FORCE:
    case COUPLE:
    case IMPOSED:
    case IMPOSED_SAVE:
    case NEW_FORCE:
    case SLIDE:
    case NEW_COUPLE:
      return M * 24;
    case STIFF:
      return M * 32;
    case AREA:
    case THICK:
    case GYR2:
    case DAMAGE:
    case LAMBDA:
    case WPLASTIC:
    case WADHESIVE:
    case OVER:
      return K * 8;
    case PLASTIC:
    case RANK:
      return K * 48;
    case FIBRE:
      return K * FIBRE_BYTES;
    case FLAG:
    case RANKED:
      return K * 4;
    case LATTICE:
    case FILM:
      return 192 * 8;
    case MATERIAL:
    case LEDGER:
    case INFO:
      return 32 * 8;
    case PARAM:
      return 64 * 8;
    default:
      return M * 8;
  }
}

/** Reserve every field for `nodes` nodes and `necks` necks of `fibres` fibres. 0 ok, −1 out of memory. */
export function netAlloc(nodes: i32, necks: i32, fibres: i32): i32 {
  n = nodes;
  m = necks;
  rings = fibres;
  for (let id = 0; id <= LAST; id++) {
    const bytes = (bytesOf(id) + 15) & ~15;
    const p = alloc(bytes);
    if (p == 0) return -1;
    store<usize>(address + ((<usize>id) << 2), p);
    store<usize>(size + ((<usize>id) << 2), bytes);
  }
  return 0;
}

/** First byte of the state block. */
export function stateAddress(): usize {
  return at(LAST_MODEL + 1);
}

/** Length of the state block in bytes: a checkpoint is one copy of it. */
export function stateBytes(): usize {
  return at(LAST_STATE) + sizeOf(LAST_STATE) - at(LAST_MODEL + 1);
}

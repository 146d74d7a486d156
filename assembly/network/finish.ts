// What a build derives once from geometry and material: contact stiffness, the weaker interface.

import { getF, getI, setF, setI } from '../memory/view';
import * as F from './fields';
import { Material, material } from './params';

function strengthOf(id: i32, kind: i32): f64 {
  return material(id, kind == 0 ? Material.SIGMA_NCM : Material.SIGMA_FOIL);
}

function energyOf(id: i32, kind: i32): f64 {
  return material(id, kind == 0 ? Material.GAMMA_NCM : Material.GAMMA_FOIL);
}

/** Derive the rest of the model block. Call once, after the builder's arrays and MATERIALS are written. */
export function netFinish(): void {
  F.useLaws();
  for (let e = 0, m = F.m; e < m; e++) {
    const id = getI(F.at(F.MATERIAL), e);
    const rStar = getF(F.at(F.CONTACT_RADIUS), e);
    const hertz = (4.0 / 3.0) * material(id, Material.E_STAR) * Math.sqrt(rStar);
    setF(F.at(F.HERTZ), e, hertz);
    // Stick stiffness of a contact pressed by R*/1000, times Mindlin's ratio.
    setF(F.at(F.STICK), e, material(id, Material.STICK_RATIO) * 1.5 * hertz * Math.sqrt(1e-3 * rStar));
    const sideI = getI(F.at(F.SIDE_I), e);
    const sideJ = getI(F.at(F.SIDE_J), e);
    const a = getF(F.at(F.ADHESION_SCALE_I), e);
    const b = getF(F.at(F.ADHESION_SCALE_J), e);
    const atJ = sideJ != 2 && strengthOf(id, sideJ) * b < strengthOf(id, sideI) * a;
    const side = atJ ? sideJ : sideI;
    const scale = atJ ? b : a;
    setI(F.at(F.WEAK_SIDE), e, side);
    setF(F.at(F.SIGMA), e, strengthOf(id, side) * scale);
    setF(F.at(F.GAMMA), e, energyOf(id, side) * scale);
    setI(F.at(F.BIRTH), e, -1);
  }
}

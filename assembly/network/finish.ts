// What a build derives once from geometry and material: contact stiffness, the weaker interface.

import { getF, getI, setF, setI } from '../memory/view';
import * as F from './fields';
import * as S from './params';
import { material } from './params';

function strengthOf(kind: i32): f64 {
  return kind == 0 ? material(S.SIGMA_NCM) : material(S.SIGMA_FOIL);
}

function energyOf(kind: i32): f64 {
  return kind == 0 ? material(S.GAMMA_NCM) : material(S.GAMMA_FOIL);
}

/** Derive the rest of the model block. Call once, after the builder's arrays and MATERIAL are written. */
export function netFinish(): void {
  const eStar = material(S.E_STAR);
  for (let e = 0, m = F.m; e < m; e++) {
    const rStar = getF(F.at(F.RSTAR), e);
    const hertz = (4.0 / 3.0) * eStar * Math.sqrt(rStar);
    setF(F.at(F.K_HERTZ), e, hertz);
    // Stick stiffness of a contact pressed by R*/1000, times Mindlin's ratio.
    setF(F.at(F.K_STICK), e, material(S.STICK_RATIO) * 1.5 * hertz * Math.sqrt(1e-3 * rStar));
    const sideI = getI(F.at(F.SIDE_I), e);
    const sideJ = getI(F.at(F.SIDE_J), e);
    const a = getF(F.at(F.SCALE_I), e);
    const b = getF(F.at(F.SCALE_J), e);
    const atJ = sideJ != 2 && strengthOf(sideJ) * b < strengthOf(sideI) * a;
    const side = atJ ? sideJ : sideI;
    const scale = atJ ? b : a;
    setI(F.at(F.WEAK_SIDE), e, side);
    setF(F.at(F.SIGMA), e, strengthOf(side) * scale);
    setF(F.at(F.GAMMA), e, energyOf(side) * scale);
    setI(F.at(F.NECK_BIRTH), e, -1);
  }
}

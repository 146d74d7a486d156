/** The film of a configuration, its toughness override applied. */
import type { BinderConfig } from '../config/config-types.js';
import { curveAsGiven, type FilmCurve } from './film-shape.js';
import { scaleToughness } from './scale.js';

/**
 * Tensile curve of a binder for the ligament law: at most 24 points, flow stress never falling, area
 * under it equal to the toughness given (or to that of the curve). Dry; wet factors are the caller's.
 */
export function filmCurve(binder: BinderConfig): FilmCurve {
  const U = binder.toughness_MPa;
  return curveAsGiven(U === null ? binder : scaleToughness(binder, U, binder.toughnessMode));
}

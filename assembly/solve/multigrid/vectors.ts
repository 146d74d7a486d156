// Vectors of the finest level, and their way from and to the model's order and units.

import { alloc } from '../../memory/arena';
import { getF, getI } from '../../memory/view';
import { free, nodeAt, nodes, unitLength } from './fine';

/** r = residual `from` (6 doubles a node of the model) × scale, in the level's order and units. */
export function gather(from: usize, scale: f64, r: usize): void {
  const turn = scale / unitLength;
  for (let p = 0; p < free; p++) {
    const a = from + <usize>getI(nodeAt, p) * 48,
      o = r + ((<usize>p) << 5);
    v128.store(
      o,
      f32x4(<f32>(load<f64>(a) * scale), <f32>(load<f64>(a, 8) * scale), <f32>(load<f64>(a, 16) * scale), 0),
    );
    v128.store(
      o,
      f32x4(
        <f32>(load<f64>(a, 24) * turn),
        <f32>(load<f64>(a, 32) * turn),
        <f32>(load<f64>(a, 40) * turn),
        0,
      ),
      16,
    );
  }
}

/** to += x × scale, back in the model's order and units (held nodes untouched). */
export function scatter(x: usize, scale: f64, to: usize): void {
  const turn = scale / unitLength;
  for (let p = 0; p < free; p++) {
    const a = to + <usize>getI(nodeAt, p) * 48,
      o = x + ((<usize>p) << 5);
    for (let c: usize = 0; c < 3; c++) {
      store<f64>(a + 8 * c, getF(a, <i32>c) + scale * <f64>load<f32>(o + 4 * c));
      store<f64>(a + 24 + 8 * c, getF(a + 24, <i32>c) + turn * <f64>load<f32>(o + 16 + 4 * c));
    }
  }
}

/** Room for a vector over all nodes; zeroed. */
export function fineVector(): usize {
  return alloc(((<usize>nodes) << 5) + 32);
}

/** Frames without a run. */
import type { NetworkData } from '../../src/core/network.js';
import { arrayType, frameArrays, widthOf } from '../../src/observe/lists.js';
import type { FrameArrays } from '../../src/observe/quantities.js';

/** All arrays of a frame of a network, zero. */
export function blankArrays({ n, m }: Pick<NetworkData, 'n' | 'm'>): FrameArrays {
  return frameArrays((q) => new (arrayType(q))(widthOf(q) * (q.of === 'particle' ? n : m)));
}

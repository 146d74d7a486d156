/** A run on disk: result, network and frames in one file, so that `fibril export` need not run again. */
import { InputError } from '../core/errors.js';
import type { NetworkData } from '../core/network.js';
import type { RunResult } from '../model/result.js';
import { arrayType, FRAME_QUANTITIES, frameArray, type Named, widthOf } from '../observe/lists.js';
import type { Frame } from '../observe/quantities.js';

/** What is kept of a run. */
export interface SavedRun {
  readonly result: RunResult;
  readonly network: NetworkData;
  readonly frames: readonly Frame[];
}

/** Name of the file in the directory of a run. */
export const RUN_FILE = 'run.fibril';

const MAGIC = 'fibril.saved/2';
const HEADER = 24;

interface ArrayMark {
  readonly $array: 'f64' | 'i32';
  readonly at: number;
  readonly length: number;
}

/** All of a run in one buffer: magic, length of the JSON head, head, arrays (little-endian, 8-aligned). */
export function encodeRun(run: SavedRun): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = 0;
  const head = JSON.stringify(
    { result: run.result, network: run.network, frames: run.frames },
    (_, value) => {
      const float = value instanceof Float64Array;
      if (!float && !(value instanceof Int32Array)) return value as unknown;
      const mark: ArrayMark = { $array: float ? 'f64' : 'i32', at, length: value.length };
      parts.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      at += Math.ceil(value.byteLength / 8) * 8;
      return mark;
    },
  );
  const text = new TextEncoder().encode(head);
  const start = HEADER + Math.ceil(text.byteLength / 8) * 8;
  const out = new Uint8Array(start + at);
  out.set(new TextEncoder().encode(MAGIC));
  const view = new DataView(out.buffer);
  view.setUint32(16, text.byteLength, true);
  view.setUint32(20, at, true);
  out.set(text, HEADER);
  let to = start;
  for (const part of parts) {
    out.set(part, to);
    to += Math.ceil(part.byteLength / 8) * 8;
  }
  return out;
}

/**
 * The inverse of {@link encodeRun}.
 * @throws InputError when the file is none of ours, truncated, longer than it says or of other quantities.
 */
export function decodeRun(data: Uint8Array, file: string): SavedRun {
  const refuse = (hint: string): never => {
    throw new InputError({
      field: 'run',
      value: file,
      allowed: `a whole ${RUN_FILE} of \`fibril run --out\``,
      hint,
    });
  };
  const bytes = new Uint8Array(data);
  const view = new DataView(bytes.buffer);
  const magic = new TextDecoder().decode(bytes.subarray(0, MAGIC.length));
  if (bytes.byteLength < HEADER || magic !== MAGIC) return refuse('It is not a saved run of this version.');
  const length = view.getUint32(16, true);
  const start = HEADER + Math.ceil(length / 8) * 8;
  if (bytes.byteLength !== start + view.getUint32(20, true))
    return refuse('It is not whole: its length is wrong.');
  const text = new TextDecoder().decode(bytes.subarray(HEADER, HEADER + length));
  const run = JSON.parse(text, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('$array' in value)) return value;
    const mark = value as ArrayMark;
    const from = start + mark.at;
    return mark.$array === 'f64'
      ? new Float64Array(bytes.buffer.slice(from, from + 8 * mark.length))
      : new Int32Array(bytes.buffer.slice(from, from + 4 * mark.length));
  }) as SavedRun;
  const odd = FRAME_QUANTITIES.find((q) => !run.frames.every((frame) => isWhole(run.network, frame, q)));
  return odd === undefined ? run : refuse(`Its frames lack ${odd.name}: it was saved by another version.`);
}

/** Whether a frame has what a quantity needs. */
function isWhole({ n, m }: NetworkData, frame: Frame, q: Named): boolean {
  const values: unknown = frameArray(frame, q);
  const length = widthOf(q) * (q.of === 'particle' ? n : m);
  return values instanceof arrayType(q) && values.length === length;
}

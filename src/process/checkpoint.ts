/** A run's checkpoint: where it stands, what it has found so far, and the engine's state, in one buffer. */
import { contentHash, sha256 } from '../core/hash.js';
import type { NetworkData } from '../core/network.js';
import type { StageResult } from '../model/result.js';
import { arrayType, FRAME_QUANTITIES, frameArray, frameArrays, type Named } from '../observe/lists.js';
import type { Frame, Instant } from '../observe/quantities.js';

/** What besides the engine's state a run needs to go on. */
export interface RunState {
  /** Canonical text of the configuration, to refuse another run's checkpoint. */
  readonly config: string;
  /** Hash of the electrode, which may come from a file that has changed since. */
  readonly electrode: string;
  readonly stage: number;
  readonly leg: number;
  /** Fraction of the leg done; 0 with `begun` false: the leg has not begun. */
  readonly fraction: number;
  readonly step: number;
  readonly begun: boolean;
  /** Ledger and counts at the start of the stage. */
  readonly ledgerStart: Record<string, number>;
  /** Largest residual of the stage so far. */
  readonly residual: number;
  readonly stages: readonly StageResult[];
}

/** Hash of all arrays of a network, hex: a file of the same name may hold another structure by now. */
export async function electrodeIdentity(network: NetworkData): Promise<string> {
  const hashes: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(network) as [string, unknown][]) {
    if (ArrayBuffer.isView(value)) {
      hashes[name] = await sha256(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    } else hashes[name] = JSON.stringify(value);
  }
  return contentHash(hashes);
}

const MAGIC = 'fibril.checkpoint/3\n';

function instantOf({ stage, cycle, fraction, x }: Frame): Instant {
  return { stage, cycle, fraction, x };
}

/** Join state, frames and engine into one buffer. */
export function encodeCheckpoint(state: RunState, frames: readonly Frame[], engine: Uint8Array): Uint8Array {
  const head = {
    state,
    arrays: FRAME_QUANTITIES.map((q) => q.name),
    frames: frames.map((f) => ({
      when: instantOf(f),
      lengths: FRAME_QUANTITIES.map((q) => frameArray(f, q).length),
    })),
    engine: engine.byteLength,
  };
  const text = new TextEncoder().encode(MAGIC + JSON.stringify(head));
  const parts: Uint8Array[] = [];
  for (const f of frames) {
    for (const q of FRAME_QUANTITIES) {
      const { buffer, byteOffset, byteLength } = frameArray(f, q);
      parts.push(new Uint8Array(buffer, byteOffset, byteLength));
    }
  }
  parts.push(engine);
  const size = parts.reduce((sum, p) => sum + p.byteLength, 8 + text.byteLength);
  const out = new Uint8Array(size);
  new DataView(out.buffer).setFloat64(0, text.byteLength);
  out.set(text, 8);
  let at = 8 + text.byteLength;
  for (const p of parts) {
    out.set(p, at);
    at += p.byteLength;
  }
  return out;
}

/** Take a checkpoint apart. @throws RangeError when it is none, truncated, or of another version. */
export function decodeCheckpoint(data: Uint8Array): { state: RunState; frames: Frame[]; engine: Uint8Array } {
  const bad = (why: string): RangeError => new RangeError(`not a usable checkpoint: ${why}`);
  if (data.byteLength < 8) throw bad('shorter than its header');
  const length = new DataView(data.buffer, data.byteOffset).getFloat64(0);
  if (!(Number.isInteger(length) && length > MAGIC.length && length < data.byteLength))
    throw bad('no header');
  const text = new TextDecoder().decode(data.subarray(8, 8 + length));
  if (!text.startsWith(MAGIC)) throw bad('made by another version');
  const head = JSON.parse(text.slice(MAGIC.length)) as {
    state: RunState;
    arrays: string[];
    frames: { when: Instant; lengths: number[] }[];
    engine: number;
  };
  if (head.arrays.join() !== FRAME_QUANTITIES.map((q) => q.name).join()) throw bad('made by another version');
  let at = 8 + length;
  const take = (bytes: number): Uint8Array => {
    if (at + bytes > data.byteLength) throw bad('truncated');
    // Not `slice`: of a Buffer, as `readFile` gives it, that is a view.
    const part = new Uint8Array(data.subarray(at, at + bytes));
    at += bytes;
    return part;
  };
  const frames = head.frames.map(({ when, lengths }) => {
    let k = 0;
    const next = (q: Named): ArrayLike<number> => {
      const kind = arrayType(q);
      return new kind(take(lengths[k++] * kind.BYTES_PER_ELEMENT).buffer as ArrayBuffer);
    };
    return { ...when, ...frameArrays(next) };
  });
  const engine = take(head.engine);
  if (at !== data.byteLength) throw bad('longer than it says');
  return { state: head.state, frames, engine };
}

/** Bytes of a text file to text: machines and spreadsheets do not always write UTF-8. */

/** A text and what its bytes were taken for. */
export interface Decoded {
  readonly text: string;
  readonly encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252';
}

/** Bytes that are looked at where no byte-order mark tells UTF-16. */
const LOOK = 512;

/**
 * Decode by byte-order mark; without one UTF-16 where every other byte is zero, UTF-8 where the bytes are valid,
 * and else Windows-1252, which holds Latin-1's letters, ² and µ.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const utf16 = utf16Of(bytes);
  if (utf16 !== null) return { text: new TextDecoder(utf16).decode(bytes), encoding: 'UTF-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' };
  }
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const n = Math.min(LOOK, bytes.length - (bytes.length % 2));
  if (n < 8) return null;
  const zeros = [0, 0];
  for (let i = 0; i < n; i++) if (bytes[i] === 0) zeros[i % 2]++;
  // A table is mostly digits and separators: their high bytes are zero, their low ones never.
  if (zeros[0] === 0 && zeros[1] > 0.4 * n) return 'utf-16le';
  return zeros[1] === 0 && zeros[0] > 0.4 * n ? 'utf-16be' : null;
}

/** Whether a decoded text is none: a spreadsheet file (zip, or the old format), or one with zero characters. */
export function isBinary(text: string): boolean {
  return text.startsWith('PK\u0003\u0004') || text.startsWith('\u00d0\u00cf') || text.includes('\u0000');
}

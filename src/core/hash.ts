/** Content hashes: SHA-256 by Web Crypto, the same in Node and browsers (secure contexts). */

/** SHA-256 of bytes or of a text's UTF-8, as 64 hex digits. */
export async function sha256(data: Uint8Array | string): Promise<string> {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  // digest() wants a view on a plain ArrayBuffer; a copy also guards against a shared one.
  const digest = await globalThis.crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, '0')).join('');
}

/**
 * JSON with sorted keys, no spaces and shortest round-trip numbers: equal values give equal text on
 * every engine. Keys with `undefined` are left out.
 * @throws TypeError for NaN, infinities, functions and cycles, which have no such text.
 */
export function canonicalJson(value: unknown): string {
  return write(value, []);
}

function write(value: unknown, above: readonly object[]): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`canonicalJson: ${value} has no JSON text`);
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') throw new TypeError(`canonicalJson: a ${typeof value} has no JSON text`);
  if (above.includes(value)) throw new TypeError('canonicalJson: the value contains itself');
  const inside = [...above, value];
  if (Array.isArray(value)) return `[${value.map((v) => write(v, inside)).join(',')}]`;
  const entries = Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([k, v]) => `${JSON.stringify(k)}:${write(v, inside)}`);
  return `{${entries.join(',')}}`;
}

/** SHA-256 of {@link canonicalJson}: the identity of a configuration or a result. */
export function contentHash(value: unknown): Promise<string> {
  return sha256(canonicalJson(value));
}

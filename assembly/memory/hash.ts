// 64-bit hash of a block of memory (FNV-1a over 64-bit words with a final mix), −0 counted as 0.

export function hashBlock(p: usize, bytes: usize): u64 {
  let h: u64 = 0xcbf29ce484222325;
  const end = p + (bytes & ~7);
  while (p < end) {
    let w = load<u64>(p);
    if (w == 0x8000000000000000) w = 0;
    h = (h ^ w) * 0x100000001b3;
    h ^= h >> 29;
    p += 8;
  }
  h = (h ^ (h >> 33)) * 0xff51afd7ed558ccd;
  return h ^ (h >> 33);
}

// Counter-based random numbers: a value depends on (seed, stream, counter) only, never on call order,
// so that adding a draw somewhere changes no other draw. Mixing function: SplitMix64's finaliser
// (Steele, Lea & Flood 2014, doi:10.1145/2714064.2660195), applied to the three words in turn.

@inline function mix(z: u64): u64 {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/** 64 random bits for (seed, stream, counter). */
export function bits(seed: u32, stream: u32, counter: u32): u64 {
  let h = mix(<u64>seed + 0x9e3779b97f4a7c15);
  h = mix(h ^ (<u64>stream * 0xd1342543de82ef95 + 0x9e3779b97f4a7c15));
  return mix(h ^ (<u64>counter * 0x2545f4914f6cdd1d + 0x632be59bd9b4e019));
}

/** Uniform in the open interval (0, 1). */
export function uniform(seed: u32, stream: u32, counter: u32): f64 {
  return (<f64>(bits(seed, stream, counter) >> 12) + 0.5) * (1.0 / 4503599627370496.0);
}

/** Standard normal (Box-Muller; two uniforms per value, AssemblyScript's own Math). */
export function normal(seed: u32, stream: u32, counter: u32): f64 {
  const a = uniform(seed, stream, counter * 2);
  const b = uniform(seed, stream, counter * 2 + 1);
  return Math.sqrt(-2.0 * Math.log(a)) * Math.cos(6.283185307179586 * b);
}

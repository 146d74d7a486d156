/** Axes: logarithmic and linear scales with their ticks. */

/** A map from data to px. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  (value: number): number;
}

/** Logarithmic scale from [low, high] to [from, to] px. */
export function logScale(low: number, high: number, from: number, to: number): Scale {
  const a = Math.log(low);
  const b = Math.log(high);
  const scale = (value: number): number => from + ((Math.log(value) - a) / (b - a)) * (to - from);
  return Object.assign(scale, { low, high });
}

/** Linear scale from [low, high] to [from, to] px. */
export function linearScale(low: number, high: number, from: number, to: number): Scale {
  const scale = (value: number): number => from + ((value - low) / (high - low)) * (to - from);
  return Object.assign(scale, { low, high });
}

/** A tick of a logarithmic axis; minor ones carry no label. */
export interface LogTick {
  readonly value: number;
  readonly label: boolean;
}

/** Ticks of a logarithmic axis: 1–9 of every decade; labels at 1, or 1, 2 and 5 below two and a half decades. */
export function logTicks(low: number, high: number): LogTick[] {
  const dense = high / low < 300;
  const ticks: LogTick[] = [];
  for (let e = Math.floor(Math.log10(low)); e <= Math.ceil(Math.log10(high)); e++) {
    for (let digit = 1; digit <= 9; digit++) {
      const value = Number(`${digit}e${e}`);
      if (value < low * (1 - 1e-9) || value > high * (1 + 1e-9)) continue;
      ticks.push({ value, label: digit === 1 || (dense && (digit === 2 || digit === 5)) });
    }
  }
  return ticks;
}

/** Step 1, 2 or 5 × 10^k that cuts `span` into about `count` parts. */
export function niceStep(span: number, count: number): number {
  const raw = span / Math.max(1, count);
  const size = 10 ** Math.floor(Math.log10(raw));
  const rest = raw / size;
  const factor = rest < 1.5 ? 1 : rest < 3.5 ? 2 : rest < 7.5 ? 5 : 10;
  return Number((factor * size).toPrecision(12));
}

/** Round ticks within [low, high]. */
export function linearTicks(low: number, high: number, count: number): number[] {
  const step = niceStep(high - low, count);
  const ticks: number[] = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) {
    ticks.push(Number((k * step).toPrecision(12)));
  }
  return ticks;
}

/** Smallest round number not below `value`; 1 for 0. */
export function niceCeil(value: number): number {
  if (!(value > 0)) return 1;
  const step = niceStep(value, 5);
  return Number((Math.ceil(value / step - 1e-9) * step).toPrecision(12));
}

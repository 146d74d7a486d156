/** Reading the registry of quantities: what an output lists, names in files, values. */
import {
  type At,
  type Frame,
  type FrameArrays,
  type Output,
  QUANTITIES,
  type Quantity,
  type QuantityName,
} from './quantities.js';

/** A quantity with its name. */
export interface Named extends Quantity {
  readonly name: QuantityName;
}

/** All quantities of particles and ligaments, in the order of the registry. */
export const QUANTITY_LIST: readonly Named[] = Object.entries<Quantity>(QUANTITIES).map(([name, field]) => ({
  ...field,
  name: name as QuantityName,
}));

/** Those that a frame keeps as arrays. */
export const FRAME_QUANTITIES = QUANTITY_LIST.filter((f) => f.read !== undefined);

/** A quantity by name. */
export function quantity(name: QuantityName): Named {
  return QUANTITY_LIST.find((f) => f.name === name) as Named;
}

/** What an output lists. */
export function listed(output: Output, of: Quantity['of']): readonly Named[] {
  return QUANTITY_LIST.filter((f) => f.of === of && f.omit?.includes(output) !== true);
}

/** Numbers that a frame keeps for each node or neck. */
export function widthOf(f: Quantity): number {
  return f.width ?? f.components ?? 1;
}

/** Bytes of the arrays of a frame of `n` nodes and `m` necks. */
export function frameBytes(n: number, m: number): number {
  const bytes = (f: Quantity): number =>
    (f.of === 'particle' ? n : m) * widthOf(f) * (f.type === 'i32' ? 4 : 8);
  return FRAME_QUANTITIES.reduce((sum, f) => sum + bytes(f), 0);
}

const AXES: Readonly<Record<number, readonly string[]>> = {
  3: ['x', 'y', 'z'],
  6: ['xx', 'yy', 'zz', 'yz', 'xz', 'xy'],
};

/** Names of the components: none, x y z, or xx yy zz yz xz xy. */
export function axesOf(f: Pick<Quantity, 'components'>): readonly string[] {
  return AXES[f.components ?? 1] ?? [];
}

/** A unit as names in files end in it: `_um`; empty for a pure number. */
export function suffix(unit: string): string {
  const plain = unit.replaceAll('µ', 'u').replaceAll('²', '2').replaceAll('³', '3').replaceAll('/', '_');
  return plain === '' ? '' : `_${plain}`;
}

/** Name of a quantity in a format that keeps all components in one array. */
export function arrayName(f: Quantity, output: Output): string {
  const known = f.names?.[output];
  return typeof known === 'string' ? known : f.file + suffix(f.unit);
}

/** Names of a quantity's components in a format that has one column for each. */
export function columnNames(f: Quantity, output: Output): readonly string[] {
  const known = f.names?.[output];
  if (typeof known === 'object') return known;
  if (f.components === undefined) return [arrayName(f, output)];
  const stems = f.parts ?? axesOf(f).map((axis) => `${f.file}_${axis}`);
  return stems.map((stem) => stem + suffix(f.unit));
}

/** Component `c` of a quantity of particle (node) or neck `index`, in its unit. */
export function componentOf(f: Named, at: At, index: number, c = 0): number {
  return f.value ? f.value(at, index, c) : (at.frame[f.name] as ArrayLike<number>)[widthOf(f) * index + c];
}

/** All components. */
export function valuesOf(f: Named, at: At, index: number): number[] {
  return Array.from({ length: f.components ?? 1 }, (_, c) => componentOf(f, at, index, c));
}

/** What a picture shows of a quantity: the size of a vector, the xx component of a tensor. */
export function shownValue(f: Named, at: At, index: number): number {
  if (f.components !== 3) return componentOf(f, at, index);
  return Math.sqrt(valuesOf(f, at, index).reduce((sum, v) => sum + v * v, 0));
}

/** What a picture calls it. */
export function shownLabel(f: Quantity): string {
  return f.components === 6 ? `${f.label} ${f.symbol ?? ''}xx` : f.label;
}

/** What a picture calls it, with its unit. */
export function withUnit(q: Quantity): string {
  return q.unit === '' ? shownLabel(q) : `${shownLabel(q)} (${q.unit})`;
}

/** The kind of array that a quantity is kept in. */
export function arrayType(f: Quantity): Float64ArrayConstructor | Int32ArrayConstructor {
  return f.type === 'i32' ? Int32Array : Float64Array;
}

/** One array of a frame. */
export function frameArray(frame: Frame, { name }: Named): Float64Array | Int32Array {
  return frame[name as keyof FrameArrays];
}

/** The arrays of a frame, each made by `make`. */
export function frameArrays(make: (f: Named) => ArrayLike<number>): FrameArrays {
  return Object.fromEntries(FRAME_QUANTITIES.map((f) => [f.name, make(f)])) as unknown as FrameArrays;
}

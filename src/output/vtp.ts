/** ParaView: one frame as VTK XML PolyData (`.vtp`). */

import { checkOptions, type Known } from '../config/options.js';
import type { NetworkData } from '../core/network.js';
import { crossesSide, endsOnBody, farEnd, ligamentIndices, particleCount } from '../observe/geometry.js';
import { arrayName, componentOf, listed, type Named } from '../observe/lists.js';
import type { Frame } from '../observe/quantities.js';
import { shortest } from './number.js';

/** Point data `kind` of a `.vtp`: a particle, its copy across a periodic side, a ligament's foot. */
export const VtpPoint = { particle: 0, image: 1, foot: 2 } as const;

/** Options of {@link vtp}. */
export interface VtpOptions {
  /** `ascii` (default) is lossless and readable; `binary` is base64, faster to load. */
  readonly format?: 'ascii' | 'binary';
}

const OPTIONS: Known<VtpOptions> = {
  format: 1,
};

type VtkType = 'Float64' | 'Int32';

interface Points {
  readonly xyz: number[];
  /** Node whose motion the point follows. */
  readonly node: number[];
  readonly kind: number[];
  /** Point at the far end of each ligament. */
  readonly far: number[];
}

function collectPoints(network: NetworkData, ligaments: readonly number[]): Points {
  const count = particleCount(network);
  const points: Points = { xyz: [], node: [], kind: [], far: [] };
  for (let k = 0; k < count; k++) {
    points.xyz.push(network.x[3 * k], network.x[3 * k + 1], network.x[3 * k + 2]);
    points.node.push(k);
    points.kind.push(VtpPoint.particle);
  }
  for (const neck of ligaments) {
    const body = endsOnBody(network, neck);
    if (!body && !crossesSide(network, neck)) {
      points.far.push(network.j[neck]);
      continue;
    }
    points.far.push(points.node.length);
    points.xyz.push(...farEnd(network, neck));
    points.node.push(network.j[neck]);
    points.kind.push(body ? VtpPoint.foot : VtpPoint.image);
  }
  return points;
}

const LITTLE_ENDIAN = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

function base64(values: ArrayLike<number>, type: VtkType): string {
  const data = type === 'Float64' ? Float64Array.from(values) : Int32Array.from(values);
  const bytes = new Uint8Array(4 + data.byteLength);
  new DataView(bytes.buffer).setUint32(0, data.byteLength, LITTLE_ENDIAN);
  bytes.set(new Uint8Array(data.buffer), 4);
  let text = '';
  const chunk = 0x6000;
  for (let at = 0; at < bytes.length; at += chunk) {
    text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  }
  return btoa(text);
}

class Arrays {
  readonly lines: string[] = [];
  constructor(private readonly format: 'ascii' | 'binary') {}

  add(name: string, type: VtkType, values: ArrayLike<number>, components = 1): void {
    const text =
      this.format === 'binary'
        ? base64(values, type)
        : Array.from(values, (v) => (Number.isFinite(v) ? shortest(v) : 'nan')).join(' ');
    const parts = components > 1 ? ` NumberOfComponents="${components}"` : '';
    this.lines.push(
      `<DataArray type="${type}" Name="${name}"${parts} format="${this.format}">${text}</DataArray>`,
    );
  }

  open(tag: string): void {
    this.lines.push(`<${tag}>`);
  }

  close(tag: string): void {
    this.lines.push(`</${tag}>`);
  }
}

/** Components of a quantity in the order that VTK has: symmetric tensors as xx yy zz xy yz xz. */
const ORDER: Readonly<Record<number, readonly number[]>> = { 1: [0], 3: [0, 1, 2], 6: [0, 1, 2, 5, 3, 4] };

function addQuantity(out: Arrays, q: Named, values: (component: number) => number[]): void {
  const parts = ORDER[q.components ?? 1].map(values);
  const flat = parts[0].flatMap((_, k) => parts.map((part) => part[k]));
  out.add(arrayName(q, 'vtp'), q.type === 'i32' ? 'Int32' : 'Float64', flat, parts.length);
}

/** What stands where there is no such thing. */
const none = (q: Named): number => (q.kind === 'categorical' ? -1 : 0);

function pointData(out: Arrays, network: NetworkData, frame: Frame, points: Points): void {
  const particles = particleCount(network);
  const { node, kind } = points;
  out.open('PointData Scalars="radius_um" Vectors="displacement_um"');
  for (const q of listed('vtp', 'particle')) {
    const at = (id: number, c: number): number =>
      id < particles || q.bodies ? componentOf(q, { network, frame }, id, c) : none(q);
    addQuantity(out, q, (c) => node.map((id) => at(id, c)));
  }
  out.add('node', 'Int32', node);
  out.add('kind', 'Int32', kind);
  out.close('PointData');
}

function cellData(out: Arrays, network: NetworkData, frame: Frame, ligaments: readonly number[]): void {
  const blank = new Array<number>(particleCount(network));
  out.open('CellData Scalars="mode"');
  out.add('neck', 'Int32', [...blank.fill(-1), ...ligaments]);
  for (const q of listed('vtp', 'ligament')) {
    const value = (c: number) => (neck: number) => componentOf(q, { network, frame }, neck, c);
    addQuantity(out, q, (c) => [...blank.fill(none(q)), ...ligaments.map(value(c))]);
  }
  out.close('CellData');
}

function connectivity(out: Arrays, tag: string, points: readonly number[], size: number): void {
  out.open(tag);
  out.add('connectivity', 'Int32', points);
  out.add(
    'offsets',
    'Int32',
    Array.from({ length: points.length / size }, (_, k) => (k + 1) * size),
  );
  out.close(tag);
}

/**
 * One frame as VTK XML PolyData: a vertex for every particle, a line for every ligament.
 *
 * Positions are as built; `displacement_um` warps them. Point data: every quantity of a particle
 * (`src/observe/quantities.ts`; tensors xx yy zz xy yz xz, as VTK orders them), node, kind ({@link VtpPoint}: a
 * ligament across a periodic side ends on an image of the particle, one on the foil on its foot). Cell data, −1 or 0
 * on vertices: neck and every quantity of a ligament, such as mode (0 intact, 1 adhesive NCM, 2 adhesive foil, 3
 * cohesive).
 */
export function vtp(network: NetworkData, frame: Frame, options: VtpOptions = {}): string {
  checkOptions('vtp', options, OPTIONS);
  const ligaments = ligamentIndices(network);
  const points = collectPoints(network, ligaments);
  const particles = particleCount(network);
  const out = new Arrays(options.format ?? 'ascii');
  pointData(out, network, frame, points);
  cellData(out, network, frame, ligaments);
  out.open('Points');
  out.add('Points', 'Float64', points.xyz, 3);
  out.close('Points');
  connectivity(
    out,
    'Verts',
    Array.from({ length: particles }, (_, k) => k),
    1,
  );
  connectivity(
    out,
    'Lines',
    ligaments.flatMap((neck, k) => [network.i[neck], points.far[k]]),
    2,
  );
  const head = `type="PolyData" version="0.1" byte_order="${LITTLE_ENDIAN ? 'LittleEndian' : 'BigEndian'}" header_type="UInt32"`;
  const counts = `NumberOfPoints="${points.node.length}" NumberOfVerts="${particles}" NumberOfLines="${ligaments.length}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<VTKFile ${head}>
<PolyData>
<Piece ${counts} NumberOfStrips="0" NumberOfPolys="0">
${out.lines.join('\n')}
</Piece>
</PolyData>
</VTKFile>
`;
}

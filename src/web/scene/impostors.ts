/** Many spheres or rods in one drawing, as quads or as points. */
import {
  BufferAttribute,
  BufferGeometry,
  type Color,
  DynamicDrawUsage,
  GLSL3,
  Mesh,
  Points,
  RawShaderMaterial,
} from 'three';

/** Values of each thing, and how many numbers they are. */
export type Values = Readonly<Record<string, readonly [data: Float32Array | Uint8Array, size: number]>>;

/** A material whose shaders are written out. */
export function material(
  vertexShader: string,
  fragmentShader: string,
  uniforms: Readonly<Record<string, Color | number>>,
  defines: Readonly<Record<string, string>> = {},
): RawShaderMaterial {
  return new RawShaderMaterial({
    ...{ glslVersion: GLSL3, vertexShader, fragmentShader, defines: { ...defines } },
    uniforms: Object.fromEntries(Object.entries(uniforms).map(([name, value]) => [name, { value }])),
  });
}

/**
 * Quads have four corners each, which the shaders tell apart by their number. They are not instances: without a
 * graphics card each instance is a drawing of its own, which took 2.5 s for 80 000 of them.
 */
export class Impostors {
  readonly #quads = new BufferGeometry();
  readonly #points = new BufferGeometry();
  readonly #quadMesh: Mesh<BufferGeometry, RawShaderMaterial>;
  readonly #pointMesh: Points<BufferGeometry, RawShaderMaterial>;
  #values: Values = {};
  #stale = { quads: true, points: true };
  readonly #seen: Record<'quads' | 'points', Uint32Array | null> = { quads: null, points: null };
  /** How many things are drawn. */
  count = 0;

  constructor(vertex: string, fragment: string, glow: Color) {
    this.#quadMesh = new Mesh(this.#quads, material(vertex, fragment, { glow }));
    const points = material(vertex, fragment, { glow, pixels: 1 }, { POINTS: '' });
    this.#pointMesh = new Points(this.#points, points);
    this.#pointMesh.visible = false;
  }

  /** What to put into a scene. */
  get objects(): (Mesh | Points)[] {
    return [this.#quadMesh, this.#pointMesh];
  }

  /** Draw `count` things with these values from now on. */
  set(values: Values, count: number): void {
    this.#values = values;
    this.count = count;
    this.#stale = { quads: true, points: true };
  }

  /** Get ready for a picture `high` pixels high that shows the things of these numbers; null: all. */
  prepare(perspective: boolean, points: boolean, high: number, seen: Uint32Array | null): void {
    this.#quadMesh.visible = !points;
    this.#pointMesh.visible = points;
    const { material: m } = points ? this.#pointMesh : this.#quadMesh;
    if ('PERSPECTIVE' in m.defines !== perspective) {
      if (perspective) m.defines.PERSPECTIVE = '';
      else delete m.defines.PERSPECTIVE;
      m.needsUpdate = true;
    }
    if (points) (m.uniforms.pixels as { value: number }).value = high;
    const kind = points ? 'points' : 'quads';
    const geometry = points ? this.#points : this.#quads;
    if (this.#stale[kind])
      for (const [name, [data, size]] of Object.entries(this.#values))
        setBuffer(geometry, name, data, size, points ? 1 : 4);
    if (this.#stale[kind] || seen !== this.#seen[kind])
      setOrder(geometry, this.count, seen, points ? POINT : QUAD);
    this.#stale[kind] = false;
    this.#seen[kind] = seen;
  }

  dispose(): void {
    for (const mesh of [this.#quadMesh, this.#pointMesh]) {
      mesh.geometry.dispose();
      mesh.material.dispose();
    }
  }
}

/** Vertices in the order in which they are drawn, and how many a thing has. */
const QUAD = { order: [0, 1, 2, 2, 1, 3], corners: 4 };
const POINT = { order: [0], corners: 1 };

/** Draw the things of these numbers, out of `count`; null: all. */
function setOrder(
  geometry: BufferGeometry,
  count: number,
  seen: Uint32Array | null,
  { order, corners }: typeof QUAD,
): void {
  const size = order.length;
  if (geometry.index === null || geometry.index.count < size * count) {
    geometry.dispose();
    geometry.setIndex(new BufferAttribute(new Uint32Array(size * count), 1).setUsage(DynamicDrawUsage));
  }
  const index = geometry.index as BufferAttribute;
  const { array } = index;
  const shown = seen?.length ?? count;
  for (let k = 0, to = 0; k < shown; k++) {
    const first = corners * (seen === null ? k : seen[k]);
    for (let v = 0; v < size; v++) array[to++] = first + order[v];
  }
  index.clearUpdateRanges();
  index.addUpdateRange(0, size * shown);
  index.needsUpdate = true;
  geometry.setDrawRange(0, size * shown);
}

/** Give every thing its values at each of its corners; room on the graphics card is kept while it suffices. */
function setBuffer(
  geometry: BufferGeometry,
  name: string,
  data: Float32Array | Uint8Array,
  size: number,
  corners: number,
): void {
  const need = corners * data.length;
  let attribute = geometry.getAttribute(name) as BufferAttribute | undefined;
  if (attribute === undefined || attribute.array.length < need) {
    geometry.dispose();
    const room = data instanceof Uint8Array ? new Uint8Array(need) : new Float32Array(need);
    attribute = new BufferAttribute(room, size, data instanceof Uint8Array);
    geometry.setAttribute(name, attribute);
  }
  const { array } = attribute;
  if (corners === 1) array.set(data);
  else
    for (let from = 0, to = 0; from < data.length; from += size)
      for (let corner = 0; corner < corners; corner++)
        for (let c = 0; c < size; c++) array[to++] = data[from + c];
  attribute.clearUpdateRanges();
  attribute.addUpdateRange(0, need);
  attribute.needsUpdate = true;
}

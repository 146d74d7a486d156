/** The electrode in three dimensions: one draw call for spheres, one for rods, one for the foil; drawn on demand. */
import {
  BoxGeometry,
  BufferAttribute,
  Color,
  GLSL3,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  Matrix4,
  Mesh,
  OrthographicCamera,
  PerspectiveCamera,
  RawShaderMaterial,
  Scene,
  Vector3,
  WebGLRenderer,
} from 'three';
import { type Buffers, extent, type Shape } from './buffers.js';
import { along, type Eye, FIELD } from './camera.js';
import { PLAIN } from './palette.js';
import * as shaders from './shaders.js';

/** Thrown when the browser has no WebGL2. */
export class NoWebGl extends Error {
  override readonly name = 'NoWebGl';
}

/** Two triangles that cover a quad. */
const QUAD = new Float32Array([-1, -1, 1, -1, 1, 1, -1, -1, 1, 1, -1, 1]);

function impostors(): InstancedBufferGeometry {
  const geometry = new InstancedBufferGeometry();
  geometry.setAttribute('corner', new BufferAttribute(QUAD, 2));
  // Without it three asks for positions that impostors do not have.
  geometry.setDrawRange(0, 6);
  geometry.instanceCount = 0;
  return geometry;
}

function material(vertexShader: string, fragmentShader: string, uniforms: Record<string, Color>) {
  return new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader,
    fragmentShader,
    uniforms: Object.fromEntries(Object.entries(uniforms).map(([name, value]) => [name, { value }])),
  });
}

/** Set a buffer of a geometry; its place on the graphics card is kept while the size allows. */
function setBuffer(
  geometry: InstancedBufferGeometry,
  name: string,
  data: Float32Array | Uint8Array,
  size: number,
): void {
  const old = geometry.getAttribute(name);
  if (old instanceof InstancedBufferAttribute && old.array.length >= data.length && old.count > 0) {
    old.array.set(data);
    old.clearUpdateRanges();
    old.addUpdateRange(0, data.length);
    old.needsUpdate = true;
    return;
  }
  if (old) geometry.dispose();
  geometry.setAttribute(name, new InstancedBufferAttribute(data.slice(), size, data instanceof Uint8Array));
}

/** A canvas with the picture. */
export class View3D {
  readonly canvas: HTMLCanvasElement;
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #glow = new Color();
  readonly #tint = new Color();
  readonly #spheres = impostors();
  readonly #rods = impostors();
  readonly #foil: Mesh;
  readonly #materials: RawShaderMaterial[];
  readonly #orthographic = new OrthographicCamera();
  readonly #perspective = new PerspectiveCamera();
  #size = '';

  /** @throws NoWebGl when the browser has none. */
  constructor(canvas: HTMLCanvasElement) {
    const options = { antialias: false, alpha: false, depth: true, stencil: false } as const;
    const context = canvas.getContext('webgl2', options) as WebGL2RenderingContext | null;
    if (context === null) throw new NoWebGl('this browser has no WebGL2');
    this.canvas = canvas;
    this.#renderer = new WebGLRenderer({ canvas, context, ...options });
    // Programs are tested here; asking for their logs waits for the compiler.
    this.#renderer.debug.checkShaderErrors = false;
    const { SPHERE_VERTEX, SPHERE_FRAGMENT, ROD_VERTEX, ROD_FRAGMENT, FOIL_VERTEX, FOIL_FRAGMENT } = shaders;
    const glow = this.#glow;
    const balls = material(SPHERE_VERTEX, SPHERE_FRAGMENT, { glow });
    const rods = material(ROD_VERTEX, ROD_FRAGMENT, { glow });
    const foil = material(FOIL_VERTEX, FOIL_FRAGMENT, { tint: this.#tint });
    this.#materials = [balls, rods, foil];
    this.#foil = new Mesh(new BoxGeometry(1, 1, 1), foil);
    // What is in front first: fragments behind are then thrown away before they are written.
    for (const mesh of [new Mesh(this.#spheres, balls), new Mesh(this.#rods, rods)]) this.#add(mesh);
    this.#add(this.#foil);
  }

  #add(mesh: Mesh): void {
    mesh.frustumCulled = false;
    mesh.matrixAutoUpdate = false;
    this.#scene.add(mesh);
  }

  /** What is drawn, in which theme. `lift`: magnified displacement of the foil, µm. */
  setContent(buffers: Buffers, shape: Shape, theme: 'light' | 'dark', lift: readonly number[]): void {
    const plain = PLAIN[theme];
    // The one colour that three converts; the shaders' are written as they are.
    this.#renderer.setClearColor(new Color(plain.paper), 1);
    this.#glow.setStyle(plain.picked, '');
    this.#tint.setStyle(plain.foil, '');
    setBuffer(this.#spheres, 'sphere', buffers.spheres, 4);
    setBuffer(this.#spheres, 'colour', buffers.sphereColours, 4);
    this.#spheres.instanceCount = buffers.sphereIds.length;
    setBuffer(this.#rods, 'from', buffers.rodFrom, 4);
    setBuffer(this.#rods, 'to', buffers.rodTo, 3);
    setBuffer(this.#rods, 'colour', buffers.rodColours, 4);
    this.#rods.instanceCount = buffers.rodIds.length;
    this.#layFoil(shape, lift);
  }

  #layFoil(shape: Shape, lift: readonly number[]): void {
    const [x, y] = [extent(shape, 0), extent(shape, 1)];
    const thick = 0.25 * shape.diameter;
    const size = [x[1] - x[0], y[1] - y[0], thick];
    const middle = [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2, -thick / 2].map((v, c) => v + lift[c]);
    // The shader knows no model matrix: the box itself is laid.
    const place = new Matrix4().makeScale(size[0], size[1], size[2]);
    place.setPosition(middle[0], middle[1], middle[2]);
    const box = new BoxGeometry(1, 1, 1);
    box.applyMatrix4(place);
    this.#foil.geometry.dispose();
    this.#foil.geometry = box;
  }

  /** Size in CSS px and pixels of the picture for each of them. */
  resize(width: number, height: number, ratio: number): void {
    const size = `${width} ${height} ${ratio}`;
    if (size === this.#size) return;
    this.#size = size;
    this.#renderer.setPixelRatio(ratio);
    this.#renderer.setSize(width, height, false);
  }

  /** Compile without holding up the page, where the browser can. */
  async prepare(projection: Eye['projection']): Promise<void> {
    this.#usePerspective(projection === 'perspective');
    await this.#renderer.compileAsync(this.#scene, this.#orthographic);
  }

  render(eye: Eye): void {
    this.#usePerspective(eye.projection === 'perspective');
    this.#renderer.render(this.#scene, this.#camera(eye));
  }

  #usePerspective(on: boolean): void {
    for (const m of this.#materials) {
      if ('PERSPECTIVE' in m.defines === on) continue;
      m.defines = on ? { PERSPECTIVE: '' } : {};
      m.needsUpdate = true;
    }
  }

  #camera(eye: Eye): OrthographicCamera | PerspectiveCamera {
    const perspective = eye.projection === 'perspective';
    const camera = perspective ? this.#perspective : this.#orthographic;
    const away = perspective ? eye.distance : eye.reach;
    camera.position.set(...along(eye.target, eye.back, away));
    camera.up.set(...eye.up);
    camera.lookAt(new Vector3(...eye.target));
    camera.near = perspective ? Math.max(eye.distance / 200, eye.distance - eye.reach) : 0;
    camera.far = away + eye.reach;
    if (camera instanceof PerspectiveCamera) {
      camera.fov = (FIELD * 180) / Math.PI;
      camera.aspect = eye.aspect;
    } else {
      const h = eye.height / 2;
      Object.assign(camera, { left: -h * eye.aspect, right: h * eye.aspect, top: h, bottom: -h });
    }
    camera.updateProjectionMatrix();
    camera.updateMatrixWorld();
    return camera;
  }

  /** Wait until what was asked for has been drawn (a read-back), for measuring. */
  finish(): void {
    const gl = this.#renderer.getContext();
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  }

  dispose(): void {
    this.#spheres.dispose();
    this.#rods.dispose();
    this.#foil.geometry.dispose();
    for (const m of this.#materials) m.dispose();
    this.#renderer.dispose();
  }
}

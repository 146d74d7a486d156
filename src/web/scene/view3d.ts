/** The electrode in three dimensions: one draw call for spheres, one for rods, one for the foil; drawn on demand. */
import {
  BoxGeometry,
  Color,
  Matrix4,
  Mesh,
  OrthographicCamera,
  PerspectiveCamera,
  Scene,
  Vector3,
  WebGLRenderer,
} from 'three';
import { type Buffers, extent, type Shape } from './buffers.js';
import { along, type Eye, FIELD } from './camera.js';
import { Impostors, material } from './impostors.js';
import { visibleFrom } from './occlusion.js';
import { PLAIN } from './palette.js';
import * as shaders from './shaders.js';

/** Thrown when the browser has no WebGL2. */
export class NoWebGl extends Error {
  override readonly name = 'NoWebGl';
}

/** From this many things on what cannot be seen is left out, and a moving picture is drawn as points. */
const MANY = 3000;

/** A canvas with the picture. */
export class View3D {
  readonly canvas: HTMLCanvasElement;
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #glow = new Color();
  readonly #tint = new Color();
  readonly #balls: Impostors;
  readonly #rods: Impostors;
  readonly #foil: Mesh;
  readonly #orthographic = new OrthographicCamera();
  readonly #perspective = new PerspectiveCamera();
  #buffers: Buffers | null = null;
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
    const foil = material(FOIL_VERTEX, FOIL_FRAGMENT, { tint: this.#tint });
    this.#balls = new Impostors(SPHERE_VERTEX, SPHERE_FRAGMENT, glow);
    this.#rods = new Impostors(ROD_VERTEX, ROD_FRAGMENT, glow);
    this.#foil = new Mesh(new BoxGeometry(1, 1, 1), foil);
    for (const object of [...this.#balls.objects, ...this.#rods.objects, this.#foil]) {
      object.frustumCulled = false;
      object.matrixAutoUpdate = false;
      this.#scene.add(object);
    }
  }

  /** What is drawn, in which theme. `lift`: magnified displacement of the foil, µm. */
  setContent(buffers: Buffers, shape: Shape, theme: 'light' | 'dark', lift: readonly number[]): void {
    const plain = PLAIN[theme];
    this.#buffers = buffers;
    // The one colour that three converts; the shaders' are written as they are.
    this.#renderer.setClearColor(new Color(plain.paper), 1);
    this.#glow.setStyle(plain.picked, '');
    this.#tint.setStyle(plain.foil, '');
    const { spheres, sphereColours, rodFrom, rodTo, rodColours } = buffers;
    this.#balls.set({ sphere: [spheres, 4], colour: [sphereColours, 4] }, buffers.sphereIds.length);
    this.#rods.set({ from: [rodFrom, 4], to: [rodTo, 3], colour: [rodColours, 4] }, buffers.rodIds.length);
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
    for (const kind of [this.#balls, this.#rods]) kind.prepare(projection === 'perspective', false, 1, null);
    await this.#renderer.compileAsync(this.#scene, this.#orthographic);
  }

  /** Draw. `moving`: what is many may be drawn in the quicker way that is coarse at the picture's edges. */
  render(eye: Eye, moving = false): void {
    const high = this.canvas.height;
    const many = this.#buffers !== null && this.#balls.count + this.#rods.count > MANY;
    const points = moving && many;
    const perspective = eye.projection === 'perspective';
    const seen = many && this.#buffers ? visibleFrom(this.#buffers, eye) : null;
    this.#balls.prepare(perspective, points, high, seen?.spheres ?? null);
    this.#rods.prepare(perspective, points, high, seen?.rods ?? null);
    this.#renderer.render(this.#scene, this.#camera(eye));
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
    this.#balls.dispose();
    this.#rods.dispose();
    this.#foil.geometry.dispose();
    for (const m of [this.#foil.material].flat()) m.dispose();
    this.#renderer.dispose();
    // Browsers allow a page some sixteen contexts; one that nobody sees any more must not count.
    this.#renderer.forceContextLoss();
  }
}

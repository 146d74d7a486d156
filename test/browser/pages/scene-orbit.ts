/** Orbits a made-up electrode of 20 000 particles and 60 000 ligaments and counts finished frames. */
import { configure } from '../../../src/model/configure.js';
import { buffersOf, shapeOf } from '../../../src/web/scene/buffers.js';
import { eyeOf } from '../../../src/web/scene/camera.js';
import { DEFAULT_CAMERA, DEFAULT_DISPLAY, type Subject } from '../../../src/web/scene/options.js';
import { Pace } from '../../../src/web/scene/pace.js';
import { magnification, scaleOf } from '../../../src/web/scene/quantity.js';
import { View3D } from '../../../src/web/scene/view3d.js';
import { grid, momentOf } from '../../web/scene/synthetic.js';

const SIZE = { width: 880, height: 560 };
const SPAN = 6000;

async function main() {
  const network = grid(50, 40, 10);
  const moment = momentOf(network);
  const subject: Subject = {
    ...{ network, moment, moments: [moment], config: configure({}), picked: null, theme: 'light' },
  };
  const scale = scaleOf(subject, DEFAULT_DISPLAY);
  const shape = shapeOf(network);
  const began = performance.now();
  const magnify = magnification(subject, DEFAULT_DISPLAY);
  const buffers = buffersOf(shape, subject, DEFAULT_DISPLAY, scale, magnify);
  const buffers_ms = performance.now() - began;
  const canvas = document.createElement('canvas');
  document.body.append(canvas);
  const view = new View3D(canvas);
  await view.prepare('orthographic');
  view.setContent(buffers, shape, 'light', [0, 0, 0]);
  const measure = (projection: 'orthographic' | 'perspective', fixed: number | null, span: number) =>
    orbit(view, shape, projection, fixed, span);
  const result = {
    particles: network.n - 1,
    ligaments: network.m,
    buffers_ms,
    adaptive: await measure('orthographic', null, SPAN),
    whole: await measure('orthographic', 1, 3000),
    perspective: await measure('perspective', null, SPAN),
    renderer: rendererName(canvas),
  };
  view.dispose();
  return result;
}

function orbit(
  view: View3D,
  shape: ReturnType<typeof shapeOf>,
  projection: 'orthographic' | 'perspective',
  fixed: number | null,
  span: number,
) {
  return new Promise<{ fps: number; ratio: number }>((done) => {
    let [frames, ratio, yaw] = [0, 1, 0.4];
    let began = 0;
    const draw = (): void => {
      yaw += 0.03;
      const eye = eyeOf({ ...DEFAULT_CAMERA, projection, yaw, pitch: 0.5 }, shape, SIZE.width / SIZE.height);
      ratio = fixed ?? pace.ratio(SIZE.width * SIZE.height);
      view.resize(SIZE.width, SIZE.height, ratio);
      view.render(eye, true);
      // Nothing counts that has not really been drawn.
      view.finish();
      const now = performance.now();
      // The first frames set the number of pixels.
      if (frames === 0 && now - start > span / 3 && began === 0) began = now;
      else if (began > 0) frames++;
      if (began > 0 && now - began > span) {
        pace.stop();
        done({ fps: (1000 * frames) / (now - began), ratio });
      } else setTimeout(() => pace.moving(), 0);
    };
    const start = performance.now();
    const pace = new Pace(draw, () => false);
    pace.moving();
  });
}

function rendererName(canvas: HTMLCanvasElement): string {
  const gl = canvas.getContext('webgl2');
  const info = gl?.getExtension('WEBGL_debug_renderer_info');
  return gl && info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : 'unknown';
}

main().then(
  (result) => {
    globalThis.__result = result;
  },
  (e: unknown) => {
    globalThis.__error = e instanceof Error ? (e.stack ?? e.message) : String(e);
  },
);

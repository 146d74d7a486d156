/** What a picture of an electrode takes and gives. */
import type { Moment } from '../../process/moments.js';
import type { Picked } from '../app.js';
import type { LiveRun } from '../run.js';
import type { Store } from '../store.js';
import type { CameraState, DisplayOptions, Subject } from './options.js';
import type { Scale } from './quantity.js';

/** What a picture needs; the stores may be shared between pictures. */
export interface CanvasOptions {
  /** Where styles are adopted. */
  readonly root: Document | ShadowRoot;
  readonly theme: Store<'light' | 'dark'>;
  readonly run: Store<LiveRun | null>;
  /** The moment to show; call `update` when it changes for another reason than the run. */
  readonly moment: () => Moment | null;
  readonly camera: Store<CameraState>;
  readonly display: Store<DisplayOptions>;
  readonly picked?: Store<Picked | null>;
  /** Wanted: three dimensions or the section. Default: three dimensions. */
  readonly mode?: Store<'3d' | 'section'>;
  /** Draw in three dimensions only from now on (so that a run is not disturbed). Default: at once. */
  readonly ready?: Promise<unknown>;
  /** Called after every picture. */
  readonly onDrawn?: (drawn: Drawn) => void;
}

/** What has been drawn. */
export interface Drawn {
  readonly subject: Subject;
  readonly scale: Scale;
  readonly magnify: number;
  /** Three dimensions or a section; why it is a section when it should not be. */
  readonly mode: '3d' | 'section';
  readonly problem: string | null;
  /** What a section cut, in words. */
  readonly cut: string;
}

/** A picture that was made. */
export interface ElectrodeCanvas {
  /** Draw anew, soon. */
  update(): void;
  dispose(): void;
  /** The picture with title, legend and scale bar; null before there is one. */
  png(): Promise<Blob | null>;
  /** The section as a whole SVG document; null before there is one. */
  svg(): string | null;
}

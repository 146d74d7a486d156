/** Saves a life line: PNG, SVG, and its moments as CSV. */
import { oneCrack } from '../../output/one-crack.js';
import { csv } from '../../output/table.js';
import type { App } from '../app.js';
import { h, saveFile } from '../dom.js';
import { pngOf } from '../png.js';
import type { LiveRun } from '../run.js';
import { bandsOf } from './bands.js';
import { lifeSvg } from './life-svg.js';
import { momentsTable } from './words.js';

/** A text as a part of a file's name. */
function plain(text: string): string {
  return text.replace(/[^\w.-]+/g, '-').replace(/^-+|-+$/g, '');
}

/** Name of a file about a run, without its ending. @param more - What else it is about, such as another binder. */
export function fileStem(what: string, run: Pick<LiveRun, 'config'>, more = ''): string {
  const { binder, preset, seed } = run.config;
  return ['fibril', what, plain(binder.name), plain(preset ?? 'own'), `seed${seed}`, plain(more)]
    .filter(Boolean)
    .join('-');
}

/** Who a run is: `PVDF on paper-10`. */
export function runName({ config }: Pick<LiveRun, 'config'>): string {
  return `${config.binder.name} on ${config.preset ?? 'an electrode of your own'}`;
}

function picture(run: LiveRun, scheme: 'auto' | 'light' | 'dark'): string {
  return lifeSvg(run.moments, {
    title: `Life of ${runName(run)}`,
    bands: bandsOf(run.config),
    oneCrack: oneCrack(run.electrode?.summary),
    scheme,
  });
}

/** The buttons, and how to switch them with what there is to save. */
export function createSave(app: App): { node: HTMLElement; refresh: () => void } {
  const said = h('span', { class: 'small problem', role: 'status' });
  const withRun = (save: (run: LiveRun) => void | Promise<void>) => async (): Promise<void> => {
    const run = app.run.value;
    if (run === null) return;
    said.textContent = '';
    try {
      await save(run);
    } catch (e) {
      said.textContent = `Not saved: ${e instanceof Error ? e.message : String(e)}`;
    }
  };
  const make = (label: string, title: string, save: (run: LiveRun) => void | Promise<void>) =>
    h('button', { type: 'button', class: 'small', title, onclick: () => void withRun(save)() }, label);
  const buttons = [
    make('PNG', 'Save the life line as a PNG picture', async (run) => {
      const png = await pngOf(picture(run, app.theme.value));
      saveFile(`${fileStem('life', run)}.png`, png, 'image/png');
    }),
    make('SVG', 'Save the life line as an SVG picture', (run) =>
      saveFile(`${fileStem('life', run)}.svg`, picture(run, 'auto'), 'image/svg+xml'),
    ),
    make('CSV', 'Save the measures of every moment as CSV', (run) =>
      saveFile(`${fileStem('life', run)}.csv`, csv(momentsTable(run.moments)), 'text/csv'),
    ),
  ];
  const label = h('span', { class: 'small soft' }, 'Save');
  return {
    node: h(
      'div',
      { class: 'row life-save', role: 'group', 'aria-label': 'Save this life' },
      label,
      ...buttons,
      said,
    ),
    refresh: () => {
      const none = (app.run.value?.moments.length ?? 0) === 0;
      for (const button of buttons) button.disabled = none;
    },
  };
}

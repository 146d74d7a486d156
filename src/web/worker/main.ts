/** The page's worker: a run with its moments, or one job after another. */
import { InputError } from '../../core/errors.js';
import { answer, atMostEvery, isSpoilt, RecentElectrodes } from '../../jobs/worker.js';
import { run } from '../../process/run.js';
import { jobFunctions } from '../../sweep/functions.js';
import type { FromWorker, RunMessage, ToWorker } from './messages.js';

/** What a dedicated worker's global scope has that we use; the DOM library types another one. */
interface Scope {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
}

const scope = globalThis as unknown as Scope;
const post = (message: FromWorker): void => scope.postMessage(message);
const electrodes = new RecentElectrodes();
let module: WebAssembly.Module | undefined;

async function runWhole({ config, momentsPerStage }: RunMessage, core: WebAssembly.Module): Promise<void> {
  try {
    const { result } = await run(core, config, {
      electrodeCache: electrodes,
      momentsPerStage,
      onElectrode: (electrode) => post({ type: 'electrode', electrode }),
      onMoment: (moment) => post({ type: 'moment', moment }),
      onProgress: atMostEvery(60, (progress) => post({ type: 'run-progress', progress })),
    });
    post({ type: 'result', result });
  } catch (e) {
    const reason = e instanceof Error ? e.message : String(e);
    const problems = e instanceof InputError ? e.problems : [];
    post({ type: 'failed', reason, problems, spoilt: isSpoilt(e) });
  }
}

scope.onmessage = ({ data }) => {
  if (data.type === 'init') {
    module = data.module;
    post({ type: 'ready' });
  } else if (module !== undefined) {
    if (data.type === 'run') void runWhole(data, module);
    else void answer(data, jobFunctions, { module, electrodes }, post);
  }
};

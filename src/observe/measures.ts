/** Reading the registry of measures: what an output lists of the end of a stage, or of a moment. */
import type { StageResult } from '../model/result.js';
import { type Live, STAGE_QUANTITIES, type StageOutput, type StageQuantity } from './stage-quantities.js';

const MEASURES = Object.entries<StageQuantity>(STAGE_QUANTITIES).map(([name, q]) => ({ ...q, name }));

/** A measure of the end of a stage. */
export type AtEnd = StageQuantity<StageResult> & { readonly name: string };
/** A measure of a moment. */
export type AtMoment = StageQuantity<Live> & { readonly name: string };

/** What an output lists of the end of a stage. */
export function atEnd(output: StageOutput): readonly AtEnd[] {
  return MEASURES.filter((q) => q.of !== 'moment' && q.omit?.includes(output) !== true) as unknown as AtEnd[];
}

/** What an output lists of a moment. */
export function atMoment(output: StageOutput): readonly AtMoment[] {
  return MEASURES.filter(
    (q) => q.of !== 'stage' && q.omit?.includes(output) !== true,
  ) as unknown as AtMoment[];
}

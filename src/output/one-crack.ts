/** The least crack length that an electrode can show, and what to say of it. */
import type { NetworkSummary } from '../model/result.js';
import { human } from './number.js';

/**
 * Length of one crack from side to side of a slab, mm/mm²; null in 3D, where cracks end anywhere, and before the
 * electrode is built.
 */
export function oneCrack(electrode: Pick<NetworkSummary, 'slab' | 'lateral_um'> | undefined): number | null {
  const width = electrode?.lateral_um[0] ?? 0;
  return electrode?.slab && width > 0 ? 1000 / width : null;
}

/** What the least difference is that can mean anything; empty where there is none. */
export function oneCrackWords(length: number | null): string {
  return length === null
    ? ''
    : `One crack across the modelled width is ${human(length, 2)} mm/mm², so smaller differences mean nothing.`;
}

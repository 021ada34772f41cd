/** How segments are to be found: the choices of the form, and what the newest run was asked. */
import type { RequestOf } from '../../../shared/contract.ts'
import { type SegmentsResult, WantedTreatments } from '../../../shared/model/segments.ts'

export const fewest = 2
export const most = 15
export const largestSeed = 0xffffffff

export interface Choice {
  k: 'auto' | number
  /** Names of presets, families and features. */
  features: readonly string[]
  seed: number
  /** What is to be done with features instead of what is proposed. */
  treatments: WantedTreatments
}

export const usual: Choice = { k: 'auto', features: ['behaviour'], seed: 1, treatments: {} }

/** What the run was asked; anything that it does not say as expected falls back to the usual. */
export function choiceOf(result: Pick<SegmentsResult, 'run'> | null): Choice {
  if (result === null) return usual
  const { k, features: chosen, treatments } = result.run.params
  return {
    k: typeof k === 'number' ? k : 'auto',
    features: Array.isArray(chosen) && chosen.every((name) => typeof name === 'string') ? chosen : usual.features,
    seed: result.run.seed,
    treatments: WantedTreatments.safeParse(treatments).data ?? {}
  }
}

export function requestOf({ k, features, seed, treatments }: Choice): RequestOf<'segments.run'> {
  return { k, features: [...features], seed, treatments }
}

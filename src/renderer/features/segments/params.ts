/** How segments are to be found: the choices of the form, and what the newest run was asked. */
import type { RequestOf } from '../../../shared/contract.ts'
import type { Feature, SegmentsResult } from '../../../shared/model/segments.ts'

export const features: readonly Feature[] = ['recency', 'frequency', 'monetary', 'meanOrderValue', 'tenure']
export const fewest = 2
export const most = 10
export const largestSeed = 0xffffffff

export interface Choice {
  k: 'auto' | number
  features: readonly Feature[]
  seed: number
}

export const usual: Choice = { k: 'auto', features, seed: 1 }

/** What the run was asked; anything that it does not say as expected falls back to the usual. */
export function choiceOf(result: Pick<SegmentsResult, 'run'> | null): Choice {
  if (result === null) return usual
  const { k, features: chosen } = result.run.params
  return {
    k: typeof k === 'number' ? k : 'auto',
    features: Array.isArray(chosen) ? features.filter((feature) => chosen.includes(feature)) : features,
    seed: result.run.seed
  }
}

export function requestOf({ k, features, seed }: Choice): RequestOf<'segments.run'> {
  return { k, features: [...features], seed }
}

import type { RhythmReport } from './model/alerts.ts'

/** Which forecast is used and why: the model `beats` both rules of thumb, by however little, or is used as none is clearly nearer; or a rule is. */
export function rhythmUsed({ used, model, naive }: RhythmReport): 'beats' | RhythmReport['used'] {
  const theirs = Math.min(naive.samePeriod.meanAbsoluteError, naive.recencyCut.meanAbsoluteError)
  return used === 'model' && model.meanAbsoluteError < theirs ? 'beats' : used
}

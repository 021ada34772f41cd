/** How well chances fit what happened. `label`: 1 or 0, parallel to the scores. All O(n log n) at most. */
import { rocAuc } from '../math/roc-auc.ts'

export interface Scores {
  /** Chance that a row where it happened has a higher score than one where it did not. */
  auc: number
  logLoss: number
  brier: number
  /** Average precision. */
  prAuc: number
}

export function scoresOf(score: Float64Array, label: Float64Array): Scores {
  return { auc: rocAuc(score, label), logLoss: logLoss(score, label), brier: brier(score, label), prAuc: averagePrecision(score, label) }
}

/** Mean of −log of the chance given to what happened; chances are kept off 0 and 1 by the precision of a double, as scikit-learn does. */
export function logLoss(score: Float64Array, label: Float64Array): number {
  const least = 2.220446049250313e-16
  let sum = 0
  for (let i = 0; i < label.length; i++) {
    const chance = Math.min(1 - least, Math.max(least, score[i] as number))
    sum -= label[i] === 1 ? Math.log(chance) : Math.log1p(-chance)
  }
  return sum / label.length
}

/** Mean squared distance of the chance from what happened. G. Brier (1950). */
export function brier(score: Float64Array, label: Float64Array): number {
  let sum = 0
  for (let i = 0; i < label.length; i++) sum += ((score[i] as number) - (label[i] as number)) ** 2
  return sum / label.length
}

/** Rows by falling score, equal ones in the order they have. */
export function byScore(score: Float64Array): Int32Array {
  return Int32Array.from(score.keys()).sort((a, b) => (score[b] as number) - (score[a] as number) || a - b)
}

/**
 * Precision at each threshold weighted by the recall it adds: the area under the steps of the precision-recall curve. Equal scores are one
 * threshold. NaN where it never happened.
 */
export function averagePrecision(score: Float64Array, label: Float64Array): number {
  const order = byScore(score)
  let [hits, sum, positives] = [0, 0, 0]
  for (const y of label) positives += y
  for (let i = 0; i < order.length; ) {
    const value = score[order[i] as number]
    const before = hits
    while (i < order.length && score[order[i] as number] === value) hits += label[order[i++] as number] as number
    sum += (hits / i) * (hits - before)
  }
  return sum / positives
}

/** The share of those with the highest scores where it happened. Equal scores at the border count with their own share. */
export function precisionAt(score: Float64Array, label: Float64Array, most: number): number {
  const order = byScore(score)
  const n = Math.min(most, order.length)
  if (n === 0) return Number.NaN
  const border = score[order[n - 1] as number] as number
  let [hits, above, tied, tiedHits] = [0, 0, 0, 0]
  for (let i = 0; i < order.length; i++) {
    const value = score[order[i] as number] as number
    if (value > border) {
      above++
      hits += label[order[i] as number] as number
    } else if (value === border) {
      tied++
      tiedHits += label[order[i] as number] as number
    } else break
  }
  return (hits + ((n - above) * tiedHits) / tied) / n
}

export interface CalibrationBin {
  rows: number
  /** Mean of what was said, and the share where it happened. */
  said: number
  happened: number
}

/** What was said beside what happened, in bins of equal numbers of rows; equal scores stay together. */
export function calibrationCurve(score: Float64Array, label: Float64Array, bins = 10): CalibrationBin[] {
  const order = byScore(score).reverse()
  const found: CalibrationBin[] = []
  for (let bin = 1, i = 0; bin <= bins && i < order.length; bin++) {
    const end = Math.round((bin * order.length) / bins)
    let [rows, said, happened] = [0, 0, 0]
    while (i < order.length && (i < end || (rows > 0 && score[order[i] as number] === score[order[i - 1] as number]))) {
      rows++
      said += score[order[i] as number] as number
      happened += label[order[i] as number] as number
      i++
    }
    if (rows > 0) found.push({ rows, said: said / rows, happened: happened / rows })
  }
  return found
}

/** Mean distance between what was said and what happened over the bins, weighted by rows. */
export function calibrationError(curve: readonly CalibrationBin[]): number {
  const rows = curve.reduce((sum, bin) => sum + bin.rows, 0)
  return curve.reduce((sum, bin) => sum + (bin.rows / rows) * Math.abs(bin.said - bin.happened), 0)
}

export interface Decile {
  rows: number
  hits: number
  /** Times the share of all rows. */
  lift: number
  /** Share of all hits in this decile and those above. */
  gain: number
}

/** Tenths by falling score. Equal scores across a border are shared out evenly. */
export function deciles(score: Float64Array, label: Float64Array): Decile[] {
  const order = byScore(score)
  const n = order.length
  // Within equal scores each row counts with the mean of theirs.
  const even = new Float64Array(n)
  let all = 0
  for (let from = 0; from < n; ) {
    let [to, hits] = [from, 0]
    while (to < n && score[order[to] as number] === score[order[from] as number]) hits += label[order[to++] as number] as number
    even.fill(hits / (to - from), from, to)
    all += hits
    from = to
  }
  let sum = 0
  return Array.from({ length: 10 }, (_, tenth) => {
    const [from, to] = [Math.round((tenth * n) / 10), Math.round(((tenth + 1) * n) / 10)]
    let hits = 0
    for (let i = from; i < to; i++) hits += even[i] as number
    sum += hits
    return {
      rows: to - from,
      hits,
      lift: to > from && all > 0 ? hits / (to - from) / (all / n) : Number.NaN,
      gain: all > 0 ? sum / all : Number.NaN
    }
  })
}

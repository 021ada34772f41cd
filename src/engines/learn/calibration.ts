/** Chances that mean what they say: of those given 20 %, one in five. */
import { logLoss } from './metrics.ts'

export type CalibrationKind = 'none' | 'platt' | 'isotonic'
export type Calibration = (score: number) => number

const logit = (score: number): number => {
  const chance = Math.min(1 - 1e-9, Math.max(1e-9, score))
  return Math.log(chance / (1 - chance))
}

/**
 * A straight line on the scale of log odds, fitted to what happened by Newton's method; targets are drawn in by the number of rows of each
 * class, so that no chance becomes 0 or 1.
 *
 * Source: J. Platt (1999), Probabilistic outputs for support vector machines; H.-T. Lin, C.-J. Lin, R. Weng (2007).
 *
 * O(n), about eight times.
 */
export function plattCalibration(score: Float64Array, label: Float64Array): Calibration {
  const n = score.length
  let positives = 0
  for (const y of label) positives += y
  const [high, low] = [(positives + 1) / (positives + 2), 1 / (n - positives + 2)]
  const x = score.map(logit)
  let [slope, base] = [1, 0]
  for (let step = 0; step < 50; step++) {
    let [gs, gb, ss, sb, bb] = [0, 0, 1e-9, 0, 1e-9]
    for (let i = 0; i < n; i++) {
      const chance = 1 / (1 + Math.exp(-(slope * (x[i] as number) + base)))
      const off = chance - (label[i] === 1 ? high : low)
      const weight = chance * (1 - chance)
      gs += off * (x[i] as number)
      gb += off
      ss += weight * (x[i] as number) ** 2
      sb += weight * (x[i] as number)
      bb += weight
    }
    const determinant = ss * bb - sb * sb
    if (!(determinant > 0)) break
    const [ds, db] = [(bb * gs - sb * gb) / determinant, (ss * gb - sb * gs) / determinant]
    slope -= ds
    base -= db
    if (Math.abs(ds) + Math.abs(db) < 1e-10) break
  }
  return (value) => 1 / (1 + Math.exp(-(slope * logit(value) + base)))
}

/**
 * The best-fitting chances that never fall where the score rises, by pooling neighbours that are out of order; straight lines between their
 * middles. Ends are drawn in by one row, so that no chance becomes 0 or 1.
 *
 * Source: B. Zadrozny, C. Elkan (2002); M. Ayer et al. (1955), pool adjacent violators.
 *
 * O(n log n).
 */
export function isotonicCalibration(score: Float64Array, label: Float64Array): Calibration {
  const order = Int32Array.from(score.keys()).sort((a, b) => (score[a] as number) - (score[b] as number) || a - b)
  const blocks: { sum: number; rows: number; hits: number }[] = []
  for (let i = 0; i < order.length; ) {
    const block = { sum: 0, rows: 0, hits: 0 }
    const value = score[order[i] as number] as number
    for (; i < order.length && score[order[i] as number] === value; i++) {
      block.sum += value
      block.rows++
      block.hits += label[order[i] as number] as number
    }
    let last = block
    for (let before = blocks.at(-1); before && before.hits * last.rows >= last.hits * before.rows; before = blocks.at(-1)) {
      blocks.pop()
      last = { sum: before.sum + last.sum, rows: before.rows + last.rows, hits: before.hits + last.hits }
    }
    blocks.push(last)
  }
  const at = blocks.map(({ sum, rows }) => sum / rows)
  const chance = blocks.map(({ rows, hits }) => Math.min((hits + 0.5) / (rows + 1), Math.max(hits / rows, 0.5 / (rows + 1))))
  for (let i = 1; i < chance.length; i++) chance[i] = Math.max(chance[i] as number, chance[i - 1] as number)
  return (value) => {
    let [low, high] = [0, at.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((at[middle] as number) < value) low = middle + 1
      else high = middle
    }
    if (low === 0) return chance[0] as number
    if (low === at.length) return chance.at(-1) as number
    const [x, y] = [at[low - 1] as number, at[low] as number]
    const share = y > x ? (value - x) / (y - x) : 1
    return (1 - share) * (chance[low - 1] as number) + share * (chance[low] as number)
  }
}

export interface CalibrationChoice {
  kind: CalibrationKind
  calibrate: Calibration
  /** The scores as chances, each bent by what was fitted without its group. */
  bent: Float64Array
  /** Log-loss of each way on groups that it was not fitted to. */
  tried: Record<CalibrationKind, number>
}

/** Rows below which a curve of steps says more about chance than about the scores. */
const ENOUGH_FOR_STEPS = 1000

/**
 * Whether scores are better bent before they are read as chances. Each way is fitted on all groups but one and judged on that one; it is taken
 * only where it lowers the loss in most parts.
 *
 * @param part of each row the fold it was judged in
 * @param group of each row what is kept together, a customer's rows of several folds for one; the rows of a part are of one group
 */
export function chooseCalibration(score: Float64Array, label: Float64Array, part: Int32Array, group = part): CalibrationChoice {
  const parts = part.reduce((most, f) => Math.max(most, f), -1) + 1
  const ways: [Exclude<CalibrationKind, 'none'>, (score: Float64Array, label: Float64Array) => Calibration][] = [
    ['platt', plattCalibration]
  ]
  if (score.length >= ENOUGH_FOR_STEPS) ways.push(['isotonic', isotonicCalibration])
  const tried: Record<CalibrationKind, number> = { none: logLoss(score, label), platt: Number.NaN, isotonic: Number.NaN }
  let best: CalibrationChoice = { kind: 'none', calibrate: (value) => value, bent: score, tried }
  for (const [kind, bend] of ways) {
    const bent = score.slice()
    for (const g of new Set(group)) {
      const others = rowsWhere(group, (of) => of !== g)
      if (others.length === 0) continue
      const calibrate = bend(take(score, others), take(label, others))
      for (const i of rowsWhere(group, (of) => of === g)) bent[i] = calibrate(score[i] as number)
    }
    let lower = 0
    for (let f = 0; f < parts; f++) {
      const own = rowsWhere(part, (of) => of === f)
      if (own.length > 0 && logLoss(take(bent, own), take(label, own)) < logLoss(take(score, own), take(label, own))) lower++
    }
    tried[kind] = logLoss(bent, label)
    if (tried[kind] < tried[best.kind] && lower > 0.7 * parts) best = { kind, calibrate: bend(score, label), bent, tried }
  }
  return best
}

function rowsWhere(part: Int32Array, holds: (of: number) => boolean): Int32Array {
  const rows: number[] = []
  for (let i = 0; i < part.length; i++) if (holds(part[i] as number)) rows.push(i)
  return Int32Array.from(rows)
}

function take(values: Float64Array, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (i) => values[i] as number)
}

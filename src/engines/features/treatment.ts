import { moments, skewness, standardDeviation } from '../math/moments.ts'
import { quantile } from '../math/quantile.ts'
import { robustScaling, type Scaling, standardScaling } from '../math/scaling.ts'
import { yeoJohnson, yeoJohnsonInverse, yeoJohnsonLambda } from './yeo-johnson.ts'

/** What is done with a column of numbers before it is clustered, in this order. Every step can be told and undone. */
export interface Treatment {
  /** Stands in for what is missing: the median of what is known. */
  fill: number
  /** Values beyond are moved here, original units; infinite: none is. */
  low: number
  high: number
  /** `log`: log(1 + x). `yeo-johnson`: of x ÷ unit, with lambda. */
  shape: 'none' | 'log' | 'yeo-johnson'
  unit: number
  lambda: number
  scale: 'robust' | 'z'
  scaling: Scaling
}

/** What is asked for instead of what would be proposed. */
export interface WantedTreatment {
  shape?: Treatment['shape'] | undefined
  scale?: Treatment['scale'] | undefined
}

/** Beyond this moment skewness a distribution is commonly called highly skewed. */
const HIGHLY_SKEWED = 1
/** Tukey's outer fence, in interquartile ranges from the quartiles. */
const FENCE = 3
/** More values than this share beyond the fence are a tail of the distribution, not outliers. */
const FEW = 0.01
/** Largest size over the median one that a power transform is asked to bend. */
const WIDEST = 1e12
/** Where the standard deviation is more than this many robust ones, the tail would weigh too much under robust scaling. */
const HEAVY = 1.5

/**
 * Proposes what to do with a column, by rules that can be read from the result:
 *
 * 1. Missing values are filled with the median.
 * 2. Shape: skewed to the right and nowhere negative: log(1 + x). Highly skewed in another way: Yeo–Johnson, of x ÷ the median size of the
 *    non-zero values so that the unit of money does not matter. Else none, and none for a column with bounds of its own (a share, a score).
 * 3. Winsorised: what lies beyond Tukey's outer fence after shaping moves to the fence, if that is at most 1 % of the values.
 * 4. Scale: median and quartiles (robust); mean and standard deviation (z) where the quartiles say nothing of the tail.
 *
 * @param known the values that are not missing, at least one; not changed
 * @param bounded whether it is a share or score
 * @param wanted shape or scale instead of the proposed; where the values do not allow it (a logarithm of what is negative, the quartiles of
 *   what has none) the next that they allow
 * O(n log n).
 */
export function proposeTreatment(known: Float64Array, bounded: boolean, wanted: WantedTreatment = {}): Treatment {
  const sorted = known.toSorted()
  const shape = wanted.shape === undefined ? proposeShape(known, sorted, bounded) : takeShape(wanted.shape, known, sorted)
  const draft: Treatment = {
    fill: quantile(sorted, 0.5),
    low: Number.NEGATIVE_INFINITY,
    high: Number.POSITIVE_INFINITY,
    ...shape,
    scale: 'z',
    scaling: { centre: 0, spread: 1 }
  }
  const shaped = sorted.map((value) => applyShape(draft, value))
  const [low, high] = fences(shaped)
  if (low > (shaped[0] as number)) draft.low = sorted[shaped.findIndex((value) => value >= low)] as number
  if (high < (shaped.at(-1) as number)) draft.high = sorted[shaped.findLastIndex((value) => value <= high)] as number
  const clipped = sorted.map((value) => applyShape(draft, clip(draft, value)))
  const robust = robustScaling(clipped)
  const quartilesTell = iqr(clipped) > 0 && standardDeviation(moments(clipped)) <= HEAVY * robust.spread
  draft.scale = iqr(clipped) > 0 && (wanted.scale === undefined ? quartilesTell : wanted.scale === 'robust') ? 'robust' : 'z'
  draft.scaling = draft.scale === 'robust' ? robust : standardScaling(clipped)
  return draft
}

/** A value as it is clustered; NaN counts as missing. */
export function treat(treatment: Treatment, value: number): number {
  const known = Number.isNaN(value) ? treatment.fill : value
  return (applyShape(treatment, clip(treatment, known)) - treatment.scaling.centre) / treatment.scaling.spread
}

/** A clustered value in original units. */
export function untreat(treatment: Treatment, scaled: number): number {
  const shaped = scaled * treatment.scaling.spread + treatment.scaling.centre
  if (treatment.shape === 'log') return Math.expm1(shaped)
  return treatment.shape === 'yeo-johnson' ? yeoJohnsonInverse(shaped, treatment.lambda) * treatment.unit : shaped
}

type Shape = Pick<Treatment, 'shape' | 'unit' | 'lambda'>

function proposeShape(known: Float64Array, sorted: Float64Array, bounded: boolean): Shape {
  const skew = skewness(moments(known))
  if (bounded || Math.abs(skew) <= HIGHLY_SKEWED) return takeShape('none', known, sorted)
  return takeShape(skew > 0 ? 'log' : 'yeo-johnson', known, sorted)
}

/** A logarithm only of what is nowhere negative, else Yeo–Johnson; that only where a power takes hold, else none. */
function takeShape(shape: Treatment['shape'], known: Float64Array, sorted: Float64Array): Shape {
  const plain = { shape: 'none' as const, unit: 1, lambda: 1 }
  if (shape === 'none') return plain
  if (shape === 'log' && (sorted[0] as number) >= 0) return { ...plain, shape: 'log' }
  const sizes = sorted.map(Math.abs).filter((size) => size > 0)
  const unit = quantile(sizes.sort(), 0.5)
  // Where the sizes differ so much that no power could take hold of them, none is taken.
  if (!((sizes.at(-1) as number) / unit < WIDEST)) return plain
  return { shape: 'yeo-johnson', unit, lambda: yeoJohnsonLambda(known.map((value) => value / unit)) }
}

function applyShape({ shape, unit, lambda }: Treatment, value: number): number {
  if (shape === 'log') return Math.log1p(value)
  return shape === 'yeo-johnson' ? yeoJohnson(value / unit, lambda) : value
}

function clip({ low, high }: Treatment, value: number): number {
  return Math.min(high, Math.max(low, value))
}

/** Beyond the values where nothing is to be moved. */
function fences(sorted: Float64Array): [number, number] {
  const spread = iqr(sorted)
  const low = quantile(sorted, 0.25) - FENCE * spread
  const high = quantile(sorted, 0.75) + FENCE * spread
  let beyond = 0
  for (const value of sorted) if (value < low || value > high) beyond++
  return spread > 0 && beyond <= FEW * sorted.length ? [low, high] : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
}

function iqr(sorted: Float64Array): number {
  return quantile(sorted, 0.75) - quantile(sorted, 0.25)
}

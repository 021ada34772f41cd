/** A line (or a constant) fitted to the values around each place, near ones counting more. */
export interface Loess {
  /** Number of values that count at each place; odd. Wider than the series: the weights widen with it. */
  window: number
  /** 0: a constant, 1: a straight line. */
  degree: 0 | 1
  /** Places at which is fitted; straight between them. 1: everywhere. */
  jump: number
}

/**
 * Smooths `values`, which stand at the places 1 .. n, by locally weighted regression with tricube weights, each value also
 * weighted by `robustness` where given. O(n · window / jump). Places where nothing can be fitted (all weights zero) keep their value.
 *
 * Source: R. Cleveland, W. Cleveland, J. McRae, I. Terpenning (1990), STL, Journal of Official Statistics 6(1), section 2.
 *
 * @example smooth(Float64Array.of(1, 2, 3), { window: 3, degree: 1, jump: 1 }, null) // 1, 2, 3
 */
export function smooth(values: Float64Array, loess: Loess, robustness: Float64Array | null): Float64Array {
  const n = values.length
  const smoothed = new Float64Array(n)
  if (n < 2) return values.slice()
  const step = Math.min(loess.jump, n - 1)
  const span = Math.min(loess.window, n)
  const fitAt = (place: number): number => {
    // The window lies around the place as far as the ends of the series allow.
    const first = Math.min(Math.max(place - Math.floor((loess.window + 1) / 2) + 1, 1), n - span + 1)
    return fitAround(values, loess, robustness, place, first, first + span - 1) ?? (values[place - 1] as number)
  }
  for (let place = 1; place <= n; place += step) smoothed[place - 1] = fitAt(place)
  if (step === 1) return smoothed

  for (let place = 1; place <= n - step; place += step) straighten(smoothed, place, place + step)
  const last = step * Math.floor((n - 1) / step) + 1
  if (last !== n) {
    smoothed[n - 1] = fitAt(n)
    straighten(smoothed, last, n)
  }
  return smoothed
}

/** The regression's value at `place` (which may lie outside 1 .. n) from the values at the places first .. last; null where no weight is left. */
export function fitAround(
  values: Float64Array,
  { window, degree }: Loess,
  robustness: Float64Array | null,
  place: number,
  first: number,
  last: number
): number | null {
  const n = values.length
  let reach = Math.max(place - first, last - place)
  if (window > n) reach += Math.floor((window - n) / 2)
  // What is nearly at the place has full weight, what is nearly out of reach none: as in the authors' program.
  const [near, far] = [0.001 * reach, 0.999 * reach]
  const weights = new Float64Array(last - first + 1)
  let total = 0
  for (let at = first; at <= last; at++) {
    const distance = Math.abs(at - place)
    if (distance > far) continue
    const share = distance / reach
    const weight = (distance <= near ? 1 : (1 - share ** 3) ** 3) * (robustness === null ? 1 : (robustness[at - 1] as number))
    weights[at - first] = weight
    total += weight
  }
  if (total <= 0) return null
  for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] as number) / total

  if (reach > 0 && degree === 1) tilt(weights, place, first, n)
  let value = 0
  for (let at = first; at <= last; at++) value += (weights[at - first] as number) * (values[at - 1] as number)
  return value
}

/** Turns the weights of a mean into those of a straight line, unless the places are all but one. */
function tilt(weights: Float64Array, place: number, first: number, n: number): void {
  let centre = 0
  for (let i = 0; i < weights.length; i++) centre += (weights[i] as number) * (first + i)
  let spread = 0
  for (let i = 0; i < weights.length; i++) spread += (weights[i] as number) * (first + i - centre) ** 2
  if (Math.sqrt(spread) <= 0.001 * (n - 1)) return
  const slope = (place - centre) / spread
  for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] as number) * (slope * (first + i - centre) + 1)
}

function straighten(values: Float64Array, from: number, to: number): void {
  const [start, end] = [values[from - 1] as number, values[to - 1] as number]
  const slope = (end - start) / (to - from)
  for (let place = from + 1; place < to; place++) values[place - 1] = start + slope * (place - from)
}

import { z975 } from './tail.ts'

export interface Survival {
  /** When a quarter, half and three quarters had gone on; null: not reached. */
  quarter: number | null
  median: number | null
  threeQuarters: number | null
  /** 95 % interval of the median (Brookmeyer and Crowley); null: not reached. */
  low: number | null
  high: number | null
}

/**
 * How long it takes until something happens, when for some it has not happened yet: the product-limit estimate. Its
 * quartiles are those of everybody, those who never go on included; so the median is not reached when fewer than half do.
 * O(n log n).
 *
 * Source: E. L. Kaplan, P. Meier (1958), Nonparametric estimation from incomplete observations, JASA 53; R. Brookmeyer,
 * J. Crowley (1982), A confidence interval for the median survival time, Biometrics 38.
 *
 * @param times until it happened, or until nobody looked any more; not negative
 * @param happened 1 or 0, parallel
 * @example kaplanMeier(Float64Array.of(1, 2, 3), Uint8Array.of(1, 1, 0)).median // 2
 */
export function kaplanMeier(times: Float64Array, happened: Uint8Array): Survival {
  const [ended, censored] = parted(times, happened)
  const found: Survival = { quarter: null, median: null, threeQuarters: null, low: null, high: null }
  let survival = 1
  let greenwood = 0
  let gone = 0
  let atRisk = times.length
  for (let i = 0; i < ended.length; ) {
    const time = ended[i] as number
    while (gone < censored.length && (censored[gone] as number) < time) {
      gone++
      atRisk--
    }
    let deaths = 0
    while (i < ended.length && ended[i] === time) {
      deaths++
      i++
    }
    survival *= 1 - deaths / atRisk
    if (atRisk > deaths) greenwood += deaths / (atRisk * (atRisk - deaths))
    atRisk -= deaths
    if (found.quarter === null && survival <= 0.75 + 1e-12) found.quarter = time
    if (found.median === null && survival <= 0.5 + 1e-12) found.median = time
    if (found.threeQuarters === null && survival <= 0.25 + 1e-12) found.threeQuarters = time
    // Where half lies within the interval of the curve, on the scale log(-log), at whose ends the interval stays within 0..1.
    const [lower, upper] = bounds(survival, greenwood)
    if (found.low === null && lower <= 0.5) found.low = time
    if (found.high === null && upper <= 0.5) found.high = time
  }
  return found
}

/** Both ascending. */
function parted(times: Float64Array, happened: Uint8Array): [ended: Float64Array, censored: Float64Array] {
  const both = new Float64Array(times.length)
  let ended = 0
  let censored = times.length
  for (let i = 0; i < times.length; i++) both[happened[i] === 1 ? ended++ : --censored] = times[i] as number
  return [both.subarray(0, ended).sort(), both.subarray(ended).sort()]
}

function bounds(survival: number, greenwood: number): [number, number] {
  if (survival <= 0) return [0, 0]
  if (survival >= 1) return [1, 1]
  const half = (z975 * Math.sqrt(greenwood)) / Math.abs(Math.log(survival))
  return [survival ** Math.exp(half), survival ** Math.exp(-half)]
}

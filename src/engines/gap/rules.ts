/** A value for k = 1, 2, … and its standard error. */
export interface Estimate {
  gap: number
  se: number
}

/**
 * The smallest k whose value is within one standard error of the first local maximum: R's `firstSEmax`, the default of
 * `cluster::maxSE`. The first local maximum is the first k after which the value does not rise.
 */
export function firstSEmax(values: readonly Estimate[]): number {
  const falls = values.findIndex(({ gap }, i) => (values[i + 1]?.gap ?? Number.NEGATIVE_INFINITY) <= gap)
  const { gap, se } = values[falls] as Estimate
  return values.findIndex((value) => value.gap >= gap - se) + 1
}

/**
 * The smallest k whose value is not below the next one less its standard error: the rule of the paper, R's
 * `Tibs2001SEmax`. The largest k where there is none.
 */
export function tibs2001SEmax(values: readonly Estimate[]): number {
  const found = values.findIndex(({ gap }, i) => {
    const next = values[i + 1]
    return next === undefined || gap >= next.gap - next.se
  })
  return found + 1
}

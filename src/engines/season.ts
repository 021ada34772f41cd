/** Changes whenever the same input could give other figures. */
export const SEASON_VERSION = 'season/1'

/** One month of the year, all years together. */
export interface SeasonMonth {
  /** 1 .. 12 */
  month: number
  /** Purchases after the first. */
  purchases: number
  /** Customers times months at risk: who had bought before it began. */
  exposure: number
  /** Against the average month: 1 is the average; with its 95 % interval. Null below a full year. */
  index: number | null
  low: number | null
  high: number | null
}

export interface Season {
  months: SeasonMonth[]
  /** Calendar months from the first to the last that are whole. */
  span: number
}

/** Months of data below which one season can't be told from chance or growth. */
export const A_YEAR = 12

/**
 * When customers buy again: repeat purchases of each month of the year for those who could have made one, against the
 * average month. A customer counts from the month after the first purchase on, so that a growing shop does not look
 * like a season. With fewer than twelve whole months, or where in one of them nobody could come back (the first of a shop), no index is told.
 *
 * Intervals: the count of a month is taken as Poisson distributed (normal on the square root, Anscombe 1948).
 *
 * @param months the purchases of each customer as calendar months (12 * year + month of the year from 0), ascending
 * @param first first and last calendar month that are whole
 * @example season([[24288, 24299]], 24288, 24299)
 * O(purchases + customers * span).
 */
export function season(months: readonly (readonly number[])[], first: number, last: number): Season {
  const span = Math.max(0, last - first + 1)
  const purchases = new Float64Array(12)
  const exposure = new Float64Array(12)
  const joined = new Float64Array(span + 1)
  for (const own of months) {
    if (own.length === 0) continue
    const start = (own[0] as number) + 1
    for (let i = 1; i < own.length; i++) {
      const month = own[i] as number
      if (month >= Math.max(start, first) && month <= last) add(purchases, mod12(month), 1)
    }
    const from = Math.max(0, start - first)
    if (from < span) add(joined, from, 1)
  }
  let atRisk = 0
  for (let m = 0; m < span; m++) {
    atRisk += joined[m] as number
    add(exposure, mod12(first + m), atRisk)
  }
  const rates = Array.from(purchases, (count, m) => ((exposure[m] as number) > 0 ? count / (exposure[m] as number) : null))
  const known = rates.filter((rate) => rate !== null)
  const average = known.reduce((sum, rate) => sum + rate, 0) / Math.max(1, known.length)
  const enough = span >= A_YEAR && known.length === 12 && average > 0
  return {
    span,
    months: rates.map((rate, m) => {
      const count = purchases[m] as number
      const scale = enough ? 1 / ((exposure[m] as number) * average) : 0
      return {
        month: m + 1,
        purchases: count,
        exposure: exposure[m] as number,
        index: enough && rate !== null ? rate / average : null,
        low: enough ? Math.max(0, Math.sqrt(count) - 0.98) ** 2 * scale : null,
        high: enough ? (Math.sqrt(count + 1) + 0.98) ** 2 * scale : null
      }
    })
  }
}

function add(sums: Float64Array, at: number, amount: number): void {
  sums[at] = (sums[at] as number) + amount
}

const mod12 = (month: number): number => ((month % 12) + 12) % 12

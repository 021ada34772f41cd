/** Whether a share was different for a while: trials in the order of time, 1 where it happened. */
export interface Trials {
  /** Ascending; any unit. */
  at: Float64Array
  happened: Uint8Array
  /** Whose trial it is: those of one customer resemble each other. */
  row: Int32Array
}

export interface Change {
  /** Trials first .. last of the series. */
  first: number
  last: number
  hits: number
  of: number
  hitsOutside: number
  ofOutside: number
  /** Log likelihood ratio over the dispersion. */
  score: number
  /** Chance of so high a score anywhere in the series if the share had been the same all along. */
  p: number
}

/** Trials that a stretch must hold, and that must stand outside it. */
const LEAST = 15
/** Blocks that stretches are made of: ends are found to the trial afterwards. */
const BLOCKS = 64
const PERMUTATIONS = 399
/** So many permutations as high settle that it was chance (Besag and Clifford 1991). */
const ENOUGH = 12
/** A stretch may take up so much of the series; the rest is what is usual. */
const LONGEST = 0.6

/**
 * Finds the stretch of time in which a share differed most from the rest, and how surprising it is.
 *
 * The Bernoulli scan statistic (Kulldorff 1997) over all stretches of up to 60 % of the trials, from either end included. Its
 * null distribution: 399 permutations of the outcomes over the trials, each scanned in the same way, so that looking
 * everywhere is paid for; tails beyond the permutations by the Gumbel distribution fitted to them (Abrams, Kulldorff, Kleinman
 * 2010). Trials of one customer, and of one time, depend on each other; the score is divided by how much more they vary
 * than independent ones would: the larger of the design effect of customers (Kish 1965) and the dispersion between neighbouring
 * blocks (by the median of squared differences, so that a change itself does not count).
 *
 * Source: M. Kulldorff (1997), A spatial scan statistic, Communications in Statistics 26; A. M. Abrams, M. Kulldorff, K. Kleinman (2010),
 * Gumbel based p-value approximations for spatial scan statistics, Int. J. Health Geographics 9; J. Besag, P. Clifford (1991),
 * Sequential Monte Carlo p-values, Biometrika 78.
 *
 * @param rng uniform in [0, 1)
 * @returns null where there are too few trials, or no variation. O(trials + permutations × blocks²)
 */
export function scanForChange({ at, happened, row }: Trials, rng: () => number): Change | null {
  const n = at.length
  let hits = 0
  for (const one of happened) hits += one
  if (n < 4 * LEAST || hits === 0 || hits === n) return null
  const edges = blockEdges(at)
  if (edges.length < 4) return null
  const logs = logTable(n)
  const observed = best(counts(happened, edges), edges, hits, logs)
  if (observed === null) return null
  const dispersion = Math.max(dispersionOf(happened, edges, hits), restlessness(happened, edges, hits), designEffect(happened, row, hits))
  const score = observed.score / dispersion
  const draw = nullCounts(happened, edges, hits, rng)
  const tops: number[] = []
  let asHigh = 0
  while (tops.length < PERMUTATIONS && asHigh < ENOUGH) {
    const top = best(draw(), edges, hits, logs)?.score ?? 0
    tops.push(top)
    if (top >= score) asHigh++
  }
  const ranked = asHigh === ENOUGH ? asHigh / tops.length : (asHigh + 1) / (tops.length + 1)
  const p = asHigh === ENOUGH ? ranked : Math.min(ranked, gumbelTail(tops, score))
  const { first, last } = refine(happened, at, edges, observed, hits, logs)
  let inside = 0
  for (let i = first; i <= last; i++) inside += happened[i] as number
  return { first, last, hits: inside, of: last - first + 1, hitsOutside: hits - inside, ofOutside: n - (last - first + 1), score, p }
}

/** Blocks that expect so many hits and misses are drawn from the normal distribution, to which the permutation's comes then. */
const NORMAL_FROM = 30

/** Hits before each block when the outcomes are dealt out to the trials anew. */
function nullCounts(happened: Uint8Array, edges: Int32Array, hits: number, rng: () => number): () => Int32Array {
  const n = happened.length
  const share = hits / n
  let smallest = n
  for (let b = 1; b < edges.length; b++) smallest = Math.min(smallest, (edges[b] as number) - (edges[b - 1] as number))
  if (smallest * Math.min(share, 1 - share) < NORMAL_FROM) return dealt(edges, hits, rng)
  const exact = new Float64Array(edges.length)
  const sums = new Int32Array(edges.length)
  return () => {
    for (let b = 1; b < edges.length; b++) {
      const size = (edges[b] as number) - (edges[b - 1] as number)
      exact[b] = (exact[b - 1] as number) + Math.sqrt(size * share * (1 - share)) * normal(rng)
    }
    // All hits are dealt out, neither more nor fewer.
    const off = (exact.at(-1) as number) / n
    for (let b = 1; b < edges.length; b++) sums[b] = Math.round((exact[b] as number) + (edges[b] as number) * (share - off))
    return sums
  }
}

/** Deals out whichever is fewer, hits or misses, to trials at random. */
function dealt(edges: Int32Array, hits: number, rng: () => number): () => Int32Array {
  const n = edges.at(-1) as number
  const fewer = Math.min(hits, n - hits)
  const blockOf = new Uint8Array(n)
  for (let b = 0; b + 1 < edges.length; b++) blockOf.fill(b, edges[b], edges[b + 1])
  const taken = new Uint8Array(n)
  const drawn = new Int32Array(fewer)
  const sums = new Int32Array(edges.length)
  return () => {
    sums.fill(0)
    for (let k = 0; k < fewer; ) {
      const i = Math.floor(rng() * n)
      if (taken[i] === 1) continue
      taken[i] = 1
      drawn[k++] = i
      const b = (blockOf[i] as number) + 1
      sums[b] = (sums[b] as number) + 1
    }
    for (const i of drawn) taken[i] = 0
    for (let b = 1; b < edges.length; b++) {
      const size = (edges[b] as number) - (edges[b - 1] as number)
      const inBlock = fewer === hits ? (sums[b] as number) : size - (sums[b] as number)
      sums[b] = (sums[b - 1] as number) + inBlock
    }
    return sums
  }
}

function normal(rng: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng())
}

/** First trial of each block, and n: blocks of about equal size whose ends never part trials of one moment. */
function blockEdges(at: Float64Array): Int32Array {
  const n = at.length
  const size = Math.max(4, Math.ceil(n / BLOCKS))
  const edges = [0]
  for (let i = size; i < n; i += size) {
    let edge = i
    while (edge < n && at[edge] === at[edge - 1]) edge++
    if (edge < n && edge > (edges.at(-1) as number)) edges.push(edge)
  }
  edges.push(n)
  return Int32Array.from(edges)
}

function counts(happened: Uint8Array, edges: Int32Array): Int32Array {
  const sums = new Int32Array(edges.length)
  for (let b = 0; b + 1 < edges.length; b++) {
    let sum = sums[b] as number
    const end = edges[b + 1] as number
    for (let i = edges[b] as number; i < end; i++) sum += happened[i] as number
    sums[b + 1] = sum
  }
  return sums
}

/** Blocks first .. last - 1 with the highest score. `sums`: hits before each block. */
function best(
  sums: Int32Array,
  edges: Int32Array,
  hits: number,
  logs: Float64Array
): { first: number; last: number; score: number } | null {
  const n = edges.at(-1) as number
  const longest = Math.min(n * LONGEST, n - LEAST)
  const whole = likelihood(hits, n, logs)
  let top: { first: number; last: number; score: number } | null = null
  let most = 0
  for (let a = 0; a + 1 < edges.length; a++) {
    for (let b = a + 1; b < edges.length; b++) {
      const of = (edges[b] as number) - (edges[a] as number)
      if (of < LEAST) continue
      if (of > longest) break
      const inside = within((sums[b] as number) - (sums[a] as number), of)
      const score = likelihood(inside, of, logs) + likelihood(within(hits - inside, n - of), n - of, logs) - whole
      if (score > most) {
        most = score
        top = { first: a, last: b, score }
      }
    }
  }
  return top
}

/** Drawn sums may leave what is possible by a hair. */
function within(hits: number, of: number): number {
  return hits < 0 ? 0 : hits > of ? of : hits
}

/** k log k for k = 0 .. n, of which all likelihoods are made. */
function logTable(n: number): Float64Array {
  const logs = new Float64Array(n + 1)
  for (let k = 2; k <= n; k++) logs[k] = k * Math.log(k)
  return logs
}

/** Log likelihood of so many hits at their own share. */
function likelihood(hits: number, of: number, logs: Float64Array): number {
  return (logs[hits] as number) + (logs[of - hits] as number) - (logs[of] as number)
}

/** How much more the sums of customers vary than those of independent trials would; at least 1. */
function designEffect(happened: Uint8Array, row: Int32Array, hits: number): number {
  const share = hits / happened.length
  let most = 0
  for (const who of row) if (who > most) most = who
  const sums = new Float64Array(most + 1)
  for (let i = 0; i < happened.length; i++) {
    const who = row[i] as number
    sums[who] = (sums[who] as number) + (happened[i] as number) - share
  }
  let squares = 0
  for (const sum of sums) squares += sum * sum
  return Math.max(1, squares / (happened.length * share * (1 - share)))
}

/** The ends to the trial: each is moved within the blocks on both sides of it to where the score is highest. */
function refine(
  happened: Uint8Array,
  at: Float64Array,
  edges: Int32Array,
  found: { first: number; last: number },
  hits: number,
  logs: Float64Array
): { first: number; last: number; score: number } {
  const n = happened.length
  const whole = likelihood(hits, n, logs)
  const edge = (b: number) => edges[Math.max(0, Math.min(edges.length - 1, b))] as number
  let first = edge(found.first)
  let end = edge(found.last)
  let inside = 0
  for (let i = first; i < end; i++) inside += happened[i] as number
  const scoreOf = (within: number, of: number) =>
    of < LEAST || n - of < LEAST ? Number.NEGATIVE_INFINITY : likelihood(within, of, logs) + likelihood(hits - within, n - of, logs) - whole
  let score = scoreOf(inside, end - first)
  // The first end, then the last, then the first again: each move depends on where the other is.
  for (let pass = 0; pass < 3; pass++) {
    const isFirst = pass !== 1
    const low = isFirst ? edge(found.first - 1) : Math.max(first + 1, edge(found.last - 1))
    const high = isFirst ? Math.min(end - 1, edge(found.first + 1)) : edge(found.last + 1)
    let within = inside
    let at0 = isFirst ? first : end
    let bestAt = at0
    let bestWithin = inside
    const consider = (position: number) => {
      // Trials of one moment stay together.
      if (position > 0 && position < n && at[position] === at[position - 1]) return
      const value = isFirst ? scoreOf(within, end - position) : scoreOf(within, position - first)
      if (value > score) {
        score = value
        bestAt = position
        bestWithin = within
      }
    }
    for (; at0 > low; consider(at0)) {
      at0--
      within += (isFirst ? 1 : -1) * (happened[at0] as number)
    }
    for (; at0 < high; consider(at0)) {
      within -= (isFirst ? 1 : -1) * (happened[at0] as number)
      at0++
    }
    if (isFirst) first = bestAt
    else end = bestAt
    inside = bestWithin
  }
  return { first, last: end - 1, score }
}

/** Widths, in blocks, at which neighbours are compared besides: weeks may be restless of which each block holds a part only. */
const WIDER = [2, 4]

/** The same of neighbouring stretches of several blocks, the most of these widths; less what few such stretches leave open, so that chance is not restless. */
function restlessness(happened: Uint8Array, edges: Int32Array, hits: number): number {
  return Math.max(
    ...WIDER.map((width) => {
      const wide = edges.filter((_, b) => b % width === 0 || b === edges.length - 1)
      return dispersionOf(happened, wide, hits) / (1 + 2 / Math.sqrt(Math.max(1, wide.length - 2)))
    })
  )
}

/** How much more neighbouring blocks differ than trials that know nothing of each other would; at least 1. */
function dispersionOf(happened: Uint8Array, edges: Int32Array, hits: number): number {
  const share = hits / happened.length
  const sums = counts(happened, edges)
  const squares: number[] = []
  for (let b = 1; b + 1 < edges.length; b++) {
    const size = (edges[b + 1] as number) - (edges[b] as number)
    const before = (edges[b] as number) - (edges[b - 1] as number)
    const now = ((sums[b + 1] as number) - (sums[b] as number)) / size
    const then = ((sums[b] as number) - (sums[b - 1] as number)) / before
    squares.push((now - then) ** 2 / (share * (1 - share) * (1 / size + 1 / before)))
  }
  squares.sort((a, b) => a - b)
  const middle = squares[Math.floor(squares.length / 2)] ?? 0
  // The median of chi-square with one degree of freedom.
  return Math.max(1, middle / 0.4549)
}

/** Chance of a value as high under the Gumbel distribution with the moments of the sample. */
function gumbelTail(sample: readonly number[], value: number): number {
  const n = sample.length
  const mean = sample.reduce((sum, x) => sum + x, 0) / n
  const sd = Math.sqrt(sample.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1))
  const scale = (sd * Math.sqrt(6)) / Math.PI
  const location = mean - 0.5772156649015329 * scale
  return -Math.expm1(-Math.exp(-(value - location) / scale))
}

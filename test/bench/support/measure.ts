import type { EngineContext, Threads } from '../../../src/engines/context.ts'
import { seededRng } from '../../../src/engines/math/rng.ts'

export interface Contestant {
  name: string
  /** Whom the others are measured by: the fastest of them, or the first contestant where there is none. */
  peer?: boolean
  /** One run: milliseconds, and a figure by which the results are compared. */
  run(): Promise<{ ms: number; value: number }>
}

/** Runs the contestants in turn, so that what else the machine does hits all of them, and prints medians and ratios to the fastest peer. */
export async function compare(contestants: Contestant[], rounds: number): Promise<void> {
  const times = contestants.map(() => [] as number[])
  const values = contestants.map(() => Number.NaN)
  for (let round = 0; round < rounds; round++) {
    for (const [i, contestant] of contestants.entries()) {
      const { ms, value } = await contestant.run()
      times[i]?.push(ms)
      values[i] = value
    }
  }
  const medians = times.map(median)
  const peers = medians.filter((_, i) => contestants[i]?.peer)
  const measure = peers.length > 0 ? Math.min(...peers) : (medians[0] ?? Number.NaN)
  contestants.forEach(({ name }, i) => {
    const ratio = (medians[i] ?? Number.NaN) / measure
    console.log(`  ${name.padEnd(28)} ${(medians[i] ?? 0).toFixed(0).padStart(7)} ms  x ${ratio.toFixed(2).padStart(5)}  ${values[i]}`)
  })
}

/** Milliseconds of one run, and the figure of its result. */
export async function timed(work: () => Promise<number> | number): Promise<{ ms: number; value: number }> {
  const start = performance.now()
  const value = await work()
  return { ms: performance.now() - start, value }
}

export function engineContext(threads?: Threads): EngineContext {
  return { threads, signal: new AbortController().signal, onProgress: () => {}, now: () => performance.now(), rng: seededRng(1) }
}

/** Overlapping groups with correlated columns, two of them skewed; standardised. Row-major n x p. */
export function customerLikeTable(n: number, p: number, seed: number): Float64Array {
  const rng = seededRng(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng())
  const draw = (length: number, scale: number) => Float64Array.from({ length }, () => normal() * scale)
  const [factors, groups] = [4, 6]
  const centres = draw(groups * factors, 1.2)
  const weights = draw(factors * p, 1)
  const data = new Float64Array(n * p)
  for (let i = 0; i < n; i++) {
    const group = Math.floor(rng() * groups)
    const hidden = Array.from({ length: factors }, (_, f) => normal() + (centres[group * factors + f] ?? 0))
    for (let j = 0; j < p; j++) {
      const sum = hidden.reduce((total, value, f) => total + value * (weights[f * p + j] ?? 0), normal() * 0.8)
      data[i * p + j] = j < 2 ? Math.exp(sum / (3 + j)) : sum
    }
  }
  return standardise(data, n, p)
}

function standardise(data: Float64Array, n: number, p: number): Float64Array {
  const mean = new Float64Array(p)
  const square = new Float64Array(p)
  data.forEach((value, at) => {
    mean[at % p] = (mean[at % p] ?? 0) + value / n
    square[at % p] = (square[at % p] ?? 0) + (value * value) / n
  })
  return data.map((value, at) => (value - (mean[at % p] ?? 0)) / Math.sqrt((square[at % p] ?? 0) - (mean[at % p] ?? 0) ** 2))
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}

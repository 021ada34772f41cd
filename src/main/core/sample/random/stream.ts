import { exp, ln, power } from './math.ts'

/**
 * A named stream of random numbers. Each customer and topic has its own, so drawing one number more for one thing
 * moves nothing else. sfc32 (Chris Doty-Humphrey, PractRand), seeded by hashing the name with MurmurHash3's mixing.
 */
export class Stream {
  private a: number
  private b: number
  private c: number
  private counter = 1

  /** Streams of equal seed and name give equal numbers. */
  constructor(seed: number, ...name: (string | number)[]) {
    const text = name.join('/')
    this.a = hash(text, seed >>> 0)
    this.b = hash(text, this.a ^ 0x9e3779b9)
    this.c = hash(text, this.b ^ Math.floor(seed / 2 ** 32))
    for (let i = 0; i < 12; i++) this.next()
  }

  private next(): number {
    const t = (((this.a + this.b) | 0) + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = (((this.c << 21) | (this.c >>> 11)) + t) | 0
    return t >>> 0
  }

  /** Uniform in [0, 1), 32 bits. */
  uniform(): number {
    return this.next() / 4294967296
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.uniform()
  }

  /** Integer in [low, high], both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.uniform() * (high - low + 1))
  }

  chance(probability: number): boolean {
    return this.uniform() < probability
  }

  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.uniform() * items.length)]
    if (item === undefined) throw new RangeError('pick: nothing to pick from')
    return item
  }

  /** Index drawn in proportion to non-negative weights, of which at least one is positive. */
  weighted(weights: readonly number[]): number {
    let total = 0
    for (const w of weights) total += w
    let left = this.uniform() * total
    let last = -1
    for (const [i, w] of weights.entries()) {
      if (w <= 0) continue
      last = i
      left -= w
      if (left < 0) return i
    }
    if (last < 0) throw new RangeError('weighted: no positive weight')
    return last
  }

  /** Standard normal by Marsaglia's polar method. */
  normal(): number {
    for (;;) {
      const u = 2 * this.uniform() - 1
      const v = 2 * this.uniform() - 1
      const s = u * u + v * v
      if (s > 0 && s < 1) return u * Math.sqrt((-2 * ln(s)) / s)
    }
  }

  /** Log-normal with this median and this standard deviation of the logarithm. */
  lognormal(median: number, sigma: number): number {
    return median * exp(sigma * this.normal())
  }

  exponential(mean: number): number {
    return -mean * ln(1 - this.uniform())
  }

  /** Gamma with this mean (Marsaglia and Tsang 2000). Shape 1 is the exponential; a large shape is a steady rhythm. */
  gamma(shape: number, mean: number): number {
    if (shape < 1) return this.gamma(shape + 1, mean + mean / shape) * power(1 - this.uniform(), 1 / shape)
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = this.normal()
      const root = 1 + c * x
      if (root <= 0) continue
      const v = root * root * root // not **, which is the engine's own
      const u = 1 - this.uniform()
      if (ln(u) < 0.5 * x * x + d - d * v + d * ln(v)) return (d * v * mean) / shape
    }
  }

  /** Poisson by Knuth's product; for means up to about 20. */
  poisson(mean: number): number {
    const limit = exp(-mean)
    let product = this.uniform()
    let count = 0
    while (product > limit) {
      product *= this.uniform()
      count++
    }
    return count
  }

  /** Shares around `means` (which sum to 1); the larger the concentration, the closer. */
  dirichlet(means: readonly number[], concentration: number): number[] {
    const draws = means.map((m) => (m > 0 ? this.gamma(m * concentration, m) : 0))
    const total = draws.reduce((sum, d) => sum + d, 0)
    return total > 0 ? draws.map((d) => d / total) : [...means]
  }

  /** A new array in random order (Fisher–Yates). */
  shuffled<T>(items: readonly T[]): T[] {
    const result = [...items]
    for (let i = result.length - 1; i > 0; i--) {
      const j = this.integer(0, i)
      const a = result[i] as T
      result[i] = result[j] as T
      result[j] = a
    }
    return result
  }
}

function hash(text: string, seed: number): number {
  let h = seed | 0
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 0xcc9e2d51)
    h = (h << 13) | (h >>> 19)
    h = (Math.imul(h, 5) + 0xe6546b64) | 0
  }
  h ^= text.length
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** A distribution on an interval, as its quantile function on a grid. */
export interface Marginal {
  /** The value below which a share `u` of 0 .. 1 lies. O(log grid). */
  quantile(u: number): number
  /** Standard deviation of the kernel, in the values' units; 0 where nothing was smoothed. */
  bandwidth: number
}

/** Cells of the histogram that is smoothed: fine against any bandwidth that matters. */
const CELLS = 512
const STEPS = 40
/** Bumps below this share of the peak are rounding, not modes. */
const NO_BUMP = 1e-9

/**
 * The distribution of some values, smoothed just so much that it has one mode: with the smallest kernel bandwidth that leaves one,
 * Silverman's critical bandwidth. The kernel is Gaussian and mass that would leave the interval of the values is reflected back into
 * it: that is the heat equation between insulated ends, whose solution is a cosine series, and in which modes can only vanish as the
 * bandwidth grows, so that the smallest one can be found by halving. A flat distribution stays flat, and a mode at the edge stays there.
 *
 * @param values finite, at least one; not changed
 * @param lattice the only values that can occur, ascending, where there are so few: each value's mass is then spread over its cell,
 * since the teeth of a comb are no modes
 *
 * Source: B. Silverman (1981), Using kernel density estimates to investigate multimodality, JRSS B 43 · Z. Botev, J. Grotowski, D. Kroese
 * (2010), Kernel density estimation via diffusion, Annals of Statistics 38 (the reflection).
 *
 * O(n + cells^2 log(1 / accuracy)).
 */
export function oneMode(values: Float64Array, lattice?: Float64Array): Marginal {
  const [low, high] = lattice && lattice.length > 1 ? edgesOf(lattice) : rangeOf(values)
  if (!(high > low)) return { quantile: () => low, bandwidth: 0 }
  const mass = lattice && lattice.length > 1 ? spread(values, lattice, low, high) : histogram(values, low, high)
  const waves = cosines(mass)
  let few = 0.5
  let many = 1e-4
  if (modes(smooth(waves, many)) <= 1) few = many
  for (let step = 0; step < STEPS && few > many * 1.0001; step++) {
    const middle = Math.sqrt(few * many)
    if (modes(smooth(waves, middle)) <= 1) few = middle
    else many = middle
  }
  return { quantile: quantiles(smooth(waves, few), low, high), bandwidth: few * (high - low) }
}

function rangeOf(values: Float64Array): [number, number] {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return [low, high]
}

/** Half a cell beyond the first and last point. */
function edgesOf(lattice: Float64Array): [number, number] {
  const last = lattice.length - 1
  const [a, b, y, z] = [lattice[0], lattice[1], lattice[last - 1], lattice[last]] as [number, number, number, number]
  return [a - (b - a) / 2, z + (z - y) / 2]
}

function histogram(values: Float64Array, low: number, high: number): Float64Array {
  const mass = new Float64Array(CELLS)
  for (const value of values) {
    const cell = Math.min(CELLS - 1, Math.floor(((value - low) / (high - low)) * CELLS))
    mass[cell] = (mass[cell] as number) + 1 / values.length
  }
  return mass
}

/** Each lattice point's mass, evenly over the cells of the histogram between the middles to its neighbours. */
function spread(values: Float64Array, lattice: Float64Array, low: number, high: number): Float64Array {
  const counts = new Float64Array(lattice.length)
  for (const value of values) {
    const at = nearest(lattice, value)
    counts[at] = (counts[at] as number) + 1
  }
  const mass = new Float64Array(CELLS)
  counts.forEach((count, i) => {
    if (count === 0) return
    const from = i === 0 ? low : ((lattice[i - 1] as number) + (lattice[i] as number)) / 2
    const to = i === lattice.length - 1 ? high : ((lattice[i] as number) + (lattice[i + 1] as number)) / 2
    const [a, b] = [((from - low) / (high - low)) * CELLS, ((to - low) / (high - low)) * CELLS]
    for (let cell = Math.floor(a); cell < Math.min(CELLS, Math.ceil(b)); cell++) {
      const share = (Math.min(b, cell + 1) - Math.max(a, cell)) / (b - a)
      mass[cell] = (mass[cell] as number) + (count / values.length) * share
    }
  })
  return mass
}

/** The lattice point that is nearest to a value; the lower of two. O(log points). */
export function nearest(lattice: Float64Array, value: number): number {
  let low = 0
  let high = lattice.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (((lattice[middle] as number) + (lattice[middle + 1] as number)) / 2 < value) low = middle + 1
    else high = middle
  }
  return low
}

const cosine = Float64Array.from({ length: 4 * CELLS }, (_, i) => Math.cos((Math.PI * i) / (2 * CELLS)))
/** cos(pi k (j + 1/2) / CELLS), out of the table. */
const wave = (k: number, j: number): number => cosine[(k * (2 * j + 1)) % (4 * CELLS)] as number

function cosines(mass: Float64Array): Float64Array {
  return Float64Array.from(mass, (_, k) => {
    let sum = 0
    for (let j = 0; j < CELLS; j++) sum += (mass[j] as number) * wave(k, j)
    return sum
  })
}

/** The density after smoothing with a bandwidth in lengths of the interval, up to a factor. */
function smooth(waves: Float64Array, bandwidth: number): Float64Array {
  const damped: number[] = []
  for (let k = 1; k < CELLS; k++) {
    const damping = Math.exp(-((Math.PI * k * bandwidth) ** 2) / 2)
    if (damping < 1e-12) break
    damped.push(2 * (waves[k] as number) * damping)
  }
  return Float64Array.from({ length: CELLS }, (_, j) => {
    let sum = waves[0] as number
    for (let k = 0; k < damped.length; k++) sum += (damped[k] as number) * wave(k + 1, j)
    return sum
  })
}

/** How many times the density rises, after it fell or at the start. */
function modes(density: Float64Array): number {
  const bump = NO_BUMP * density.reduce((most, value) => Math.max(most, value), 0)
  let count = 1
  let falling = false
  let lowest = density[0] as number
  let highest = density[0] as number
  for (const value of density) {
    if (falling) {
      lowest = Math.min(lowest, value)
      if (value > lowest + bump) {
        count++
        falling = false
        highest = value
      }
    } else {
      highest = Math.max(highest, value)
      if (value < highest - bump) {
        falling = true
        lowest = value
      }
    }
  }
  return count
}

function quantiles(density: Float64Array, low: number, high: number): (u: number) => number {
  const below = new Float64Array(CELLS + 1)
  for (let j = 0; j < CELLS; j++) below[j + 1] = (below[j] as number) + Math.max(0, density[j] as number)
  const all = below[CELLS] as number
  return (u) => {
    const target = u * all
    let from = 0
    let to = CELLS
    while (to - from > 1) {
      const middle = (from + to) >> 1
      if ((below[middle] as number) <= target) from = middle
      else to = middle
    }
    const inCell = (below[to] as number) - (below[from] as number)
    return low + ((from + (inCell > 0 ? (target - (below[from] as number)) / inCell : 0.5)) / CELLS) * (high - low)
  }
}

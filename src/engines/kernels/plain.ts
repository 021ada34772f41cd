/**
 * The kernels in plain TypeScript: what they mean, for reading, and what computes where WebAssembly is missing. Tests hold
 * both to the same bits. Addresses are in bytes, hence the shifts: by 3 to a double, by 2 to a whole number.
 */
import type { Kernels, Views } from './kernels.ts'
import * as at from './layout.ts'

/** Bounds are widened by this share before they are stored, which is more than rounding can have taken from them. */
const WIDER = 1 + 1e-12
const NARROWER = 1 - 1e-12

/** Rows of a tile. */
const TILE = 8

export function plainKernels({ f64, i32, u32 }: Views): Kernels {
  const word = (name: number): number => i32[name] as number
  const doubles = (name: number): number => (u32[name] as number) / 8
  const integers = (name: number): number => (u32[name] as number) / 4

  /** Squared distance between the p numbers at `a` and those at `b`. */
  function squaredDistance(a: number, b: number, p: number): number {
    let sum = 0
    for (let d = 0; d < p; d++) {
      const difference = (f64[a + d] as number) - (f64[b + d] as number)
      sum += difference * difference
    }
    return sum
  }

  return {
    /** Adds the rows to the block's sums, column by column. */
    sumColumns(block, from, to) {
      const p = word(at.COLUMNS)
      const sums = doubles(at.SUMS) + block * word(at.CLUSTERS) * p
      let x = doubles(at.ROWS) + from * p
      for (let i = from; i < to; i++) {
        for (let d = 0; d < p; d++) f64[sums + d] = (f64[sums + d] as number) + (f64[x++] as number)
      }
    },

    /** Adds the squared distances from the rows to their centres to the block's total. */
    spread(block, from, to) {
      const p = word(at.COLUMNS)
      const rows = doubles(at.ROWS)
      const labels = integers(at.LABELS)
      const centres = doubles(at.CENTRES)
      const total = doubles(at.TOTALS) + block
      for (let i = from; i < to; i++) {
        const distance = squaredDistance(rows + i * p, centres + (i32[labels + i] as number) * p, p)
        f64[total] = (f64[total] as number) + distance
      }
    },

    /**
     * Puts each row into the cluster whose centre is nearest, of equals the first, with Hamerly's bounds: while the limits
     * of its cluster (`kmeans/bounds.ts`) say that a row's own centre must still be the nearest, nothing is computed.
     */
    assign(block, from, to) {
      const p = word(at.COLUMNS)
      const k = word(at.CLUSTERS)
      const first = word(at.FIRST_PASS) === 1
      const rows = doubles(at.ROWS)
      const labels = integers(at.LABELS)
      const upper = doubles(at.UPPER)
      const lower = doubles(at.LOWER)
      const limits = doubles(at.LIMITS)
      const centres = doubles(at.CENTRES)
      let changed = 0
      for (let i = from; i < to; i++) {
        const x = rows + i * p
        const own = i32[labels + i] as number
        if (!first) {
          const near = f64[limits + 4 * own] as number
          const gap = f64[limits + 4 * own + 1] as number
          const low = f64[lower + i] as number
          let high = f64[upper + i] as number
          if (high < near || low - high > gap) continue
          high = Math.sqrt(squaredDistance(x, centres + own * p, p)) * WIDER - (f64[limits + 4 * own + 2] as number)
          f64[upper + i] = high
          if (high < near || low - high > gap) continue
        }
        let best = 0
        let nearest = Number.POSITIVE_INFINITY
        let second = Number.POSITIVE_INFINITY
        for (let c = 0; c < k; c++) {
          const distance = squaredDistance(x, centres + c * p, p)
          if (distance < nearest) {
            second = nearest
            nearest = distance
            best = c
          } else if (distance < second) second = distance
        }
        f64[upper + i] = Math.sqrt(nearest) * WIDER - (f64[limits + 4 * best + 2] as number)
        f64[lower + i] = Math.sqrt(second) * NARROWER + (f64[limits + 4 * best + 3] as number)
        if (best === own) continue
        changed++
        i32[labels + i] = best
        addRow(block, x, best, 1)
        if (own >= 0) addRow(block, x, own, -1)
      }
      const count = integers(at.CHANGED) + block
      i32[count] = (i32[count] as number) + changed
    },

    /** Adds what each candidate centre would leave of the rows' squared distances to the block's costs. */
    weigh(block, from, to) {
      const p = word(at.COLUMNS)
      const trials = word(at.TRIALS_PADDED)
      const rows = doubles(at.ROWS)
      const nearest = doubles(at.NEAREST)
      const owner = integers(at.OWNER)
      const safe = doubles(at.SAFE)
      const candidates = doubles(at.CANDIDATES)
      const costs = doubles(at.COSTS) + block * trials
      for (let i = from; i < to; i++) {
        const current = f64[nearest + i] as number
        const reach = safe + (i32[owner + i] as number) * trials
        let threatened = false
        for (let l = 0; l < trials; l++) if (current > (f64[reach + l] as number)) threatened = true
        for (let l = 0; l < trials; l++) {
          let cost = current
          if (threatened) {
            let distance = 0
            for (let d = 0; d < p; d++) {
              const difference = (f64[rows + i * p + d] as number) - (f64[candidates + d * trials + l] as number)
              distance += difference * difference
            }
            if (distance < current) cost = distance
          }
          f64[costs + l] = (f64[costs + l] as number) + cost
        }
      }
    },

    /** Gives the rows that are nearest to the new centre to it, and adds all that is left to the block's total. */
    adopt(block, from, to) {
      const p = word(at.COLUMNS)
      const chosen = word(at.CHOSEN)
      const rows = doubles(at.ROWS)
      const nearest = doubles(at.NEAREST)
      const owner = integers(at.OWNER)
      const safe = doubles(at.SAFE)
      const centre = doubles(at.CENTRES)
      const total = doubles(at.TOTALS) + block
      for (let i = from; i < to; i++) {
        if ((f64[nearest + i] as number) > (f64[safe + (i32[owner + i] as number)] as number)) {
          const distance = squaredDistance(rows + i * p, centre, p)
          if (distance < (f64[nearest + i] as number)) {
            f64[nearest + i] = distance
            i32[owner + i] = chosen
          }
        }
        f64[total] = (f64[total] as number) + (f64[nearest + i] as number)
      }
    },

    /**
     * The sums of the distances from each of the rows to each cell. Tiles are added up in two columns, as vectors do it:
     * rows 0, 2, 4, 6 of each tile and rows 1, 3, 5, 7; then both; then the rows of a tile that is not full, one by one.
     */
    distances(_block, from, to) {
      const p = word(at.COLUMNS)
      const cells = word(at.CELLS)
      const rows = doubles(at.ROWS)
      const tiles = doubles(at.TILES)
      const firstTile = integers(at.CELL_TILES)
      const sizes = integers(at.CELL_SIZES)
      const sums = doubles(at.CELL_SUMS)
      const measured = new Float64Array(TILE)
      for (let i = from; i < to; i++) {
        for (let cell = 0; cell < cells; cell++) {
          let tile = tiles + (i32[firstTile + cell] as number) * TILE * p
          let even = 0
          let odd = 0
          let left = i32[sizes + cell] as number
          for (; left >= TILE; left -= TILE) {
            measure(rows + i * p, 1, tile, p, measured)
            const [d0, d1, d2, d3, d4, d5, d6, d7] = measured as unknown as Eight
            even += d0 + d2 + (d4 + d6)
            odd += d1 + d3 + (d5 + d7)
            tile += TILE * p
          }
          let sum = even + odd
          if (left > 0) measure(rows + i * p, 1, tile, p, measured)
          for (let r = 0; r < left; r++) sum += measured[r] as number
          f64[sums + i * cells + cell] = sum
        }
      }
    },

    /**
     * Matches of bands of tiles: each distance between two tiles is measured once and added for both of its rows, to the
     * sums by cell and row. In a round no band has two matches, so that nobody else adds to its rows; in round 0 each meets
     * itself. Rows that only fill a tile count for nobody.
     */
    meet(block, from, to) {
      const bandTiles = word(at.BAND_TILES)
      const around = word(at.BANDS) - 1
      const round = word(at.TOURNAMENT_ROUND)
      let home = block
      let away = block
      if (round > 0) {
        home = block === 0 ? around : (round - 1 + block) % around
        away = (round - 1 - block + around) % around
      }
      const tiles = word(at.TILE_COUNT)
      const first = (home - block) * bandTiles
      const end = Math.min(tiles, (home + 1) * bandTiles, first + to)
      const awayEnd = Math.min(tiles, (away + 1) * bandTiles)
      for (let a = first + from; a < end; a++) {
        for (let b = round === 0 ? a : away * bandTiles; b < awayEnd; b++) meetTile(a, b)
      }
    },

    /** Of each row of the strips, the sum of its columns times their weights. */
    scores(_block, from, to) {
      const q = word(at.COLUMNS)
      const weights = doubles(at.COLUMN_WEIGHTS)
      for (let strip = from; strip < to; strip++) {
        const columns = doubles(at.STRIPS) + strip * at.STRIP * q
        const into = doubles(at.SCORES) + strip * at.STRIP
        for (let r = 0; r < at.STRIP; r++) {
          let sum = 0
          for (let j = 0; j < q; j++) sum += (f64[weights + j] as number) * (f64[columns + j * at.STRIP + r] as number)
          f64[into + r] = sum
        }
      }
    },

    /** Adds each column times what stands in place of the rows' scores to its sum. Even and odd rows are added up apart. */
    gradient(_block, from, to) {
      const q = word(at.COLUMNS)
      const sums = doubles(at.COLUMN_SUMS)
      for (let strip = from; strip < to; strip++) {
        const weights = doubles(at.SCORES) + strip * at.STRIP
        for (let j = 0; j < q; j++) {
          const sum = productOf(weights, doubles(at.STRIPS) + (strip * q + j) * at.STRIP)
          f64[sums + j] = (f64[sums + j] as number) + sum
        }
      }
    },

    /** Distances of one row from the rows of the tiles `from` to `to`. */
    apart(_block, from, to) {
      const p = word(at.COLUMNS)
      const measured = new Float64Array(TILE)
      for (let tile = from; tile < to; tile++) {
        measure(doubles(at.ROWS), 1, doubles(at.TILES) + tile * TILE * p, p, measured)
        f64.set(measured, doubles(at.APART) + tile * TILE)
      }
    },

    /** Multiplies the rows by their weights, then adds the products of all pairs of columns: i times j for j ≤ i, and a few beyond that. */
    products(_block, from, to) {
      const q = word(at.COLUMNS)
      const weighted = doubles(at.WEIGHTED_STRIP)
      const products = doubles(at.PRODUCTS)
      for (let strip = from; strip < to; strip++) {
        const columns = doubles(at.STRIPS) + strip * at.STRIP * q
        const weights = doubles(at.ROW_WEIGHTS) + strip * at.STRIP
        for (let k = 0; k < q * at.STRIP; k++) {
          f64[weighted + k] = (f64[columns + k] as number) * (f64[weights + (k % at.STRIP)] as number)
        }
        for (let i = 0; i < q; i++) {
          for (let j = 0; j < (i & ~3) + 4; j++) {
            const sum = productOf(weighted + i * at.STRIP, weighted + j * at.STRIP)
            f64[products + i * q + j] = (f64[products + i * q + j] as number) + sum
          }
        }
      }
    }
  }

  /** Of two columns of a strip; even and odd rows are added up apart. */
  function productOf(a: number, b: number): number {
    let [even, odd] = [0, 0]
    for (let r = 0; r < at.STRIP; r += 2) {
      even += (f64[a + r] as number) * (f64[b + r] as number)
      odd += (f64[a + r + 1] as number) * (f64[b + r + 1] as number)
    }
    return even + odd
  }

  function meetTile(a: number, b: number): void {
    const p = word(at.COLUMNS)
    const slots = word(at.TILE_COUNT) * TILE
    const cell = integers(at.TILE_CELL)
    const rowsOf = integers(at.TILE_ROWS)
    const tiles = doubles(at.TILES)
    const toB = doubles(at.CELL_SUMS) + (i32[cell + b] as number) * slots + a * TILE
    const toA = doubles(at.CELL_SUMS) + (i32[cell + a] as number) * slots + b * TILE
    const measured = new Float64Array(TILE)
    const forB = new Float64Array(TILE)
    for (let row = 0; row < (i32[rowsOf + a] as number); row++) {
      measure(tiles + a * TILE * p + row, TILE, tiles + b * TILE * p, p, measured)
      for (let r = 0; r < TILE; r++) forB[r] = (forB[r] as number) + (measured[r] as number)
      measured.fill(0, i32[rowsOf + b])
      const [d0, d1, d2, d3, d4, d5, d6, d7] = measured as unknown as Eight
      f64[toB + row] = (f64[toB + row] as number) + (d0 + d2 + (d4 + d6) + (d1 + d3 + (d5 + d7)))
    }
    if (a === b) return
    for (let r = 0; r < TILE; r++) f64[toA + r] = (f64[toA + r] as number) + (forB[r] as number)
  }

  /** Adds a row to the block's sums of cluster `c`, or takes it away. Knuth's two-sum keeps each addition's rounding error. */
  function addRow(block: number, x: number, c: number, sign: 1 | -1): void {
    const p = word(at.COLUMNS)
    const cluster = block * word(at.CLUSTERS) + c
    const sums = doubles(at.SUMS) + cluster * p
    const errors = doubles(at.ERRORS) + cluster * p
    for (let d = 0; d < p; d++) {
      const before = f64[sums + d] as number
      const value = sign * (f64[x + d] as number)
      const after = before + value
      const added = after - before
      f64[sums + d] = after
      f64[errors + d] = (f64[errors + d] as number) + (before - (after - added) + (value - added))
    }
    const count = integers(at.COUNTS) + cluster
    i32[count] = (i32[count] as number) + sign
  }

  /** Distances from a row, whose numbers begin at `x` and lie `step` apart, to the eight rows of a tile. */
  function measure(x: number, step: number, tile: number, p: number, into: Float64Array): void {
    into.fill(0)
    for (let d = 0; d < p; d++) {
      const value = f64[x + d * step] as number
      for (let r = 0; r < TILE; r++) {
        const difference = value - (f64[tile + d * TILE + r] as number)
        into[r] = (into[r] as number) + difference * difference
      }
    }
    for (let r = 0; r < TILE; r++) into[r] = Math.sqrt(into[r] as number)
  }
}

type Eight = [number, number, number, number, number, number, number, number]

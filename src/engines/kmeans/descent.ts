import { SextantError } from '../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import * as at from '../kernels/layout.ts'
import { squaredDistance } from '../math/distance.ts'
import { pacer } from '../pace.ts'
import { Bounds } from './bounds.ts'
import { ClusterMeans } from './means.ts'
import type { KmeansTable } from './table.ts'

export interface Partition {
  labels: Int32Array
  /** Row-major k x p. */
  centroids: Float64Array
  /** Sum of the squared distances from each row to its centre. */
  inertia: number
  iterations: number
}

export interface Stopping {
  /** Absolute: largest sum of squared moves of the centres at which to stop. */
  tolerance: number
  maxIterations: number
}

/** The absolute tolerance for a relative one: times the mean variance (divisor n) of the columns. O(n p). */
export async function shiftTolerance(table: KmeansTable, relative: number, ctx: EngineContext): Promise<number> {
  if (relative === 0) return 0
  const { arena, n, p } = table
  const beat = beatOf(ctx, 0)
  table.k = 1
  const sums = arena
    .doubles(at.SUMS)
    .subarray(0, table.blocks * p)
    .fill(0)
  await table.run('sumColumns', beat)
  const means = arena.doubles(at.CENTRES).subarray(0, p).fill(0)
  sums.forEach((sum, i) => {
    means[i % p] = (means[i % p] as number) + sum / n
  })
  arena.integers(at.LABELS).fill(0)
  return (relative * (await spreadOf(table, beat))) / n / p
}

/** Lloyd's descent from the given centres: assign rows to the nearest centre, move centres to the means, until nothing moves. */
export async function descend(table: KmeansTable, start: Float64Array, stopping: Stopping, ctx: EngineContext): Promise<Partition> {
  const { arena, n, p } = table
  const k = start.length / p
  table.k = k
  const labels = arena.integers(at.LABELS).subarray(0, n).fill(-1)
  const upper = arena.doubles(at.UPPER)
  const centres = arena.doubles(at.CENTRES).subarray(0, k * p)
  const across = arena.doubles(at.CENTRES_ACROSS).fill(Number.POSITIVE_INFINITY)
  const changedByBlock = arena.integers(at.CHANGED)
  const bounds = new Bounds(arena.doubles(at.LIMITS), k, p)
  const means = new ClusterMeans(table)
  const before = new Float64Array(k * p)
  centres.set(start)
  arena.i32[at.FIRST_PASS] = 1
  let iterations = 0
  for (let settled = false; !settled; ) {
    iterations++
    const changed = (await assignAll()) + fillEmpty()
    const moved = moveCentres()
    settled = changed === 0
    if (!settled && (moved <= stopping.tolerance || iterations >= stopping.maxIterations)) {
      await assignAll()
      if (fillEmpty() > 0) moveCentres()
      settled = true
    }
  }
  const centroids = centres.slice()
  const inertia = await spreadOf(table, beatOf(ctx, progress()))
  return { labels: labels.slice(), centroids, inertia, iterations }

  /** How many iterations there will be is not known: each one comes a little nearer to the end. */
  function progress(): number {
    return iterations / (iterations + 10)
  }

  async function assignAll(): Promise<number> {
    bounds.measureGaps(centres)
    turn(centres, k, p, across)
    changedByBlock.fill(0)
    await table.run('assign', beatOf(ctx, progress()))
    arena.i32[at.FIRST_PASS] = 0
    means.gather()
    return changedByBlock.reduce((sum, changed) => sum + changed, 0)
  }

  function moveCentres(): number {
    before.set(centres)
    for (let c = 0; c < k; c++) means.write(c, centres)
    return bounds.centresMoved(before, centres)
  }

  /** Gives each empty cluster the row that is farthest from its centre, as scikit-learn does. Returns how many were filled. */
  function fillEmpty(): number {
    let filled = 0
    for (let c = 0; c < k; c++) {
      if (means.counts[c] !== 0) continue
      const row = farthestRow()
      means.move(row, labels[row] as number, c)
      means.gather()
      labels[row] = c
      // Its bounds are forgotten: the next pass computes all its distances.
      upper[row] = Number.POSITIVE_INFINITY
      filled++
    }
    return filled
  }

  function farthestRow(): number {
    const rows = table.rows
    let farthest = -1
    let largest = 0
    for (let i = 0; i < n; i++) {
      const own = labels[i] as number
      if ((means.counts[own] as number) < 2) continue
      const distance = squaredDistance(rows, i, centres, own, p)
      if (distance > largest) {
        largest = distance
        farthest = i
      }
    }
    if (farthest >= 0) return farthest
    throw new SextantError('engine.badParameter', { parameter: 'k', value: k, reason: 'there are fewer distinct rows' })
  }
}

/** Sum of the squared distances from each row to the centre of its label. */
async function spreadOf(table: KmeansTable, beat: () => Promise<void>): Promise<number> {
  const totals = table.arena.doubles(at.TOTALS).fill(0)
  await table.run('spread', beat)
  return totals.reduce((sum, total) => sum + total, 0)
}

/** The centres column by column; what is beyond k stays infinite. */
function turn(centres: Float64Array, k: number, p: number, across: Float64Array): void {
  const padded = k + (k % 2)
  for (let d = 0; d < p; d++) for (let c = 0; c < k; c++) across[d * padded + c] = centres[c * p + d] as number
}

function beatOf(ctx: EngineContext, share: number): () => Promise<void> {
  const pace = pacer(ctx)
  return () => pace(share)
}

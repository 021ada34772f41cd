import { SextantError } from '../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { squaredDistance } from '../math/distance.ts'
import { pacer } from '../pace.ts'
import { HamerlyAssignment } from './assignment.ts'
import { ClusterMeans } from './means.ts'
import { rowsPerChunk } from './numeric.ts'

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
export function shiftTolerance(data: Float64Array, n: number, p: number, relative: number): number {
  if (relative === 0) return 0
  const means = new Float64Array(p)
  for (let i = 0; i < n; i++) for (let j = 0; j < p; j++) means[j] = (means[j] as number) + (data[i * p + j] as number) / n
  let squares = 0
  for (let i = 0; i < n; i++) squares += squaredDistance(data, i, means, 0, p)
  return (relative * squares) / n / p
}

/** Lloyd's descent from the given centres: assign rows to the nearest centre, move centres to the means, until nothing moves. */
export async function descend(
  data: Float64Array,
  n: number,
  p: number,
  start: Float64Array,
  { tolerance, maxIterations }: Stopping,
  ctx: EngineContext
): Promise<Partition> {
  const k = start.length / p
  const pace = pacer(ctx)
  const chunk = rowsPerChunk(k * p)
  const assignment = new HamerlyAssignment(data, n, p, k)
  const means = new ClusterMeans(data, p, k)
  let centres = start.slice()
  let next = start.slice()
  let iterations = 0
  for (let settled = false; !settled; ) {
    iterations++
    const changed = (await assignAll()) + fillEmpty()
    const moved = moveCentres()
    settled = changed === 0
    if (!settled && (moved <= tolerance || iterations >= maxIterations)) {
      await assignAll()
      if (fillEmpty() > 0) moveCentres()
      settled = true
    }
  }
  return { labels: assignment.labels, centroids: centres, inertia: inertiaOf(data, n, p, assignment.labels, centres), iterations }

  async function assignAll(): Promise<number> {
    assignment.measureGaps(centres)
    let changed = 0
    for (let from = 0; from < n; from += chunk) {
      changed += assignment.assign(centres, means, from, Math.min(n, from + chunk))
      await pace(iterations / (iterations + 10))
    }
    return changed
  }

  function moveCentres(): number {
    for (let c = 0; c < k; c++) means.write(c, next)
    const moved = assignment.centresMoved(centres, next)
    ;[centres, next] = [next, centres]
    return moved
  }

  /** Gives each empty cluster the row that is farthest from its centre, as scikit-learn does. Returns how many were filled. */
  function fillEmpty(): number {
    let filled = 0
    for (let c = 0; c < k; c++) {
      if (means.counts[c] !== 0) continue
      const row = farthestRow()
      means.move(row, assignment.labels[row] as number, c)
      assignment.place(row, c)
      filled++
    }
    return filled
  }

  function farthestRow(): number {
    let farthest = -1
    let largest = 0
    for (let i = 0; i < n; i++) {
      const own = assignment.labels[i] as number
      if ((means.counts[own] as number) < 2) continue
      const distance = squaredDistance(data, i, centres, own, p)
      if (distance > largest) {
        largest = distance
        farthest = i
      }
    }
    if (farthest >= 0) return farthest
    throw new SextantError('engine.badParameter', { parameter: 'k', value: k, reason: 'there are fewer distinct rows' })
  }
}

function inertiaOf(data: Float64Array, n: number, p: number, labels: Int32Array, centres: Float64Array): number {
  let inertia = 0
  for (let i = 0; i < n; i++) inertia += squaredDistance(data, i, centres, labels[i] as number, p)
  return inertia
}

import { assign } from '../shared/assignment.ts'

/** Changes whenever the same input could give other matches. */
export const MATCHING_VERSION = 'matching/1'

/** A clustering as far as it is matched: whom it holds, and where its centres lie. */
export interface Matchable {
  k: number
  /** Ids of its members, ascending, and the cluster 0 .. k-1 of each. */
  members: Float64Array
  labels: Int32Array
  /** Row-major k x p, in a space that both clusterings share; null where they share none. */
  centres: Float64Array | null
}

/** Of a group's members among those who are in both clusterings, at least this share has to stay together. */
const KEPT_TOGETHER = 0.5

/** Without common members: nearer than this share of the distance between a centre and its nearest neighbour. */
const NEAR = 0.5

/**
 * Which cluster of a new clustering goes on with which of an earlier one. First by members: of all pairings the one in which
 * most customers stay where they were (optimal assignment), of pairs in which at least half of the smaller group, counted
 * among those who are in both, stayed together. What is left is paired by its centres, as far as these lie nearer to each
 * other than half the way to the next group: groups whose members were all replaced, or of which none was left.
 *
 * The best pairing depends on neither the order nor the numbers of the clusters.
 *
 * Source of the assignment: J. Munkres (1957); see shared/assignment.ts.
 *
 * @param p columns of the centres
 * @returns for each new cluster the earlier one, or -1
 * @example matchClusters(before, now, p) // [2, 0, -1]: the third is new
 * O(n + k^3).
 */
export function matchClusters(before: Matchable, now: Matchable, p: number): number[] {
  const matched = assign(eligible(shared(before, now)))
  if (before.centres === null || now.centres === null) return matched
  const taken = new Set(matched)
  const scores = matched.map((already, cluster) =>
    Array.from({ length: before.k }, (_, old) => (already >= 0 || taken.has(old) ? 0 : nearness(before, old, now, cluster, p)))
  )
  const byCentre = assign(scores)
  return matched.map((already, cluster) => (already >= 0 ? already : (byCentre[cluster] ?? -1)))
}

/** How many members each new cluster (row) has in common with each earlier one (column). Both lists of ids ascend. */
function shared(before: Matchable, now: Matchable): number[][] {
  const counts = Array.from({ length: now.k }, () => new Array<number>(before.k).fill(0))
  for (let i = 0, j = 0; i < now.members.length && j < before.members.length; ) {
    const [a, b] = [now.members[i] as number, before.members[j] as number]
    if (a === b) {
      const row = counts[now.labels[i] as number] as number[]
      const old = before.labels[j] as number
      row[old] = (row[old] as number) + 1
    }
    if (a <= b) i++
    if (b <= a) j++
  }
  return counts
}

/** Counts of pairs that may go on with each other; 0 for the others. */
function eligible(counts: number[][]): number[][] {
  const rowTotals = counts.map((row) => row.reduce((sum, count) => sum + count, 0))
  const columnTotals = (counts[0] ?? []).map((_, old) => counts.reduce((sum, row) => sum + (row[old] as number), 0))
  return counts.map((row, cluster) =>
    row.map((count, old) => (count >= KEPT_TOGETHER * Math.min(rowTotals[cluster] as number, columnTotals[old] as number) ? count : 0))
  )
}

/** 1 for the same place, falling to 0 where it is no longer near. */
function nearness(before: Matchable, old: number, now: Matchable, cluster: number, p: number): number {
  const [from, to] = [before.centres as Float64Array, now.centres as Float64Array]
  const apart = distance(from, old, to, cluster, p)
  const next = Math.min(...neighbours(from, before.k, old, p), ...neighbours(to, now.k, cluster, p))
  return apart < NEAR * next ? 1 / (1 + apart) : 0
}

function neighbours(centres: Float64Array, k: number, cluster: number, p: number): number[] {
  return Array.from({ length: k }, (_, other) =>
    other === cluster ? Number.POSITIVE_INFINITY : distance(centres, cluster, centres, other, p)
  )
}

function distance(a: Float64Array, i: number, b: Float64Array, j: number, p: number): number {
  let sum = 0
  for (let d = 0; d < p; d++) sum += ((a[i * p + d] as number) - (b[j * p + d] as number)) ** 2
  return Math.sqrt(sum)
}

/** The lowest numbers from 0 on that nobody of `taken` has, as many as asked: colours and shapes that are free. */
export function freeSlots(taken: readonly number[], count: number): number[] {
  const used = new Set(taken)
  const free: number[] = []
  for (let slot = 0; free.length < count; slot++) if (!used.has(slot)) free.push(slot)
  return free
}

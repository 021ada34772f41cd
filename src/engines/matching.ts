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

/** Of all who are in one of two groups, more than this share is in both: it is the same group. */
const SAME = 0.5
/** So large a share, and what was said of a group holds for its members of today as well. */
const HARDLY_CHANGED = 0.8
/** With fewer of its people left nothing tells where a group is: it may be a look back, or an import that is taken back for a while. */
const ENOUGH_LEFT = 0.5

/** A group of which something was said. */
export interface Remembered<Member> {
  own: readonly Member[]
  /** Whether somebody was there, in whatever group, when it was said. */
  wasThere(member: Member): boolean
}

/** Where it is found again. */
export interface Recalled {
  /** The new cluster, or -1. */
  cluster: number
  /** Whether nearly all of its people are there and in it, and hardly anybody else who was there then: what was said may be said of its members of today. */
  holds: boolean
  /** How many of its own are still there. */
  left: number
}

/**
 * In which clusters of today the groups are found of which something was said: by their people alone, among those who were there then and still are, so
 * that growth is no change; in none where most of its people are gone. What is said of people must not go from run to run by `matchClusters`: a group that is merged into a larger one
 * and parted again would hand it on to others, a little each time.
 *
 * @param members of today, `labels[i]` the cluster 0 .. k-1 of each
 * O((members + k²) × remembered).
 */
export function recall<Member>(
  { k, members, labels }: { k: number; members: ArrayLike<Member>; labels: Int32Array },
  remembered: readonly Remembered<Member>[]
): Recalled[] {
  const left: number[] = []
  const stayed: number[] = []
  const shares = Array.from({ length: k }, () => new Array<number>(remembered.length).fill(0))
  remembered.forEach(({ own, wasThere }, at) => {
    const mine = new Set(own)
    const sizes = new Float64Array(k)
    const both = new Float64Array(k)
    for (let i = 0; i < members.length; i++) {
      const member = members[i] as Member
      const cluster = labels[i] as number
      const isMine = mine.has(member)
      if (isMine) both[cluster] = (both[cluster] as number) + 1
      if (isMine || wasThere(member)) sizes[cluster] = (sizes[cluster] as number) + 1
    }
    const here = both.reduce((sum, count) => sum + count, 0)
    left.push(here)
    stayed.push(mine.size === 0 ? 0 : here / mine.size)
    if (here < ENOUGH_LEFT * mine.size) return
    for (let cluster = 0; cluster < k; cluster++) {
      const common = both[cluster] as number
      ;(shares[cluster] as number[])[at] = common === 0 ? 0 : common / ((sizes[cluster] as number) + here - common)
    }
  })
  const found = assign(shares.map((row) => row.map((share) => (share > SAME ? share : 0))))
  return remembered.map((_, at) => {
    const cluster = found.indexOf(at)
    const share = shares[cluster]?.[at] ?? 0
    return { cluster, holds: Math.min(share, stayed[at] as number) >= HARDLY_CHANGED, left: left[at] as number }
  })
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

/** Cutting a drawn tree: all in the page, from its merges. Pure. */
import type { SupportTree } from '../../shared/model/support-views.ts'
import { pooled } from '../../shared/pooled.ts'

/** As many groups as one can keep apart, and as can be stored. */
export const [fewestCut, mostCut] = [2, 15] as const

/** A group of branches below the cut. */
export interface CutGroup {
  /** Its branches, as they stand: first ≤ branch < end. */
  first: number
  end: number
  /** Places of its leaves. */
  from: number
  to: number
  units: number
  /** Number of the merge or branch that it hangs on. */
  node: number
}

export interface Cut {
  k: number
  /** The largest first. */
  groups: CutGroup[]
  /** The group of each branch, by its place among `groups`. */
  labels: number[]
}

type Merges = Pick<SupportTree, 'branches' | 'parts' | 'heights'>

/** How many groups the tree can be cut into. */
export function mostGroups({ branches }: Merges): number {
  return Math.min(mostCut, branches.length)
}

/** The tree after its k - 1 highest merges are taken back. O(branches). */
export function cutInto(tree: Merges, wanted: number): Cut {
  const { branches, parts } = tree
  const b = branches.length
  const k = Math.max(1, Math.min(wanted, b))
  const spans = spansOf(tree)
  const firstUndone = 2 * b - k
  const nodes = k === 1 ? [2 * b - 2] : []
  for (let i = b - k; k > 1 && i < b - 1; i++) {
    for (const part of [parts[2 * i] as number, parts[2 * i + 1] as number]) if (part < firstUndone) nodes.push(part)
  }
  const groups = nodes
    .map((node): CutGroup => {
      const [first, end] = spans[node] as [number, number]
      const own = branches.slice(first, end)
      return {
        first,
        end,
        from: own[0]?.from ?? 0,
        to: own[own.length - 1]?.to ?? 0,
        units: own.reduce((sum, { units }) => sum + units, 0),
        node
      }
    })
    .sort((one, other) => other.units - one.units || one.first - other.first)
  const labels = new Array<number>(b).fill(0)
  groups.forEach(({ first, end }, place) => {
    labels.fill(place, first, end)
  })
  return { k, groups, labels }
}

/** Where the line stands that cuts into k groups: halfway between the merges that it parts. */
export function cutHeight({ heights }: Merges, k: number): number {
  const m = heights.length
  const below = heights[m - k] ?? 0
  const above = heights[m - k + 1] ?? below * 1.05
  return (below + above) / 2
}

/** Into how many groups a line at this height cuts, within what can be kept. */
export function groupsAt(tree: Merges, height: number): number {
  const above = tree.heights.reduce((count, own) => count + (own > height ? 1 : 0), 0)
  return Math.max(Math.min(fewestCut, tree.branches.length), Math.min(mostGroups(tree), above + 1))
}

/** The branches of every branch and merge, as they stand: first ≤ branch < end. */
export function spansOf({ branches, parts, heights }: Merges): [number, number][] {
  const spans = branches.map((_, i): [number, number] => [i, i + 1])
  heights.forEach((_, i) => {
    const [a, b] = [spans[parts[2 * i] as number] as [number, number], spans[parts[2 * i + 1] as number] as [number, number]]
    spans.push([Math.min(a[0], b[0]), Math.max(a[1], b[1])])
  })
  return spans
}

/** A group by one feature: its figure and that of the others in units of their own, and how far apart they are in standard deviations of all. */
export interface GroupTrait {
  id: string
  of: string | null
  value: number | null
  others: number | null
  apart: number
}

/** What tells some branches from the others, the largest difference first. O(branches × features). */
export function traitsOf(tree: SupportTree, { first, end }: Pick<CutGroup, 'first' | 'end'>): GroupTrait[] {
  const p = tree.features.length
  return tree.features
    .map(({ id, of }, d): GroupTrait => {
      const [own, rest] = [empty(), empty()]
      tree.branches.forEach(({ units }, i) => {
        const side = i >= first && i < end ? own : rest
        side.units += units
        side.sum += units * (tree.values[i * p + d] as number)
        side.parts.push([tree.original[i * p + d] ?? 0, tree.known[i * p + d] as number])
      })
      const mean = ({ sum, units }: Side) => (units === 0 ? 0 : sum / units)
      return { id, of, value: pooled(id, own.parts), others: pooled(id, rest.parts), apart: rest.units === 0 ? 0 : mean(own) - mean(rest) }
    })
    .sort((one, other) => Math.abs(other.apart) - Math.abs(one.apart))
}

interface Side {
  units: number
  sum: number
  /** Figures, with what they count for. */
  parts: [number, number][]
}

const empty = (): Side => ({ units: 0, sum: 0, parts: [] })

/** A group of the run, as far as groups of another cut are compared with it. */
interface Stored {
  id: number
  slot: number
  size: number
}

/** A group of a cut beside the stored ones. */
export interface Likeness {
  slot: number
  /** The stored group that it is exactly; null: of another cut. */
  same: number | null
  /** Stored groups that it holds, or is a part of, the largest part first. */
  of: number[]
}

/**
 * What groups of a cut have to do with the stored ones. Each has the slot of that of which it holds the largest part, which is given once; the
 * rest get free ones.
 */
export function likeStored(tree: SupportTree, { groups }: Cut, stored: readonly Stored[]): Likeness[] {
  const shares = groups.map(({ first, end }) => {
    const counts = new Map<number, number>()
    for (const { cluster, units } of tree.branches.slice(first, end)) counts.set(cluster, (counts.get(cluster) ?? 0) + units)
    return [...counts].map(([id, units]) => ({ id, units })).sort((one, other) => other.units - one.units)
  })
  const pairs = shares
    .flatMap((parts, group) => parts.map(({ id, units }) => ({ group, id, units })))
    .sort((one, other) => other.units - one.units || one.group - other.group)
  const slots = new Map<number, number>()
  const given = new Set<number>()
  for (const { group, id } of pairs) {
    const slot = stored.find((one) => one.id === id)?.slot
    if (slot === undefined || slots.has(group) || given.has(slot)) continue
    slots.set(group, slot)
    given.add(slot)
  }
  const taken = new Set(stored.map(({ slot }) => slot))
  const free = () => {
    let slot = 0
    while (taken.has(slot)) slot++
    taken.add(slot)
    return slot
  }
  return groups.map(({ units }, group) => {
    const of = (shares[group] ?? []).map(({ id }) => id)
    const whole = of.length === 1 ? stored.find(({ id, size }) => id === of[0] && size === Math.round(units)) : undefined
    return { slot: slots.get(group) ?? free(), same: whole?.id ?? null, of }
  })
}

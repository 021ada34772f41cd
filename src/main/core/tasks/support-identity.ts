import { freeSlots, matchClusters } from '../../../engines/matching.ts'
import { support as words } from '../../../shared/messages/en/support.ts'
import type { EarlierSupport, GoneCluster, KnownCluster, SupportUnit } from '../db/queries/support-identity.ts'

/** Of all who are in one of two groups, so many are in both: it is the same group again. */
const SAME_AGAIN = 0.5

/** A run's clusters as far as they are matched. */
export interface NewSupport {
  unit: SupportUnit
  /** What files call the units; `labels[i]` is the place of the unit's cluster. */
  members: readonly string[]
  labels: Int32Array
  /** Names that the figures propose, all different, by place. */
  proposed: readonly string[]
}

export interface SupportIdentities {
  /** By place. */
  clusters: KnownCluster[]
  /** Named or judged, and in this run no more. */
  gone: GoneCluster[]
}

/**
 * Lets clusters go on from those of the run before: the same customers, by what files call them, mean the same id, colour, user's name and judgement, however
 * the clusters were numbered. What was named or judged and has no successor is kept, and known again once half of it is back in one cluster: trying another
 * number of clusters loses nobody's work.
 *
 * O(members × clusters that are kept).
 */
export function identifySupport(before: EarlierSupport | null, gone: readonly GoneCluster[], now: NewSupport): SupportIdentities {
  const k = now.proposed.length
  const comparable = before !== null && before.unit === now.unit ? before : null
  const matched =
    comparable === null
      ? new Array<number>(k).fill(-1)
      : matchClusters(
          { k: comparable.clusters.length, ...among(comparable, now.members), centres: null },
          { k, ...among(now, now.members), centres: null },
          0
        )
  const kept: (KnownCluster | undefined)[] = matched.map((old) => comparable?.clusters[old])
  const recalled = new Set<number>()
  for (let place = 0; place < k; place++) {
    const again = kept[place] === undefined ? mostAlike(gone, now, place, recalled) : undefined
    if (again === undefined) continue
    kept[place] = again
    recalled.add(again.id)
  }
  const stays = new Set(kept.flatMap((cluster) => (cluster ? [cluster.id] : [])))
  const left = (before?.clusters ?? []).flatMap((cluster, place): GoneCluster[] => {
    if (before === null || stays.has(cluster.id) || !(cluster.given || cluster.review)) return []
    return [{ ...cluster, unit: before.unit, members: before.members.filter((_, i) => before.labels[i] === place) }]
  })
  const every = [...(before?.clusters ?? []), ...gone]
  let next = every.reduce((most, { id }) => Math.max(most, id), 0)
  const slots = slotsOf(kept)
  const names = new Set(kept.flatMap((cluster) => (cluster?.given ? [cluster.name.toLowerCase()] : [])))
  return {
    clusters: now.proposed.map((proposed, place): KnownCluster => {
      const old = kept[place]
      const name = old?.given ? old.name : distinct(proposed, names)
      return { id: old?.id ?? ++next, slot: slots[place] as number, name, given: old?.given ?? false, review: old?.review ?? null }
    }),
    gone: [...gone.filter(({ id }) => !recalled.has(id)), ...left]
  }
}

/** Members by their places among these, ascending; who is not among them is left out. */
function among(
  { members, labels }: Pick<NewSupport, 'members' | 'labels'>,
  these: readonly string[]
): { members: Float64Array; labels: Int32Array } {
  const placeOf = new Map(these.map((code, place) => [code, place]))
  const found = members
    .flatMap((code, i) => {
      const place = placeOf.get(code)
      return place === undefined ? [] : [[place, labels[i] as number] as const]
    })
    .sort(([a], [b]) => a - b)
  return { members: Float64Array.from(found, ([place]) => place), labels: Int32Array.from(found, ([, label]) => label) }
}

/** Slots stay; a group that comes back to a slot that is taken meanwhile, and a new one, get free ones. */
function slotsOf(kept: readonly (KnownCluster | undefined)[]): number[] {
  const taken = new Set<number>()
  const own = kept.map((cluster) => {
    if (cluster === undefined || taken.has(cluster.slot)) return null
    taken.add(cluster.slot)
    return cluster.slot
  })
  const free = freeSlots([...taken], kept.length)
  return own.map((slot) => slot ?? (free.shift() as number))
}

/** The cluster among those that are gone that has most in common with a new one, if it is the same again. */
function mostAlike(gone: readonly GoneCluster[], now: NewSupport, place: number, taken: ReadonlySet<number>): GoneCluster | undefined {
  const among = gone.filter(({ id, unit }) => unit === now.unit && !taken.has(id))
  if (among.length === 0) return undefined
  const own = new Set(now.members.filter((_, i) => now.labels[i] === place))
  const scored = among.map((cluster) => {
    const both = cluster.members.reduce((count, id) => count + (own.has(id) ? 1 : 0), 0)
    return { cluster, alike: both / (own.size + cluster.members.length - both) }
  })
  const best = scored.reduce((a, b) => (b.alike > a.alike ? b : a))
  return best.alike >= SAME_AGAIN ? best.cluster : undefined
}

/** A proposed name that no name of the user's is the same as. */
function distinct(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name.toLowerCase())) return name
  for (let number = 2; ; number++) {
    const own = words.name.numbered(name, number)
    if (!taken.has(own.toLowerCase())) return own
  }
}

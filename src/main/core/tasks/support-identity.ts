import { freeSlots, matchClusters, type Recalled, recall } from '../../../engines/matching.ts'
import { support as words } from '../../../shared/messages/en/support.ts'
import type { EarlierSupport, GoneCluster, Ground, KnownCluster, SupportUnit } from '../db/queries/support-identity.ts'

/** A run's clusters as far as they are matched. */
export interface NewSupport {
  unit: SupportUnit
  from: Ground
  /** What files call the units; `labels[i]` is the place of the unit's cluster. */
  members: readonly string[]
  labels: Int32Array
  /** Names that the figures propose, all different, by place. */
  proposed: readonly string[]
}

export interface SupportIdentities {
  /** By place. */
  clusters: KnownCluster[]
  /** Named or judged, and in this run no more, or with other people than those of whom that was said. */
  gone: GoneCluster[]
}

/**
 * Lets clusters go on from those of the run before: the same customers, by what files call them, mean the same id and colour, however the clusters were
 * numbered. What the user said of a group is said of its people: a name and a judgement go to the cluster that has most in common with those of whom they were
 * given (of all who are in either, more than half), not from run to run, where a group that is merged and parted again would hand them on to others. What has
 * no such cluster is kept, and known again when there is one: trying another number of clusters loses nobody's work.
 *
 * O(members × clusters that are kept).
 */
export function identifySupport(before: EarlierSupport | null, gone: readonly GoneCluster[], now: NewSupport): SupportIdentities {
  const k = now.proposed.length
  const comparable = before !== null && before.unit === now.unit && before.from === now.from ? before : null
  const said = whatWasSaid(before, gone)
  const ofToday = said.filter(({ unit, from }) => unit === now.unit && from === now.from)
  const found = recall(
    { k, ...now },
    ofToday.map(({ members, there }) => {
      const then = new Set(there)
      return { own: members, wasThere: (member: string) => then.size === 0 || then.has(member) }
    })
  )
  const recalled = new Map(ofToday.map((one, at) => [one, found[at] as Recalled]))
  const matched =
    comparable === null
      ? new Array<number>(k).fill(-1)
      : matchClusters(
          { k: comparable.clusters.length, ...among(comparable, now.members), centres: null },
          { k, ...among(now, now.members), centres: null },
          0
        )
  const kept = matched.map((old, place): KnownCluster | undefined => {
    const known = said.find((one) => recalled.get(one)?.cluster === place)
    const plain = comparable?.clusters[old]
    return known ?? (plain && !isSaid(plain) ? plain : undefined)
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
    gone: said.filter((one) => !recalled.get(one)?.holds)
  }
}

const isSaid = ({ given, review }: KnownCluster): boolean => given || review !== null

/** What the user named or judged, now or before, with those of whom that was said. */
function whatWasSaid(before: EarlierSupport | null, gone: readonly GoneCluster[]): GoneCluster[] {
  if (before === null) return [...gone]
  const ids = new Set(before.clusters.map(({ id }) => id))
  const there = before.clusters.flatMap((cluster, place): GoneCluster[] => {
    if (!isSaid(cluster)) return []
    const kept = gone.find(({ id }) => id === cluster.id)
    const members = kept?.members ?? before.members.filter((_, i) => before.labels[i] === place)
    return [{ ...cluster, unit: before.unit, from: before.from, members, there: kept?.there ?? before.members }]
  })
  // A name that was given to others since is theirs.
  const names = new Set(there.flatMap(({ given, name }) => (given ? [name.toLowerCase()] : [])))
  const others = gone
    .filter(({ id }) => !ids.has(id))
    .map((one) => {
      const isTaken = one.unit === before.unit && one.from === before.from && names.has(one.name.toLowerCase())
      return isTaken ? { ...one, given: false } : one
    })
  return [...there, ...others.filter(isSaid)]
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

/** A proposed name that no name of the user's is the same as. */
function distinct(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name.toLowerCase())) return name
  for (let number = 2; ; number++) {
    const own = words.name.numbered(name, number)
    if (!taken.has(own.toLowerCase())) return own
  }
}

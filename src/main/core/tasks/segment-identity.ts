import { treat } from '../../../engines/features/treatment.ts'
import { freeSlots, matchClusters, recall } from '../../../engines/matching.ts'
import { segmenting } from '../../../shared/messages/en/segmenting.ts'
import type { NameReason, SegmentProfile, SegmentsResult } from '../../../shared/model/segments.ts'
import type { EarlierRun, EarlierSegment, Said, SaidName } from '../db/queries/segment-identity.ts'
import type { Members } from '../db/queries/segments.ts'
import type { FeatureTable } from './segment-features.ts'
import { type NameFacts, type NameProposal, stillSo } from './segment-names.ts'

/** Colours and shapes that can be told apart. */
const SLOTS = 8

/** Who a segment is: what stays from run to run. */
export interface Identity {
  slot: number
  name: string
  /** Whether the user gave the name. */
  given: boolean
  /** What the figures of today would call it. */
  proposed: string
  /** What the name says of it, if it is not the user's own. */
  because: NameReason[]
  /** Id of the segment that it goes on from. */
  continues: number | null
}

/** A segment of the new run, as far as it is compared with earlier ones. */
export interface Newcomer extends Centre, NameFacts {
  profile: readonly SegmentProfile[]
}

/**
 * Lets segments go on from those of an earlier run: the same people (or, where nobody is left, the same place) means the same slot and colour,
 * whatever k-means numbered them. A name that the user gave stays with the people for whom it was meant (`recall`), or where nobody of them is
 * left, with the place; another name stays as long as what it says is still looked at and still so: a
 * name that speaks of discounts means nothing where discounts are not among the features. New ones get free slots and the proposed name.
 *
 * @param members `slots[i]` is the place of the customer's segment in the new run
 * @param segments of the new run, centres in original units, by feature
 * @param proposed names for the new run, all different
 * @param gamma what a category that differs adds to a squared distance in the new run
 */
export function identify(
  before: EarlierRun | null,
  members: Members,
  segments: readonly Newcomer[],
  proposed: readonly NameProposal[],
  table: Features,
  gamma: number
): Identity[] {
  if (before === null) {
    return proposed.map(({ name, because }, slot) => ({ slot, name, given: false, proposed: name, because, continues: null }))
  }
  const match = matchClusters(
    {
      k: before.segments.length,
      members: before.members.customers,
      labels: before.members.slots,
      centres: centresOf(before.segments, table, gamma)
    },
    { k: proposed.length, members: members.customers, labels: members.slots, centres: centresOf(segments, table, gamma) },
    widthOf(table)
  )
  const said = recalled(before, members, proposed.length)
  const nameOf = new Map(said.flatMap(({ one, cluster }) => (cluster < 0 ? [] : [[cluster, one] as const])))
  const owners = new Map(said.flatMap(({ one, cluster }) => (cluster < 0 || one.segment === null ? [] : [[one.segment, cluster] as const])))
  const kept = match.map((old, place) => {
    const own = before.segments.find(({ id }) => owners.get(id) === place)
    const next = before.segments[old]
    return own ?? (next && owners.has(next.id) ? undefined : next)
  })
  const taken = kept.flatMap((segment) => (segment ? [segment.slot] : []))
  const fresh = kept.filter((old) => old === undefined).length
  // A colour that meant another group a moment ago is taken only when no other is left.
  const unused = freeSlots([...taken, ...before.segments.map(({ slot }) => slot)], fresh).filter((slot) => slot < SLOTS)
  const free = [...unused, ...freeSlots([...taken, ...unused], fresh - unused.length)]
  // Of another cut of the customers, a name belongs to whom it suits best: to the segment that would be called so anyway.
  const sameCut = before.segments.length === proposed.length && sameFeatures(before.segments, table)
  const suits = (name: string, place: number) => sameCut || !proposed.some((other, at) => at !== place && other.name === name)
  const named = kept.map(
    (old, place) =>
      old !== undefined &&
      (old.given
        ? nobodyLeft(said, old.id)
        : staysNamed(old, segments[place] as Newcomer, table) && stillSo(old.name, place, segments) && suits(old.name, place))
  )
  const names = new Set([
    ...kept.flatMap((segment, place) => (segment && named[place] ? [segment.name] : [])),
    ...[...nameOf.values()].map(({ name }) => name)
  ])
  return proposed.map(({ name, because }, place) => {
    const old = kept[place]
    const given = nameOf.get(place)
    if (given !== undefined) {
      const slot = old?.slot ?? free.shift() ?? place
      return { slot, name: given.name, given: true, proposed: name, because: [], continues: old?.id ?? null }
    }
    if (old !== undefined && named[place]) {
      return { slot: old.slot, name: old.name, given: old.given, proposed: name, because: old.because, continues: old.id }
    }
    const own = distinct(name, names)
    names.add(own)
    return { slot: old?.slot ?? free.shift() ?? place, name: own, given: false, proposed: name, because, continues: old?.id ?? null }
  })
}

/** In which clusters of the new run the user's names are found again. */
function recalled(before: EarlierRun, { customers, slots }: Members, k: number) {
  const found = recall(
    { k, members: customers, labels: slots },
    before.said.map(({ own, there }) => ({ own, wasThere: (customer: number) => there.has(customer) }))
  )
  return before.said.map((one, at) => ({ one, ...(found[at] as (typeof found)[number]) }))
}

function nobodyLeft(said: ReturnType<typeof recalled>, segment: number): boolean {
  return said.some(({ one, left }) => one.segment === segment && left === 0)
}

/**
 * The user's names as a run keeps them for later ones. Of a segment that has hardly changed its members of today are meant from now on; a name whose people are
 * not together waits until they are.
 *
 * @param ids of the new run and of its segments, by place
 */
export function saidLater(
  before: EarlierRun | null,
  members: Members,
  identities: readonly Identity[],
  ids: { run: number; segments: readonly number[] }
): Said[] {
  if (before === null) return []
  return recalled(before, members, identities.length).flatMap(({ one, cluster, holds, left }): Said[] => {
    const { name, segment, of }: SaidName = one
    const isPlace = left === 0 && segment !== null
    const place = isPlace ? identities.findIndex(({ given, continues }) => given && continues === segment) : cluster
    const there = ids.segments[place]
    if (there === undefined) return left > 0 ? [{ name, segment: null, of }] : []
    return [{ name, segment: there, of: holds || isPlace ? { run: ids.run, segment: there } : of }]
  })
}

/** The same for a run that puts customers into the groups of the run before. */
export function saidAsBefore(before: EarlierRun, identities: readonly Identity[], ids: readonly number[]): Said[] {
  return before.said.map(({ name, segment, of }) => {
    const place = segment === null ? -1 : identities.findIndex(({ continues }) => continues === segment)
    return { name, segment: ids[place] ?? null, of }
  })
}

/** A name still holds as long as the segment differs the same way by this many standard deviations. */
const STILL = 0.2

function staysNamed(old: EarlierSegment, { profile }: Newcomer, table: Features): boolean {
  // Typical customers are so by all that was looked at.
  if (old.because.length === 0) return sameFeatures([old], table)
  return old.because.every(({ feature, more }) => {
    const now = profile.find((of) => of.feature === feature)
    return now !== undefined && (more ? now.effect >= STILL : now.effect <= -STILL)
  })
}

/** Whom a run goes on with, what of it nothing goes on from, and what became of the names. */
export function comparedTo(before: EarlierRun, identities: readonly Identity[], table: Features): SegmentsResult['compared'] {
  const sizes = new Map<number, number>()
  for (const place of before.members.slots) sizes.set(place, (sizes.get(place) ?? 0) + 1)
  const gone = before.segments.flatMap(({ id, slot, name }, place) =>
    identities.some(({ continues }) => continues === id) ? [] : [{ slot, name, size: sizes.get(place) ?? 0 }]
  )
  const there = new Set<string>(table.columns.map(({ feature }) => feature))
  const pairs = identities.flatMap((now) => {
    const old = before.segments.find(({ id }) => id === now.continues)
    return old === undefined ? [] : [{ old, now }]
  })
  const renamed = pairs
    .filter(({ old, now }) => old.name !== now.name)
    .map(({ old, now }) => {
      if (old.given) return { from: old.name, to: now.name, why: 'people' as const }
      const isThere = old.because.length === 0 ? sameFeatures([old], table) : old.because.every(({ feature }) => there.has(feature))
      return { from: old.name, to: now.name, why: isThere ? ('changed' as const) : ('features' as const) }
    })
  const keptNames = pairs.filter(({ old }) => old.given && !sameFeatures([old], table)).map(({ now }) => now.name)
  return { run: before.id, asOf: before.asOf, gone, renamed, keptNames }
}

type Centre = Pick<EarlierSegment, 'centroid' | 'modes'>
type Features = Pick<FeatureTable, 'columns' | 'categories'>

/** Numbers of a centre where a category is a column a level (`embedMixed`). */
function widthOf({ columns, categories }: Features): number {
  return categories.reduce((sum, { levels }) => sum + levels.length, columns.length)
}

/**
 * Centres in the space of the new run, in which distances are the engine's, from original units; null where other features were used. A value of
 * a category that nobody has any more differs from all.
 */
function centresOf(segments: readonly Centre[], { columns, categories }: Features, gamma: number): Float64Array | null {
  const step = Math.sqrt(gamma / 2)
  const rows = segments.map(({ centroid, modes }) => [
    ...columns.map(({ feature, treatment }) => {
      const value = centroid[feature]
      // What is stored as null could not be told in original units.
      return typeof value === 'number' ? treat(treatment, value) : Number.NaN
    }),
    ...categories.flatMap(({ feature, levels }) => levels.map((level) => (level === modes[feature] ? step : 0)))
  ])
  const flat = Float64Array.from(rows.flat())
  return sameFeatures(segments, { columns, categories }) && flat.every(Number.isFinite) ? flat : null
}

function sameFeatures(segments: readonly Centre[], { columns, categories }: Features): boolean {
  return segments.every(
    ({ centroid, modes }) =>
      Object.keys(centroid).length === columns.length &&
      columns.every(({ feature }) => Object.hasOwn(centroid, feature)) &&
      Object.keys(modes).length === categories.length &&
      categories.every(({ feature }) => Object.hasOwn(modes, feature))
  )
}

function distinct(name: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const own = number === 1 ? name : segmenting.name.numbered(name, number)
    if (!taken.has(own)) return own
  }
}

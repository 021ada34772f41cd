import { treat } from '../../../engines/features/treatment.ts'
import { freeSlots, matchClusters } from '../../../engines/matching.ts'
import { segmenting } from '../../../shared/messages/en/segmenting.ts'
import type { SegmentsResult } from '../../../shared/model/segments.ts'
import type { EarlierRun, EarlierSegment } from '../db/queries/segment-identity.ts'
import type { Members } from '../db/queries/segments.ts'
import type { FeatureTable } from './segment-features.ts'

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
  /** Id of the segment that it goes on from. */
  continues: number | null
}

/**
 * Lets segments go on from those of an earlier run: the same people (or, where nobody is left, the same place) means the
 * same slot, colour and name, whatever k-means numbered them. New ones get free slots and the proposed name.
 *
 * @param members `slots[i]` is the place of the customer's segment in the new run
 * @param centres of the new run in original units, by feature
 * @param proposed names for the new run, all different
 * @param gamma what a category that differs adds to a squared distance in the new run
 */
export function identify(
  before: EarlierRun | null,
  members: Members,
  centres: readonly Centre[],
  proposed: readonly string[],
  table: Features,
  gamma: number
): Identity[] {
  if (before === null) return proposed.map((name, slot) => ({ slot, name, given: false, proposed: name, continues: null }))
  const match = matchClusters(
    {
      k: before.segments.length,
      members: before.members.customers,
      labels: before.members.slots,
      centres: centresOf(before.segments, table, gamma)
    },
    { k: proposed.length, members: members.customers, labels: members.slots, centres: centresOf(centres, table, gamma) },
    widthOf(table)
  )
  const kept = match.map((old) => before.segments[old])
  const taken = kept.flatMap((segment) => (segment ? [segment.slot] : []))
  const fresh = match.filter((old) => old < 0).length
  // A colour that meant another group a moment ago is taken only when no other is left.
  const unused = freeSlots([...taken, ...before.segments.map(({ slot }) => slot)], fresh).filter((slot) => slot < SLOTS)
  const free = [...unused, ...freeSlots([...taken, ...unused], fresh - unused.length)]
  const names = new Set(kept.flatMap((segment) => (segment ? [segment.name] : [])))
  return proposed.map((name, place) => {
    const old = kept[place]
    if (old !== undefined) return { slot: old.slot, name: old.name, given: old.given, proposed: name, continues: old.id }
    const own = distinct(name, names)
    names.add(own)
    return { slot: free.shift() ?? place, name: own, given: false, proposed: name, continues: null }
  })
}

/** Whom a run goes on with, and what of it nothing goes on from. */
export function comparedTo(before: EarlierRun, identities: readonly Identity[]): SegmentsResult['compared'] {
  const sizes = new Map<number, number>()
  for (const place of before.members.slots) sizes.set(place, (sizes.get(place) ?? 0) + 1)
  const gone = before.segments.flatMap(({ id, slot, name }, place) =>
    identities.some(({ continues }) => continues === id) ? [] : [{ slot, name, size: sizes.get(place) ?? 0 }]
  )
  return { run: before.id, asOf: before.asOf, gone }
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
  const sameFeatures = segments.every(
    ({ centroid, modes }) =>
      Object.keys(centroid).length === columns.length &&
      Object.keys(modes).length === categories.length &&
      categories.every(({ feature }) => Object.hasOwn(modes, feature))
  )
  return sameFeatures && flat.every(Number.isFinite) ? flat : null
}

function distinct(name: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const own = number === 1 ? name : segmenting.name.numbered(name, number)
    if (!taken.has(own)) return own
  }
}

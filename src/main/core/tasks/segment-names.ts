import { segmenting } from '../../../shared/messages/en/segmenting.ts'
import type { Feature, SegmentProfile } from '../../../shared/model/segments.ts'

const words = segmenting.name

/** A difference from everyone else of this many standard deviations is worth a word; one of `STRIKING` a stronger word. */
const NOTABLE = 0.4
const STRIKING = 1.2

type Traits = Partial<Record<Feature, SegmentProfile>>

/**
 * Names for segments, from what sets each apart from everyone else: how often, how much and how lately they buy. Owner's
 * words, all different, the same for the same profiles. Only features that the segments were made from are spoken of.
 *
 * @param profiles a segment each
 */
export function nameSegments(profiles: SegmentProfile[][]): string[] {
  const segments = profiles.map((profile, index) => {
    const traits: Traits = Object.fromEntries(profile.map((of) => [of.feature, of]))
    return { index, traits, name: describe(traits) }
  })
  const names = new Map<number, string>()
  for (const alike of groupBy(segments, ({ name }) => name)) {
    for (const { index, name } of tellApart(alike)) names.set(index, name)
  }
  return profiles.map((_, index) => names.get(index) ?? words.noun.typical)
}

function describe(traits: Traits): string {
  const noun = nounFor(traits)
  if (above(traits.recency)) return words.quiet(noun)
  if (below(traits.tenure)) return words.new(noun)
  if (noun !== words.noun.customer) return noun
  if (below(traits.recency)) return words.recent(noun)
  if (above(traits.tenure)) return words.longStanding(noun)
  return words.noun.typical
}

function nounFor({ frequency, monetary, meanOrderValue, recency }: Traits): string {
  const nouns = words.noun
  if (monetary && monetary.median <= 0) return nouns.returners
  if (frequency && frequency.high <= 1) return above(monetary) ? nouns.bigSpender : nouns.oneTime
  if (above(frequency) && above(monetary, STRIKING)) return nouns.best
  if (above(frequency)) return above(recency) ? nouns.regular : nouns.loyal
  if (above(monetary)) return nouns.bigSpender
  if (above(meanOrderValue)) return nouns.bigBasket
  if (below(frequency)) return nouns.occasional
  if (below(monetary)) return nouns.smallSpender
  if (below(meanOrderValue)) return nouns.smallBasket
  return nouns.customer
}

function above(of: SegmentProfile | undefined, least = NOTABLE): boolean {
  return of !== undefined && of.effect >= least
}

function below(of: SegmentProfile | undefined): boolean {
  return of !== undefined && of.effect <= -NOTABLE
}

interface Named {
  index: number
  traits: Traits
  name: string
}

/** Halves a group of the same name by the feature that differs most within it, until each name is unique; at last by number. */
function tellApart(alike: Named[], used: readonly Feature[] = []): Named[] {
  if (alike.length < 2) return alike
  const feature = mostDifferent(alike, used)
  if (feature === null) return alike.map((segment, i) => ({ ...segment, name: words.numbered(segment.name, i + 1) }))
  const ranked = alike.toSorted((a, b) => effectOf(b, feature) - effectOf(a, feature))
  const half = Math.ceil(ranked.length / 2)
  const add = (segments: Named[], apart: string) => segments.map((segment) => ({ ...segment, name: words.with(segment.name, apart) }))
  const spent = [...used, feature]
  return [
    ...tellApart(add(ranked.slice(0, half), words.apart[feature].more), spent),
    ...tellApart(add(ranked.slice(half), words.apart[feature].less), spent)
  ]
}

function mostDifferent(alike: Named[], used: readonly Feature[]): Feature | null {
  let widest: Feature | null = null
  let range = 0
  for (const feature of Object.keys(words.apart) as Feature[]) {
    if (used.includes(feature) || alike.some(({ traits }) => traits[feature] === undefined)) continue
    const effects = alike.map((segment) => effectOf(segment, feature))
    const spread = Math.max(...effects) - Math.min(...effects)
    if (spread > range) {
      range = spread
      widest = feature
    }
  }
  return widest
}

function effectOf({ traits }: Named, feature: Feature): number {
  return traits[feature]?.effect ?? 0
}

function groupBy<T>(items: T[], keyOf: (item: T) => string): T[][] {
  return [...Map.groupBy(items, keyOf).values()]
}

import { segmenting } from '../../../shared/messages/en/segmenting.ts'
import { readFeature, rest } from '../../../shared/model/features.ts'
import type { SegmentProfile } from '../../../shared/model/segments.ts'

const words = segmenting.name

/** A difference from everyone else of this many standard deviations is worth a word; one of `STRIKING` a stronger word. */
const NOTABLE = 0.4
const STRIKING = 1.2

/** Beyond this a habit is what a segment is known by, before how often and how much it buys. */
const KNOWN_BY = 1.5
/** A category that a segment is told by: far more of it than everyone else, and a good part of what it buys. */
const MOSTLY = 2.5
const GOOD_PART = 0.3

/** The best are a few: more customers than this share of all are just the regular ones. */
const MOST_OF_THE_BEST = 0.4

/** Features that names speak of. */
type Spoken = keyof typeof words.value
type Traits = Partial<Record<Spoken, SegmentProfile>>

/**
 * Names for segments, from what sets each apart from everyone else: a habit that stands out (discounts, a season), else how often,
 * how much and how lately they buy; and the category that most of it is. Owner's words, all different, the same for the same profiles. Only features that the segments were made from are spoken of.
 *
 * @param profiles a segment each
 * @param shares of all customers, in the same order
 */
export function nameSegments(profiles: SegmentProfile[][], shares: readonly number[]): string[] {
  const segments = profiles.map((profile, index) => {
    const traits: Traits = Object.fromEntries(
      profile.filter(({ feature }) => Object.hasOwn(words.value, feature)).map((of) => [of.feature, of])
    )
    const habit = habitOf(profile)
    const name = habit ?? describe(traits, (shares[index] ?? 0) > MOST_OF_THE_BEST)
    const mostly = categoryOf(profile)
    return { index, traits, name: mostly === null ? name : words.mostly(name, mostly) }
  })
  const names = new Map<number, string>()
  for (const alike of groupBy(segments, ({ name }) => name)) {
    for (const { index, name } of tellApart(alike)) names.set(index, name)
  }
  return profiles.map((_, index) => names.get(index) ?? words.noun.typical)
}

/** A habit that customers of a segment are known by; null where none stands out. Who buys by season is not gone in between. */
function habitOf(profile: SegmentProfile[]): string | null {
  const [most] = profile
    .filter(({ feature, effect }) => Object.hasOwn(words.habit, feature) && effect >= KNOWN_BY)
    .sort((a, b) => b.effect - a.effect)
  return most === undefined ? null : words.habit[most.feature as keyof typeof words.habit]
}

/** The category that a segment buys far more of than everyone else, as the data calls it. */
function categoryOf(profile: SegmentProfile[]): string | null {
  const [most] = profile
    .filter(({ feature, effect, median }) => isNamedCategory(feature) && effect >= MOSTLY && median >= GOOD_PART)
    .sort((a, b) => b.effect - a.effect)
  return (most && readFeature(most.feature)?.label) ?? null
}

function isNamedCategory(feature: string): boolean {
  const known = readFeature(feature)
  return known?.base === 'category' && known.label !== rest
}

function describe(traits: Traits, isMost: boolean): string {
  const noun = nounFor(traits, isMost)
  if (above(traits.recency)) return words.quiet(noun)
  if (below(traits.tenure)) return words.new(noun)
  if (noun !== words.noun.customer) return noun
  if (below(traits.recency)) return words.recent(noun)
  if (above(traits.tenure)) return words.longStanding(noun)
  return words.noun.typical
}

function nounFor({ frequency, monetary, meanOrderValue, recency }: Traits, isMost: boolean): string {
  const nouns = words.noun
  if (monetary && monetary.median <= 0) return nouns.returners
  if (frequency && (frequency.high <= 1 || (frequency.median <= 1 && below(frequency))))
    return above(monetary) ? nouns.bigSpender : nouns.oneTime
  if (above(frequency) && above(monetary, STRIKING) && !isMost) return nouns.best
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

/**
 * Makes the names of segments that would share one differ, by the feature that differs most among them: two by who has more
 * of it, where there are words for that, else by its value, at last by number.
 */
function tellApart(alike: Named[]): Named[] {
  if (alike.length < 2) return alike
  const feature = mostDifferent(alike)
  if (feature === null) return alike.map((segment, i) => ({ ...segment, name: words.numbered(segment.name, i + 1) }))
  const ranked = alike.toSorted((a, b) => effectOf(b, feature) - effectOf(a, feature))
  const comparative = ranked.length === 2 ? words.comparative[feature] : null
  const apart = ranked.map(({ traits }, i) => comparative?.[i] ?? words.value[feature](traits[feature]?.median ?? 0))
  const distinct = new Set(apart).size === apart.length
  return ranked.map((segment, i) => ({
    ...segment,
    name: distinct ? words.with(segment.name, apart[i] ?? '') : words.numbered(segment.name, i + 1)
  }))
}

/** Null where names speak of none of the features. */
function mostDifferent(alike: Named[]): Spoken | null {
  const features = Object.keys(alike[0]?.traits ?? {}) as Spoken[]
  const spread = (feature: Spoken) => {
    const effects = alike.map((segment) => effectOf(segment, feature))
    return Math.max(...effects) - Math.min(...effects)
  }
  return features.reduce<Spoken | null>((widest, feature) => (widest === null || spread(feature) > spread(widest) ? feature : widest), null)
}

function effectOf({ traits }: Named, feature: Spoken): number {
  return traits[feature]?.effect ?? 0
}

function groupBy<T>(items: T[], keyOf: (item: T) => string): T[][] {
  return [...Map.groupBy(items, keyOf).values()]
}

import { segmenting } from '../../../shared/messages/en/segmenting.ts'
import { readFeature, rest } from '../../../shared/model/features.ts'
import type { NameReason, SegmentProfile } from '../../../shared/model/segments.ts'

const words = segmenting.name

/** A difference from everyone else of this many standard deviations is worth a word; one of `STRIKING` a stronger word. */
const NOTABLE = 0.4
const STRIKING = 1.2
/** What is done habitually has to differ more before people are called by it. */
const HABITUAL = 0.8
/** A habit beyond this is told beside what a segment is known by first. */
const ALSO = 1.5
/** What differs by less than this share of the strongest difference is left to the details. */
const BESIDE = 0.6
/** A good part of what somebody buys. */
const GOOD_PART = 0.3
/** The best are a few: more customers than this share of all are just the regular ones. */
const MOST_OF_THE_BEST = 0.4
/** As many as this have to have ordered a single time before a group is called by it. */
const NEARLY_ALL = 0.9

const buyingFeatures = ['recency', 'frequency', 'monetary', 'meanOrderValue', 'tenure'] as const
type Buying = (typeof buyingFeatures)[number]
const volume: readonly string[] = ['frequency', 'monetary', 'meanOrderValue']

/** A name, and what it says of the segment: for as long as that holds, the name can stay. */
export interface NameProposal {
  name: string
  because: NameReason[]
}

/** What a name depends on beside the profile. */
export interface NameFacts {
  /** Of all customers. */
  share: number
  /** Net of the customer on average: the best are those who are worth most. */
  worth: number
  /** Share that ordered a single time. */
  once: number
}

/** Features that a rule picks a segment by, and how well it does. */
export interface NameRule {
  features: readonly string[]
  precision: number
  recall: number
}

/** A rule that misses more than this says little of a segment. */
const TELLING_RULE = 0.7

/**
 * Names for segments, from what sets each apart most from everyone else: the strongest driver is always in the name, be it a habit
 * (discounts, weekends, what comes back), what is bought, or how often, how much and how lately; a second one where it is nearly as strong.
 * Where a rule picks the segment well by something of which the name would be silent, that is added. Owner's words, all different, the
 * same for the same profiles. Only features that the segments were made from are spoken of.
 *
 * @param profiles a segment each
 * @param facts in the same order
 * @param rules likewise; left out where none was looked for
 */
export function nameSegments(profiles: SegmentProfile[][], facts: readonly NameFacts[], rules: readonly NameRule[] = []): NameProposal[] {
  const mostWorth = mostWorthOf(facts)
  const segments = profiles.map((profile, index): Named => {
    const traits: Traits = Object.fromEntries(profile.filter(({ feature }) => isBuying(feature)).map((of) => [of.feature, of]))
    const standing = standingOf(facts[index], mostWorth)
    return { index, traits, ...withRule(nameOf(profile, traits, standing), profile, rules[index], standing.isOnce) }
  })
  const found: NameProposal[] = []
  for (const alike of Map.groupBy(segments, ({ name }) => name).values()) {
    for (const { index, name, because } of tellApart(alike)) found[index] = { name, because }
  }
  return found
}

const mostWorthOf = (facts: readonly NameFacts[]): number => Math.max(...facts.map(({ worth }) => worth))

function standingOf({ share, worth, once }: NameFacts = { share: 0, worth: 0, once: 0 }, mostWorth: number): MayBe {
  return { isBest: share <= MOST_OF_THE_BEST && worth >= mostWorth, isOnce: once >= NEARLY_ALL }
}

/** How far a value in a name may be from today's. */
const NEARLY = 0.2

/**
 * Whether what a name of an earlier run says beside its reasons is still so of the segment at this place: of the best, of those who bought
 * once, and a value by which it was told from another.
 */
export function stillSo(name: string, place: number, facts: readonly (NameFacts & { profile: readonly SegmentProfile[] })[]): boolean {
  const { isBest, isOnce } = standingOf(facts[place], mostWorthOf(facts))
  const says = (...nouns: string[]) => nouns.some((noun) => name.toLowerCase().includes(noun.toLowerCase()))
  return (
    (isBest || !says(words.noun.best)) &&
    (isOnce || !says(words.noun.oneTime, words.noun.bigOneTime)) &&
    isValueNear(name, facts[place]?.profile ?? [])
  )
}

function isValueNear(name: string, profile: readonly SegmentProfile[]): boolean {
  for (const [feature, say] of Object.entries(words.value)) {
    const told = new RegExp(
      `, ${say(2)
        .replace('2', '([\\d.,]+)')
        .replace(/s( ago)?$/, 's?$1')}$`
    ).exec(name)?.[1]
    const now = profile.find((of) => of.feature === feature)
    if (told !== undefined && now !== undefined)
      return Math.abs(Number(told.replaceAll(',', '')) - now.median) <= NEARLY * Math.abs(now.median)
  }
  return true
}

function nameOf(profile: SegmentProfile[], traits: Traits, mayBe: MayBe): NameProposal {
  const habits = profile
    .filter((of) => !isBuying(of.feature) && Math.abs(of.effect) >= HABITUAL && habitWords(of) !== null)
    .sort(byStrength)
  const buying = phraseOf(traits, mayBe)
  const [habit] = habits
  if (habit === undefined || Math.abs(habit.effect) < buying.strength) {
    if (buying.phrase === null) return { name: words.noun.typical, because: [] }
    // Only what there is more of is told beside: what somebody seldom does says little.
    const also = habits.find(({ effect }) => effect >= ALSO && effect >= BESIDE * buying.strength)
    return also === undefined ? { ...buying, name: buying.phrase } : joined({ ...buying, name: buying.phrase }, also)
  }
  const own = reasonOf(habit)
  const isBeside = buying.phrase !== null && buying.strength >= Math.max(STRIKING, BESIDE * Math.abs(habit.effect))
  if (isBeside) {
    if (qualifier(habit) !== null) return joined({ ...buying, name: buying.phrase as string }, habit)
    return { name: words.with(habitWords(habit) as string, lowerFirst(buying.phrase as string)), because: [own, ...buying.because] }
  }
  return { name: habitWords(habit) as string, because: [own] }
}

/** The name with a habit told after it: `Loyal regulars, mostly Coffee`. */
function joined({ name, because }: NameProposal, habit: SegmentProfile): NameProposal {
  const told = qualifier(habit) ?? lowerFirst(habitWords(habit) as string)
  return { name: words.with(name, told), because: [...because, reasonOf(habit)] }
}

/** Adds what a good rule is about where the name does not speak of it. */
function withRule(proposal: NameProposal, profile: SegmentProfile[], rule: NameRule | undefined, isOnce: boolean): NameProposal {
  if (rule === undefined || rule.features.length === 0 || Math.min(rule.precision, rule.recall) < TELLING_RULE) return proposal
  const speaks = (feature: string) =>
    proposal.because.some((of) => of.feature === feature || (volume.includes(of.feature) && volume.includes(feature)))
  if (rule.features.some(speaks)) return proposal
  const [told] = profile
    .filter(
      (of) => rule.features.includes(of.feature) && Math.abs(of.effect) >= NOTABLE && (isBuying(of.feature) || habitWords(of) !== null)
    )
    .sort(byStrength)
  if (told === undefined) return proposal
  if (!isBuying(told.feature)) return joined(proposal, told)
  const { phrase, because } = phraseOf({ [told.feature]: told }, { isBest: false, isOnce })
  return phrase === null ? proposal : { name: words.with(proposal.name, lowerFirst(phrase)), because: [...proposal.because, ...because] }
}

/** Whether a group may be called the best, and one-time buyers. */
interface MayBe {
  isBest: boolean
  isOnce: boolean
}

type Traits = Partial<Record<Buying, SegmentProfile>>

/** How often, how much and how lately they buy, the strongest of it always told; null where nothing of it is notable. */
function phraseOf(traits: Traits, mayBe: MayBe): { phrase: string | null; strength: number; because: NameReason[] } {
  const { recency, tenure } = traits
  const strength = Math.max(...buyingFeatures.map((feature) => strengthOf(traits[feature])))
  if (strength < NOTABLE) return { phrase: null, strength: 0, because: [] }
  const { noun, because } = nounFor(traits, mayBe)
  const isGeneric = because.length === 0
  // When they came and when they were last here are two ends of one line: the more telling one is told.
  const ends = [recency, tenure].filter((of) => of !== undefined).sort(byStrength)
  const told = ends.find((of) => {
    const size = strengthOf(of)
    const isQuietOrNew = (of === recency && of.effect > 0) || (of === tenure && of.effect < 0)
    return size >= NOTABLE && (size === strength || isGeneric || (isQuietOrNew && size >= Math.max(HABITUAL, BESIDE * 0.5 * strength)))
  })
  if (told === undefined) return { phrase: noun, strength, because }
  const phrase =
    told === recency
      ? told.effect > 0
        ? words.quiet(noun)
        : words.recent(noun)
      : told.effect > 0
        ? words.longStanding(noun)
        : words.new(noun)
  return { phrase, strength, because: [...because, reasonOf(told)] }
}

/** What they are called by how often and how much they buy: by whichever of the two differs more, and by both where one word says both. */
function nounFor(
  { frequency, monetary, meanOrderValue, recency }: Traits,
  { isBest, isOnce }: MayBe
): { noun: string; because: NameReason[] } {
  const nouns = words.noun
  const say = (noun: string, ...of: (SegmentProfile | undefined)[]) => ({
    noun,
    because: of
      .filter((trait) => trait !== undefined && Math.abs(trait.effect) >= NOTABLE)
      .map((trait) => reasonOf(trait as SegmentProfile))
  })
  if (monetary && monetary.median <= 0) return { noun: nouns.returners, because: [reasonOf(monetary)] }
  const spend = strengthOf(meanOrderValue) > strengthOf(monetary) ? meanOrderValue : monetary
  const isBasket = spend !== undefined && spend === meanOrderValue
  const often = strengthOf(frequency)
  if (isBest && !isBasket && above(frequency, HABITUAL) && above(monetary, STRIKING)) return say(nouns.best, frequency, monetary)
  if (frequency && often >= NOTABLE && often >= BESIDE * strengthOf(spend)) {
    if (frequency.effect > 0) {
      return say(above(recency) ? nouns.regular : nouns.loyal, frequency)
    }
    if (above(spend)) return say(isOnce ? nouns.bigOneTime : nouns.occasionalBig, frequency, spend)
    return say(isOnce ? nouns.oneTime : nouns.occasional, frequency, below(spend) ? spend : undefined)
  }
  if (above(spend)) return say(isBasket ? nouns.bigBasket : nouns.bigSpender, spend)
  if (below(spend)) return say(isBasket ? nouns.smallBasket : nouns.smallSpender, spend)
  return { noun: nouns.customer, because: [] }
}

/** What people are called by a habit, whichever way they differ; null where there are no words for it. */
function habitWords({ feature, effect }: SegmentProfile): string | null {
  const known = readFeature(feature)
  if (known === null) return null
  const side = effect > 0 ? 'more' : 'less'
  if (known.label === null) {
    const habit = (words.habit as Record<string, { more: string | null; less: string | null } | undefined>)[known.base]
    return habit?.[side] ?? null
  }
  if (known.label === rest) return null
  return words.habitOf[known.base as keyof typeof words.habitOf][side](known.label)
}

/** The same as an addition to another name, for what is bought. */
function qualifier({ feature, effect, median }: SegmentProfile): string | null {
  const known = readFeature(feature)
  if (known?.base !== 'category' || known.label === null || known.label === rest || effect < 0) return null
  return median >= GOOD_PART ? words.mostly(known.label) : words.muchOf(known.label)
}

function isBuying(feature: string): feature is Buying {
  return (buyingFeatures as readonly string[]).includes(feature)
}

const reasonOf = ({ feature, effect }: SegmentProfile): NameReason => ({ feature, more: effect > 0 })
const strengthOf = (of: SegmentProfile | undefined): number => Math.abs(of?.effect ?? 0)
const byStrength = (a: SegmentProfile, b: SegmentProfile): number => strengthOf(b) - strengthOf(a)

function above(of: SegmentProfile | undefined, least = NOTABLE): boolean {
  return of !== undefined && of.effect >= least
}

function below(of: SegmentProfile | undefined): boolean {
  return of !== undefined && of.effect <= -NOTABLE
}

interface Named extends NameProposal {
  index: number
  traits: Traits
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
function mostDifferent(alike: Named[]): Buying | null {
  const features = Object.keys(alike[0]?.traits ?? {}) as Buying[]
  const spread = (feature: Buying) => {
    const effects = alike.map((segment) => effectOf(segment, feature))
    return Math.max(...effects) - Math.min(...effects)
  }
  return features.reduce<Buying | null>((widest, feature) => (widest === null || spread(feature) > spread(widest) ? feature : widest), null)
}

function effectOf({ traits }: Named, feature: Buying): number {
  return traits[feature]?.effect ?? 0
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

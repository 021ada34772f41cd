import { hedgesG } from '../../../engines/math/hedges-g.ts'
import type { Source, SupportTable } from '../../../engines/support/features.ts'
import { type Themes, typicalTexts } from '../../../engines/support/themes.ts'
import type { SupportTold } from '../../../engines/support/told.ts'
import { wordsOf } from '../../../engines/text/language.ts'
import { stemOf } from '../../../engines/text/stem.ts'
import { support as words } from '../../../shared/messages/en/support.ts'
import type { SupportCluster, SupportPlay, SupportQuote, SupportResult, SupportTrait } from '../../../shared/model/support.ts'
import type { SupportNames } from '../../../shared/model/support-columns.ts'
import { pooled } from '../../../shared/pooled.ts'
import { enoughRows } from './support-tree.ts'

/** What differs less than this does not name a group, nor call for anything. */
const TELLING = 0.5
const MOST_NAMED = 5
/** A category that most of the tickets are about, or a group that most are in. */
const MAIN = 0.5

export type DescribedCluster = Omit<SupportCluster, 'id' | 'slot' | 'proposed' | 'given' | 'review' | 'kept' | 'stability' | 'silhouette'>

/** Texts are told word for word, so many of a theme, and shortened: they are read, not studied. */
const MOST_QUOTES = 3
const QUOTE_LENGTH = 240
/** In so many sentences of a long text its matter is looked for. */
const MOST_SENTENCES = 40

/** What was written about themes, and by which tickets. */
export interface Voices extends Themes {
  texts: readonly string[]
  numbers: readonly string[]
}

/** Of these tickets of a theme the most typical, word for word, none that says the same as another; of long ones the part that is about it. */
export function quotesOf(voices: Voices, tickets: readonly number[]): SupportQuote[] {
  return typicalTexts(voices, tickets, MOST_QUOTES).map((i) => ({
    ticket: voices.numbers[i] as string,
    text: shortened(voices.texts[i] as string, voices.themes[voices.of[i] as number]?.words ?? [])
  }))
}

/** A text as long as a quote, from the sentence on from which it holds most of these words. O(length × sentences). */
function shortened(text: string, words: readonly string[]): string {
  const plain = text.replace(/\s+/g, ' ').trim()
  if (plain.length <= QUOTE_LENGTH) return plain
  const wanted = new Set(words.map(stemOf))
  const starts = [0, ...plain.matchAll(/[.!?] (?=\S)/g).map(({ index }) => index + 2)].slice(0, MOST_SENTENCES)
  const parts = starts.map((start) => {
    const part = `${start === 0 ? '' : '…'}${plain.slice(start)}`
    const cut = part.length <= QUOTE_LENGTH ? part : `${part.slice(0, QUOTE_LENGTH - 1).replace(/\s\S*$/, '')}…`
    return { cut, holds: wanted.intersection(new Set(wordsOf(cut).map(stemOf))).size }
  })
  return parts.reduce((best, part) => (part.holds > best.holds ? part : best)).cut
}

/** Clusters as people read them; what is quoted under one was written by its members. @param who of each category the one to ask first, if any */
export function describeClusters(
  source: Source,
  table: SupportTable,
  told: SupportTold,
  labels: Int32Array,
  k: number,
  names: SupportNames,
  voices: Voices,
  who: ReadonlyMap<string, string>,
  from: SupportResult['from']
): DescribedCluster[] {
  const { units, columns } = source
  const found = Array.from({ length: k }, (_, c) => {
    const members = Int32Array.from(labels.keys()).filter((u) => labels[u] === c)
    const tickets = [...members].flatMap((u) => [...units.tickets.subarray(units.starts[u] as number, units.starts[u + 1] as number)])
    const profile = profileOf(table, told, labels, c)
    const categories = counted(tickets, columns.tickets.category, names.category)
    const products = counted(tickets, columns.tickets.product, names.product)
    const themes = Map.groupBy(
      tickets.filter((ticket) => (voices.of[ticket] as number) >= 0),
      (ticket) => voices.of[ticket] as number
    )
    return {
      size: members.length,
      share: members.length / table.n,
      tickets: tickets.length,
      profile,
      categories: categories.slice(0, MOST_NAMED),
      products: products.slice(0, MOST_NAMED),
      themes: [...themes]
        .sort(([a, x], [b, y]) => y.length - x.length || a - b)
        .slice(0, MOST_NAMED)
        .map(([theme, own]) => ({ theme, tickets: own.length, quotes: quotesOf(voices, own) })),
      about: (categories[0]?.tickets ?? 0) >= MAIN * tickets.length ? (categories[0]?.name ?? null) : null
    }
  })
  const given = from === 'behaviour' ? behaviourNames(found) : namesOf(found)
  const plays = from === 'behaviour' ? behaviourPlays : ticketPlays
  return found.map(({ about, ...cluster }, c) => ({
    ...cluster,
    name: given[c] as string,
    play: cluster.size < enoughRows(table.n) ? null : playOf(plays, cluster, about, who)
  }))
}

function profileOf({ p, features, scaled }: SupportTable, told: SupportTold, labels: Int32Array, c: number): SupportTrait[] {
  const traits = features.map(({ id, of }, d): SupportTrait => {
    const known = (inside: boolean) =>
      Array.from(labels.keys()).filter((u) => (labels[u] === c) === inside && (told.weights[u * p + d] as number) > 0)
    const [own, rest] = [known(true), known(false)]
    const figure = (units: readonly number[]) =>
      pooled(
        id,
        units.map((u) => [told.values[u * p + d] as number, told.weights[u * p + d] as number])
      )
    // Times are compared as they are clustered, where the longest does not speak for all.
    // How content they sound is told as it is said, not by the manners that tell who is like whom.
    const compared = id === 'tone' ? told.values : scaled
    const each = (units: readonly number[]) => Float64Array.from(units, (u) => compared[u * p + d] as number)
    return { feature: id as SupportTrait['feature'], of, value: figure(own), others: figure(rest), ...hedgesG(each(own), each(rest)) }
  })
  return traits.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
}

function counted(tickets: readonly number[], codes: Int32Array, names: readonly string[]): { name: string; tickets: number }[] {
  const counts = new Map<number, number>()
  for (const ticket of tickets) {
    const code = codes[ticket] as number
    if (code >= 0) counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  return [...counts].sort(([a, x], [b, y]) => y - x || a - b).map(([code, count]) => ({ name: names[code] as string, tickets: count }))
}

/** What most of their tickets are about, with what sets them apart from others of the same name. */
function namesOf(clusters: readonly { about: string | null; profile: readonly SupportTrait[] }[]): string[] {
  const taken = new Set<string>()
  return clusters.map(({ about, profile }) => {
    const of = (feature: SupportTrait['feature']) => profile.find((trait) => trait.feature === feature)?.effect ?? 0
    const channel = profile.find(({ feature, effect }) => feature === 'channel' && effect > TELLING)?.of
    const base = about ?? profile.find(({ feature, effect }) => feature === 'category' && effect > TELLING)?.of ?? words.name.mixed
    const further = [
      ...(of('reopens') > TELLING ? [words.name.again(base)] : []),
      ...(Math.max(of('perOrder'), of('wrote')) > TELLING ? [words.name.often(base)] : []),
      ...(of('resolution') > TELLING ? [words.name.slow(base)] : []),
      ...(channel ? [words.name.by(base, channel)] : []),
      ...Array.from({ length: clusters.length }, (_, i) => words.name.numbered(base, i + 2))
    ]
    const first = of('reopens') > TELLING ? [words.name.again(base)] : []
    const name = [...first, base, ...further].find((candidate) => !taken.has(candidate)) as string
    taken.add(name)
    return name
  })
}

/** What sets each apart, in words; of those that would be called the same, the next difference too. */
function behaviourNames(clusters: readonly { profile: readonly SupportTrait[] }[]): string[] {
  const taken = new Set<string>()
  return clusters.map(({ profile }) => {
    const said = profile.filter(({ effect }) => Math.abs(effect) > TELLING).flatMap(behaviourWord)
    const [first = words.behaviour.mixed, second] = [...new Set(said)]
    const candidates = [
      first,
      ...(second === undefined ? [] : [words.behaviour.both(first, second)]),
      ...Array.from({ length: clusters.length }, (_, i) => words.name.numbered(first, i + 2))
    ]
    const name = candidates.find((candidate) => !taken.has(candidate)) as string
    taken.add(name)
    return name
  })
}

function behaviourWord({ feature, effect, value }: SupportTrait): string[] {
  const more = effect > 0
  switch (feature) {
    case 'returns':
      return [more ? words.behaviour.sendBack : words.behaviour.keep]
    case 'rating':
    case 'tone':
      return [more ? words.behaviour.pleased : words.behaviour.letDown]
    case 'orders':
      return [more ? words.behaviour.often : value !== null && value < 2 ? words.behaviour.once : words.behaviour.seldom]
    case 'since':
      return [more ? words.behaviour.longAgo : words.behaviour.lately]
    default:
      return []
  }
}

interface Rule {
  play: SupportPlay
  feature: SupportTrait['feature']
  sign: 1 | -1
}

const ticketPlays: readonly Rule[] = [
  { play: 'specialist', feature: 'reopens', sign: 1 },
  { play: 'goodwill', feature: 'rating', sign: -1 },
  { play: 'specialist', feature: 'resolution', sign: 1 },
  { play: 'priority', feature: 'response', sign: 1 },
  { play: 'goodwill', feature: 'tone', sign: -1 },
  { play: 'proactive', feature: 'delay', sign: -1 },
  { play: 'self-service', feature: 'rating', sign: 1 },
  { play: 'self-service', feature: 'resolution', sign: -1 }
]

const behaviourPlays: readonly Rule[] = [
  { play: 'advice', feature: 'returns', sign: 1 },
  { play: 'goodwill', feature: 'rating', sign: -1 },
  { play: 'goodwill', feature: 'tone', sign: -1 },
  { play: 'thanks', feature: 'rating', sign: 1 },
  { play: 'thanks', feature: 'tone', sign: 1 },
  { play: 'priority', feature: 'orders', sign: 1 },
  { play: 'invite', feature: 'orders', sign: -1 },
  { play: 'invite', feature: 'since', sign: 1 }
]

/** Plays in which somebody answers: who does so best is named. */
const answered: ReadonlySet<SupportPlay> = new Set(['specialist', 'priority', 'goodwill', 'proactive'])

/** The play that the clearest trait calls for. */
function playOf(
  rules: readonly Rule[],
  { profile, share }: Pick<SupportCluster, 'profile' | 'share'>,
  about: string | null,
  who: ReadonlyMap<string, string>
): SupportCluster['play'] {
  const pleased = (profile.find(({ feature }) => feature === 'rating')?.effect ?? 0) >= 0
  const found = rules
    .flatMap(({ play, feature, sign }) => {
      const because = profile.find((trait) => trait.feature === feature)
      // What is solved at once and to everybody's content can be answered by an article; what only goes fast may still annoy.
      if (play === 'self-service' && !pleased) return []
      // Most cannot all come first.
      if (play === 'priority' && share > MAIN) return []
      if (because === undefined || !(sign * because.effect > TELLING) || Math.sign(because.low) !== Math.sign(because.high)) return []
      // Few customers with many tickets can make of all together what most of them are not: that would be no reason one could read.
      return sign * ((because.value ?? 0) - (because.others ?? 0)) > 0 ? [{ play, because }] : []
    })
    .sort((a, b) => Math.abs(b.because.effect) - Math.abs(a.because.effect))[0]
  return found ? { ...found, who: answered.has(found.play) && about !== null ? (who.get(about) ?? null) : null } : null
}

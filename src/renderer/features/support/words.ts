/** What is said about support, from its figures. Pure: tested without a page. */
import { count, countAbout, counted, percentAbout, range, times } from '../../../shared/format.ts'
import { message, t } from '../../../shared/messages/index.ts'
import { namesNothing, probableChance, type SupportCluster, type SupportResult } from '../../../shared/model/support.ts'
import { toneOf } from '../../../shared/tone.ts'
import type { GroupTrait } from '../../charts/cutting.ts'
import { supportFeature, supportOthers, supportValue } from '../../charts/supportWords.ts'

export type SupportRun = SupportResult & { stale: boolean }

/** From here on “so many times as often” is worth a sentence. */
const LOUD = 1.3
/** A difference of which one speaks, in standard deviations. */
const TELLING = 0.5
/** Of a thing that so few tickets say, nothing is made. */
const SAID = 0.05
/** Of fewer customers too much would be made up: groups are made without it. */
const TOLD = 0.2

type Clusters = Pick<SupportResult, 'clusters'>

/** The group whose members write most, and how many times as often as all others; null where none stands out. */
export function loudest({ clusters }: Clusters): { cluster: SupportCluster; ratio: number } | null {
  const [size, tickets] = [sum(clusters, 'size'), sum(clusters, 'tickets')]
  const found = clusters.flatMap((cluster) => {
    const rest = (tickets - cluster.tickets) / (size - cluster.size)
    return size > cluster.size && rest > 0 ? [{ cluster, ratio: cluster.tickets / cluster.size / rest }] : []
  })
  const most = found.reduce<(typeof found)[number] | null>((best, next) => (best && best.ratio >= next.ratio ? best : next), null)
  return most !== null && most.ratio >= LOUD ? most : null
}

const sum = (clusters: readonly SupportCluster[], of: 'size' | 'tickets') => clusters.reduce((all, cluster) => all + cluster[of], 0)

/** `Three kinds of support need; “Delivery, again and again” write 4× as often as the others.` */
export function finding(result: Pick<SupportResult, 'clusters' | 'unit' | 'units' | 'verdict' | 'from'>): string {
  const { clusters, unit, units, verdict } = result
  const k = clusters.length
  if (isBehaviour(result)) {
    if (verdict.level === 'none') return t('supporting.finding.noBehaviour', { k, units: t('supporting.units', unit, units) })
    const largest = largestOf(clusters)
    return t('supporting.finding.behaviour', { k, name: largest.name, share: percentAbout(largest.share) })
  }
  if (verdict.level === 'none') return t('supporting.finding.none', { k, units: t('supporting.units', unit, units) })
  const loud = unit === 'customers' ? loudest(result) : null
  if (loud !== null) return t('supporting.finding.loud', { k, name: loud.cluster.name, times: times(loud.ratio) })
  const largest = largestOf(clusters)
  const said = { k, name: largest.name, share: percentAbout(largest.share) }
  return t(unit === 'customers' ? 'supporting.finding.largest' : 'supporting.finding.loudTickets', said)
}

/** What the line has been moved to, beside what the run keeps. @param part whether a part of the tree is looked at alone */
export function cutFinding(result: Pick<SupportResult, 'clusters' | 'from'>, k: number, part: boolean): string {
  return t(isBehaviour(result) ? 'supporting.finding.cutBehaviour' : 'supporting.finding.cut', { k, kept: result.clusters.length, part })
}

const largestOf = (clusters: readonly SupportCluster[]) => clusters.reduce((best, next) => (next.size > best.size ? next : best))

/** Whether customers were grouped by how their orders go, as there are no tickets. */
export const isBehaviour = ({ from }: Pick<SupportResult, 'from'>): boolean => from === 'behaviour'

/** The group that one asks about first: what is to be done for it has the clearest reason; where nothing is to be done for any, who writes most. */
export function foremost(result: Clusters & Pick<SupportResult, 'from'>): SupportCluster | undefined {
  const reason = ({ play }: SupportCluster) => (play === null ? 0 : Math.abs(play.because.effect))
  const clearest = result.clusters.reduce<SupportCluster | undefined>(
    (best, next) => (reason(next) > (best ? reason(best) : 0) ? next : best),
    undefined
  )
  if (clearest !== undefined) return clearest
  // Answers that were asked for say nothing of who is loud.
  return (
    (isBehaviour(result) ? undefined : loudest(result)?.cluster) ??
    result.clusters.reduce<SupportCluster | undefined>((best, next) => (best && best.size >= next.size ? best : next), undefined)
  )
}

export function groupFinding(cluster: SupportCluster, { unit, from }: Pick<SupportResult, 'unit' | 'from'>): string {
  const said = { name: cluster.name, units: t('supporting.units', unit, cluster.size), share: percentAbout(cluster.share) }
  // Where tickets are grouped, how many they are is said already.
  if (isBehaviour({ from }) || unit === 'tickets') return t('supporting.finding.behaviourGroup', said)
  return t('supporting.finding.cluster', {
    ...said,
    tickets: counted(cluster.tickets, 'ticket', 'tickets')
  })
}

/** What was left out, or cannot be counted. */
export function notesLine({ notes }: Pick<SupportResult, 'notes'>): string | null {
  const told = notes.map(({ code, count: n, example }) => message(code, n, example) ?? code)
  return told.length === 0 ? null : t('supporting.notes', told.join(' · '))
}

/** That no problem rises, or why that cannot be told. */
export function noRise({ known, risingUnseen }: Pick<SupportResult, 'known' | 'risingUnseen'>): string {
  if (risingUnseen !== null) return t(`supporting.rising.unseen.${risingUnseen}`)
  return t(namesNothing(known) ? 'supporting.rising.lacks' : 'supporting.rising.none')
}

const sayable = ['category', 'agent', 'resolution', 'rating', 'product'] as const

const tellable = ['returns', 'rating', 'tone'] as const

/** What the tickets, or orders and answers, do not say though something would be seen if they did. */
export function lacking({ known, themes, from }: Pick<SupportResult, 'known' | 'themes' | 'from'>): string[] {
  if (isBehaviour({ from })) {
    const untold = tellable.filter((what) => (known[what] ?? 0) < (what === 'returns' ? Number.MIN_VALUE : TOLD))
    const said = untold.map((what) => t(`supporting.behaviour.lacks.${what}`))
    return [t('supporting.behaviour.said'), ...(said.length === 0 ? [] : [t('supporting.behaviour.lacksLine', said)])]
  }
  const gone = sayable.filter((what) => (known[what] ?? 0) < SAID).map((what) => t(`supporting.lacks.${what}`))
  return [...gone, ...(themes.length === 0 ? [t('supporting.lacks.text')] : [])].map((what) => t('supporting.lacks.line', what))
}

/** The two largest differences in words; none where nothing tells the group apart. */
export function traitLines(traits: readonly GroupTrait[], most: number): string[] {
  return traits
    .filter(({ id, apart, value, others }) => Math.abs(apart) >= TELLING && supportValue(id, value) !== supportValue(id, others))
    .filter(({ value, others }) => value !== null && others !== null)
    .slice(0, most)
    .map(({ id, of, value, others }) =>
      t('supporting.groups.trait', {
        feature: supportFeature({ id, of }),
        value: supportValue(id, value),
        others: supportOthers(id, others)
      })
    )
}

/** How a theme sounds. */
export function toneWord(tone: number | null): string {
  if (tone === null) return t('supporting.unknown')
  const said = t(`support.tone.${toneOf(tone)}`)
  return said.charAt(0).toUpperCase() + said.slice(1)
}

/** Tickets lately against before, with the range that chance leaves; near one nobody hears a difference. */
export function trendWord({ trend, trendRange }: Pick<SupportResult['themes'][number], 'trend' | 'trendRange'>): string {
  if (trend === null) return t('supporting.unknown')
  const near = Math.abs(Math.log(trend)) < Math.log(1.15)
  if (trendRange === null) return near ? t('supporting.voices.usual') : times(trend)
  const { low, high } = trendRange
  const said = near ? t('supporting.voices.usual') : low <= 1 && high >= 1 ? t('supporting.voices.unclear') : times(trend)
  return `${said} (${range(low, high, times)})`
}

type Handling = SupportResult['routing'][number]

/** A category with whoever stands out in it; null: nobody does among those with enough tickets. */
export interface Answer {
  category: string
  best: Handling | null
  /** Whom to ask as long as that one is busy. */
  meanwhile: Handling | null
  /** How many have enough tickets. */
  people: number
}

/** Whether all tickets together say the contrary: slower, though sooner with tickets as hard. */
export const isHarder = ({ crude, ratio }: Pick<Handling, 'crude' | 'ratio'>): boolean =>
  crude !== null && ratio < 1 && crude.own > crude.others

/** How much sooner the one who is named for a group's play solves tickets as hard as the others', in what the group writes about most; null: not known. */
export function soonerBy({ play, categories }: Pick<SupportCluster, 'play' | 'categories'>, routing: readonly Handling[]): string | null {
  const named = routing.filter(({ who, best, instead }) => who === play?.who && (best || instead))
  const [first] = categories.flatMap(({ name }) => named.filter(({ category }) => category === name))
  return first === undefined ? null : percentAbout(1 - first.ratio)
}

/** `Category 9` before `Category 61`. */
const byName = new Intl.Collator(undefined, { numeric: true }).compare

/** Categories in which anybody has enough tickets, those with somebody to ask first. */
export function answersOf({ routing }: { routing: readonly Handling[] }): Answer[] {
  return [...Map.groupBy(routing, ({ category }) => category)]
    .map(
      ([category, of]): Answer => ({
        category,
        best: of.find(({ best }) => best) ?? null,
        meanwhile: of.find(({ instead }) => instead) ?? null,
        people: of.length
      })
    )
    .sort((a, b) => Number(b.best !== null) - Number(a.best !== null) || byName(a.category, b.category))
}

/** How many of those who are the most likely to write will, for how many it is more likely than not, and how that came out four weeks ago. */
export function soonWords({ customers, lift, low, high, before }: NonNullable<SupportResult['next']>): {
  sentence: string
  probable: { customers: number; sentence: string }
  before: string
} {
  const often = `${times(lift)} (${range(low, high)})`
  const probable = customers.filter(({ chance }) => chance > probableChance).length
  return {
    sentence: t('supporting.soon.sentence', {
      named: t('supporting.units', 'customers', customers.length),
      expected: countAbout(Math.round(customers.reduce((sum, { chance }) => sum + chance, 0)))
    }),
    probable: {
      customers: probable,
      sentence: probable === 0 ? t('supporting.soon.noneProbable') : t('supporting.soon.probable', probable)
    },
    before:
      before === null
        ? t('supporting.soon.beforeUnknown', often)
        : t('supporting.soon.before', {
            named: count(before.named),
            expected: countAbout(Math.round(before.expected)),
            came: count(before.came),
            times: often
          })
  }
}

import { quantile } from '../../../engines/math/quantile.ts'
import { delays, type Source } from '../../../engines/support/features.ts'
import { latelyOf } from '../../../engines/support/lately.ts'
import { quietFrom } from '../../../engines/support/lull.ts'
import { FALSE_RISES, findRising, risingUnseen } from '../../../engines/support/rising.ts'
import type { SupportParams, SupportResult } from '../../../shared/model/support.ts'
import type { SupportColumns } from '../../../shared/model/support-columns.ts'
import { isoDate, secondsADay } from '../db/queries/dates.ts'
import { STRAY } from '../db/queries/support-change.ts'
import type { SupportData } from '../db/queries/support-data.ts'
import { quotesOf, type Voices } from './support-describe.ts'
import { type FoundSupport, idOf } from './support-find.ts'

export type StoredSupport = Omit<SupportResult, 'run'>

const TREND_DAYS = 91
const MOST_NEXT = 200

/** What was found, as it is stored and shown. @param identities of each cluster, in the order in which they were found */
export function resultOf(
  found: FoundSupport,
  data: SupportData,
  params: SupportParams,
  codes: ReadonlyMap<number, string>,
  identities: readonly { id: number; slot: number }[]
): StoredSupport {
  const { from, source, table, cut, trust, themes, described, routing, byTeam, next, foreign } = found
  const { columns, units } = source
  const { tickets } = columns
  const answering = byTeam ? data.names.team : data.names.agent
  const quiet = from === 'behaviour' ? null : quietFrom(tickets.opened, columns.lastDay)
  const clusterOf = new Map(Array.from(units.customer, (c, u) => [c, identities[cut.labels[u] as number]?.id ?? null]))
  return {
    verdict: trust.verdict,
    unit: params.unit,
    from,
    linkage: params.linkage,
    metric: params.metric,
    units: table.n,
    tickets: units.tickets.length,
    notes: [...data.notes, ...(foreign > 0 ? [{ code: 'support.note.otherLanguage', count: foreign, example: '' }] : [])],
    known: from === 'behaviour' ? toldShares(source) : knownShares(source),
    cophenetic: cut.cophenetic,
    k: cut.k,
    kChosenBy: cut.chosenBy,
    cuts: cut.cuts,
    criteria: cut.criteria,
    chance: trust.chance,
    agreement: trust.agreement,
    otherLinkages: trust.otherLinkages,
    segments: found.segments,
    twoStage: cut.twoStage,
    clusters: described.map((cluster, c) => ({
      id: identities[c]?.id ?? -1,
      slot: identities[c]?.slot ?? c,
      ...cluster,
      proposed: cluster.name,
      // What is so only as long as nobody says otherwise is read with the result.
      given: false,
      review: null,
      kept: null,
      stability: trust.stability[c] ?? null,
      silhouette: cut.silhouette.perCluster[c] ?? null
    })),
    themes: themesOf({ ...themes, ...data }, columns),
    rising: (from === 'behaviour' ? [] : findRising(columns, { q: FALSE_RISES })).map(({ product, category, fromDay, ...rising }) => ({
      product: data.names.product[product] ?? null,
      category: data.names.category[category] ?? null,
      from: isoDate(fromDay * secondsADay),
      ...rising
    })),
    quietFrom: quiet === null ? null : isoDate(quiet * secondsADay),
    risingUnseen: from === 'behaviour' ? null : risingUnseen(columns),
    routing: routing.map(({ who, category, ...handling }) => ({
      who: answering[who] as string,
      category: data.names.category[category] as string,
      ...handling
    })),
    timeToTicket: from === 'behaviour' ? null : timeToTicket(columns),
    next: next && {
      lift: next.lift,
      low: next.low,
      high: next.high,
      validated: next.low > 1,
      before: next.before,
      customers: (next.low > 1 ? next.customers : []).slice(0, MOST_NEXT).map(({ customer, chance, ...because }) => ({
        customer: codes.get(idOf(data, customer)) ?? '',
        chance,
        because,
        cluster: params.unit === 'customers' ? (clusterOf.get(customer) ?? null) : null
      }))
    }
  }

  function knownShares({ columns: { tickets: of }, delay }: Source): Record<string, number> {
    const share = (known: (i: number) => boolean) => {
      let count = 0
      for (let i = 0; i < of.n; i++) if (known(i)) count++
      return of.n === 0 ? 0 : count / of.n
    }
    const numbers = { response: of.response, resolution: of.resolution, reopens: of.reopens, rating: of.rating, tone: of.tone, delay }
    const codesOf = { customer: of.customer, category: of.category, channel: of.channel, product: of.product, agent: of.agent }
    return Object.fromEntries([
      ...Object.entries(codesOf).map(([name, column]) => [name, share((i) => (column[i] as number) >= 0)]),
      ...Object.entries(numbers).map(([name, column]) => [name, share((i) => !Number.isNaN(column[i] as number))])
    ])
  }

  function toldShares({ columns: { returns, orderStarts, tickets: answers } }: Source): Record<string, number> {
    const share = (is: (c: number) => boolean) => Array.from(returns.keys()).filter(is).length / Math.max(1, returns.length)
    const answered = (values: Float64Array) => new Set(answers.customer.filter((_, i) => !Number.isNaN(values[i] as number)))
    const [rated, sounded] = [answered(answers.rating), answered(answers.tone)]
    return {
      returns: share((c) => (returns[c] as number) > 0),
      again: share((c) => (orderStarts[c + 1] as number) - (orderStarts[c] as number) > 1),
      rating: share((c) => rated.has(c)),
      tone: share((c) => sounded.has(c))
    }
  }

  function themesOf(voices: Voices, { lastDay }: SupportColumns): SupportResult['themes'] {
    const dated = tickets.opened.filter((day) => !Number.isNaN(day)).sort()
    // A ticket that was dated by mistake is no beginning.
    const first = dated[Math.floor(dated.length / STRAY)] ?? Number.NaN
    const since = lastDay + 1 - TREND_DAYS
    const days = lastDay + 1 - Math.floor(first)
    return voices.themes.map(({ words, size }, theme) => {
      const own = Array.from(voices.of.keys()).filter((i) => voices.of[i] === theme)
      const rated = own.map((i) => tickets.tone[i] as number).filter((tone) => !Number.isNaN(tone))
      const writers = (is: (day: number) => boolean) =>
        Int32Array.from(
          own.filter((i) => is(tickets.opened[i] as number)),
          (i) => tickets.customer[i] as number
        )
      const trend = latelyOf({
        before: writers((day) => day <= since),
        lately: writers((day) => day > since),
        daysBefore: days - TREND_DAYS,
        daysLately: TREND_DAYS
      })
      const known = days >= 2 * TREND_DAYS ? trend : null
      return {
        words,
        tickets: size,
        tone: rated.length === 0 ? null : rated.reduce((sum, tone) => sum + tone, 0) / rated.length,
        trend: known?.value ?? null,
        trendRange: known && { low: known.low, high: known.high },
        quotes: quotesOf(voices, own)
      }
    })
  }
}

function timeToTicket(columns: SupportColumns): SupportResult['timeToTicket'] {
  const sorted = delays(columns)
    .filter((delay) => !Number.isNaN(delay))
    .sort()
  if (sorted.length === 0) return null
  return { tickets: sorted.length, early: quantile(sorted, 0.25), median: quantile(sorted, 0.5), late: quantile(sorted, 0.75) }
}

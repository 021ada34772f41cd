import type { Database } from 'better-sqlite3'
import { assignNearest, DRIFT_VERSION } from '../../../engines/drift.ts'
import { RULE_VERSION } from '../../../engines/explain/rule.ts'
import { MATCHING_VERSION } from '../../../engines/matching.ts'
import { adjustedRand } from '../../../engines/math/adjusted-rand.ts'
import { quantile } from '../../../engines/math/quantile.ts'
import { PAIN_VERSION } from '../../../engines/pain.ts'
import { RFM_VERSION, rfm } from '../../../engines/rfm.ts'
import { SEASON_VERSION, season } from '../../../engines/season.ts'
import { eachSilhouette } from '../../../engines/silhouette.ts'
import type { IsoDate } from '../../../shared/model/common.ts'
import type { Explanation, SegmentRule } from '../../../shared/model/explanation.ts'
import { rfmGroups } from '../../../shared/model/rfm.ts'
import type { SegmentProfile } from '../../../shared/model/segments.ts'
import { dayNumber, type Purchases } from '../db/queries/purchases.ts'
import { brokenOrders, orderMoments, peopleFacts, scoreFacts, spendFacts, ticketFacts } from '../db/queries/segment-facts.ts'
import type { MemberMarks, PainToStore } from '../db/queries/segments.ts'
import { storedSetup } from '../db/queries/stages.ts'
import type { TaskContext } from '../jobs/types.ts'
import { channelsOf } from './segment-channels.ts'
import { engineContext } from './segment-clustering.ts'
import { comparePains, painsOf, slowLimits } from './segment-pains.ts'
import { foremost, membersOf, personOf, standingOf } from './segment-people.ts'
import type { Space } from './segment-space.ts'
import { strategiesFor } from './segment-strategies.ts'
import { journeySetup, namesOfStages, stageByRules, visitFacts } from './segment-visits.ts'

/** Changes whenever the same segments could be explained otherwise. */
export const EXPLAIN_VERSION = `explain/7 ${MATCHING_VERSION} ${RULE_VERSION} ${PAIN_VERSION} ${RFM_VERSION} ${SEASON_VERSION} ${DRIFT_VERSION}`

/** What is explained: customers in segments, whatever put them there. */
export interface Labelled {
  purchases: Purchases
  /** The same customers as they were clustered. */
  space: Space
  /** Row-major k x `space.width`, in the order of the run's segments. */
  centres: Float64Array
  /** Place of the segment of each row. */
  places: Int32Array
  profiles: readonly SegmentProfile[][]
  /** Of each segment. */
  rules: readonly SegmentRule[]
  seed: number
  asOf: IsoDate
}

/** Everything but the ids that the database gives: segments stand by their place. */
export interface Explained {
  explanation: Omit<Explanation, 'run'>
  marks: MemberMarks
  pains: PainToStore[]
}

const SECONDS_A_DAY = 86_400
/** Of random numbers, beside those of the clustering. */
const STREAM = 350
const TYPICAL = 5
/** More bars than this can't be told apart in a silhouette plot. */
const SILHOUETTES = 1000

/** What moves, hurts and brings the customers of each segment. Reads what it needs; O(everything of these customers). */
export async function explain(db: Database, labelled: Labelled, ctx: TaskContext): Promise<Explained> {
  const { purchases, space, centres, places, profiles, rules, seed, asOf } = labelled
  const k = profiles.length
  const { customers, decimals, currency } = purchases
  const now = (dayNumber(asOf) + 1) * SECONDS_A_DAY
  ctx.onProgress({ phase: 'segments.explain', done: 0, total: null, unit: 'steps' })
  const orders = orderMoments(db, currency, now)
  const people = peopleFacts(db, now)
  const scores = scoreFacts(db, now)
  const tickets = ticketFacts(db, now)
  const broken = brokenOrders(db, now)
  const spend = spendFacts(db, currency, now)
  ctx.signal.throwIfAborted()

  const members = membersOf(
    customers,
    purchases.net.map((amount) => amount / 10 ** decimals),
    purchases.gross.map((amount) => amount / 10 ** decimals),
    orders,
    scores,
    tickets,
    people
  )
  const standing = standingOf(members, now)
  const channels = channelsOf(members, people, spend, places, k, now)
  const setup = await journeySetup(db, now)
  const sources = {
    tickets,
    scores,
    broken,
    visits: await visitFacts(db, setup, orders, now, ctx),
    // What the data suggest is about touchpoints; what the user said goes for tickets too.
    stageOf: stageByRules(storedSetup(db)?.rules ?? [], setup.stages),
    stageNames: namesOfStages(setup.stages)
  }
  const slow = slowLimits(tickets)
  const used = new Set(profiles.flatMap((profile) => profile.map(({ feature }): string => feature)))
  const pains = comparePains(painsOf(sources, slow), sources, slow, orders, customers, places, k, now, used)
  const groups = rfm(
    purchases.lastDay.map((day) => -day),
    purchases.orders,
    purchases.net
  )
  const shopAYear = standing.yearly.reduce((sum, net) => sum + net, 0)
  const daysSince = (rows: readonly number[], which: 0 | -1) => {
    const days = rows.flatMap((row) => members.moments[row]?.at(which) ?? []).map((at) => (now - at) / SECONDS_A_DAY)
    return quantile(Float64Array.from(days).sort(), 0.5)
  }
  const { distances } = assignNearest(space.rows, space.n, space.mixed, centres, k)
  ctx.signal.throwIfAborted()

  const segments = profiles.map((profile, place): Explanation['segments'][number] => {
    const belongs = (row: number) => places[row] === place
    ctx.onProgress({ phase: 'segments.explain', done: place, total: k, unit: 'steps' })
    const champions = foremost(standing.champion, standing.championReasons, members, people, belongs)
    const risk = foremost(standing.risk, standing.riskReasons, members, people, belongs)
    const atRisk = { count: risk.count, net: risk.rows.reduce((sum, row) => sum + (standing.risk[row] as number), 0) }
    const rows = Array.from(customers.keys()).filter(belongs)
    const answered = scores.filter(({ customer }) => rows.length > 0 && belongsTo(customer, customers, places, place))
    const seasonal = season(
      rows.map((row) => Array.from(members.moments[row] ?? [], monthOf)),
      ...wholeMonths(orders.at, now)
    )
    const months = seasonal.months.map(({ exposure: _, ...month }) => month)
    return {
      id: place,
      rule: rules[place] as SegmentRule,
      typical: rows
        .toSorted((a, b) => (distances[a] as number) - (distances[b] as number) || a - b)
        .slice(0, TYPICAL)
        .map((row) => personOf(row, members, people, [])),
      champions: { count: champions.count, people: champions.people },
      risk: { ...atRisk, people: risk.people },
      channels: channels[place] ?? [],
      satisfaction: answered.length === 0 ? null : { mean: meanShare(answered), answers: answered.length },
      season: { span: seasonal.span, months },
      strategies: strategiesFor({
        profile,
        pains: pains.report.cells.filter(({ segment }) => segment === place),
        risk: { ...atRisk, share: shopAYear > 0 ? atRisk.net / shopAYear : 0 },
        championCount: champions.count,
        size: rows.length,
        others: {
          size: customers.length - rows.length,
          risk: countKnown(standing.risk) - risk.count,
          champions: countKnown(standing.champion) - champions.count
        },
        season: months,
        channels: channels[place] ?? [],
        days: { sinceFirst: daysSince(rows, 0), sinceLast: daysSince(rows, -1) },
        asOf
      })
    }
  })
  // Where all are in one group, nobody stands between two.
  const apart = places.some((place) => place !== places[0])
  const context = engineContext(ctx, 'segments.explain', seed, STREAM)
  const single = apart
    ? await eachSilhouette(space.embedded.data, space.n, space.embedded.p, { labels: places, k }, SILHOUETTES, context)
    : { rows: new Int32Array(0), values: new Float64Array(0) }
  return {
    explanation: {
      segments,
      pains: pains.report,
      rfm: {
        groups: rfmGroups.map((group, number) => ({
          group,
          customers: groups.filter((of) => of === number).length,
          bySegment: profiles.map((_, place) => groups.filter((of, row) => of === number && places[row] === place).length)
        })),
        agreement: adjustedRand(groups, places)
      },
      silhouettes: profiles.map((_, place) => ({
        segment: place,
        values: Array.from(single.values.filter((_, i) => places[single.rows[i] as number] === place)).sort((a, b) => b - a)
      })),
      knows: {
        satisfaction: scores.length > 0,
        referrals: members.referred.some((count) => count > 0),
        channels: channels.some((list) => list.length > 0),
        spend: spend.length > 0
      },
      asOf
    },
    marks: {
      rfm: Array.from(groups, (group) => rfmGroups[group] ?? ''),
      champion: standing.champion,
      risk: standing.risk
    },
    pains: pains.rows
  }
}

/** The same with the ids of the run. */
export function withIds(explanation: Explained['explanation'], run: number, idOf: (place: number) => number): Explanation {
  return {
    ...explanation,
    run,
    segments: explanation.segments.map((segment) => ({ ...segment, id: idOf(segment.id) })),
    pains: { ...explanation.pains, cells: explanation.pains.cells.map((cell) => ({ ...cell, segment: idOf(cell.segment) })) },
    silhouettes: explanation.silhouettes.map(({ segment, values }) => ({ segment: idOf(segment), values }))
  }
}

const countKnown = (values: Float64Array): number => values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0)

const monthOf = (at: number): number => {
  const day = new Date(at * 1000)
  return 12 * day.getUTCFullYear() + day.getUTCMonth()
}

/** First and last calendar month of which the whole is in the data. */
function wholeMonths(at: Float64Array, now: number): [number, number] {
  const first = at.reduce((least, moment) => Math.min(least, moment), now)
  const begins = new Date(first * 1000)
  // A shop whose first order is of the third day of a month has that month as good as whole.
  return [monthOf(first) + (begins.getUTCDate() <= 3 ? 0 : 1), monthOf(now) - 1]
}

function meanShare(scores: readonly { score: number; scale: number }[]): number {
  return scores.reduce((sum, { score, scale }) => sum + score / scale, 0) / scores.length
}

/** Whether a customer is in the segment; ids ascend. O(log n). */
function belongsTo(customer: number, customers: Float64Array, places: Int32Array, place: number): boolean {
  let [low, high] = [0, customers.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const at = customers[middle] as number
    if (at === customer) return places[middle] === place
    if (at < customer) low = middle + 1
    else high = middle - 1
  }
  return false
}

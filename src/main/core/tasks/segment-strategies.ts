import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'
import type { IsoDate } from '../../../shared/model/common.ts'
import type { SegmentChannel, SegmentPain, Strategy } from '../../../shared/model/explanation.ts'
import type { SegmentProfile } from '../../../shared/model/segments.ts'

/** What is advised, and the facts that call for it. Its texts stand in the catalogue under the same id. */
const Playbook = z.strictObject({
  id: z.string(),
  /** All of them have to hold; a fact that is not known does not. */
  when: z.array(z.strictObject({ fact: z.string(), atLeast: z.number().optional(), atMost: z.number().optional() })),
  /** The differences from everyone else that its sentence speaks of, in standard deviations; with a minus where it speaks of less. */
  rests: z.array(z.string())
})
type Playbook = z.infer<typeof Playbook>

let known: readonly Playbook[] | undefined

/** The playbooks for segments that this build brings; of two that fit as well, the first is told first. Read once a process. */
export function segmentPlaybooks(): readonly Playbook[] {
  known ??= z.array(Playbook).parse(JSON.parse(readFileSync(playbookFile(import.meta.dirname), 'utf8')))
  return known
}

/** Walks up from the running file, which serves the sources, the bundle and the package alike. */
function playbookFile(from: string): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'resources', 'playbooks', 'segments.json')
    if (existsSync(candidate)) return candidate
    if (folder === path.dirname(folder)) throw new Error(`No resources/playbooks above ${from}.`)
  }
}

/** What a segment is told by, as far as advice depends on it. */
export interface StrategyFacts {
  profile: readonly SegmentProfile[]
  /** Of this segment, most over-represented first. */
  pains: readonly SegmentPain[]
  /** Customers. */
  size: number
  /** `share`: of what the whole shop brings in a year. */
  risk: { count: number; net: number; share: number }
  championCount: number
  /** The same of all other segments. */
  others: { size: number; risk: number; champions: number }
  season: readonly { month: number; index: number | null; low: number | null }[]
  channels: readonly SegmentChannel[]
  /** Of the customer in the middle, since the first and the last order. */
  days: { sinceFirst: number; sinceLast: number }
  asOf: IsoDate
}

/** More advice than this is none. */
const MOST = 3
const A_DAY = 86_400_000
/** A month in which a group buys again so many times as often as on average is its season. */
const SEASONAL = 1.5
/** Fewer customers than this by a channel, and nothing is said of what they bring. */
const FEWEST_GAINED = 5
/** A group of a channel is worth more, or less, where one of it brings so many times what one of that channel brings on average. */
const WORTH_MORE = 1.25
const WORTH_LESS = 0.5

type Values = Record<string, string | number>

/**
 * The advice that the facts of a segment call for, with the values that its texts speak about: first what rests on the strongest difference
 * from everyone else. A sentence that speaks of two differences is as strong as the weaker one.
 */
export function strategiesFor(facts: StrategyFacts): Strategy[] {
  const values = valuesOf(facts)
  const fitting = segmentPlaybooks().filter(({ when }) =>
    when.every(({ fact, atLeast, atMost }) => {
      const value = values[fact]
      return typeof value === 'number' && value >= (atLeast ?? Number.NEGATIVE_INFINITY) && value <= (atMost ?? Number.POSITIVE_INFINITY)
    })
  )
  // What suits everyone is said where nothing else is.
  const told = fitting.filter(({ when }) => when.length > 0)
  return (told.length > 0 ? told : fitting)
    .map(({ id, rests }) => ({ id, strength: strengthOf(rests, values) }))
    .sort((a, b) => b.strength - a.strength)
    .slice(0, MOST)
    .map(({ id }) => ({ id, because: values }))
}

function strengthOf(rests: readonly string[], values: Values): number {
  const strengths = rests.map((fact) => {
    const value = values[fact.replace(/^-/, '')]
    return typeof value !== 'number' ? 0 : fact.startsWith('-') ? -value : value
  })
  return Math.max(0, Math.min(...strengths))
}

function valuesOf(facts: StrategyFacts): Values {
  const { profile, pains, size, risk, championCount, others, days } = facts
  const values: Values = {
    riskCount: risk.count,
    riskNet: risk.net,
    riskShare: risk.share,
    'strength:risk': ofShares(risk.count, size, others.risk, others.size),
    championCount,
    'strength:champions': ofShares(championCount, size, others.champions, others.size)
  }
  // Who has nothing but returns has no first order.
  if (Number.isFinite(days.sinceFirst)) Object.assign(values, { daysSinceFirst: days.sinceFirst, daysSinceLast: days.sinceLast })
  for (const { feature, effect, median } of profile) {
    values[`effect:${feature}`] = effect
    if (feature === 'frequency') values.medianOrders = median
  }
  const [worst] = pains.filter(({ over }) => over)
  if (worst !== undefined) {
    Object.assign(values, {
      painRatio: worst.byCustomer?.ratio ?? 0,
      painShare: worst.share,
      painKind: worst.kind,
      painTopic: worst.topic,
      painCustomers: worst.customers,
      'strength:pain': ofShares(worst.customers, size, worst.otherShare * others.size, others.size)
    })
  }
  return { ...values, ...seasonOf(facts), ...channelsFor(facts.channels) }
}

/** The month that stands out most, and whether the customer in the middle has let a whole one of it pass since the last order. */
function seasonOf({ season, days, asOf }: StrategyFacts): Values {
  const [peak] = season.filter(({ low }) => (low ?? 0) > 1.2).sort((a, b) => (b.index ?? 0) - (a.index ?? 0))
  // Without a season there is none to wait for.
  if (peak === undefined || (peak.index ?? 0) < SEASONAL) return { seasonsMissed: 1 }
  const now = Date.parse(asOf)
  const [year, month] = [new Date(now).getUTCFullYear(), new Date(now).getUTCMonth() + 1]
  const lastWhole = Date.UTC(peak.month < month ? year : year - 1, peak.month - 1)
  const isMissed = days.sinceLast > (now - lastWhole) / A_DAY + 1
  return {
    peakIndex: peak.index ?? 0,
    peakMonth: peak.month,
    seasonsMissed: isMissed ? 1 : 0,
    'strength:season': ofRatio(peak.index ?? 0)
  }
}

/**
 * What the channels by which this segment came call for. Whether one pays is judged over all groups: a channel that does is worth more of for a group that
 * it brings more often and whose customers bring more than its others; if they bring much less, it should be aimed at others.
 */
function channelsFor(channels: readonly SegmentChannel[]): Values {
  const values: Values = {}
  const known = channels.flatMap(({ channel, ratio, low, high, money }) => {
    if (ratio === null || !money?.all || money.eachOfAll == null || money.gained < FEWEST_GAINED) return []
    const each = money.net / money.gained
    const { eachOfAll } = money
    return [{ channel, times: ratio, timesLow: low ?? 0, timesHigh: high ?? 0, each, eachOfAll, all: money.all }]
  })
  const often = known.filter(({ timesLow }) => timesLow > 1)
  const [gain] = often.filter(({ each, eachOfAll }) => each >= WORTH_MORE * eachOfAll).sort((a, b) => b.all.low - a.all.low)
  if (gain !== undefined) Object.assign(values, about('gain', gain), { 'strength:gain': ofRatio(gain.times) })
  const [stop] = known.filter(({ times }) => times >= 1).sort((a, b) => a.all.high - b.all.high)
  if (stop !== undefined) Object.assign(values, about('stop', stop), { 'strength:stop': ofRatio(1 / Math.max(0.01, stop.all.back)) })
  const [aim] = often.filter(({ each, eachOfAll, all }) => all.high > 1 && each <= WORTH_LESS * eachOfAll).sort((a, b) => b.times - a.times)
  if (aim !== undefined) Object.assign(values, about('aim', aim), { 'strength:aim': ofRatio(aim.times) })
  return values
}

interface Told {
  channel: string
  times: number
  timesLow: number
  timesHigh: number
  each: number
  eachOfAll: number
  all: { back: number; low: number; high: number }
}

function about(name: 'gain' | 'stop' | 'aim', { channel, times, timesLow, timesHigh, each, eachOfAll, all }: Told): Values {
  const values = { Channel: channel, Times: times, TimesLow: timesLow, TimesHigh: timesHigh, Each: each, EachOfAll: eachOfAll }
  const money = { Back: all.back, BackLow: all.low, BackHigh: all.high }
  return Object.fromEntries(Object.entries({ ...values, ...money }).map(([key, value]) => [name + key, value]))
}

/** A ratio of odds or rates as a difference in standard deviations, beside those of numbers (Chinn 2000: the logistic distribution has a spread of π/√3). */
function ofRatio(ratio: number): number {
  return ratio > 0 ? (Math.log(ratio) * Math.sqrt(3)) / Math.PI : 0
}

/** Likewise of two shares; half a customer more on either side, so that none is not infinitely few (Haldane 1956). */
function ofShares(a: number, n: number, b: number, m: number): number {
  return ofRatio(((a + 0.5) * (m - b + 0.5)) / ((n - a + 0.5) * (b + 0.5)))
}

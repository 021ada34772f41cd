import { quantile } from '../../../engines/math/quantile.ts'
import { compareRates } from '../../../engines/pain.ts'
import type { JourneyStage, PainKind, PainReport, SegmentPain } from '../../../shared/model/explanation.ts'
import type { brokenOrders, OrderMoments, ScoreFact, TicketFact } from '../db/queries/segment-facts.ts'
import { painOccasions } from './segment-occasions.ts'
import type { VisitFact, VisitFacts } from './segment-visits.ts'

/** Something that hurt a customer. What is compared takes nothing else, wherever it comes from. */
export interface Pain {
  customer: number
  stage: JourneyStage
  kind: PainKind
  /** Category of a complaint; '' for the other kinds. */
  topic: string
  /** Seconds. */
  at: number
  /** Where it stands. */
  source: 'ticket' | 'feedback' | 'order' | 'touchpoint'
  reference: number
}

export interface PainSources {
  tickets: readonly TicketFact[]
  scores: readonly ScoreFact[]
  broken: ReturnType<typeof brokenOrders>
  visits: VisitFacts
  /** Where the workspace's own stages put a topic; null where they say nothing of it. */
  stageOf: (topic: string) => JourneyStage | null
  stageNames: Partial<Record<JourneyStage, string>>
}

/** The slowest tenth of answers and solutions counts as slow. */
const SLOW = 0.9
/** Fewer tickets say nothing about what is slow. */
const FEWEST_TICKETS = 20

/** Shares of the best score up to which it is a low one: two of five stars, three of seven, six of ten for a recommendation. */
const LOW_SCORE = 0.43
const LOW_RECOMMENDATION = 0.6

/** Where a ticket of this category hurts. The first that fits; what fits nothing came after the purchase. */
const stageOfCategory: readonly (readonly [RegExp, JourneyStage])[] = [
  [/question|advice|enquir|inquir|information|pre-?sale|availab/i, 'consideration'],
  [/basket|cart|coupon|voucher|price/i, 'decision'],
  [/bill|invoice|payment|checkout|charge|order(ing)? process|account|login/i, 'purchase'],
  [/loyalty|points|referr|subscription|newsletter/i, 'loyalty']
]

/** The stage that each kind of pain belongs to, where its category does not say it. */
const stageOfKind: Record<Exclude<PainKind, VisitFact['kind']>, JourneyStage> = {
  complaint: 'post-purchase',
  slowAnswer: 'post-purchase',
  slowSolution: 'post-purchase',
  reopened: 'post-purchase',
  return: 'post-purchase',
  cancelled: 'purchase',
  lowScore: 'post-purchase',
  notRecommended: 'loyalty',
  unhappyAfterHelp: 'post-purchase'
}

/** How long is slow, in seconds; infinite where there is too little to say. */
export interface SlowLimits {
  answer: number
  solution: number
}

export function slowLimits(tickets: readonly TicketFact[]): SlowLimits {
  return {
    answer: slowest(tickets.map(({ at, answeredAt }) => waited(at, answeredAt))),
    solution: slowest(tickets.map(({ at, solvedAt }) => waited(at, solvedAt)))
  }
}

/** Everything that hurt anybody: complaints, waits, problems that came back, returns, calls-off, low scores, and visits that were left. O(sources). */
export function painsOf({ tickets, scores, broken, visits, stageOf }: PainSources, slow: SlowLimits): Pain[] {
  const pains: Pain[] = []
  for (const { id, customer, at, answeredAt, solvedAt, category, reopens, rating } of tickets) {
    const topic = category?.trim() ?? ''
    const of = { customer, at, source: 'ticket' as const, reference: id }
    const stage = stageOf(topic) ?? stageOfTopic(topic)
    pains.push({ ...of, stage, kind: 'complaint', topic })
    if ((waited(at, answeredAt) ?? 0) > slow.answer) pains.push({ ...of, stage, kind: 'slowAnswer', topic: '' })
    if ((waited(at, solvedAt) ?? 0) > slow.solution) pains.push({ ...of, stage, kind: 'slowSolution', topic: '' })
    if ((reopens ?? 0) > 0) pains.push({ ...of, stage, kind: 'reopened', topic: '' })
    if (rating !== null && rating <= 2) pains.push({ ...of, stage, kind: 'unhappyAfterHelp', topic: '' })
  }
  for (const { id, customer, at, type, score, scale, ofTicket } of scores) {
    const recommends = type === 'nps'
    if (score > scale * (recommends ? LOW_RECOMMENDATION : LOW_SCORE)) continue
    const kind = recommends ? 'notRecommended' : ofTicket ? 'unhappyAfterHelp' : 'lowScore'
    pains.push({ customer, stage: stageOfKind[kind], kind, topic: '', at, source: 'feedback', reference: id })
  }
  for (const { order, customer, at, kind } of broken) {
    const what = kind === 'return' ? 'return' : 'cancelled'
    pains.push({ customer, stage: stageOfKind[what], kind: what, topic: '', at, source: 'order', reference: order })
  }
  for (const { touchpoint, ...of } of visits.facts) pains.push({ ...of, source: 'touchpoint', reference: touchpoint })
  return pains
}

/** Found to be over-represented at this share of false discoveries, and by at least a quarter. */
const DISCOVERY = 0.05
const WORTH_SAYING = 1.25

/**
 * Features that count the same as a kind of pain does, or so that it directly follows: groups that are made from them differ in it
 * by construction. What was called off counts as come back.
 */
const countedIn: Partial<Record<PainKind, readonly string[]>> = {
  complaint: ['supportLoad', 'tickets'],
  return: ['returnShare'],
  cancelled: ['returnShare'],
  lowScore: ['csat'],
  unhappyAfterHelp: ['csat'],
  notRecommended: ['nps']
}

export interface PainsFound {
  report: PainReport
  /** Those of segment members, in the order of the cells. */
  rows: (Pain & { segment: number })[]
}

/**
 * Which segment meets with which pain more often than everyone else, by customer and by occasion, by stage; most over-represented first.
 * What the segments were made of is said to be that, and is not over-represented.
 *
 * @param customers ids, ascending, and `places[i]` the segment of customers[i]
 * @param asOf seconds: the end of the as-of date
 * @param used features that the segments were made from
 */
export function comparePains(
  pains: readonly Pain[],
  sources: PainSources,
  slow: SlowLimits,
  orders: OrderMoments,
  customers: Float64Array,
  places: Int32Array,
  segmentCount: number,
  asOf: number,
  used: ReadonlySet<string>
): PainsFound {
  const rowOf = new Map(Array.from(customers, (customer, row) => [customer, row]))
  const ours = pains.filter(({ customer }) => rowOf.has(customer))
  // Orders from before anything was written down could not hurt anybody on record.
  const from = ours.reduce((first, { at }) => Math.min(first, at), asOf)
  const keys = [...new Set(ours.map(keyOf))].sort()
  const occasionsOf = painOccasions(sources, orders, from, rowOf)
  const kindOf = new Map(keys.map((key, i) => [key, i]))
  const cells = compareRates(
    {
      rows: Int32Array.from(ours, ({ customer }) => rowOf.get(customer) ?? 0),
      kinds: Int32Array.from(ours, (pain) => kindOf.get(keyOf(pain)) ?? 0)
    },
    keys.map((key) => occasionsOf(readKey(key))),
    places,
    segmentCount
  )
  const all = cells.map((cell): SegmentPain => {
    const { stage, kind, topic } = readKey(keys[cell.kind] as string)
    const { group: segment, kind: _kind, p: _p, ...figures } = cell
    const over = cell.q !== null && cell.q <= DISCOVERY && Math.min(cell.byCustomer?.ratio ?? 0, cell.byOrder?.ratio ?? 0) >= WORTH_SAYING
    return { segment, stage, kind, topic, ...figures, over }
  })
  const found = all.map((cell): SegmentPain => (cell.over && isMadeOf(cell, all, used) ? { ...cell, over: false, madeOf: true } : cell))
  found.sort((a, b) => Number(b.over) - Number(a.over) || (b.byCustomer?.low ?? 0) - (a.byCustomer?.low ?? 0) || b.customers - a.customers)
  const hours = (seconds: number) => (Number.isFinite(seconds) ? seconds / 3600 : null)
  return {
    report: {
      cells: found,
      from: new Date(from * 1000).toISOString().slice(0, 10),
      tickets: sources.tickets.length,
      answers: sources.scores.length,
      returns: sources.broken.filter(({ kind }) => kind === 'return').length,
      slowAnswerHours: hours(slow.answer),
      slowSolutionHours: hours(slow.solution),
      visits: sources.visits.visits,
      ...(Object.keys(sources.stageNames).length > 0 && { stageNames: sources.stageNames })
    },
    rows: ours.map((pain) => ({ ...pain, segment: places[rowOf.get(pain.customer) ?? 0] ?? 0 }))
  }
}

/**
 * Whether the segments were made of this. Of complaints it is their number that they were made of: a topic is a difference of its own
 * where the segment surely has still more of it than of complaints of any kind.
 */
function isMadeOf(cell: SegmentPain, cells: readonly SegmentPain[], used: ReadonlySet<string>): boolean {
  if (!countedIn[cell.kind]?.some((feature) => used.has(feature))) return false
  if (cell.kind !== 'complaint' || cell.topic === '') return true
  const complaints = cells.filter(({ kind, segment }) => kind === 'complaint' && segment === cell.segment)
  const of = (rate: 'rate' | 'otherRate') => complaints.reduce((sum, one) => sum + one[rate], 0)
  return (cell.byOrder?.low ?? 0) * of('otherRate') <= of('rate')
}

/** Where complaints about something hurt, by its words alone. */
export function stageOfTopic(topic: string): JourneyStage {
  return stageOfCategory.find(([words]) => words.test(topic))?.[1] ?? stageOfKind.complaint
}

/** Seconds; null where it has not come to that, or the file has it before the beginning. */
export function waited(from: number, to: number | null): number | null {
  return to === null || to < from ? null : to - from
}

function slowest(waits: (number | null)[]): number {
  const known = Float64Array.from(waits.filter((wait) => wait !== null)).sort()
  return known.length < FEWEST_TICKETS ? Number.POSITIVE_INFINITY : quantile(known, SLOW)
}

const keyOf = ({ stage, kind, topic }: Pain): string => JSON.stringify([stage, kind, topic])

function readKey(key: string): { stage: JourneyStage; kind: PainKind; topic: string } {
  const [stage, kind, topic] = JSON.parse(key) as [JourneyStage, PainKind, string]
  return { stage, kind, topic }
}

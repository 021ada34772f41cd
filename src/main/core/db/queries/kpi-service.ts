/** What customers wrote, and what they answered. */
import type { Database } from 'better-sqlite3'
import { answerKinds, type KpiInput } from '../../../../shared/model/kpi-columns.ts'
import { businessSeconds } from '../../business-hours.ts'
import { categoryCodes, count, type DictionarySet, dayOf, type KpiScope, mostMembers, type People } from './kpi-people.ts'

interface TicketRow {
  customer: number | null
  product: number | null
  opened: number | null
  response: number | null
  resolved: number | null
  reopens: number | null
  reassignments: number | null
  replies: number | null
  channel: string | null
  category: string | null
}

export function loadTickets(
  db: Database,
  { hours }: KpiScope,
  cutoff: number,
  people: People,
  names: DictionarySet,
  leftOut: Record<string, number>
) {
  const category = categoryCodes(db, names)
  const topics: string[] = []
  const topicOf = (name: string | null): number => {
    if (name === null) return -1
    const found = topics.indexOf(name)
    return found >= 0 ? found : topics.length < mostMembers ? topics.push(name) - 1 : -1
  }
  const rows = db
    .prepare<[], TicketRow>(
      `SELECT customer_id AS customer, product_id AS product, opened_at AS opened, first_response_at AS response,
              COALESCE(resolved_at, closed_at) AS resolved, reopens, reassignments, replies, channel, category
       FROM ticket ORDER BY opened_at, id`
    )
    .all()
    .filter(({ opened }) => {
      if (opened === null) count(leftOut, 'undatedTickets')
      else if (opened >= cutoff) count(leftOut, 'ticketsAfter')
      return opened !== null && opened < cutoff
    })
  const span = (opened: number | null, until: number | null, which: string, measure: (from: number, to: number) => number): number => {
    if (opened === null || until === null) return Number.NaN
    // What happened later was not known then.
    if (until >= cutoff) return Number.NaN
    if (until < opened) {
      count(leftOut, which)
      return Number.NaN
    }
    return measure(opened, until) / 3_600
  }
  const calendar = (from: number, to: number) => to - from
  const business = (from: number, to: number) => businessSeconds(from, to, hours)
  const times = rows.map(({ opened, response, resolved }) => ({
    response: span(opened, response, 'answeredBefore', calendar),
    responseBusiness: response !== null && response < (opened ?? 0) ? Number.NaN : span(opened, response, 'answeredBefore', business),
    resolution: span(opened, resolved, 'resolvedBefore', calendar),
    resolutionBusiness: resolved !== null && resolved < (opened ?? 0) ? Number.NaN : span(opened, resolved, 'resolvedBefore', business)
  }))
  return {
    topics,
    columns: {
      n: rows.length,
      day: Int32Array.from(rows, ({ opened }) => dayOf(opened ?? 0)),
      customer: Int32Array.from(rows, ({ customer }) => people.placeOf(customer)),
      channel: Int32Array.from(rows, ({ channel }) => names.channel.codeOf(channel)),
      category: Int32Array.from(rows, ({ product }) => category(product)),
      topic: Int32Array.from(rows, (row) => topicOf(row.category)),
      response: Float64Array.from(times, ({ response }) => response),
      responseBusiness: Float64Array.from(times, ({ responseBusiness }) => responseBusiness),
      resolution: Float64Array.from(times, ({ resolution }) => resolution),
      resolutionBusiness: Float64Array.from(times, ({ resolutionBusiness }) => resolutionBusiness),
      firstContact: Int8Array.from(rows, (row, i) => firstContact(row, times[i]?.resolution ?? Number.NaN))
    }
  }
}

/** Solved without being opened again, handed on or written back to more than once, as far as the file counts these. */
function firstContact({ reopens, reassignments, replies }: TicketRow, resolution: number): number {
  if (Number.isNaN(resolution) || (reopens === null && reassignments === null && replies === null)) return -1
  return Number((reopens ?? 0) === 0 && (reassignments ?? 0) === 0 && (replies ?? 0) <= 1)
}

interface AnswerRow {
  at: number
  type: 'csat' | 'nps' | 'ces'
  score: number
  scale: number | null
  customer: number | null
  product: number | null
  channel: string | null
}

/** What customers gave tickets, for a shop that asks nothing else. The scale is the smallest usual one that holds all ratings. */
function ticketRatings(db: Database): AnswerRow[] {
  const rows = db
    .prepare<[], AnswerRow>(
      `SELECT COALESCE(resolved_at, closed_at, opened_at) AS at, 'csat' AS type, rating AS score, customer_id AS customer, product_id AS product, channel
       FROM ticket WHERE rating IS NOT NULL AND COALESCE(resolved_at, closed_at, opened_at) IS NOT NULL ORDER BY at, id`
    )
    .all()
  const highest = rows.reduce((most, { score }) => Math.max(most, score), 0)
  const scale = [5, 10, 100].find((most) => highest <= most) ?? null
  return rows.map((row) => ({ ...row, scale }))
}

/** A satisfied answer is one of the two best of five, or as near the top on another scale. */
const satisfiedFrom = 0.75

export function loadAnswers(
  db: Database,
  cutoff: number,
  people: People,
  names: DictionarySet,
  leftOut: Record<string, number>
): KpiInput['answers'] {
  const category = categoryCodes(db, names)
  const rows = db
    .prepare<[], AnswerRow>(
      `SELECT at, type, score, scale, customer_id AS customer, product_id AS product, channel FROM feedback
       WHERE type IN ('csat', 'nps', 'ces') AND score IS NOT NULL AND at IS NOT NULL ORDER BY at, id`
    )
    .all()
  const undated =
    db
      .prepare<[], number>("SELECT COUNT(*) FROM feedback WHERE type IN ('csat', 'nps', 'ces') AND score IS NOT NULL AND at IS NULL")
      .pluck()
      .get() ?? 0
  count(leftOut, 'undatedAnswers', undated)
  if (!rows.some(({ type }) => type === 'csat')) rows.push(...ticketRatings(db))
  // Scores on different scales have no mean: those on the most used one count.
  const easeScale = mostUsed(rows.flatMap(({ type, scale, at }) => (type === 'ces' && scale !== null && at < cutoff ? [scale] : [])))
  const kept = rows.flatMap((row) => {
    if (row.at >= cutoff) {
      count(leftOut, 'answersAfter')
      return []
    }
    const isEase = row.type === 'ces' && row.scale !== null
    if (isEase && easeScale !== null && row.scale !== easeScale) {
      count(leftOut, 'answersOtherScale')
      return []
    }
    const value = answerValue(row)
    if (value === null) {
      count(leftOut, 'answersOffScale')
      return []
    }
    return [{ ...row, value }]
  })
  return {
    n: kept.length,
    day: Int32Array.from(kept, ({ at }) => dayOf(at)),
    kind: Uint8Array.from(kept, ({ type }) => answerKinds[type]),
    customer: Int32Array.from(kept, ({ customer }) => people.placeOf(customer)),
    channel: Int32Array.from(kept, ({ channel }) => names.channel.codeOf(channel)),
    category: Int32Array.from(kept, ({ product }) => category(product)),
    value: Float64Array.from(kept, ({ value }) => value),
    easeScale
  }
}

function mostUsed(values: readonly number[]): number | null {
  const uses = [...Map.groupBy(values, (value) => value)].sort(([a, of], [b, others]) => others.length - of.length || a - b)
  return uses[0]?.[0] ?? null
}

/** Null for an answer that cannot be read without its scale, or lies off it. */
function answerValue({ type, score, scale }: { type: 'csat' | 'nps' | 'ces'; score: number; scale: number | null }): number | null {
  switch (type) {
    case 'nps':
      if ((scale !== null && scale !== 10) || score < 0 || score > 10) return null
      return score >= 9 ? 100 : score <= 6 ? -100 : 0
    case 'csat':
      if (scale === null || scale < 2 || score < 0 || score > scale) return null
      return Number((score - 1) / (scale - 1) >= satisfiedFrom)
    case 'ces':
      return score < 0 || (scale !== null && score > scale) ? null : score
  }
}

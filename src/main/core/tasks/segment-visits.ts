import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import type { JourneyStage } from '../../../shared/model/explanation.ts'
import type { JourneySetup, Stage, StageRule } from '../../../shared/model/journey.ts'
import type { OrderMoments } from '../db/queries/segment-facts.ts'
import { type VisitRow, visitRows } from '../db/queries/segment-visits.ts'
import { storedSetup } from '../db/queries/stages.ts'
import type { TaskContext } from '../jobs/types.ts'
import { loadDoings, loadTouchpoints } from './journey-load.ts'
import { createMatcher } from './journey-rules.ts'
import { builtInStages, proposeRules } from './journey-stages.ts'
import { describeNames } from './journey-timeline.ts'
import { speaksOfTrouble } from './journey-words.ts'

/** What went wrong in a visit: it was left on the way to a purchase, or met something that failed. */
export interface VisitFact {
  kind: 'dropOff' | 'trouble'
  customer: number
  at: number
  stage: JourneyStage
  /** What the file calls where it was left, or what was met. */
  topic: string
  /** Id of the touchpoint. */
  touchpoint: number
}

export interface VisitFacts {
  facts: VisitFact[]
  /** Visits of customers that there were to go by. */
  visits: number
  /** Of each customer, by id: visits, and those that are over and came as far as deciding, in all and by step. */
  reached: { visits: Tally; deciding: Tally; steps: ReadonlyMap<string, Tally> }
}

/** How often, by id of the customer; who is left out has none. */
export type Tally = ReadonlyMap<number, number>

/** A pause that ends a visit where the file names no sessions. */
const GAP = 1800
const DAY = 86_400
/** What is left or met under more names than these shares a nameless last one. */
const MOST_TOPICS = 8
const TURN = 50_000

/**
 * The stages of the workspace and what puts touchpoints into them: as the user set them, else as the data suggest, which is what the
 * journey shows. O(touchpoints).
 */
export async function journeySetup(db: Database, until: number): Promise<JourneySetup> {
  const stored = storedSetup(db)
  if (stored !== null) return stored
  const touchpoints = await loadTouchpoints(db, until, { page: false, campaign: false }, async () => {})
  const doings = await loadDoings(db, until, async () => {})
  return { stages: [...builtInStages], rules: proposeRules(describeNames(touchpoints, doings), builtInStages).map(({ rule }) => rule) }
}

/** Role of each stage by id; a stage of the user's own without one belongs to that before it. */
export function rolesOf(stages: readonly Stage[]): Map<number, JourneyStage> {
  const roles = new Map<number, JourneyStage>()
  let last: JourneyStage = 'awareness'
  for (const { id, role } of stages) {
    last = role ?? last
    roles.set(id, last)
  }
  return roles
}

/** What the user calls stages, where it is not as they are called at first. */
export function namesOfStages(stages: readonly Stage[]): Partial<Record<JourneyStage, string>> {
  return Object.fromEntries(stages.flatMap(({ name, role }) => (name === null || role === null ? [] : [[role, name] as const])))
}

/** The stage that the user's rules put a word into, wherever it stands; null where none does. */
export function stageByRules(rules: readonly StageRule[], stages: readonly Stage[]): (word: string) => JourneyStage | null {
  const ruleOf = createMatcher(rules)
  const roles = rolesOf(stages)
  return (word) => {
    const stage = rules[ruleOf({ event: word, channel: '', page: '', campaign: '' })]?.stage ?? null
    return stage === null ? null : (roles.get(stage) ?? null)
  }
}

/**
 * Visits that came as far as deciding (a basket, a checkout) and were followed by no purchase on that day or the next, by where they were left; and
 * what failed in visits. A visit is a session of the file, or touchpoints with less than half an hour between them. Those of the last
 * day are open still. O(touchpoints).
 */
export async function visitFacts(
  db: Database,
  { stages, rules }: JourneySetup,
  orders: OrderMoments,
  until: number,
  ctx: Pick<TaskContext, 'signal'>
): Promise<VisitFacts> {
  const ruleOf = createMatcher(rules)
  const roles = rolesOf(stages)
  const boughtAt = momentsOf(orders)
  const facts: VisitFact[] = []
  let visits = 0
  const closed = new Map<number, number>()
  const deciding = new Map<number, number>()
  const steps = new Map<string, Map<number, number>>()
  let open = new Map<string, Visit>()
  let current: Visit | null = null
  let customer = -1
  const close = () => {
    const moments = boughtAt.get(customer) ?? []
    for (const visit of open.values()) {
      visits++
      const from = Math.floor(visit.from / DAY) * DAY
      countOne(closed, customer)
      if (visit.left === null || visit.last + DAY > until) continue
      countOne(deciding, customer)
      for (const step of visit.steps) {
        const of = steps.get(step) ?? new Map<number, number>()
        countOne(of, customer)
        steps.set(step, of)
      }
      if (visit.bought || moments.some((at) => at >= from && at <= visit.last + DAY)) continue
      const { id, at, name } = visit.left
      facts.push({ kind: 'dropOff', customer, at, stage: 'decision', topic: name, touchpoint: id })
    }
    open = new Map()
    current = null
  }
  let done = 0
  for (const row of visitRows(db, until)) {
    const [id, who, at, event, page, channel, campaign] = row
    if (who !== customer) {
      close()
      customer = who
    }
    current = visitAt(open, current, row)
    const stage = rules[ruleOf({ event, channel, page, campaign })]?.stage ?? null
    const role = stage === null ? null : (roles.get(stage) ?? null)
    const name = event || page || campaign || channel
    current.last = at
    if (role !== null) current.role = role
    if (role === 'decision') {
      current.left = { id, at, name }
      current.steps.add(name)
    }
    if (role === 'purchase') current.bought = true
    if (speaksOfTrouble(event || page)) {
      facts.push({ kind: 'trouble', customer, at, stage: role ?? current.role, topic: name, touchpoint: id })
    }
    if (++done % TURN === 0) {
      await nextTurn()
      ctx.signal.throwIfAborted()
    }
  }
  close()
  return { facts: withFewTopics(facts), visits, reached: { visits: closed, deciding, steps } }
}

interface Visit {
  session: string | null
  from: number
  last: number
  /** The last stage that it was in. */
  role: JourneyStage
  /** The last step of deciding. */
  left: { id: number; at: number; name: string } | null
  /** Every step of deciding that it came to. */
  steps: Set<string>
  bought: boolean
}

/** The visit that a touchpoint belongs to, begun where there is none. */
function visitAt(open: Map<string, Visit>, current: Visit | null, [id, , at, , , , , session]: VisitRow): Visit {
  if (session !== null) {
    const known = open.get(session)
    if (known !== undefined) return known
  } else if (current !== null && current.session === null && at - current.last <= GAP) return current
  const begun: Visit = { session, from: at, last: at, role: 'consideration', left: null, steps: new Set(), bought: false }
  // A key that no session can have.
  open.set(session ?? `\u0000${id}`, begun)
  return begun
}

function countOne(tally: Map<number, number>, customer: number): void {
  tally.set(customer, (tally.get(customer) ?? 0) + 1)
}

function momentsOf({ customers, at }: OrderMoments): Map<number, number[]> {
  const found = new Map<number, number[]>()
  customers.forEach((customer, i) => {
    const own = found.get(customer)
    if (own === undefined) found.set(customer, [at[i] as number])
    else own.push(at[i] as number)
  })
  return found
}

/** Rare names together: a cell for each page of a shop would say nothing of any. */
function withFewTopics(facts: VisitFact[]): VisitFact[] {
  for (const kind of ['dropOff', 'trouble'] as const) {
    const counts = new Map<string, number>()
    for (const fact of facts) if (fact.kind === kind) counts.set(fact.topic, (counts.get(fact.topic) ?? 0) + 1)
    const kept = new Set(
      [...counts]
        .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
        .slice(0, MOST_TOPICS)
        .map(([topic]) => topic)
    )
    for (const fact of facts) if (fact.kind === kind && !kept.has(fact.topic)) fact.topic = ''
  }
  return facts
}

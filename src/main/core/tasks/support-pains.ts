import type { Database } from 'better-sqlite3'
import { type JourneyStage, journeyStages } from '../../../shared/model/journey-stages.ts'
import type { SupportPains } from '../../../shared/model/support-views.ts'
import { endOfDay } from '../db/queries/dates.ts'
import { segmentGroups } from '../db/queries/journey-segments.ts'
import { artifactOf } from '../db/queries/runs.ts'
import { orderMoments, ticketFacts } from '../db/queries/segment-facts.ts'
import { latestSegments } from '../db/queries/segments.ts'
import { analysedCurrency } from '../db/queries/settings.ts'
import { storedSetup } from '../db/queries/stages.ts'
import type { StoredVoices } from '../db/queries/support-run.ts'
import { builtInStages } from './journey-stages.ts'
import { comparePains, type Pain, slowLimits, stageOfTopic } from './segment-pains.ts'
import { namesOfStages, stageByRules } from './segment-visits.ts'

/** The stage of the journey in which a ticket hurts, by its category: where the user's rules put it, else where such words belong. As a number. */
export function stageNumbers(db: Database): (category: string) => number {
  const setup = storedSetup(db)
  const byRules = stageByRules(setup?.rules ?? [], setup?.stages ?? builtInStages)
  return (category) => journeyStages.indexOf(byRules(category) ?? stageOfTopic(category))
}

/**
 * Which segment writes about which theme, in which stage, more often than everybody else: by customer and by order, as segments' pain points are
 * compared. Null without themes or without segments. O(tickets + orders).
 */
export function readSupportPains(db: Database, run: number, asOf: string): SupportPains | null {
  const voices = artifactOf<StoredVoices>(db, run, 'voices')
  const groups = segmentGroups(db)
  if (voices === null || groups === null) return null
  const until = endOfDay(asOf)
  const tickets = ticketFacts(db, until)
  const factOf = new Map(tickets.map((fact) => [fact.id, fact]))
  const pains: Pain[] = []
  voices.tickets.forEach((id, i) => {
    const fact = factOf.get(id)
    if (fact === undefined) return
    const { customer, at } = fact
    const stage = journeyStages[voices.stage[i] as number] as JourneyStage
    pains.push({ customer, at, stage, kind: 'complaint', topic: String(voices.theme[i]), source: 'ticket', reference: id })
  })
  const customers = Float64Array.from(groups.slotOf.keys()).sort()
  const nothing = new Map<number, number>()
  const { report } = comparePains(
    pains,
    {
      tickets,
      scores: [],
      broken: [],
      visits: { facts: [], visits: 0, reached: { visits: nothing, deciding: nothing, steps: new Map() } },
      stageOf: () => null,
      stageNames: namesOfStages(storedSetup(db)?.stages ?? [])
    },
    slowLimits([]),
    orderMoments(db, analysedCurrency(db), until),
    customers,
    Int32Array.from(customers, (customer) => (groups.slotOf.get(customer) ?? 1) - 1),
    groups.names.length,
    until,
    new Set(latestSegments(db, asOf)?.features.map(({ feature }) => feature))
  )
  return {
    segments: groups.names.map(({ segment, name, slot }) => ({ id: segment, name, slot })),
    cells: report.cells.map(({ segment, topic, stage, customers: wrote, share, otherShare, byCustomer, q, over }) => ({
      segment: groups.names[segment]?.segment ?? -1,
      theme: Number(topic),
      stage,
      customers: wrote,
      share,
      otherShare,
      byCustomer,
      q,
      over
    })),
    stageNames: report.stageNames ?? {}
  }
}

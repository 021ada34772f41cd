import fc from 'fast-check'
import { noStage, type Timeline } from '../../../src/engines/journey/timeline.ts'

/** One event: customer, moment, stage (null: none), code. */
export interface Event {
  who: number
  at: number
  stage: number | null
  code?: number
}

export const stages = 4

/** A timeline of these events; customers are numbered from 0. */
export function timelineOf(events: readonly Event[], end: number): Timeline {
  const customers = [...new Set(events.map(({ who }) => who))].sort((a, b) => a - b)
  const sorted = [...events].sort((a, b) => a.who - b.who || a.at - b.at || (a.stage ?? noStage) - (b.stage ?? noStage))
  const starts = [0, ...customers.map((who) => sorted.findLastIndex((event) => event.who === who) + 1)]
  return {
    base: 0,
    end,
    stages,
    customers: Int32Array.from(customers),
    starts: Int32Array.from(starts),
    at: Float64Array.from(sorted, ({ at }) => at),
    code: Uint16Array.from(sorted, ({ code, stage }) => code ?? stage ?? 9),
    stage: Uint8Array.from(sorted, ({ stage }) => stage ?? noStage),
    channel: new Uint8Array(sorted.length)
  }
}

/** A few customers, many events at the same moment among them. */
export const anyEvents = fc.array(
  fc.record({
    who: fc.integer({ min: 0, max: 5 }),
    at: fc.integer({ min: 0, max: 30 }),
    stage: fc.option(fc.integer({ min: 0, max: stages - 1 }), { freq: 5 })
  }),
  { maxLength: 40 }
)

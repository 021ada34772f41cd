import { describe, expect, it } from 'vitest'
import { flowOf, noStage, standings } from '../../../src/engines/journey/timeline.ts'
import { painMatrix } from '../../../src/main/core/tasks/journey-pains.ts'
import type { Prepared } from '../../../src/main/core/tasks/journey-read.ts'
import { type Event, timelineOf } from '../engines/journey.fixture.ts'

const ORDER = 0
const RETURN = 1
const TICKET = 2
const FEEDBACK = 3

/** Customers 0 to 39, all of whom buy; what `after` has of each follows. Those below 20 are in the first group. */
function matrix(after: (who: number) => Omit<Event, 'who'>[]) {
  const everybody = Array.from({ length: 40 }, (_, who) => who)
  const events = everybody.flatMap((who): Event[] => [{ who, at: 0, stage: 0, code: ORDER }, ...after(who).map((e) => ({ ...e, who }))])
  const timeline = timelineOf(events, 200)
  const flow = flowOf(timeline)
  const home = new Uint8Array([noStage, 1, 1, 1])
  const prepared = {
    meta: {
      setup: { stages: [4, 5, 6].map((id) => ({ id, name: null, role: null })), rules: [] },
      labels: ['order', 'return', 'ticket', 'feedback'].map((kind) => ({ kind, label: '' }))
    },
    columns: { customers: timeline.customers },
    timeline,
    flow,
    isPain: new Uint8Array([0, 1, 1, 0]),
    painHome: home
  } as unknown as Prepared
  const groups = {
    run: 1,
    names: [1, 2].map((segment) => ({ name: `G${segment}`, segment, slot: segment })),
    slotOf: new Map(everybody.map((who) => [who, who < 20 ? 1 : 2]))
  }
  const of = standings(timeline, flow, { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }, 90)
  return painMatrix(prepared, groups, of, 90).cells
}

describe('who is hurt where', () => {
  it('is counted, and not compared, where what hurts is what takes customers to the stage', () => {
    const cells = matrix((who) => (who % 2 === 0 ? [{ at: 5, stage: 1, code: RETURN }] : []))
    expect(
      cells.map(({ stage, segment, customers, of, inside, outside, q }) => [stage, segment, customers, of, inside, outside, q])
    ).toEqual([
      [5, 1, 10, 10, null, null, 1],
      [5, 2, 10, 10, null, null, 1]
    ])
  })

  it('is compared where customers come to the stage by something else, of those whose time is over', () => {
    const cells = matrix((who) => [
      { at: 5, stage: 1, code: FEEDBACK },
      // The second group is hurt as often, but for the most part later than the window.
      ...(who % 20 < 15 ? [{ at: who < 20 ? 20 : 150, stage: 1, code: RETURN }] : [])
    ])
    expect(cells.map(({ customers, of, inside, outside }) => [customers, of, inside?.share, outside?.share])).toEqual([
      [15, 20, 0.75, 0],
      [0, 20, 0, 0.75]
    ])
    expect(cells[0]?.q).toBeLessThan(0.001)
  })

  it('is compared still where a few come by what hurt them', () => {
    const cells = matrix((who) => [{ at: 5, stage: 1, code: who % 20 < 5 ? TICKET : FEEDBACK }])
    expect(cells.map(({ inside }) => inside?.share)).toEqual([0.25, 0.25])
  })
})

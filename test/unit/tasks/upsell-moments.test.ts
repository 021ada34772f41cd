/** Moments at which an offer may be welcome, and steps up by the user's word, from what a workspace holds. */
import { afterEach, describe, expect, it } from 'vitest'
import { momentRows } from '../../../src/main/core/db/queries/moments.ts'
import { givenLadders, windowsOf } from '../../../src/main/core/tasks/upsell-rules.ts'
import { workspaceOf } from './segments-workspace.ts'

let clean = () => {}
afterEach(() => {
  clean()
  clean = () => {}
})

const second = (day: number, hour = 10) => (day * 24 + hour) * 3600

describe('moments', () => {
  const told = () => {
    const { db, remove } = workspaceOf([{ customer: 'A', order: '1', at: '1970-01-05', amount: 100 }])
    clean = remove
    const touch = db.prepare(
      "INSERT INTO touchpoint (at, identity, ordinal, customer_id, event, order_number, count, extra, source_id) VALUES (?, ?, 1, ?, ?, ?, 1, '{}', 1)"
    )
    const score = db.prepare(
      `INSERT INTO feedback (identity, ordinal, first_of_row, customer_id, at, type, score, scale, ticket_number, source_id)
       VALUES (?, 1, 1, 1, ?, ?, ?, ?, ?, 1)`
    )
    const ticket = db.prepare(
      'INSERT INTO ticket (number, customer_id, opened_at, resolved_at, closed_at, rating, states, state_at, blanks, source_id) VALUES (?, 1, 0, ?, ?, ?, 1, 0, 0, 1)'
    )
    return { db, touch, score, ticket }
  }

  it('are what was put in a cart and not ordered, once a day', () => {
    const { db, touch } = told()
    touch.run(second(10), 1, 1, 'add_to_cart', null)
    touch.run(second(10, 11), 2, 1, 'Added to basket', null)
    touch.run(second(11), 3, 1, 'remove_from_cart', null)
    touch.run(second(12), 4, 1, 'add_to_cart', '77')
    touch.run(second(13), 5, null, 'add_to_cart', null)
    touch.run(second(14), 6, 1, 'page_view', null)
    touch.run(second(21), 7, 1, 'add_to_cart', null)
    expect(momentRows(db, '1970-01-21')).toEqual([{ customer: 1, day: 10, moment: 'cart' }])
    expect(momentRows(db, '1970-01-22')).toHaveLength(2)
  })

  it('are good scores on whatever scale; ease is none, and a recommendation has to be a warm one', () => {
    const { db, score } = told()
    score.run(1, second(1), 'csat', 4, 5, null)
    score.run(2, second(2), 'csat', 3, 5, null)
    score.run(3, second(3), 'NPS', 8, 10, null)
    score.run(4, second(4), 'nps', 9, 10, null)
    score.run(5, second(5), 'ces', 7, 7, null)
    score.run(6, second(6), null, 80, 100, null)
    score.run(7, second(7), 'csat', 5, 5, 'T1')
    expect(momentRows(db, '1970-02-01').map(({ day, moment }) => [day, moment])).toEqual([
      [1, 'good-review'],
      [4, 'good-review'],
      [6, 'good-review'],
      [7, 'satisfied-ticket']
    ])
  })

  it('are tickets rated well, on the day they were solved', () => {
    const { db, ticket } = told()
    ticket.run('T1', second(3), second(5), 5)
    ticket.run('T2', null, second(6), 4)
    ticket.run('T3', second(8), null, 3)
    ticket.run('T4', null, null, 5)
    expect(momentRows(db, '1970-02-01').map(({ day, moment }) => [day, moment])).toEqual([
      [3, 'satisfied-ticket'],
      [6, 'satisfied-ticket']
    ])
    // A higher one tells that the scale goes to ten: 5 was no praise.
    ticket.run('T5', second(9), null, 9)
    expect(momentRows(db, '1970-02-01').map(({ day }) => day)).toEqual([9])
  })
})

describe('steps up by the user’s word', () => {
  it('are found by their names, however written; what nobody bought is left out and said', () => {
    const names = ['Mill One', 'Mill Two', 'Mill Three']
    expect(givenLadders(names, [['mill one ', 'MILL TWO', 'Mill Two']])).toEqual({ ladders: [[0, 1]], notes: [] })
    expect(
      givenLadders(names, [
        ['Mill Three', 'Mill Nine'],
        ['Mill Two', 'Mill Nine', 'Mill One']
      ])
    ).toEqual({
      ladders: [[1, 0]],
      notes: [{ code: 'offering.note.unknownStep', count: 1, example: 'Mill Nine' }]
    })
  })
})

describe('when to offer', () => {
  /** Each customer has the first thing from day 0 on and buys the second after the wait; −1: never. */
  const windows = (waits: readonly number[], segment: readonly number[], lastDay = 200) => {
    const since = new Map(waits.map((_, c) => [c, 0]))
    const second = new Map(waits.flatMap((wait, c) => (wait < 0 ? [] : [[c, wait]])))
    return windowsOf(since, second, { lastDay, segment: Int32Array.from(segment) }, ['Quick', 'Slow', 'Few'], 90)
  }
  const waits = [...Array.from({ length: 20 }, (_, i) => 1 + (i % 3)), ...Array.from({ length: 30 }, () => 60), 5, -1, 120, 0]
  const segment = waits.map((_, c) => (c < 20 ? 0 : c < 50 ? 1 : c === 52 ? -1 : 2))

  it('is the middle half of the waits, and of each segment with enough who bought both its own', () => {
    const { whole, ofSegments } = windows(waits, segment)
    // Who never bought it, or only when the horizon was over, was asked all the same; who bought both at once was not.
    expect(whole).toEqual({ from: 2, to: 60, customers: 53, bought: 51 })
    expect(ofSegments).toEqual([
      { segment: 'Slow', from: 60, to: 60, customers: 30, bought: 30 },
      { segment: 'Quick', from: 1, to: 3, customers: 20, bought: 20 }
    ])
  })

  it('is not told of customers whose horizon is not over', () => {
    expect(windows(waits, segment, 89)).toEqual({ whole: null, ofSegments: [] })
  })
})

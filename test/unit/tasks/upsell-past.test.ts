/** On a day in the past only that is known which had happened by then. */
import { afterEach, describe, expect, it } from 'vitest'
import { moments } from '../../../src/main/core/db/entities/fold.ts'
import { notToBeAsked, offerRows } from '../../../src/main/core/db/queries/offer-responses.ts'
import { workspaceOf } from './segments-workspace.ts'

let clean = () => {}
afterEach(() => {
  clean()
  clean = () => {}
})

const at = (date: string) => Date.parse(`${date}T10:00:00Z`) / 1000

function shop() {
  const { db, remove } = workspaceOf([{ customer: 'A', order: '1', at: '2024-01-05', amount: 100 }], ['B', 'C', 'D', 'E', 'F'])
  clean = remove
  return db
}

describe('a day in the past', () => {
  it('knows the answers that had come, and not those that came later', () => {
    const db = shop()
    const offer = db.prepare(
      `INSERT INTO offer_response (identity, ordinal, first_of_row, customer_id, offer, sent_at, accepted, accepted_at, source_id)
       VALUES (?, 1, 1, 1, 'Jug', ?, ?, ?, 1)`
    )
    offer.run(1, at('2024-02-01'), 1, at('2024-02-10'))
    offer.run(2, at('2024-02-01'), null, at('2024-02-10'))
    offer.run(3, at('2024-02-02'), 1, null)
    offer.run(4, at('2024-03-01'), 1, at('2024-03-02'))
    const accepted = (asOf: string) => offerRows(db, asOf).map((row) => row.accepted)
    expect(accepted('2024-02-05')).toEqual([false, false, true])
    expect(accepted('2024-02-10')).toEqual([true, true, true])
    expect(accepted('2024-03-31')).toEqual([true, true, true, true])
  })

  it('leaves those alone whose ticket was open then, whatever became of it', () => {
    const db = shop()
    const ticket = db.prepare(
      `INSERT INTO ticket (number, customer_id, opened_at, resolved_at, closed_at, status, state_at, states, blanks, source_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, 1, 0, 1)`
    )
    // Solved later, with the day; solved later by its state alone; solved before, both ways; not solved; opened later.
    ticket.run('1', 1, at('2024-02-01'), at('2024-03-01'), null, 'Closed', at('2024-03-01'))
    ticket.run('2', 2, at('2024-02-01'), null, null, 'Resolved', at('2024-03-01'))
    ticket.run('3', 3, at('2024-02-01'), at('2024-02-05'), null, 'Closed', at('2024-02-05'))
    ticket.run('4', 4, at('2024-02-01'), null, null, 'Closed', at('2024-02-05'))
    ticket.run('5', 5, at('2024-02-01'), null, null, 'open', at('2024-02-01'))
    // A list without the days of its states: solved, but not known when.
    ticket.run('7', 4, at('2024-02-01'), null, null, 'Closed', moments.list)
    ticket.run('6', 6, at('2024-02-20'), null, null, 'open', at('2024-02-20'))
    const open = (asOf: string) => [...notToBeAsked(db, asOf, 14).complaining].sort()
    expect(open('2024-02-10')).toEqual([1, 2, 5])
    expect(open('2024-03-31')).toEqual([5, 6])
  })
})

/** Where and when somebody answers: own answers first, then those of others alike, then where it orders; and it is said which. */
import { expect, it } from 'vitest'
import { reachOf } from '../../../../src/engines/alerts/reach.ts'
import { endsAt, type Seen } from '../../../../src/engines/alerts/seen.ts'
import { engineContext, historyOf, type MadeCustomer } from '../../../support/alert-history.ts'

const TODAY = 700
const [mail, phone] = [0, 1]
/** A Monday. */
const monday = 4
const every = (n: number, from: number) => Array.from({ length: n }, (_, i) => from + 28 * i)

function look(customers: MadeCustomer[]) {
  const history = historyOf(customers, TODAY)
  return reachOf({
    history,
    day: TODAY,
    customers: Int32Array.from({ length: history.customers }, (_, c) => c),
    end: endsAt(history, TODAY),
    regularity: null,
    prospectOf: () => null,
    prospectBefore: () => null,
    typicalGap: 30,
    ctx: engineContext()
  } satisfies Seen)
}

/** Answers the phone on Tuesdays with an order two days later, and no mail on Mondays. */
const phones: MadeCustomer = {
  segment: 0,
  contacts: every(10, monday).flatMap((day) => [
    { day: day + 14, channel: mail },
    { day: day + 1, channel: phone }
  ]),
  orders: every(10, monday).map((day) => ({ day: day + 3, channel: 0 }))
}

it('is what the customer answered', () => {
  const { channel, weekday } = look([phones])(0)
  expect(channel).toEqual({ at: phone, from: 'own', answered: 10, of: 10 })
  expect(weekday).toEqual({ at: 1, from: 'own', answered: 10, of: 10 })
})

it('is what the segment answers where the customer was hardly asked, and everybody’s without one', () => {
  const quiet: MadeCustomer = { segment: 0, orders: [{ day: 50, channel: 0 }] }
  const crowd = Array.from({ length: 4 }, () => phones)
  expect(look([quiet, ...crowd])(0).channel).toMatchObject({ at: phone, from: 'segment' })
  const loose = [quiet, ...crowd].map(({ segment: _, ...one }) => one)
  expect(look(loose)(0).channel).toMatchObject({ at: phone, from: 'everybody', answered: 40, of: 40 })
})

it('is where and when the customer orders if nobody was ever written to', () => {
  const { channel, weekday } = look([{ orders: every(5, monday + 2).map((day) => ({ day, channel: 0 })) }])(0)
  expect(channel).toEqual({ at: 0, from: 'orders', answered: 5, of: 5 })
  expect(weekday).toMatchObject({ at: 2, from: 'orders' })
})

it('believes what a file says of an answer, and leaves out what may still be answered', () => {
  const orders = [{ day: 100 }, { day: TODAY - 1 }]
  const told = every(3, 80).map((day) => ({ day, channel: mail, answered: true }))
  const fresh = { day: TODAY - 3, channel: phone, answered: false }
  expect(look([{ orders, contacts: [...told, fresh] }])(0).channel).toEqual({ at: mail, from: 'own', answered: 3, of: 3 })
})

/** The inbox from import to import: an alert is found, ages, is worked on, and closes by itself when the customer orders. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InboxAlert } from '../../../src/shared/model/alerts.ts'
import { openTestApp, ordersCsv, type TestApp } from '../../fixtures/orders-app.ts'
import { regular } from '../../support/alert-history.ts'

const begin = Date.parse('2024-01-01T00:00:00Z') / 86_400_000
const until = 500
const dateOf = (day: number): string => new Date((begin + day) * 86_400_000).toISOString().slice(0, 10)

let orders = 0
const line = (customer: number, day: number): string => `A${++orders},C${customer},${dateOf(day)},Tea,1,${10 + (customer % 7)}.00`

/** One customer in eight stops on a day of its own. */
const stopsAt = (i: number): number => (i % 8 === 0 ? 150 + ((i * 37) % 340) : until)
const shop = Array.from({ length: 240 }, (_, i) => regular(0, stopsAt(i), 18 + (i % 30), i + 1).map(({ day }) => line(i, day))).flat()

let test: TestApp
beforeAll(async () => {
  test = openTestApp()
  await test.call('workspace.create', { name: 'shop' })
  await test.call('import.start', { files: [test.file('orders.csv', ordersCsv(shop))], label: 'orders.csv' })
  await test.call('workspace.setAsOf', { asOf: dateOf(until) })
  await test.call('alerts.run', {})
}, 120_000)
afterAll(() => test.dispose())

const inbox = (filter: Parameters<typeof test.call<'alerts.inbox'>>[1] = {}) => test.call('alerts.inbox', { limit: 500, ...filter })
const overdue = async (): Promise<InboxAlert[]> => (await inbox({ kinds: ['overdue'] })).rows

describe('the inbox', () => {
  it('holds what the run found, all of it new, the most worthwhile first', async () => {
    const { total, rows, states } = await inbox()
    expect(total).toBeGreaterThan(5)
    expect(states).toEqual({ new: total })
    expect(rows.map(({ worth }) => worth)).toEqual(rows.map(({ worth }) => worth).toSorted((a, b) => b - a))
    expect(rows.every(({ firstSeen, lastSeen, looks, closed }) => firstSeen === lastSeen && looks === 1 && closed === null)).toBe(true)
    expect((await inbox({ limit: 2, offset: 1 })).rows).toEqual(rows.slice(1, 3))
  })

  it('keeps what is done with several at once, and counts it', async () => {
    const [first, second, third] = (await overdue()) as [InboxAlert, InboxAlert, InboxAlert]
    expect(
      await test.call('alerts.change', { ids: [first.id, second.id], change: { state: 'planned', owner: 'Ada', note: 'call' } })
    ).toEqual({ changed: 2 })
    await test.call('alerts.change', { ids: [third.id], change: { state: 'dismissed', dismissal: 'moved away' } })
    expect((await inbox({ owner: 'Ada' })).rows.map(({ id, note }) => [id, note])).toEqual(
      expect.arrayContaining([
        [first.id, 'call'],
        [second.id, 'call']
      ])
    )
    expect((await inbox({ states: ['dismissed'] })).rows).toMatchObject([{ id: third.id, dismissal: 'moved away' }])
    expect((await inbox()).states).toMatchObject({ planned: 2, dismissed: 1 })
    // Another state takes the reason away.
    await test.call('alerts.change', { ids: [third.id], change: { state: 'seen' } })
    expect((await inbox({ states: ['seen'] })).rows).toMatchObject([{ id: third.id, dismissal: null }])
    expect(await test.call('alerts.change', { ids: [999_999], change: { state: 'seen' } })).toEqual({ changed: 0 })
    await expect(test.call('alerts.change', { ids: [first.id], change: { state: 'snoozed' } })).rejects.toMatchObject({
      code: 'request.invalid'
    })
  })

  it('ages: the same silence is the same alert, an order closes it, and a snooze ends by its date', async () => {
    const before = await overdue()
    const [bought, snoozed] = before.filter(({ state }) => state === 'new') as [InboxAlert, InboxAlert]
    expect(bought.id).not.toBe(snoozed.id)
    await test.call('alerts.change', { ids: [snoozed.id], change: { state: 'snoozed', snoozedUntil: dateOf(until + 5) } })
    expect((await inbox({ states: ['snoozed'] })).rows).toMatchObject([{ id: snoozed.id, snoozedUntil: dateOf(until + 5) }])

    // A week goes by; everybody who has not stopped goes on, and one who had comes back.
    const week = Array.from({ length: 240 }, (_, i) => (i % 8 === 0 ? [] : [line(i, until + 1 + (i % 7))])).flat()
    const back = line(Number(bought.customer?.slice(1)), until + 2)
    await test.call('import.start', { files: [test.file('week.csv', ordersCsv([...week, back]))], label: 'week.csv' })
    await test.call('workspace.setAsOf', { asOf: dateOf(until + 7) })
    await test.call('alerts.run', {})

    const after = new Map((await overdue()).map((one) => [one.id, one]))
    expect(after.has(bought.id)).toBe(false)
    const closed = await inbox({ closed: true, ...(bought.customer === null ? {} : { customer: bought.customer }) })
    expect(closed.rows).toMatchObject([{ id: bought.id, closed: { asOf: dateOf(until + 7), why: 'ordered' } }])
    const aged = before.filter(({ id }) => after.has(id))
    expect(aged.length).toBeGreaterThan(before.length / 2)
    for (const { id } of aged) expect(after.get(id)).toMatchObject({ firstSeen: dateOf(until), lastSeen: dateOf(until + 7), looks: 2 })
    expect(after.get(snoozed.id)).toMatchObject({ state: 'new', snoozedUntil: null })
    expect((await inbox({ owner: 'Ada' })).rows.every(({ state }) => state === 'planned')).toBe(true)
  }, 120_000)

  it('counts what was called not true as false alarms from the next look on, until that is forgotten', async () => {
    const stateOf = async () => (await test.call('alerts.latest', {}))?.kinds.find(({ kind }) => kind === 'overdue')
    const before = await stateOf()
    const wrong = (await overdue()).filter(({ state }) => state === 'new').slice(0, 2)
    await test.call('alerts.change', { ids: wrong.map(({ id }) => id), change: { state: 'dismissed', dismissal: 'untrue' } })
    expect((await inbox({ states: ['dismissed'], dismissal: 'untrue' })).kinds).toEqual({ overdue: 2 })
    expect((await test.call('alerts.latest', {}))?.stale).toBe(true)
    await test.call('alerts.run', {})
    const after = await stateOf()
    expect(after).toMatchObject({ untrue: 2 })
    expect(after?.precision).toBeLessThan(before?.precision as number)

    const plan = await test.call('alerts.plan', {})
    await test.call('alerts.setPlan', { ...plan, believes: false })
    await test.call('alerts.run', {})
    expect(await stateOf()).toEqual(before)
    await test.call('alerts.setPlan', { ...plan, believes: true, believesFrom: 0xffffffff })
    expect((await test.call('alerts.latest', {}))?.stale).toBe(false)
    await test.call('alerts.change', { ids: wrong.map(({ id }) => id), change: { state: 'new' } })
  }, 120_000)

  it('is narrowed to what was saved under a name', async () => {
    const view = { name: 'Ada’s overdue', view: 'open', kind: 'overdue', owner: 'Ada' } as const
    expect(await test.call('alerts.views', {})).toEqual([])
    await test.call('alerts.saveViews', { views: [view] })
    expect(await test.call('alerts.views', {})).toEqual([view])
    await expect(test.call('alerts.saveViews', { views: [{ ...view, name: ' ' }] })).rejects.toMatchObject({ code: 'request.invalid' })
    await test.call('alerts.saveViews', { views: [] })
    expect(await test.call('alerts.views', {})).toEqual([])
  })

  it('is left as it is by a look back', async () => {
    const rows = (await inbox()).rows
    const header = await test.call('alerts.latest', {})
    expect(await test.call('alerts.run', { asOf: dateOf(until - 60) })).toMatchObject({ until: dateOf(until - 60) })
    expect(await test.call('alerts.latest', {})).toEqual(header)
    await test.call('workspace.setAsOf', { asOf: dateOf(until - 60) })
    await test.call('alerts.run', {})
    expect((await inbox()).rows).toEqual(rows)
    await test.call('workspace.setAsOf', { asOf: dateOf(until + 7) })
    // The same run again finds the same: nothing has been looked at once more.
    await test.call('alerts.run', {})
    await test.call('alerts.run', {})
    expect((await inbox()).rows).toEqual(rows)
  }, 120_000)

  it('knows nobody as late for orders that are not there yet', async () => {
    const rows = (await inbox()).rows
    await test.call('workspace.setAsOf', { asOf: dateOf(until + 200) })
    const ahead = await test.call('alerts.run', {})
    expect(ahead.until).toBe(dateOf(until + 7))
    expect(ahead.notes).toContainEqual({ code: 'alerts.note.noOrders', count: 193, example: dateOf(until + 7) })
    expect((await inbox()).rows.map(({ id, lastSeen }) => [id, lastSeen])).toEqual(rows.map(({ id, lastSeen }) => [id, lastSeen]))
  }, 120_000)

  it('goes back with an import that is taken back', async () => {
    const later = (await inbox()).rows
    const ordered = (await inbox({ closed: true })).rows.filter(({ closed }) => closed?.why === 'ordered')
    expect(ordered.length).toBeGreaterThan(0)
    const [newest] = await test.call('sources.list', {})
    await test.call('sources.undo', { importId: newest?.id as number })
    await test.call('workspace.setAsOf', { asOf: dateOf(until) })
    const { until: day } = await test.call('alerts.run', {})
    expect(day).toBe(dateOf(until))
    const rows = (await inbox()).rows
    // Who had ordered in it is late again; what the week after alone had shown is gone.
    for (const { id } of ordered) expect(rows.find((row) => row.id === id)).toMatchObject({ lastSeen: day, closed: null })
    for (const { firstSeen } of rows) expect(firstSeen <= day).toBe(true)
    expect(later.some(({ firstSeen }) => firstSeen > day)).toBe(true)
  }, 120_000)
})

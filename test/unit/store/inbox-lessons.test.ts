/** What the user made of a kind of alert moves that kind in the list, visibly and not for good. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDatabase } from '../../../src/main/core/db/open.ts'
import { changeInbox, listInbox, receiveAlerts } from '../../../src/main/core/db/queries/inbox.ts'
import { type Alert, InboxFilter } from '../../../src/shared/model/alerts.ts'
import { openTestApp, type TestApp } from '../../fixtures/orders-app.ts'

const asOf = '2025-05-14'
const alert = (customer: string, kind: Alert['kind'], worth: number): Alert => ({
  customer,
  customerId: null,
  kind,
  value: 10 * worth,
  confidence: 0.9,
  worth,
  due: asOf,
  intervention: 'reminder',
  channel: null,
  weekday: null,
  evidence: {}
})

let test: TestApp
let db: ReturnType<typeof openDatabase>
beforeEach(async () => {
  test = openTestApp()
  const { path } = await test.call('workspace.create', { name: 'shop' })
  db = openDatabase(path, 'write')
  const overdue = Array.from({ length: 10 }, (_, i) => alert(`O${i}`, 'overdue', 20 - i))
  receiveAlerts(db, asOf, asOf, [...overdue, alert('D0', 'due-soon', 8)])
})
afterEach(() => {
  db.close()
  test.dispose()
})

function look(learns: boolean) {
  const filter = InboxFilter.parse({ states: ['new'], week: true })
  return listInbox(db, asOf, filter, { offset: 0, limit: 10, room: 1, learns })
}

it('a kind of which much was dismissed stands further down, in the week too, and as before when that is switched off', () => {
  expect(look(true)).toMatchObject({ rows: [{ customer: 'O0' }], lessons: {} })
  const dismissed = listInbox(db, asOf, InboxFilter.parse({ kinds: ['overdue'] }), { offset: 2, limit: 8, room: 0, learns: false }).rows
  const ids = dismissed.map(({ id }) => id)
  changeInbox(db, ids, { state: 'dismissed', dismissal: 'known' }, 0)
  // 8 of 8: half of what they are worth. 20 becomes 10, which is still more than 8.
  expect(look(true)).toMatchObject({ rows: [{ customer: 'O0' }], lessons: { overdue: { kept: 0, dismissed: 8, weight: 0.5 } } })
  receiveAlerts(db, asOf, asOf, [alert('O0', 'overdue', 15), alert('O1', 'overdue', 14), alert('D0', 'due-soon', 8)])
  expect(look(true).rows).toMatchObject([{ customer: 'D0' }])
  expect(look(false).rows).toMatchObject([{ customer: 'O0' }])

  // What is done speaks for the kind, and what is put back is forgotten.
  changeInbox(db, ids.slice(0, 6), { state: 'done' }, 0)
  expect(look(true)).toMatchObject({ rows: [{ customer: 'O0' }], lessons: { overdue: { kept: 6, dismissed: 2, weight: 0.875 } } })
  changeInbox(db, ids, { state: 'new' }, 0)
  expect(look(true).lessons).toEqual({})
})

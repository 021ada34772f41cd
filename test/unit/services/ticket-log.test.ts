import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../fixtures/orders-app.ts'
import { all } from '../store/workspace.ts'

let test: TestApp
beforeEach(async () => {
  test = openTestApp()
  await test.call('workspace.create', { name: 'w' })
})
afterEach(() => test.dispose())

const drop = (name: string, ...lines: string[]) =>
  test.call('import.start', { files: [test.file(name, `${lines.join('\n')}\n`)], label: name, mappings: {} })
async function tickets() {
  const { path: file } = (await test.call('workspace.current', {})) ?? { path: '' }
  const db = new Database(file, { readonly: true })
  try {
    return all(db, "SELECT number, status, datetime(opened_at, 'unixepoch') AS opened FROM ticket ORDER BY number")
  } finally {
    db.close()
  }
}

describe.each(['Date', 'Zeitpunkt', 'Timestamp'])('a log of tickets whose moments are called %s', (time) => {
  const header = `Ticket ID,${time},Status,Customer,Subject`

  it('tells by its moments which state was last, wherever it stands, and when the ticket was opened', async () => {
    await drop(
      'log.csv',
      header,
      'T1,2024-01-13 12:00,pending,Ann,Broken',
      'T1,2024-01-15 09:00,closed,Ann,Broken',
      'T1,2024-01-13 10:00,open,Ann,Broken',
      'T2,2024-01-14 09:00,new,Bob,Where'
    )
    expect(await tickets()).toEqual([
      { number: 'T1', status: 'closed', opened: '2024-01-13 10:00:00' },
      { number: 'T2', status: 'new', opened: '2024-01-14 09:00:00' }
    ])
    await drop('next.csv', header, 'T2,2024-02-01 09:00,open,Bob,Where', 'T2,2024-02-02 09:00,solved,Bob,Where')
    expect(await tickets()).toContainEqual({ number: 'T2', status: 'solved', opened: '2024-01-14 09:00:00' })
  })
})

describe('a list of tickets', () => {
  it('holds when they were opened, where each stands once', async () => {
    await drop('list.csv', 'Ticket ID,Date,Status,Customer,Subject', 'T1,2024-01-13,closed,Ann,Broken', 'T2,2024-01-14,open,Bob,Where')
    expect(await tickets()).toMatchObject([{ opened: '2024-01-13 00:00:00' }, { opened: '2024-01-14 00:00:00' }])
  })

  it('does not hold when they were opened, where it says when they were changed last', async () => {
    await drop(
      'list.csv',
      'Ticket ID,Updated at,Status,Customer,Subject',
      'T1,2024-01-13,closed,Ann,Broken',
      'T2,2024-01-14,open,Bob,Where'
    )
    expect(await tickets()).toMatchObject([{ opened: null }, { opened: null }])
  })
})

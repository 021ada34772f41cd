import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OrderRow, RejectedDraft } from '../../../src/main/core/import/types.ts'
import { undoIn } from '../../../src/main/core/tasks/undo-import.ts'
import { kindDraft, kindRow } from '../../fixtures/kind-drafts.ts'
import { at, draft, orderRow } from '../../fixtures/orders-drafts.ts'
import { all, type Db, emptyWorkspace, importGroups, importSources, quiet, value } from './workspace.ts'

let db: Db
beforeEach(() => {
  db = emptyWorkspace()
})
afterEach(() => {
  db.close()
})

const none = { read: 0, stored: 0, updated: 0, duplicate: 0, rejected: 0, blank: 0 }
const raw = (date: string) => ['C1', 'A1', date, 'EUR', '1', '10']
const bad = (line: number, date = 'soon'): RejectedDraft => ({
  line,
  column: 'Date',
  value: date,
  code: 'import.reject.notADate',
  raw: raw(date)
})
const good = (line: number, change: Partial<OrderRow> = {}) => orderRow({ line, raw: raw('2024-01-15'), ...change })
/** The rejected rows of orders.csv at these lines, exported and mended. */
const mended = (rows: OrderRow[], from: number[], file = 'rejected.csv', rejected: RejectedDraft[] = []) => ({
  ...draft(rows, { file, rejected }),
  origins: new Map(from.map((line, i) => [i + 2, { file: 'orders.csv', line, column: 'Date', value: 'soon' }]))
})
const count = () => value(db, 'SELECT COUNT(*) FROM order_line')
const open = () => value(db, 'SELECT rejected_rows FROM workspace_summary')

describe('a mended row', () => {
  it('is not its sibling: two equal lines of one order are two', async () => {
    await importSources(db, draft([good(2)], { rejected: [bad(3), bad(4)] }))
    const again = mended([good(2), good(3)], [3, 4])
    expect(await importSources(db, again)).toEqual([{ ...none, read: 2, stored: 2 }])
    expect(count()).toBe(3)
    expect(await importSources(db, again)).toEqual([{ ...none, read: 2, duplicate: 2 }])
  })

  it('corrects no sibling of another quantity either', async () => {
    await importSources(db, draft([good(2)], { rejected: [bad(3), bad(4)] }))
    expect(await importSources(db, mended([good(2, { quantity: 2 })], [3], 'a.csv'))).toEqual([{ ...none, read: 1, stored: 1 }])
    expect(await importSources(db, mended([good(2, { quantity: 3 })], [4], 'b.csv'))).toEqual([{ ...none, read: 1, stored: 1 }])
    // The same row mended once more in another way is that row.
    expect(await importSources(db, mended([good(2, { quantity: 4 })], [4], 'c.csv'))).toEqual([{ ...none, read: 1, updated: 1 }])
    expect(all(db, 'SELECT quantity FROM order_line ORDER BY 1')).toEqual([{ quantity: 1 }, { quantity: 2 }, { quantity: 4 }])
  })

  it('is one of its own in each part of what was exported', async () => {
    await importSources(
      db,
      draft([], { rejected: [bad(3), bad(4)], file: 'orders.csv' }),
      draft([good(2, { order: 'A9' })], { file: 'x.csv' })
    )
    for (const [file, line] of [
      ['a.csv', 3],
      ['b.csv', 4]
    ] as const) {
      expect(await importSources(db, mended([good(2)], [line], file))).toEqual([{ ...none, read: 1, stored: 1 }])
    }
  })

  it('is known when the file itself comes again, mended in the spreadsheet', async () => {
    await importSources(db, draft([good(2)], { rejected: [bad(3), bad(4)] }))
    const whole = draft([good(2), good(3), good(4)])
    expect(await importSources(db, whole)).toEqual([{ ...none, read: 3, stored: 2, duplicate: 1 }])
    expect(await importSources(db, mended([good(2), good(3)], [3, 4]))).toEqual([{ ...none, read: 2, duplicate: 2 }])
    expect(await importSources(db, whole)).toEqual([{ ...none, read: 3, duplicate: 3 }])
    expect(count()).toBe(3)
  })

  it('of what nothing is known of, or of another kind, is a row as any other', async () => {
    expect(await importSources(db, mended([good(2)], [3]))).toEqual([{ ...none, read: 1, stored: 1 }])
    const visit = (line: number) => kindRow('touchpoints', { at: at('2024-01-15'), customer: 'C1', event: 'visit' }, { line })
    const reject: RejectedDraft = { line: 3, column: 'Date', value: 'soon', code: 'import.reject.notADate', raw: ['x'] }
    const visits = (file: string, rows: ReturnType<typeof visit>[], rejected: RejectedDraft[] = []) => ({
      ...kindDraft('touchpoints', rows),
      file,
      async *rows() {
        yield { rows, rejected, blank: 0, bytesRead: 0 }
      }
    })
    await importSources(db, visits('visits.csv', [visit(2)], [reject]))
    const again = {
      ...visits('mended.csv', [visit(2)]),
      origins: new Map([[2, { file: 'visits.csv', line: 3, column: 'Date', value: 'soon' }]])
    }
    expect(await importSources(db, again)).toEqual([{ ...none, read: 1, stored: 1 }])
    expect(await importSources(db, again)).toEqual([{ ...none, read: 1, duplicate: 1 }])
  })
})

describe('rejected rows', () => {
  const states = () => all<{ settled: string | null }>(db, 'SELECT settled FROM rejected_row ORDER BY id').map(({ settled }) => settled)

  it('of a file that comes again are counted once', async () => {
    const file = draft([good(2)], { rejected: [bad(3), bad(4)] })
    await importSources(db, file)
    expect(open()).toBe(2)
    await importSources(db, { ...file, fingerprint: 'with one more empty line' })
    expect(open()).toBe(2)
    expect(states()).toEqual([null, null, 'again', 'again'])
    await undoIn(db, 1, quiet)
    expect(states()).toEqual([null, null])
  })

  it('are settled by their mended rows, which is said, and open again when these are undone', async () => {
    const file = draft([good(2)], { rejected: [bad(3), bad(4)] })
    await importSources(db, file)
    const [result] = await importGroups(db, [[mended([good(2)], [3])]])
    expect(result?.warnings).toContainEqual({ code: 'import.mended', count: 1, example: 'orders.csv, line 3' })
    expect(states()).toEqual(['mended', null])
    expect(open()).toBe(1)
    const [again] = await importGroups(db, [[file]])
    // The mended rows are lines of this file that are missing in it, but for its rejected rows.
    expect(again?.warnings.map(({ code }) => code)).toEqual(['import.sameFile'])
    expect(open()).toBe(1)
    await undoIn(db, 2, quiet)
    expect(open()).toBe(2)
  })

  it('are settled by the file mended in the spreadsheet, but not by another file of that name', async () => {
    await importSources(db, draft([good(2)], { rejected: [bad(3), bad(4)] }))
    await importSources(db, draft([orderRow({ line: 3, order: 'B7', customer: 'C9', raw: ['C9', 'B7', '2024-02-01', 'EUR', '3', '7'] })]))
    expect(states()).toEqual([null, null])
    await importSources(db, draft([good(2), good(3)], { rejected: [bad(4)] }))
    expect(states()).toEqual(['mended', null, 'again'])
    expect(open()).toBe(1)
  })

  it('that were mended and are still wrong stand once, where they stood in their file', async () => {
    await importSources(db, draft([good(2)], { rejected: [bad(3)] }))
    await importSources(db, mended([good(9, { order: 'A5' })], [3], 'rejected.csv', [{ ...bad(2, 'later'), value: 'later' }]))
    expect(states()).toEqual(['again', null])
    expect(all(db, 'SELECT of_file, of_line FROM rejected_row ORDER BY id')).toEqual([
      { of_file: null, of_line: null },
      { of_file: 'orders.csv', of_line: 3 }
    ])
    const third = {
      ...draft([good(2)], { file: 'third.csv' }),
      origins: new Map([[2, { file: 'orders.csv', line: 3, column: 'Date', value: 'later' }]])
    }
    expect(await importSources(db, third)).toEqual([{ ...none, read: 1, stored: 1 }])
    expect(open()).toBe(0)
  })
})

describe('a mended row beside a file that still shows it as rejected', () => {
  const net = () => value(db, 'SELECT net FROM currency')
  const two = (quantity = 2) => orderRow({ line: 2, quantity, raw: raw(`2024-01-15 × ${quantity}`) })
  const three = good(3, { quantity: 3 })
  const rejecting = (quantity = 2) => draft([two(quantity)], { file: 'orders.csv', rejected: [bad(3)] })
  /** The file itself, with the row mended in it. */
  const inPlace = (...rows: OrderRow[]) => draft(rows, { file: 'orders.csv' })

  it('is not corrected when the file comes again after its import was undone', async () => {
    await importSources(db, rejecting())
    await importSources(db, mended([good(2, { quantity: 3 })], [3]))
    await undoIn(db, 1, quiet)
    expect(net()).toBe(30)
    expect(await importSources(db, rejecting())).toEqual([{ ...none, read: 2, stored: 1, rejected: 1 }])
    expect(net()).toBe(50)
  })

  it.each([
    ['from an export', () => mended([good(2)], [3])],
    ['in the file', () => inPlace(two(), good(3))]
  ])('is not taken when another row of the file was corrected: mended %s', async (_where, drop) => {
    await importSources(db, rejecting())
    await importSources(db, drop())
    expect(net()).toBe(30)
    expect(await importSources(db, rejecting(3))).toEqual([{ ...none, read: 2, updated: 1, rejected: 1 }])
    expect(net()).toBe(40)
    await undoIn(db, 3, quiet)
    expect(net()).toBe(30)
  })

  it('is corrected by a file that shows it otherwise', async () => {
    await importSources(db, rejecting())
    await importSources(db, mended([good(2)], [3]))
    expect(await importSources(db, draft([two(), three], { file: 'later.csv' }))).toEqual([{ ...none, read: 2, updated: 1, duplicate: 1 }])
    expect(net()).toBe(50)
  })
})

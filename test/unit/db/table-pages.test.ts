import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPageWriter, pageBytes } from '../../../src/main/core/db/table-pages.ts'

type Row = [id: number, text: string | null, small: number | null, large: number | null, real: number | null]

let folder = ''
/** The file that was written last. */
let newest = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sextant-pages-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Writes the rows as pages, and has SQLite read them and judge the file. */
function written(tables: readonly Row[][], fanout?: number, from?: number): { rows: Row[][]; verdict: unknown } {
  const file = path.join(mkdtempSync(path.join(folder, 'a-')), 'pages.db')
  newest = file
  const made = new Sqlite(file)
  made.pragma(`page_size = ${pageBytes}`)
  for (const i of tables.keys()) made.exec(`CREATE TABLE t${i} (a, b, c, d)`)
  const roots = made.prepare<[], number>('SELECT rootpage FROM sqlite_schema ORDER BY name').pluck().all()
  made.close()
  const descriptor = openSync(file, 'r+')
  const pages = createPageWriter(descriptor, from ?? statSync(file).size / pageBytes + 1, fanout)
  for (const [i, rows] of tables.entries()) {
    const to = pages.tree(roots[i] ?? 0, 'table', 4)
    for (const [id, text, small, large, real] of rows) {
      const bytes = Buffer.from(text ?? '')
      to.begin(id)
      if (text === null) to.none()
      else to.text(bytes, 0, bytes.length)
      for (const value of [small, large]) value === null ? to.none() : to.int(value)
      if (real === null) to.none()
      else to.real(real)
      to.end()
    }
    to.close()
  }
  const size = Buffer.alloc(4)
  size.writeUInt32BE(pages.pages())
  writeSync(descriptor, size, 0, 4, 28)
  closeSync(descriptor)
  const db = new Sqlite(file)
  try {
    const rows = tables.map((_, i) => db.prepare(`SELECT rowid, a, b, c, d FROM t${i}`).raw().all() as Row[])
    return { rows, verdict: db.pragma('integrity_check', { simple: true }) }
  } finally {
    db.close()
  }
}

/** To how many pages any page of branches leads, as SQLite counts them. */
function mostChildren(): number {
  const db = new Sqlite(newest)
  try {
    const cells = db
      .prepare<[], number | null>("SELECT MAX(ncell) FROM dbstat WHERE pagetype = 'internal' AND name LIKE 't%'")
      .pluck()
      .get()
    return cells == null ? 0 : cells + 1
  } finally {
    db.close()
  }
}

describe('pages of a table', () => {
  it('are those that SQLite reads, whatever stands in the rows', () => {
    const rows: Row[] = [
      [1, 'Ann', 1, 2 ** 53 - 1, 2.5],
      [2, '', -1, -(2 ** 53) + 1, -0.1],
      [7, 'Žofie 🦊', 2 ** 31 - 1, -1, 1e300],
      [8, null, null, null, null],
      ...[-129, -128, -127, 127, 128, -32_769, -32_768, 32_767, 32_768, -8_388_609, -8_388_608, 8_388_607, 8_388_608].map(
        (small, i): Row => [200 + i, `${small}`, small, small * 2 ** 24, small]
      ),
      [2 ** 21, 'x'.repeat(57), 2 ** 31 - 1, 2 ** 31, 2 ** 47],
      [2 ** 28, 'x'.repeat(58), 0, -(2 ** 47), -0],
      [2 ** 31 - 1, 'x'.repeat(300), -(2 ** 31), -(2 ** 47) - 1, 0]
    ]
    expect(written([rows, [], [[3, 'one', 1, 1, 1]]])).toEqual({ rows: [rows, [], [[3, 'one', 1, 1, 1]]], verdict: 'ok' })
  })

  it('are as many as it takes, with long rows in pages of their own', () => {
    const lengths = [59_000, 60_000, 65_400, 65_440, 65_500, 66_000, 131_000, 1_000_000]
    const rows = Array.from({ length: 20_000 }, (_, i): Row => {
      const long = i % 1_000 === 500 ? lengths[(i - 500) / 1_000] : undefined
      return [i + 1, `${i} `.padEnd(long ?? i % 90, 'é'), i, i * 1e9, i / 3]
    })
    expect(written([rows, rows.slice(0, 900)])).toEqual({ rows: [rows, rows.slice(0, 900)], verdict: 'ok' })
  })

  it.each([3, 4, 7])('are found through branches of branches, of %i pages each', (fanout) => {
    const rows = Array.from({ length: 130 }, (_, i): Row => [3 * i + 1, 'z'.repeat(30_000 + i), i, null, null])
    for (const n of [1, 2 * fanout, 2 * fanout + 1, 2 * fanout + 2, 60, 130]) {
      const tables = [rows.slice(0, n), rows.slice(0, 5)]
      expect(written(tables, fanout)).toEqual({ rows: tables, verdict: 'ok' })
      expect(mostChildren()).toBeLessThanOrEqual(fanout)
    }
  })

  it('hold exact lengths around the edge of a page', () => {
    const rows = Array.from({ length: 120 }, (_, i): Row => [i + 1, 'y'.repeat(65_420 + i), null, i, null])
    expect(written([rows])).toEqual({ rows: [rows], verdict: 'ok' })
  })

  it('leave out the page that SQLite locks', () => {
    const rows = Array.from({ length: 300 }, (_, i): Row => [i + 1, 'y'.repeat(9_000 + i), null, i, null])
    // Pages between are none of the file's tables, which it says; the rows are there.
    expect(written([rows], undefined, 16_380).rows).toEqual([rows])
    expect(written([rows], undefined, 16_385).rows).toEqual([rows])
  })

  it('are refused when rows are not in order', () => {
    expect(() =>
      written([
        [
          [2, 'a', 1, 1, 1],
          [1, 'b', 1, 1, 1]
        ]
      ])
    ).toThrow(RangeError)
  })
})

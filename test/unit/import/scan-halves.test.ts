import { createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CodedTable, cellAt } from '../../../src/main/core/import/coded/coded-table.ts'
import { type ScanWorks, scanHalves, scanWorkers } from '../../../src/main/core/import/coded/scan-halves.ts'
import { CodedScanner } from '../../../src/main/core/import/coded/scanner.ts'
import type { HelperThread } from '../../../src/main/core/jobs/helper-thread.ts'

let folder = ''
let file = ''
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sextant-halves-'))
  file = path.join(folder, 'a.csv')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const form = { delimiter: 44, skip: 0, mostText: 8 << 20 }
type Scanned = Omit<CodedTable, 'unchanged'> | 'declined' | null

/** Does the same without a thread, handing over what a thread would. */
const here = () =>
  ({
    start: () => true,
    ask: async (_: 'scan', asked: ScanWorks['scan']['asked']) => {
      const { answered, transfer = [] } = await scanWorkers.scan(asked)
      return structuredClone(answered, { transfer: transfer as ArrayBuffer[] })
    },
    close: async () => {}
  }) as unknown as HelperThread<ScanWorks>

const content = () => createReadStream(file, { highWaterMark: 128 * 1024 }) as AsyncIterable<Buffer>
const halved = (helper?: HelperThread<ScanWorks>): Promise<Scanned> =>
  scanHalves({ path: file, size: statSync(file).size }, content, form, helper)

async function whole(): Promise<Scanned> {
  const scanner = new CodedScanner(form)
  for await (const chunk of content()) if (!scanner.push(chunk)) return 'declined'
  return scanner.end() ?? 'declined'
}

/** All that is told of a table: texts in the order in which they came, how often, and where. */
function told(table: Scanned) {
  if (table === null || table === 'declined') return table
  const { header, rows, headRows, line, columns } = table
  return {
    header,
    rows,
    headRows,
    line,
    columns: columns.map(({ texts, counts }, column) => ({
      texts: Array.from({ length: texts.size }, (_, code) => [texts.text(code), counts[code], texts.findText(texts.text(code))]),
      cells: Array.from({ length: rows }, (_, row) => cellAt(table, row, column))
    }))
  }
}

describe('a table whose halves are scanned apart', () => {
  it('is what it is when it is scanned in one go, or declined as it is then', async () => {
    const cell = fc.oneof(
      { arbitrary: fc.constantFrom('a', 'b', '12', 'x y', 'Zoë', '🦊', '"q,1"', '"a ""b"" c"', ''), weight: 12 },
      { arbitrary: fc.constantFrom('"two\nlines"', '"open', 'a"b', '"\n'), weight: 1 }
    )
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 0, maxLength: 60 })
    let scanned = 0
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom('\n', '\r\n', '\r'), fc.boolean(), fc.nat(70), async (cells, end, isEnded, wide) => {
        const odd = wide < cells.length ? [...cells.slice(0, wide), ['1', '2'], ...cells.slice(wide)] : cells
        writeFileSync(file, ['h1,h2,h3', ...odd.map((row) => row.join(','))].join(end) + (isEnded ? end : ''))
        const expected = told(await whole())
        expect(told(await halved(here()))).toEqual(expected)
        if (expected !== 'declined') scanned++
      }),
      { numRuns: 400, seed: 11 }
    )
    expect(scanned).toBeGreaterThan(40)
  })

  it('is so when a thread reads a half of a file of many chunks, sorted columns and parts of rows', async () => {
    const lines = Array.from({ length: 150_000 }, (_, i) => `A${1_000_000 + i},2024-01-0${1 + (i % 9)},C${(i * 7) % 30_011}`)
    writeFileSync(file, `order,day,customer\n${lines.join('\n')}\n`)
    const expected = told(await whole())
    expect(expected).toMatchObject({ rows: 150_000 })
    expect(told(await halved())).toEqual(expected)
  })

  it('is so wherever chunks end', async () => {
    const lines = Array.from({ length: 40 }, (_, i) => `${i},${i * i}`)
    writeFileSync(file, `a,b\n${lines.join('\n')}\n`)
    const expected = told(await whole())
    const bytes = statSync(file).size
    for (let size = 1; size <= bytes; size++) {
      const chunks = () => createReadStream(file, { highWaterMark: size }) as AsyncIterable<Buffer>
      expect(told(await scanHalves({ path: file, size: bytes }, chunks, form, here()))).toEqual(expected)
    }
  })

  it('is left to one thread where there is no other, or it fails', async () => {
    writeFileSync(file, 'a,b\n1,2\n3,4\n')
    const none = { start: () => false, close: async () => {} } as unknown as HelperThread<ScanWorks>
    expect(await halved(none)).toBeNull()
    const failing = {
      start: () => true,
      ask: () => Promise.reject(new Error('gone')),
      close: async () => {}
    } as unknown as HelperThread<ScanWorks>
    expect(await halved(failing)).toBeNull()
  })
})

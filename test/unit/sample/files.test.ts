import { inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterBusinessMinutes, at, isoMinute, weekday } from '../../../src/main/core/sample/calendar.ts'
import { parseCsv, toCsv } from '../../../src/main/core/sample/files/csv.ts'
import { deflate } from '../../../src/main/core/sample/files/deflate.ts'
import { toXlsx } from '../../../src/main/core/sample/files/xlsx.ts'
import { sheetDate, unzip } from './read-shop.ts'

describe('deflate', () => {
  it('is undone by zlib, whatever the bytes', () => {
    const repetitive = fc.array(fc.constantFrom(...'abcab '), { maxLength: 3000 }).map((c) => Buffer.from(c.join('')))
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 2000 }), repetitive), (bytes) => {
        expect(inflateRawSync(deflate(bytes))).toEqual(Buffer.from(bytes))
      })
    )
  })

  it('reaches back over a full window and the longest match, and makes rows smaller', () => {
    const far = Buffer.concat([
      Buffer.from('needle in a haystack'),
      Buffer.alloc(32_768 - 20),
      Buffer.from('needle in a haystack'),
      Buffer.alloc(70_000, 'x')
    ])
    expect(inflateRawSync(deflate(far)).equals(far)).toBe(true)
    const rows = Buffer.from(Array.from({ length: 5000 }, (_, i) => `<c r="A${i}" t="s"><v>${i % 97}</v></c>`).join(''))
    expect(deflate(rows).length).toBeLessThan(rows.length / 4)
  })
})

describe('comma-separated values', () => {
  it('are read back as they were', () => {
    const cell = fc.string({ maxLength: 12 }).map((s) => s.replace(/\r/g, ' ').trim())
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 }), (rows) => {
        const read = parseCsv(toCsv(['a', 'b', 'c'], rows).toString('utf8'))
        expect(read.map((r) => r.cells)).toEqual([['a', 'b', 'c'], ...rows.filter((r) => r.some((c) => c !== ''))])
      })
    )
  })
})

describe('a workbook', () => {
  it('holds texts as texts, amounts and moments as numbers', () => {
    const moment = at('2024-02-29', 13, 7)
    const bytes = toXlsx(
      'A & B',
      ['id', 'when', 'paid', 'n'],
      [8, 8, 8, 8],
      [
        ['007', { moment }, { cents: -1234 }, 3],
        ['<x>', null, { cents: 5 }, -1]
      ]
    )
    const parts = unzip(bytes)
    const sheet = parts.get('xl/worksheets/sheet1.xml')?.toString() ?? ''
    expect(parts.get('xl/sharedStrings.xml')?.toString()).toContain('<t xml:space="preserve">007</t>')
    expect(parts.get('xl/sharedStrings.xml')?.toString()).toContain('&lt;x&gt;')
    expect(sheetDate(/r="B2" s="2"><v>([\d.]+)</.exec(sheet)?.[1] ?? '')).toBe('2024-02-29 13:07')
    expect(sheet).toContain('<c r="C2" s="1"><v>-12.34</v></c><c r="D2"><v>3</v></c>')
    expect(sheet).not.toContain('r="B3"')
    expect(parts.get('xl/workbook.xml')?.toString()).toContain('name="A &amp; B"')
  })
})

describe('the support desk', () => {
  it('works Monday to Friday, 9:00 to 17:30', () => {
    const friday = at('2025-08-01', 17, 20)
    expect(weekday(friday)).toBe(4)
    expect(isoMinute(afterBusinessMinutes(friday, 30))).toBe('2025-08-04 09:20')
    expect(isoMinute(afterBusinessMinutes(at('2025-08-02', 3), 1))).toBe('2025-08-04 09:01')
    expect(isoMinute(afterBusinessMinutes(at('2025-08-04', 10), 510 + 60))).toBe('2025-08-05 11:00')
  })
})

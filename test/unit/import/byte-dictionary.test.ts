import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ByteDictionary } from '../../../src/main/core/byte-dictionary.ts'
import { isoDay, isoMoment } from '../../../src/main/core/import/coded/iso-moment.ts'
import { parseDate } from '../../../src/main/core/import/values/date.ts'

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.nat(40).map((n) => `A-${n}`),
  fc.constantFrom('', 'a', 'aa', 'é', '\ud800', 'x'.repeat(5_000))
)

describe('a dictionary of texts', () => {
  it('numbers different texts as they come, sorted or not, and finds them again', () => {
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 60 }),
        fc.array(text, { maxLength: 20 }),
        fc.boolean(),
        fc.boolean(),
        (first, more, sort, compact) => {
          const dictionary = new ByteDictionary()
          const known = new Map<string, number>()
          const add = (one: string) => {
            // As SQLite and UTF-8 have it.
            const whole = one.toWellFormed()
            if (!known.has(whole)) known.set(whole, known.size)
            expect(dictionary.addText(one)).toBe(known.get(whole))
          }
          const bytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))
          for (const one of sort ? first.toSorted(bytes) : first) add(one)
          if (compact) dictionary.compact()
          for (const one of more) expect(dictionary.findText(one)).toBe(known.get(one.toWellFormed()) ?? -1)
          for (const one of more) add(one)
          expect(dictionary.size).toBe(known.size)
          for (const [whole, code] of known) expect([dictionary.text(code), dictionary.findText(whole)]).toEqual([whole, code])
        }
      ),
      { numRuns: 400, seed: 8 }
    )
  })

  it('holds many', () => {
    const dictionary = new ByteDictionary()
    for (let i = 0; i < 50_000; i++) expect(dictionary.addText(`${(i * 7_919) % 50_000}`)).toBe(i)
    for (let i = 0; i < 50_000; i++) expect(dictionary.addText(`${(i * 7_919) % 50_000}`)).toBe(i)
  })
})

describe('a moment in the ISO form', () => {
  const part = (most: number) => fc.nat(most).map((n) => String(n).padStart(2, '0'))
  const moment = fc
    .tuple(
      fc.constantFrom('1899', '1900', '2024', '2100', '2199', '2200', '0000'),
      part(14),
      part(33),
      fc.constantFrom('T', ' ', 't'),
      part(25),
      part(61),
      part(61)
    )
    .map(([year, month, day, gap, hour, minute, second]) => `${year}-${month}-${day}${gap}${hour}:${minute}:${second}`)

  it('is what any order reads, or left to the usual reading', () => {
    let read = 0
    fc.assert(
      fc.property(
        moment,
        fc.constantFrom('', 'Z', 'z', '+', '.'),
        fc.constantFrom('dmy' as const, 'mdy' as const, 'ymd' as const),
        (one, end, order) => {
          const bytes = Buffer.from(`,${one}${end},`)
          const at = isoMoment(bytes, 1, bytes.length - 1)
          if (Number.isNaN(at)) return
          read++
          expect(at).toBe(parseDate(`${one}${end}`, order))
          expect(isoDay(bytes, 1)).toBe(Number(one.slice(8, 10)))
        }
      ),
      { numRuns: 5_000, seed: 9 }
    )
    expect(read).toBeGreaterThan(300)
  })
})

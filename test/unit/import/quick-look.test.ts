import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ColumnProfile } from '../../../src/main/core/import/typing/column-profile.ts'

/** The same by the general rules alone. */
class SlowProfile extends ColumnProfile {
  protected override judgeQuickly(): boolean {
    return false
  }
}

function told(profile: ColumnProfile, cells: readonly string[]): unknown {
  profile.addColumn(
    cells.map((cell) => [cell]),
    0,
    new Set()
  )
  profile.finish()
  const plain = (name: string, value: unknown): unknown => {
    // What only the short look remembers.
    if (name === 'codeBeginning') return undefined
    return value instanceof Map || value instanceof Set ? [...value] : value
  }
  return JSON.parse(JSON.stringify(profile, plain))
}

const word = fc.constantFrom(
  'ORD',
  'SKU',
  'C',
  'c',
  'A',
  'EUR',
  'US',
  'R',
  'kr',
  'Rs',
  'TL',
  'Jan',
  'May',
  'Mo',
  'Sun',
  'März',
  'euros',
  'Fr',
  'P',
  'PT',
  'p',
  'PO',
  'T',
  'Z',
  'NaN',
  'e',
  'E',
  'x',
  'true',
  'CUSTOMER',
  'CUSTOMERS',
  'N',
  'no'
)
const digits = fc.stringMatching(/^\d{0,12}$/)
const code = fc
  .tuple(word, fc.constantFrom('', '-', '_', ' ', '.', '--'), digits, fc.constantFrom('', '', '', 'a', '%', '.0', '-1'))
  .map((parts) => parts.join(''))
const two = fc.integer({ min: 0, max: 99 }).map((n) => String(n).padStart(2, '0'))
const moment = fc
  .tuple(
    fc.constantFrom('2024', '1999', '0000', '9999', '24'),
    fc.constantFrom('-', '/', '.'),
    two,
    two,
    fc.constantFrom('', 'T', ' ', 't'),
    two,
    two,
    two,
    fc.constantFrom('', 'Z', 'z', '+01:00', ' Z', '.5')
  )
  .map(
    ([year, sign, month, day, gap, hour, minute, second, zone]) =>
      `${year}${sign}${month}${sign}${day}${gap === '' ? '' : `${gap}${hour}:${minute}:${second}`}${zone}`
  )

it('a short look at a cell tells what the general rules tell', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(code, moment, fc.string({ maxLength: 12 })), { maxLength: 30 }), (cells) => {
      expect(told(new ColumnProfile(), cells)).toEqual(told(new SlowProfile(), cells))
    }),
    { numRuns: 2_000 }
  )
})

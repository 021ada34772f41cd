import { describe, expect, it } from 'vitest'
import { type ErrorCode, SextantError, toWire } from '../../../src/shared/errors.ts'
import { errorMessages } from '../../../src/shared/messages/en/errors.ts'

const codes = Object.keys(errorMessages) as ErrorCode[]
/** Met by whoever types a command, never by a page. */
const terminalOnly = /^(cli|lab|sample)\.|^import\.badMapping$/

describe('an error', () => {
  it.each(codes.filter((code) => !terminalOnly.test(code)))('%s tells the reader of a page nothing of flags and commands', (code) => {
    const { message, remedy } = toWire(new SextantError(code))
    expect(`${message} ${remedy}`).not.toMatch(/--\w|`|command line/)
  })

  it('tells the reader of a terminal which flag helps', () => {
    const ambiguous = new SextantError('import.ambiguousDate', { column: 'Date', file: 'orders.csv', sample: '03/04/2024' })
    // Other dates of the column may well be certain.
    expect(ambiguous.message).toBe('Dates in “Date” of orders.csv can be read two ways (for instance 03/04/2024).')
    expect(toWire(ambiguous, 'terminal').remedy).toContain('--date-order dmy, mdy or ymd')
    expect(toWire(ambiguous).remedy).toBe('Say which. Sextant does not guess dates.')
    const { remedy } = toWire(new SextantError('file.empty', { file: 'a.csv' }), 'terminal')
    expect(remedy).toBe(toWire(new SextantError('file.empty', { file: 'a.csv' })).remedy)
  })

  it('counts one as one', () => {
    expect(new SextantError('run.tooFewCustomers', { found: 1, needed: 3 }).message).toBe(
      'There is 1 customer with purchases; at least 3 are needed.'
    )
    expect(new SextantError('run.tooFewCustomers', { found: 2, needed: 3 }).message).toMatch(/^There are 2 customers/)
    expect(new SextantError('import.nothingStored', { rejected: 1, file: 'a.csv', reason: 'x' }).message).toBe(
      'The one row of a.csv was rejected: x.'
    )
  })
})

import { expect, it } from 'vitest'
import { isFeeLine } from '../../src/shared/fee-lines.ts'

it.each([
  'POSTAGE',
  'mailout ',
  'DOTCOM POSTAGE',
  'Manual',
  'BANK CHARGES',
  'AMAZON FEE',
  'Bank Charges',
  'CARRIAGE',
  'Adjust bad debt',
  'Versandkosten',
  'P&P',
  'Next Day Delivery'
])('%s is no goods', (name) => expect(isFeeLine(name)).toBe(true))
it.each([
  'POSTAGE STAMP MUG',
  'Post box red',
  'Free range eggs',
  'VINTAGE POST OFFICE SIGN',
  'Handling gloves',
  'Bank',
  'Tea',
  '',
  '22423'
])('%s is goods', (name) => expect(isFeeLine(name)).toBe(false))

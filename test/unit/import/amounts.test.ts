/** Which of several columns of money is what was sold. */
import { describe, expect, it } from 'vitest'
import { namesCharge } from '../../../src/main/core/import/mapping/charges.ts'
import { propose } from '../../../src/main/core/import/mapping/propose.ts'
import { understand } from '../../../src/main/core/import/understand.ts'
import { tableOf } from './support/column.ts'
import { noSignal, testFolder } from './support/folder.ts'

const folder = testFolder()
let files = 0

async function lookAt(header: string, rows: readonly (readonly unknown[])[]) {
  const path = folder.write(`file-${++files}.csv`, [header, ...rows.map((cells) => cells.join(';'))].join('\n'))
  const { groups } = await understand([path], { signal: noSignal, onProgress: () => {} })
  const preview = groups[0]?.preview
  if (preview === undefined) throw new Error('nothing was understood')
  return preview
}

/** The header of the column that is the amount, of orders with these columns of money. */
function amountAmong(...money: string[]): string | undefined {
  const header = ['Order', 'Date', 'Customer', ...money].join(';')
  const rows = Array.from({ length: 30 }, (_, i) =>
    [1000 + i, `2024-01-${13 + (i % 15)}`, `C${i % 9}`, ...money.map((_, k) => (11.25 + ((i * 7 + k * 5) % 31)).toFixed(2))].join(';')
  )
  const table = tableOf([header, ...rows].join('\n'))
  return table.headers[propose('orders', table).findIndex(({ field }) => field === 'lineTotal')]
}

describe('the amount of an order', () => {
  it.each([
    ['Tax Total', 'Order Total (inc tax)'],
    ['Total tax', 'Grand total'],
    ['Tax amount', 'Amount'],
    ['Total IVA', 'Total pedido'],
    ['MwSt-Betrag', 'Gesamtbetrag'],
    ['BTW bedrag', 'Totaalbedrag'],
    ['Shipping total', 'Total'],
    ['Shipping amount', 'Total amount'],
    ['Amount refunded', 'Amount paid'],
    ['Total discount', 'Order value'],
    ['Fee amount', 'Gross amount'],
    ['Tip amount', 'Net amount'],
    ['Balance', 'Total']
  ])('is no tax, postage, fee, tip, refund or balance: not %s, but %s', (charge, amount) => {
    expect([amountAmong(charge, amount), amountAmong(amount, charge)]).toEqual([amount, amount])
    expect(amountAmong(charge)).toBeUndefined()
  })

  it.each([
    ['Order Total (inc tax)', 'Order Total (ex tax)'],
    ['Subtotal (ex tax)', 'Order Total (ex tax)'],
    ['Gross total', 'Net total'],
    ['Bruttobetrag', 'Nettobetrag'],
    ['Order Total incl. VAT', 'Order Total excl. VAT'],
    ['Total TTC', 'Total HT'],
    ['Total', 'Total excl. VAT'],
    ['Totale', 'Imponibile'],
    ['Total', 'Base imponible'],
    ['Summe brutto', 'Summe netto'],
    ['Totaal', 'Totaal excl. btw']
  ])('is the total of the order, without tax where there are both: not %s, but %s', (other, amount) => {
    expect([amountAmong(other, amount), amountAmong(amount, other)]).toEqual([amount, amount])
  })

  it('is no tax that a rate times a sum comes to', async () => {
    const { mapping } = await lookAt(
      'Order;Date;Customer;Base;Tax rate;Tax;Total',
      Array.from({ length: 20 }, (_, i) => [i, `2024-01-${13 + (i % 9)}`, `C${i % 4}`, 10 * (i + 1), 0.2, 2 * (i + 1), 12 * (i + 1)])
    )
    expect(mapping.columns).toMatchObject({ Total: 'lineTotal' })
    expect(mapping.columns).not.toHaveProperty('Tax')
  })

  it('is told where there are several', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => [i, `2024-01-${13 + (i % 9)}`, `C${i % 4}`, 12 + i, 10 + i, 2])
    const { mapping, warnings } = await lookAt('Order;Date;Customer;Order Total (inc tax);Order Total (ex tax);Tax Total', rows)
    expect(mapping.columns['Order Total (ex tax)']).toBe('lineTotal')
    expect(warnings).toContainEqual({
      code: 'import.otherAmounts',
      count: 1,
      example: '“Order Total (ex tax)” counts, “Order Total (inc tax)” does not'
    })
    const one = await lookAt('Order;Date;Customer;Order Total;Tax Total', rows)
    expect(one.warnings.map(({ code }) => code)).not.toContain('import.otherAmounts')
  })
})

describe('a header that names a charge', () => {
  it.each([
    ...'Tax|Steuer|Shipping cost (inc tax)|Versandkosten|Frais de port|Gastos de envío|Spese di spedizione|Frete|Verzendkosten|Trinkgeld'.split(
      '|'
    )
  ])('%s', (header) => expect(namesCharge(header)).toBe(true))
  it.each([...'Total|Total incl. tax|Price ex VAT|Total after discount|Betrag inkl. Versand|Total TTC|Umsatz|Net amount'.split('|')])(
    'not %s',
    (header) => expect(namesCharge(header)).toBe(false)
  )
})

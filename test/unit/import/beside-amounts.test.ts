/** Books of documents, in which a column says which rows take a sale back; and what stands beside an amount and is not taken off it. */
import { describe, expect, it } from 'vitest'
import { returnSteps } from '../../../src/main/core/import/mapping/document-types.ts'
import { understand } from '../../../src/main/core/import/understand.ts'
import { testFolder } from './support/folder.ts'

const folder = testFolder()
const noSignal = new AbortController().signal

async function lookAt(text: string) {
  const { groups } = await understand([folder.write('book.csv', text)], { signal: noSignal, onProgress: () => {} })
  const [group] = groups
  if (group === undefined) throw new Error('no group')
  const { warnings, columns, sample, mapping } = group.preview
  const field = (header: string) => columns.find((column) => column.header === header)?.proposed ?? null
  const at = (header: string) => sample.map(({ parsed }) => parsed[columns.findIndex((column) => column.header === header)])
  return { warnings, field, at, sample, mapping, codes: warnings.map(({ code }) => code) }
}

describe('a column of types of documents', () => {
  it.each([
    ['Order;Type;Date;Customer;Amount', 'Sale|Refund|Credit note'],
    ['Order;Transaction type;Date;Customer;Amount', 'sale|RETURN|credit_note'],
    ['Belegnr;Belegart;Datum;Kunde;Betrag', 'Rechnung|Gutschrift|Storno'],
    ['N° facture;Type de pièce;Date;Client;Montant', 'Facture|Avoir|note de credit'],
    ['Factura;Tipo;Fecha;Cliente;Importe', 'Factura|Abono|Devolución'],
    ['Fattura;Tipo documento;Data;Cliente;Importo', 'Fattura|Nota di credito|Reso'],
    ['Fatura;Tipo de documento;Data;Cliente;Valor', 'Fatura|Nota de crédito|Estorno'],
    ['Factuur;Soort;Datum;Klant;Bedrag', 'Factuur|Creditnota|Retour']
  ])('says which rows are returns: %s', async (header, types) => {
    const all = types.split('|')
    const rows = [...all, ...all, ...all].map((type, i) => `R${i};${type};2024-01-${13 + i};C${i % 2};${i === 2 ? '-' : ''}${10 + i}.50`)
    const { at, codes, field, sample } = await lookAt([header, ...rows].join('\n'))
    const [, type = '', , , amount = ''] = header.split(';')
    expect(at(amount)).toEqual(sample.map(({ raw }) => `${raw[1] === all[0] ? '' : '-'}${raw[4]?.replace('-', '')}`))
    expect(field(type)).toBeNull()
    expect(codes).toEqual(expect.arrayContaining(['import.returns', 'import.returnsByType']))
  })

  it('is told with the column, the texts and the number of rows', async () => {
    const { warnings } = await lookAt(
      'Order;Type;Date;Customer;Amount\n1;Sale;2024-01-13;Ann;20\n1;Refund;2024-01-20;Ann;20\n2;Sale;2024-01-14;Bob;10'
    )
    expect(warnings).toContainEqual({ code: 'import.returnsByType', count: 1, example: '“Type”: Refund' })
    expect(warnings).toContainEqual({ code: 'import.returns', count: 1, example: '1, line 3' })
  })

  it('knows returns that come after the first rows by what the column is called', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => `R${i};${i === 299 ? 'Gutschrift' : 'Rechnung'};2024-01-13;C${i % 9};10.50`)
    const { codes } = await lookAt(['Belegnr;Belegart;Datum;Kunde;Betrag', ...rows].join('\n'))
    expect(codes).toEqual(expect.arrayContaining(['import.returns', 'import.returnsByType']))
  })

  it('takes back the quantity too, where there is one, and never the price beside it', () => {
    const rows = [['Sale'], ['Refund']]
    const columns = (headers: string) => returnSteps(['Type', ...headers.split(';')], rows)[0]?.columns
    expect(columns('Qty;Price')).toEqual(['Qty'])
    expect(columns('Qty;Price;Total')).toEqual(['Total', 'Qty'])
    expect(columns('Price')).toEqual(['Price'])
    expect(columns('Qty;Price;Discount')).toEqual(['Qty', 'Discount'])
    expect(columns('Qty;Price;Discount %')).toEqual(['Qty'])
    expect(columns('Name')).toBeUndefined()
  })

  it('is none where the texts are something else, or a status', () => {
    const of = (header: string, ...texts: string[]) =>
      returnSteps(
        [header, 'Amount'],
        texts.map((text) => [text, '1'])
      ).length
    expect(of('Type', 'Cups', 'Jugs')).toBe(0)
    expect(of('Type', 'Cups', 'Jugs', 'Lamp', 'Refund')).toBe(0)
    expect(of('Status', 'Sale', 'Refund')).toBe(0)
    expect(of('Remark', 'Sale', 'Sale')).toBe(0)
    expect([of('Remark', 'Sale', 'Refund'), of('Type', 'Sale', 'Sale')]).toEqual([1, 1])
  })
})

describe('what stands beside an amount', () => {
  const rows = (cells: string[]) => cells.map((cell, i) => `${1 + i};2024-01-${13 + i};C${i % 2};${20 + i}.50;${cell}`)
  const of = async (header: string, ...cells: string[]) => lookAt([`Order;Date;Customer;Total;${header}`, ...rows(cells)].join('\n'))

  it.each([
    'Refund',
    'Amount refunded',
    'Order Refund Amount',
    'Erstattung',
    'Remboursement',
    'Reembolso',
    'Rimborso',
    'Estorno',
    'Terugbetaald'
  ])('and is a refund is not taken off, with its sum: %s', async (header) => {
    const { warnings, mapping } = await of(header, '20.50', '0.00', '2.50')
    expect(warnings).toContainEqual({ code: 'import.notTaken', count: 2, example: `“${header}” 23 in all` })
    expect(mapping.notTaken).toEqual([header])
  })

  it.each([
    'Shipping',
    'Shipping Total',
    'Versandkosten',
    'Frais de port',
    'Gastos de envío',
    'Spese di spedizione',
    'Frete',
    'Verzendkosten',
    'Tip',
    'Fee'
  ])('and is postage, a fee or a tip is told: %s', async (header) => {
    const { warnings, mapping } = await of(header, '5.00', '0.00', '4.50')
    expect(warnings).toContainEqual({ code: 'import.chargesBeside', count: 1, example: header })
    expect(mapping.notTaken).toBeUndefined()
  })

  it.each([
    ['Refund', '0.00'],
    ['Shipping', '0'],
    ['Delivery days', '3'],
    ['Shipping date', '2024-02-13'],
    ['Fee %', '3'],
    ['Tax', '4.00']
  ])('is not worth a word: %s of %s', async (header, cell) => {
    const { codes } = await of(header, cell, cell, cell)
    expect(codes).not.toContain('import.notTaken')
    expect(codes).not.toContain('import.chargesBeside')
  })

  it('is said once of an order whose lines repeat it', async () => {
    const lines = ['1;2024-01-13;Ann;Mug;2;4.50;3.00', '1;2024-01-13;Ann;Jug;1;9.50;3.00', '2;2024-01-14;Bob;Mug;1;4.50;3.00']
    const { warnings } = await lookAt(['Order;Date;Customer;Product;Qty;Price;Refund', ...lines].join('\n'))
    expect(warnings).toContainEqual({ code: 'import.notTaken', count: 2, example: '“Refund” 6 in all' })
  })
})

describe('orders without a number', () => {
  const of = (header: string, cell: (i: number) => string) =>
    lookAt(
      [
        `${header};Date;Customer;Product;Amount`,
        ...Array.from({ length: 12 }, (_, i) => `${cell(i)};2024-01-13;C${i % 4};Mug;${i}.50`)
      ].join('\n')
    )

  it('are told, if a column of different codes is no field', async () => {
    const { warnings } = await of('Shop key', (i) => `B-${100 + i}`)
    expect(warnings).toContainEqual({ code: 'import.noOrderNumber', count: 1, example: 'Shop key' })
    expect((await of('Nr', (i) => String(100 + i))).codes).toContain('import.noOrderNumber')
  })

  it('are no matter where there is one, or no column that may be it', async () => {
    const others: [string, (i: number) => string][] = [
      ['Order', (i) => `B-${100 + i}`],
      ['Nr', (i) => String(1 + i)],
      ['Postcode', (i) => `1011${i}`],
      ['Room', (i) => `R-${i % 2}`],
      ['Remark', (i) => `said ${'so '.repeat(i)}`]
    ]
    for (const [header, cell] of others)
      expect([header, (await of(header, cell)).codes]).not.toContainEqual([header, expect.arrayContaining(['import.noOrderNumber'])])
  })
})

describe('a discount that hardly any order has', () => {
  const of = (discount: (i: number) => string) =>
    lookAt(
      [
        'Order;Date;Customer;Product;Qty;Price;Discount',
        ...Array.from({ length: 500 }, (_, i) => `${1000 + i};2024-01-13;C${i % 40};Mug;2;4.50;${discount(i)}`)
      ].join('\n')
    )

  it('is known although it comes after the first rows', async () => {
    const { field, codes } = await of((i) => (i === 450 ? '3.00' : '0.00'))
    expect([field('Discount'), codes]).toEqual(['discount', []])
  })

  it('is not worth a word where there is none', async () => {
    const { field, codes } = await of(() => '0')
    expect([field('Discount'), codes]).toEqual([null, []])
  })
})

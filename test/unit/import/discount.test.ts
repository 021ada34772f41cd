import { describe, expect, it } from 'vitest'
import { readTotal } from '../../../src/main/core/import/conversion/discount.ts'
import { convert, understand } from '../../../src/main/core/import/index.ts'
import type { OrderRow } from '../../../src/main/core/import/types.ts'
import { message } from '../../../src/shared/messages/index.ts'
import { noSignal, testFolder } from './support/folder.ts'

describe('a total beside quantity × price and a discount', () => {
  it.each([
    ['an amount', 20, 4, 16, 'after'],
    ['an amount written as a negative one', 20, -4, 16, 'after'],
    ['an amount on a return, negative too', -20, -4, -16, 'after'],
    ['an amount on a return, as on the sale', -20, 4, -16, 'after'],
    ['a share', 20, 0.1, 18, 'after'],
    ['a share in per cent', 20, 10, 18, 'after'],
    ['a share of an odd price, rounded', 4.99, 15, 4.24, 'after'],
    ['everything', 20, 20, 0, 'after'],
    ['an amount that is still to come off', 20, 4, 20, 'before'],
    ['an amount that was added', 20, 4, 24, null],
    ['nothing', 20, 0, 20, null],
    ['anything else', 20, 4, 11, null]
  ])('has %s taken off, or not', (_what, product, discount, total, reads) => {
    expect(readTotal(product, discount, total)).toBe(reads)
  })
})

const folder = testFolder()
let files = 0

async function look(rows: readonly string[], header = 'Order,Customer,Date,Quantity,Unit price,Discount,Line total') {
  const text = [header, ...rows, ''].join('\n')
  const { groups } = await understand([folder.write(`discount-${++files}.csv`, text)], { signal: noSignal, onProgress: () => {} })
  const [group] = groups
  if (group === undefined) throw new Error('nothing was understood')
  const amounts: number[] = []
  const extras: (string | undefined)[] = []
  for await (const batch of convert(group, 0, noSignal)) {
    for (const { amount, extra } of batch.rows as OrderRow[]) {
      amounts.push(amount.units / 10 ** amount.decimals)
      extras.push(extra?.Discount)
    }
  }
  const notes = group.preview.columns.find(({ header: name }) => name === 'Discount')?.notes ?? []
  return { amounts, extras, notes, warnings: group.tables[0]?.warnings ?? [], preview: group.preview }
}

describe('a file with a discount beside the amounts', () => {
  it('is read as amounts after the discount where they are, says so once, and warns of nothing', async () => {
    const found = await look(['1,7,2024-01-15,2,10.00,4.00,16.00', '2,8,2024-01-16,1,5.00,0.00,5.00', '3,7,2024-01-17,3,4.00,1.20,10.80'])
    expect(found.amounts).toEqual([16, 5, 10.8])
    expect(found.extras).toEqual(['4.00', '0.00', '1.20'])
    expect(found.warnings).toEqual([])
    expect(found.preview.warnings).toEqual([])
    expect(found.notes).toEqual([{ code: 'import.discount.after', count: 2, example: '2 × 10.00, discount 4.00: 16.00' }])
    expect(message('import.discount.after', 2, found.notes[0]?.example)).toMatch(/^The amounts are after this discount/)
  })

  it('is read as amounts before the discount where they are, which is said of each line', async () => {
    const found = await look(['1,7,2024-01-15,2,10.00,4.00,20.00', '2,8,2024-01-16,2,5.00,0.00,10.00', '3,7,2024-01-17,3,4.00,1.20,12.00'])
    expect(found.amounts).toEqual([20, 10, 12])
    expect(found.notes).toMatchObject([{ code: 'import.discount.before', count: 2 }])
    expect(found.warnings).toEqual([{ code: 'import.totalBeforeDiscount', count: 2, example: '20, 4' }])
    expect(found.preview.warnings).toEqual(found.warnings)
  })

  it('still warns of amounts that the discount does not explain, and is silent about files that contradict themselves', async () => {
    const found = await look(['1,7,2024-01-15,2,10.00,4.00,16.00', '2,8,2024-01-16,2,5.00,1.00,7.00', '3,7,2024-01-17,3,4.00,1.20,12.00'])
    expect(found.notes).toEqual([])
    expect(found.warnings).toEqual([
      { code: 'import.totalDiffers', count: 1, example: '10 − 1 ≠ 7' },
      { code: 'import.totalBeforeDiscount', count: 1, example: '12, 1.2' }
    ])
  })

  it('loses no row over a discount that is no number', async () => {
    const { amounts, extras } = await look([
      '1,7,2024-01-15,2,10.00,4.00,16.00',
      '2,8,2024-01-16,1,5.00,free gift,5.00',
      '3,7,2024-01-17,3,4.00,1.20,10.80',
      '4,7,2024-01-18,1,4.00,0.20,3.80',
      '5,7,2024-01-19,1,4.00,0.20,3.80'
    ])
    expect([amounts, extras[1]]).toEqual([[16, 5, 10.8, 3.8, 3.8], 'free gift'])
  })

  it('reads shares, and decimal commas', async () => {
    const { amounts, warnings } = await look(
      ['1;7;2024-01-15;2;10,00;0,1;18,00', '2;8;2024-01-16;2;5,55;0,5;5,55', '3;7;2024-01-17;3;4,00;0;12,00'],
      'Order;Customer;Date;Quantity;Unit price;Discount;Line total'
    )
    expect([amounts, warnings]).toEqual([[18, 5.55, 12], []])
  })
})

describe('a discount that is a share', () => {
  const header = 'Order,Customer,Date,Quantity,Unit price,Discount'
  it('is taken off quantity × price, and that is said', async () => {
    const found = await look(
      ['1,7,2024-01-15,2,10.00,10%', '2,8,2024-01-16,1,5.00,0%', '3,7,2024-01-17,3,9.99,12.5 %', '4,7,2024-01-17,1,8.00,'],
      header
    )
    expect(found.amounts).toEqual([18, 5, 26.22375, 8])
    expect(found.preview.mapping.columns.Discount).toBe('discount')
    expect(found.warnings).toEqual([{ code: 'import.discountTaken', count: 2, example: '20 less 10 % is 18' }])
  })
  it.each([
    ['Discount %', ['10', '25', '0'], [18, 15, 20]],
    ['Discount percent', ['0.1', '0.25', '0'], [18, 15, 20]],
    ['Rabatt (%)', ['-10', '25', '0'], [18, 15, 20]]
  ])('is told by the header %s', async (name, discounts, amounts) => {
    const rows = discounts.map((discount, i) => `${i},7,2024-01-15,2,10.00,${discount}`)
    expect((await look(rows, header.replace('Discount', name))).amounts).toEqual(amounts)
  })
  it('of more than the whole is a rejected row', async () => {
    const { preview } = await look(['1,7,2024-01-15,2,10.00,10%', '2,8,2024-01-16,1,5.00,120%'], header)
    expect(preview.expected).toEqual({ read: 2, good: 1, rejected: 1, blank: 0 })
  })
  it('or perhaps an amount is not taken off, and that is said', async () => {
    const found = await look(['1,7,2024-01-15,2,10.00,0.1', '2,8,2024-01-16,1,5.00,0'], header)
    expect(found.amounts).toEqual([20, 5])
    expect(found.warnings).toEqual([{ code: 'import.discountUnclear', count: 2, example: '“Discount”: 0.1' }])
  })
  it('beside amounts that are after it changes nothing, and that is said', async () => {
    const found = await look(['1,7,2024-01-15,2,10.00,10%,18.00', '2,8,2024-01-16,1,5.00,0%,5.00', '3,7,2024-01-17,3,4.00,25%,9.00'])
    expect(found.amounts).toEqual([18, 5, 9])
    expect(found.warnings).toEqual([])
    expect(found.notes).toEqual([{ code: 'import.discount.after', count: 2, example: '2 × 10.00, discount 10%: 18.00' }])
  })
})

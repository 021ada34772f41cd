/** A date and its time in two columns, and receipts whose numbers begin anew each day. */
import { describe, expect, it } from 'vitest'
import { isOrderRow } from '../../../src/main/core/import/conversion/convert.ts'
import { DailyNumbers } from '../../../src/main/core/import/daily-numbers.ts'
import { convert, understand } from '../../../src/main/core/import/index.ts'
import { momentSteps } from '../../../src/main/core/import/mapping/moments.ts'
import type { UnderstandOptions } from '../../../src/main/core/import/types.ts'
import { isoText } from '../../../src/main/core/import/values/calendar.ts'
import { noSignal, testFolder } from './support/folder.ts'

const folder = testFolder()
let files = 0

async function read(text: string, options: Partial<UnderstandOptions> = {}) {
  const file = folder.write(`file-${++files}.csv`, text)
  const { groups } = await understand([file], { signal: noSignal, onProgress: () => {}, ...options })
  const [group] = groups
  const rows = []
  if (group?.rules) for await (const batch of convert(group, 0, noSignal)) rows.push(...batch.rows)
  const told = rows.map((row) =>
    isOrderRow(row)
      ? [row.order, row.at === null ? null : isoText(row.at, true)]
      : [
          row.kind,
          isoText((row.values as { at?: number; openedAt?: number }).at ?? (row.values as { openedAt?: number }).openedAt ?? 0, true)
        ]
  )
  return { preview: group?.preview, coded: group?.tables[0]?.coded !== undefined, told, warnings: group?.preview.warnings ?? [] }
}

describe('a column of times beside a column of dates', () => {
  it('is joined to the moment, in seven languages', async () => {
    for (const [date, time, order, customer, amount] of [
      ['Date', 'Time', 'Order', 'Customer', 'Amount'],
      ['Datum', 'Uhrzeit', 'Belegnummer', 'Kunde', 'Betrag'],
      ['Date', 'Heure', 'Numéro de commande', 'Client', 'Montant'],
      ['Fecha', 'Hora', 'Pedido', 'Cliente', 'Importe'],
      ['Data', 'Ora', 'Ordine', 'Cliente', 'Importo'],
      ['Data', 'Hora', 'Pedido', 'Cliente', 'Valor'],
      ['Datum', 'Tijd', 'Bestelnummer', 'Klant', 'Bedrag']
    ]) {
      const { told } = await read(
        `${order};${date};${time};${customer};SKU;${amount}\n71;2024-01-13;09:15;Ann;K1;4,50\n72;2024-01-14;17:05:30;Bob;K2;4,50\n`
      )
      expect(told, date).toEqual([
        ['71', '2024-01-13T09:15:00'],
        ['72', '2024-01-14T17:05:30']
      ])
    }
  })

  it('is seen in the mapping, with its reason, and stays joined when another column is mapped', async () => {
    const text = 'Order,Date,Time,Customer,Amount\n71,2024-01-13,9:15 PM,Ann,4.50\n72,2024-01-14,,Bob,4.50\n'
    const { preview, told } = await read(text)
    expect(preview?.columns.find(({ header }) => header === 'Date Time')).toMatchObject({
      proposed: 'orderedAt',
      because: '“Date” and “Time” joined'
    })
    expect(told).toEqual([
      ['71', '2024-01-13T21:15:00'],
      ['72', '2024-01-14T00:00:00']
    ])
    expect((await read(text, { mapping: preview?.mapping })).told).toEqual(told)
  })

  it('is joined in other tables, each with the date beside it', async () => {
    const text = 'Date,Time,User,Event,Page\n2024-01-13,09:15,Ann,view,/a\n'
    expect((await read(text)).told).toEqual([['touchpoints', '2024-01-13T09:15:00']])
    const pairs = momentSteps(
      ['Opened date', 'Opened time', 'Closed date', 'Closed time'],
      [['2024-01-13', '09:15', '2024-01-14', '10:15']]
    )
    expect(pairs.map(({ columns }) => columns)).toEqual([
      ['Opened date', 'Opened time'],
      ['Closed date', 'Closed time']
    ])
  })

  it('is found among thousands of columns', () => {
    const headers = ['Order date', 'Order time', ...Array.from({ length: 10_000 }, (_, i) => `Price total ${i}`)]
    const row = ['2024-01-13', '10:15', ...Array.from({ length: 10_000 }, () => '5')]
    expect(momentSteps(headers, [row])).toEqual([
      { do: 'join', columns: ['Order date', 'Order time'], with: ' ', as: 'Order date Order time' }
    ])
  })

  it('is left alone where it is a length of time, or where the dates have their times', () => {
    const steps = (headers: string[], ...row: string[]) => momentSteps(headers, [row])
    expect(steps(['Opened', 'Response time'], '2024-01-13', '01:30')).toEqual([])
    expect(steps(['Date', 'Time'], '2024-01-13 10:00', '01:30')).toEqual([])
    expect(steps(['Date', 'Time'], '2024-01-13', '90')).toEqual([])
    expect(steps(['Date', 'Time'], '2024-01-13', 'morning')).toEqual([])
  })
})

describe('receipts whose numbers begin anew each day', () => {
  const header = 'Datum;Uhrzeit;Bon-Nr;Kunde;Artikel;Menge;Preis\n'
  const till = `${header}13.01.2024;09:15;1;Ann;Kaffee;2;3,20\n13.01.2024;09:25;2;Bob;Kaffee;2;3,20\n14.01.2024;10:05;1;Ann;Kaffee;2;3,20\n14.01.2024;10:05;2;Cat;Kaffee;1;3,20\n`

  it('are orders of their day, which is told', async () => {
    const { told, warnings } = await read(till)
    expect(told.map(([order]) => order)).toEqual(['1 · 2024-01-13', '2 · 2024-01-13', '1 · 2024-01-14', '2 · 2024-01-14'])
    expect(warnings).toContainEqual({ code: 'import.numbersDaily', count: 4, example: '1: 1 · 2024-01-13' })
  })

  it('are so in a long file that is kept as it was read first', async () => {
    const rows = Array.from({ length: 600 }, (_, i) => `2024-01-${10 + (Math.floor(i / 60) % 20)},${1 + (i % 60)},C${i % 7},Tea,1,3.20\n`)
    const long = `Date,Receipt no,Customer,Product,Quantity,Price\n${rows.join('')}`
    expect((await read(long, { keepFrom: 1 })).told[61]).toEqual(['2 · 2024-01-11', '2024-01-11T00:00:00'])
    expect((await read(long)).told[61]).toEqual(['2 · 2024-01-11', '2024-01-11T00:00:00'])
  })

  it('are so in a file of one day, which counts from one of the first numbers on', async () => {
    const day = (from: number) =>
      `Date,Receipt no,Customer,Price\n${Array.from({ length: 12 }, (_, i) => `2024-01-13,${from + i},C${i},3.20\n`).join('')}`
    for (const keepFrom of [1, 1e9]) {
      expect((await read(day(2), { keepFrom })).told[0]?.[0]).toBe('2 · 2024-01-13')
      expect((await read(day(41), { keepFrom })).told[0]?.[0]).toBe('41')
      expect((await read(day(1).replace('2024-01-13,9,', '2024-01-13,1009,'), { keepFrom })).told[0]?.[0]).toBe('1')
    }
  })

  it('are so in a file of more of them than are kept in mind', () => {
    const numbers = new DailyNumbers()
    for (let day = 0; day < 900; day++) for (let n = 1; n <= 300; n++) numbers.add(String(n), `day ${day}`, '')
    expect(numbers.areDaily).toBe(true)
    const running = new DailyNumbers()
    for (let n = 1; n <= 270_000; n++) running.add(String(n), `day ${Math.floor(n / 300)}`, '')
    expect(running.areDaily).toBe(false)
  })

  it('are looked for beside cells that are no dates at all', async () => {
    const long = 'T'.repeat(400_000)
    const rows = ['2024-01-13,1,3.20', `${long},2,3.20`, '2024-01-14,1,3.20', '2024-01-14,2,3.20'].join('\n')
    expect((await read(`Date,Receipt no,Price\n${rows}\n`)).preview?.expected.read).toBe(4)
  })

  it('are not, where an order has lines of several days', async () => {
    const orders = 'Order,Date,Customer,Product,Quantity,Price\n'
    const parcels = `${orders}1,2024-01-13,Ann,Tea,1,3\n2,2024-01-13,Bob,Tea,1,3\n1,2024-01-14,Ann,Mug,1,3\n3,2024-01-14,Cat,Mug,1,3\n4,2024-01-15,Dan,Mug,1,3\n`
    expect((await read(parcels)).told.map(([order]) => order)).toEqual(['1', '2', '1', '3', '4'])
    const web = `${orders}1001,2024-01-13,Ann,Tea,1,3\n1002,2024-01-13,Bob,Tea,1,3\n1001,2024-01-14,Ann,Mug,1,3\n1002,2024-01-14,Bob,Mug,1,3\n`
    expect((await read(web)).told.map(([order]) => order)).toEqual(['1001', '1002', '1001', '1002'])
  })
})

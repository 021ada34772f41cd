/** Columns whose header alone says little, beside others that say more. */
import { describe, expect, it } from 'vitest'
import { isOrderRow } from '../../../src/main/core/import/conversion/convert.ts'
import { convert } from '../../../src/main/core/import/index.ts'
import { understand } from '../../../src/main/core/import/understand.ts'
import { noSignal, testFolder } from './support/folder.ts'

const folder = testFolder()
let files = 0

async function lookAt(...lines: string[]) {
  const path = folder.write(`file-${++files}.csv`, `${lines.join('\n')}\n`)
  const { groups } = await understand([path], { signal: noSignal, onProgress: () => {} })
  const [group] = groups
  if (group === undefined) throw new Error('nothing was understood')
  return group
}
const fieldsOf = async (...lines: string[]) => (await lookAt(...lines)).preview.mapping.columns

describe('a list of articles', () => {
  it.each([
    ['SKU;Name;Description;Price', 'Name'],
    ['SKU;Description;Name;Price', 'Name'],
    ['Código;Nombre;Descripción;Precio', 'Nombre'],
    ['SKU;Description;Price', 'Description']
  ])('is named by its names: %s', async (header, name) => {
    const width = header.split(';').length
    const rows = ['a', 'b', 'c', 'd'].map((x, i) => [`00${i}`, `Mug ${x}`, `A large mug ${x}`].slice(0, width - 1).join(';'))
    const found = await fieldsOf(header, ...rows.map((row, i) => `${row};${4 + i}.50`))
    expect(Object.entries(found).find(([, field]) => field === 'productName')?.[0]).toBe(name)
  })

  it('has categories rather than types, and regular prices rather than those of a sale', async () => {
    const found = await fieldsOf(
      'ID,Type,SKU,Name,Short description,Description,Sale price,Regular price,Categories',
      '44,variable,00777,V-Neck Shirt,Short,A long text,39,45,Clothing > Shirts',
      '45,simple,WOO-2,Hoodie,,,42,48,Clothing > Hoodies',
      '46,simple,WOO-3,Cap,,A cap,9,12,Caps'
    )
    expect(found).toMatchObject({ SKU: 'product', Name: 'productName', 'Regular price': 'price', Categories: 'category' })
  })
})

describe('what is called the customer', () => {
  it.each([
    ['Bestellnummer;Kundennummer;Kunde;Bestelldatum;Betrag', 'Kundennummer', 'Kunde'],
    ['Bestellnummer;Kunde;Kundennummer;Bestelldatum;Betrag', 'Kundennummer', 'Kunde'],
    ['Order;Customer ID;Customer;Order Date;Amount', 'Customer ID', 'Customer'],
    ['Pedido;Id cliente;Cliente;Fecha;Importe', 'Id cliente', 'Cliente']
  ])('is the name beside the number: %s', async (header, number, name) => {
    const isNameFirst = header.indexOf(`;${name};`) < header.indexOf(`;${number};`)
    const rows = ['Ann Lee', 'Bob Ray', 'Cat Fay', 'Ann Lee'].map((who, i) => {
      const [first, second] = isNameFirst ? [who, `0${i % 3}`] : [`0${i % 3}`, who]
      return `${100 + i};${first};${second};2024-01-${13 + i};${4 + i}.50`
    })
    expect(await fieldsOf(header, ...rows)).toMatchObject({ [number]: 'customer', [name]: 'customerName' })
  })

  it('is no name where it is another number', async () => {
    const rows = [1, 2, 3, 4].map((i) => `${100 + i};0${i};K${i};2024-01-${13 + i};${4 + i}.50`)
    expect(Object.values(await fieldsOf('Order;Customer ID;Customer;Order Date;Amount', ...rows))).not.toContain('customerName')
  })
})

describe('subscriptions', () => {
  it.each(['Cancelled', 'Canceled'])('end where a column of dates is called %s', async (header) => {
    const rows = ['s1;C1;Pro;2024-01-13;;19.90', 's2;C2;Pro;2024-01-14;2024-05-01;19.90', 's3;C3;Basic;2024-02-14;2024-06-01;9.90']
    expect(await fieldsOf(`Subscription ID;Customer;Plan;Started;${header};Price`, ...rows)).toMatchObject({ [header]: 'endedAt' })
    const words = rows.map((row, i) => row.replace(/;(2024-0[56]-01)?;(?=[\d.]+$)/, `;${i === 0 ? 'no' : 'yes'};`))
    expect(await fieldsOf(`Subscription ID;Customer;Plan;Started;${header};Price`, ...words)).toMatchObject({ [header]: 'status' })
  })
})

describe('answers in words', () => {
  it.each(['Any comments?', 'Haben Sie Anmerkungen?', 'Des remarques ?', 'What could we improve?'])('may be short: %s', async (header) => {
    const found = await fieldsOf(
      `Timestamp,Email Address,How likely are you to recommend us?,${header}`,
      '1/13/2024 10:15:00,ann@example.com,9,Great',
      '1/14/2024 11:15:00,bob@example.com,10,Love it'
    )
    expect(found).toMatchObject({ 'How likely are you to recommend us?': 'score', [header]: 'comment' })
  })
})

describe('NA', () => {
  it('is nobody among customers, and Namibia among countries', async () => {
    const group = await lookAt(
      'Order,Date,Customer,Qty,Price,Country',
      '1,2024-01-13,NA,1,10,DE',
      '2,2024-01-14,NA,1,10,NO',
      '3,2024-01-14,Bob,1,10,NA'
    )
    const rows = []
    for await (const batch of convert(group, 0, noSignal)) rows.push(...batch.rows.filter(isOrderRow))
    expect(rows.map(({ customer, country }) => [customer, country])).toEqual([
      [null, 'DE'],
      [null, 'NO'],
      ['Bob', 'NA']
    ])
    const marks = Object.fromEntries(group.preview.columns.map(({ header, marks }) => [header, marks]))
    expect(marks).toMatchObject({ Customer: [{ text: 'NA', count: 2 }], Country: [] })
    expect(group.preview.warnings).toContainEqual({ code: 'import.missingMark', count: 2, example: 'NA in Customer' })
  })
})

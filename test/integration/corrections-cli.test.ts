/** Later exports of the same shop, and files of another, by the command line: each sale counts once. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sextant, temporaryFolder } from './cli.support.ts'

let folder: string
let workspace: string
beforeEach(async () => {
  folder = await temporaryFolder()
  workspace = path.join(folder, 'shop.sextant')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const lineHeader = 'Order,Date,Customer,Product,Quantity,Unit price'
const totalHeader = 'Order no,Order date,Customer,Total,Currency'

function file(name: string, header: string, ...rows: string[]): string {
  const at = path.join(folder, name)
  writeFileSync(at, [header, ...rows, ''].join('\n'))
  return at
}

async function drop(...files: string[]) {
  const { code, stderr, json } = await sextant('import', '--workspace', workspace, ...files, '--json')
  expect(stderr.includes('error') ? stderr : code).toBe(0)
  return json() as { rows: Record<string, number>; warnings: { code: string; count: number }[] }[]
}

const said = (result: Awaited<ReturnType<typeof drop>>) => result.flatMap(({ warnings }) => warnings.map(({ code }) => code))

/** What all lines come to. */
async function net(): Promise<number> {
  const { stdout } = await sextant('sources', '--workspace', workspace)
  return Number(/Net amount of all lines: ([\d.]+)/.exec(stdout)?.[1])
}

it.each<[string, string, string, string, number]>([
  ['the day of an order without lines', totalHeader, 'A3,2024-01-15,cat,30.00,EUR', 'A3,2024-01-17,cat,30.00,EUR', 30],
  ['the article', lineHeader, '1001,2024-01-15,C1,S1,2,5.00', '1001,2024-01-15,C1,S1-A,2,5.00', 10],
  ['the time zone', lineHeader, '1001,2024-01-20T00:30:00+01:00,C1,Mug,2,5.00', '1001,2024-01-19T23:30:00+00:00,C1,Mug,2,5.00', 10]
])('an order of which %s was corrected counts once', async (_what, header, before, after, expected) => {
  await drop(file('one.csv', header, before))
  expect(said(await drop(file('two.csv', header, after)))).toContain('import.lineCorrected')
  expect(await net()).toBe(expected)
  await sextant('undo-import', '2', '--workspace', workspace)
  expect(await net()).toBe(expected)
})

it('two tills that number their receipts alike both count, together and one after the other', async () => {
  const north = file(
    'north.csv',
    lineHeader.replace('Order', 'Receipt'),
    '1,2024-01-15,,Mug,2,5.00',
    '2,2024-01-15,,Tea,1,4.00',
    '3,2024-01-15,C1,Mug,1,5.00'
  )
  const south = file(
    'south.csv',
    lineHeader.replace('Order', 'Receipt'),
    '1,2024-01-15,,Mug,1,5.00',
    '2,2024-01-15,,Tea,3,4.00',
    '3,2024-01-15,C2,Pot,1,25.00'
  )
  await drop(north)
  const result = await drop(south)
  expect(result[0]?.warnings).toContainEqual(expect.objectContaining({ code: 'import.otherBook', count: 3 }))
  expect(await net()).toBe(61)
  workspace = path.join(folder, 'together.sextant')
  await drop(north, south)
  expect(await net()).toBe(61)
})

it('orders with their totals and the items of them count once, in one drop and one after the other', async () => {
  const orders = file('orders.csv', 'Order,Date,Customer,Total', '1001,2024-01-15,C1,15.50', '1002,2024-01-16,C2,28.00')
  const items = file(
    'items.csv',
    lineHeader,
    '1001,2024-01-15,C1,Mug,2,5.00',
    '1001,2024-01-15,C1,Tea,1,5.50',
    '1002,2024-01-16,C2,Pot,1,28.00'
  )
  for (const drops of [[[orders, items]], [[orders], [items]], [[items], [orders]]]) {
    workspace = path.join(
      folder,
      `${drops
        .flat()
        .map((name) => path.basename(name))
        .join('-')} ${drops.length}.sextant`
    )
    let result: Awaited<ReturnType<typeof drop>> = []
    for (const files of drops) result = await drop(...files)
    expect(said(result)).toContain('import.totalBesideLines')
    expect(await net()).toBe(43.5)
  }
})

it('a file that still shows a row as rejected leaves its mended version alone', async () => {
  const rows = (quantity: number) => [
    `1001,2024-01-15,C1,Mug,${quantity},5.00`,
    '1001,2024-01-15,C1,Mug,x,5.00',
    '1002,2024-01-16,C2,Tea,1,5.00'
  ]
  await drop(file('n.csv', lineHeader, ...rows(2)))
  const exported = path.join(folder, 'rejected.csv')
  await sextant('rejected', '1', '--workspace', workspace, '--out', exported)
  const [header = '', row = ''] = readFileSync(exported, 'utf8').split('\n')
  await drop(file('mended.csv', header, row.replace(',Mug,x,', ',Mug,1,')))
  expect(await net()).toBe(20)
  expect((await drop(file('n.csv', lineHeader, ...rows(3))))[0]?.rows).toMatchObject({ updated: 1, duplicate: 1, rejected: 1 })
  expect(await net()).toBe(25)
})

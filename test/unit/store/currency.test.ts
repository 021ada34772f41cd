import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { withDatabase } from '../../../src/main/core/db/open.ts'
import { openWorkspace } from '../../../src/main/core/db/workspace.ts'
import { importFiles } from '../../../src/main/core/tasks/import.ts'
import { testFolder } from '../import/support/folder.ts'
import { all, quiet } from './workspace.ts'

const folder = testFolder()
let made = 0
const workspace = () => {
  const file = path.join(folder.path, `w-${++made}.sextant`)
  openWorkspace(file, { create: true, now: () => 0 }).close()
  return file
}
const drop = (workspacePath: string, ...texts: string[]) => dropAs(workspacePath, texts)
async function dropAs(workspacePath: string, texts: readonly string[], currency?: string) {
  const paths = texts.map((text) => folder.write(`orders-${++made}.csv`, text))
  const input = {
    workspacePath,
    paths,
    files: paths.map((one) => path.basename(one)),
    label: '',
    importedAt: 1,
    ...(currency === undefined ? {} : { mapping: { constants: { currency } } })
  }
  return (await importFiles(input, quiet)).map(({ rows, warnings }) => ({
    rows,
    told: warnings.filter(({ code }) => code.startsWith('import.currency')).map(({ code, count, example }) => `${code} ${count} ${example}`)
  }))
}
const currencies = (file: string) =>
  withDatabase(file, 'read', (db) => all<{ code: string; lines: number }>(db, 'SELECT code, lines FROM currency ORDER BY code'))

const plain = 'Date,Order,Customer,Amount\n2024-01-20,X1,ann,12.50\n2024-01-21,X2,bob,99.00\n'
const euros = 'Date,Order,Customer,Amount,Currency\n2024-02-20,Y1,ann,12.50,EUR\n2024-02-21,Y2,bob,99.00,EUR\n'
const dollars = euros.replaceAll('EUR', 'USD').replaceAll('Y', 'Z')

describe('orders that name no currency', () => {
  it('have none in a workspace without one', async () => {
    const file = workspace()
    expect((await drop(file, plain))[0]?.told).toEqual([])
    expect(await currencies(file)).toEqual([{ code: '', lines: 2 }])
  })

  it('take the only currency of the workspace, said', async () => {
    const file = workspace()
    await drop(file, euros)
    expect((await drop(file, plain))[0]?.told).toEqual(['import.currencyAssumed 2 EUR'])
    expect(await currencies(file)).toEqual([{ code: 'EUR', lines: 4 }])
    expect((await drop(file, plain))[0]?.rows).toMatchObject({ stored: 0, updated: 0, duplicate: 2 })
  })

  it('take the only currency of their drop, whichever file comes first', async () => {
    const file = workspace()
    await drop(file, plain, euros)
    expect(await currencies(file)).toEqual([{ code: 'EUR', lines: 4 }])
  })

  it('stay without where several are there', async () => {
    const file = workspace()
    await drop(file, euros)
    await drop(file, dollars)
    expect((await drop(file, plain))[0]?.told).toEqual([])
    expect(await currencies(file)).toEqual([
      { code: '', lines: 2 },
      { code: 'EUR', lines: 2 },
      { code: 'USD', lines: 2 }
    ])
  })

  it('are of the currency that their sign means most often, said, where it is not that of the workspace', async () => {
    const file = workspace()
    await drop(file, euros)
    const told = (await drop(file, plain.replaceAll(',12.50', ',$12.50')))[0]?.told
    expect(told).toEqual(['import.currencySign 1 $ USD', 'import.currencyAssumed 1 USD'])
    expect(await currencies(file)).toEqual([
      { code: 'EUR', lines: 2 },
      { code: 'USD', lines: 2 }
    ])
  })

  it('are of the one of the workspace that their sign may mean', async () => {
    const file = workspace()
    await drop(file, euros)
    await drop(file, dollars.replaceAll('USD', 'CAD'))
    expect((await drop(file, plain.replaceAll(/,(?=\d+\.)/g, ',$')))[0]?.told).toEqual([])
    expect(await currencies(file)).toEqual([
      { code: 'CAD', lines: 4 },
      { code: 'EUR', lines: 2 }
    ])
  })

  it('of dollars and of yen are never added up, and signs of several in one column are told', async () => {
    const file = workspace()
    const [all, yen] = [/,(?=\d+\.)/g, ['12.50', '99.00']]
    await drop(file, plain.replaceAll(all, ',$'))
    await drop(file, yen.reduce((text, amount) => text.replace(amount, `¥${Number.parseInt(amount, 10)}`), plain).replaceAll('X', 'Y'))
    expect(await currencies(file)).toEqual([
      { code: 'JPY', lines: 2 },
      { code: 'USD', lines: 2 }
    ])
    const other = workspace()
    const mixed = plain.replace('12.50', '$12.50').replace('99.00', '¥99')
    expect((await drop(other, mixed))[0]?.told).toEqual(['import.currencySigns 1 $ ¥'])
  })

  it('take the one that other amounts of their column name', async () => {
    const file = workspace()
    expect((await drop(file, plain.replaceAll(',12.50', ',€12.50')))[0]?.told).toEqual(['import.currencyAssumed 1 EUR'])
    expect(await currencies(file)).toEqual([{ code: 'EUR', lines: 2 }])
  })

  it('are told apart, and it is said, when a currency comes later', async () => {
    const file = workspace()
    await drop(file, plain)
    expect((await drop(file, euros))[0]?.told).toEqual(['import.currencyBeside 1 EUR'])
  })
})

describe('a currency that is chosen for rows that name none', () => {
  const chosen = async (text: string, currency: string) => {
    const file = workspace()
    const [first] = await dropAs(file, [text], currency)
    return {
      stored: first?.rows.stored,
      told: first?.told,
      currencies: (await currencies(file)).map(({ code, lines }) => `${lines} ${code}`)
    }
  }

  it('is that of all where no row names one', async () => {
    expect(await chosen(plain, 'EUR')).toEqual({ stored: 2, told: [], currencies: ['2 EUR'] })
  })

  it('leaves what a sign, a column or a header names, and says so', async () => {
    expect(await chosen(plain.replace('12.50', '£12.50'), 'EUR')).toEqual({
      stored: 2,
      told: ['import.currencyChosen 1 chosen: EUR; named: GBP'],
      currencies: ['1 EUR', '1 GBP']
    })
    expect(await chosen(dollars.replace('99.00,USD', '99.00,'), 'EUR')).toEqual({
      stored: 2,
      told: ['import.currencyChosen 1 chosen: EUR; named: USD'],
      currencies: ['1 EUR', '1 USD']
    })
    const told = ['import.currencyNotUsed 1 chosen: EUR; named: GBP']
    expect(await chosen(plain.replace('Amount', 'Amount (GBP)'), 'EUR')).toEqual({ stored: 2, told, currencies: ['2 GBP'] })
    expect(await chosen(plain.replace('Amount', 'Amount ($)'), 'EUR')).toMatchObject({ currencies: ['2 USD'] })
  })

  it('says which dollars are meant, and never that dollars are euros', async () => {
    const signed = plain.replaceAll(/,(?=\d+\.)/g, ',$')
    expect(await chosen(signed, 'CAD')).toEqual({ stored: 2, told: [], currencies: ['2 CAD'] })
    expect(await chosen(signed, 'EUR')).toMatchObject({ currencies: ['2 USD'] })
  })

  it('does not contradict the line of an order that names its currency', async () => {
    const lines = 'Date,Order,Customer,Amount,Currency\n2024-02-20,Y1,ann,12.50,USD\n2024-02-20,Y1,ann,9.00,\n2024-02-21,Y2,bob,7.00,\n'
    expect(await chosen(lines, 'EUR')).toMatchObject({ stored: 3, currencies: ['1 EUR', '2 USD'] })
  })
})

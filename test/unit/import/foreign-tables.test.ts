import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { understand } from '../../../src/main/core/import/index.ts'
import type { UnderstandOptions } from '../../../src/main/core/import/types.ts'
import { message } from '../../../src/shared/messages/index.ts'
import { noSignal, testFolder } from './support/folder.ts'

const folder = testFolder()
const orders = 'Order,Customer,Date,Product,Total\n1,7,2024-01-15,P,1.50\n2,8,2024-01-16,P,2.50\n'
const people = 'recipe,taste\nSoup,mild\nTart,sweet\n'
const costs = 'planet,moons\nMars,two\nEarth,one\n'

async function look(paths: string[], options: Partial<UnderstandOptions> = {}) {
  const { groups, failures } = await understand(paths, { signal: noSignal, onProgress: () => {}, ...options })
  const files = groups.map(({ preview }) => preview.files.map(({ file }) => file))
  return { files, failures, codes: groups.map(({ preview }) => preview.blockers.map(({ code }) => code)), groups }
}

describe('tables of something else', () => {
  it('in the folder of the orders are left out, and that is said with their names', async () => {
    for (const [name, text] of Object.entries({ 'people.csv': people, 'sub/costs.csv': costs, 'orders.csv': orders }))
      folder.write(`shop/${name}`, text)
    folder.write('shop/README.txt', 'Dear all')
    folder.write('shop/planted.json', '{}')
    const { files, failures, codes, groups } = await look([path.join(folder.path, 'shop')])
    expect([files, failures, codes]).toEqual([[['shop/orders.csv']], [], [[]]])
    const left = { code: 'import.fileLeftOut', count: 2, example: 'people.csv, costs.csv' }
    const texts = { code: 'import.leftOut.noTable', count: 2, example: 'shop/README.txt, shop/planted.json' }
    expect(groups[0]?.preview.warnings).toEqual([left, texts])
    expect(groups[0]?.tables[0]?.warnings).toContainEqual(left)
    expect(message(left.code, left.count, left.example)).toContain(
      '2 tables of this folder hold nothing of a known kind and were left out (people.csv, '
    )
  })

  it('are left out of the files of a dropped folder as well, whose names tell', async () => {
    const paths = [folder.write('a.csv', orders), folder.write('b.csv', people)]
    expect((await look(paths, { names: ['shop/a.csv', 'shop/b.csv'] })).files).toEqual([['shop/a.csv']])
  })

  it('are not left out where somebody named or mapped them, or where there are no orders', async () => {
    const [a, b] = [folder.write('a.csv', orders), folder.write('b.csv', people)]
    expect((await look([a, b])).codes).toEqual([[], ['import.unrecognised']])
    const names = ['shop/a.csv', 'shop/b.csv']
    const { groups } = await look([b], { names: ['shop/b.csv'] })
    expect(groups[0]?.preview.blockers).toMatchObject([{ code: 'import.unrecognised' }])
    const mapping = { kind: 'orders', columns: { recipe: 'customer' } } as const
    const mapped = await look([a, b], { names, mappings: { [groups[0]?.preview.id ?? '']: mapping } })
    expect(mapped.codes).toEqual([[], ['import.missingField', 'import.missingField']])
  })

  it('are told from orders that lack a column: those have to be looked at', async () => {
    folder.write('months/jan.csv', orders)
    folder.write('months/feb.csv', 'Order,Customer,Date,Product,Kept\n3,7,2024-02-15,P,yes\n')
    expect((await look([path.join(folder.path, 'months')])).codes).toEqual([['import.noAmount'], []])
  })
})

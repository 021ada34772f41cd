/** Customer numbers that begin anew, in one file or from one to the next. */
import { describe, expect, it } from 'vitest'
import { understand } from '../../../src/main/core/import/index.ts'
import { noSignal, testFolder } from './support/folder.ts'

const folder = testFolder()
let files = 0

async function told(texts: readonly string[], keepFrom?: number) {
  const paths = texts.map((text) => folder.write(`file-${++files}.csv`, text))
  const { groups } = await understand(paths, { signal: noSignal, onProgress: () => {}, keepFrom })
  return groups.flatMap(({ preview }) => preview.warnings.filter(({ code }) => code === 'import.customerNumbersShared'))
}

const header = 'Order,Date,Customer No,Customer Name,Email,Amount'
const file = (...rows: string[]) => `${header}\n${rows.join('\n')}\n`

describe('a customer number of two people', () => {
  const old = ['1,2023-12-30,1,Ann Lee,ann@x.com,10', '2,2023-12-31,2,Bob Ray,bob@x.com,20']
  const fresh = ['3,2024-01-02,1,Cat Fox,cat@x.com,30', '4,2024-01-03,2,Dan Orr,dan@x.com,40', '5,2024-01-04,1,Cat Fox,cat@x.com,30']

  it('is told, in one file or in several, with or without addresses', async () => {
    const wanted = [{ code: 'import.customerNumbersShared', count: 2, example: '1: Ann Lee, then Cat Fox' }]
    expect(await told([file(...old, ...fresh)])).toEqual(wanted)
    expect(await told([file(...old), file(...fresh)])).toEqual(wanted)
    expect(await told([file(...old, ...fresh)], 1)).toEqual(wanted)
    expect(await told([file(...old, ...fresh).replace(/[a-z]+@x.com/g, '')])).toEqual(wanted)
  })

  it('is not, where the address is the same, or a part of the name', async () => {
    const again = ['3,2024-01-02,1,Cat Fox,ANN@x.com,30', '4,2024-01-03,2,"RAY, Bob",dan@x.com,40', '5,2024-01-04,2,Bob Orr,,30']
    expect(await told([file(...old, ...again)])).toEqual([])
  })
})

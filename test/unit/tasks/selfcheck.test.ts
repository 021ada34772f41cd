import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { TaskContext } from '../../../src/main/core/jobs/types.ts'
import { iris } from '../../../src/main/core/tasks/selfcheck/iris.ts'
import { selfcheck } from '../../../src/main/core/tasks/selfcheck.ts'
import { message } from '../../../src/shared/messages/index.ts'
import * as reference from '../engines/support.ts'

const data = process.env.SEXTANT_DATA ?? path.resolve(import.meta.dirname, '../../../../shared/data')
const ctx: TaskContext = { signal: new AbortController().signal, onProgress: () => {}, now: () => 0 }
const folder = mkdtempSync(path.join(os.tmpdir(), 'sextant-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

const fitted = ['bgnbd', 'paretonbd', 'mbgnbd']

describe('selfcheck', () => {
  it('has the iris that scikit-learn has', () => {
    expect(iris).toEqual(reference.iris())
  })

  it('reproduces what is built in, and skips what is not there', async () => {
    const { cases, ...counts } = await selfcheck({}, ctx)
    expect(counts.differs).toBe(0)
    expect(counts.same + counts.skipped).toBe(cases.length)
    const fromFolder = [
      'mall-inertia',
      'mall-sizes',
      ...[...fitted, 'gamma-gamma'].flatMap((model) => [`${model}-parameters`, `${model}-likelihood`])
    ]
    expect(cases.filter(({ state }) => state === 'skipped').map(({ id }) => id)).toEqual([
      ...fromFolder,
      'isolation-cardio',
      'isolation-pima'
    ])
    expect(cases.find(({ id }) => id === 'bgnbd-expected')).toMatchObject({ published: [1.226], state: 'same' })
    expect(cases.find(({ id }) => id === 'iris-inertia-3')).toMatchObject({ published: [78.8514], state: 'same' })
    for (const { id } of cases) expect(message(`selfcheck.${id}`)).toBeDefined()
    expect(await selfcheck({ dataFolder: folder }, ctx)).toMatchObject(counts)
  })

  it.skipIf(!existsSync(path.join(data, 'mall-customers')))('reproduces what is in the folder of published tables', async () => {
    expect(await selfcheck({ dataFolder: data }, ctx)).toMatchObject({ differs: 0, skipped: 0 })
  })

  it('says so when a figure differs, and when a table is not what it should be', async () => {
    const file = path.join(folder, 'mall-customers', 'Mall_Customers.csv')
    mkdirSync(path.dirname(file))
    const rows = Array.from({ length: 20 }, (_, i) => `${i},Male,20,${i},${i * i}`)
    writeFileSync(file, ['CustomerID,Gender,Age,Annual Income (k$),Spending Score (1-100)', ...rows].join('\n'))
    const other = await selfcheck({ dataFolder: folder }, ctx)
    expect(other.differs).toBe(2)
    expect(other.cases.find(({ id }) => id === 'mall-sizes')?.ours).toHaveLength(5)
    writeFileSync(file, 'a,b\n1,2')
    const broken = await selfcheck({ dataFolder: folder }, ctx)
    expect(broken.cases.find(({ id }) => id === 'mall-sizes')).toMatchObject({ state: 'differs', ours: null })
  })
})

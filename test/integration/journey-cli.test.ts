import { writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sampleOrders } from '../fixtures/sample-orders.ts'
import { sextant, temporaryFolder } from './cli.support.ts'

let folder: string
let workspace: string
beforeAll(async () => {
  folder = await temporaryFolder()
  workspace = path.join(folder, 'shop.sextant')
  const file = path.join(folder, 'orders.csv')
  writeFileSync(file, sampleOrders({ customers: 120 }))
  expect((await sextant('import', file, '--workspace', workspace)).code).toBe(0)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('journey says with stable keys what orders alone tell, equally each time', async () => {
  const first = await sextant('journey', '--workspace', workspace, '--json')
  expect(first.code).toBe(0)
  const answer = JSON.parse(first.stdout)
  expect(answer.stages.map(({ stage }: { stage: string }) => stage)).toEqual([
    'awareness',
    'consideration',
    'decision',
    'purchase',
    'post-purchase',
    'loyalty'
  ])
  const [unknown, , , purchase] = answer.stages
  expect(unknown).toMatchObject({
    customers: null,
    unknown: 'noData',
    moved: null,
    conversion: null,
    low: null,
    high: null,
    medianDays: null
  })
  expect(purchase.customers).toBeGreaterThan(100)
  expect(purchase.conversion).toBeCloseTo(purchase.moved / (purchase.moved + purchase.stayed), 12)
  expect(purchase.low).toBeLessThan(purchase.conversion)
  expect(answer).toMatchObject({ run: { kind: 'journey' }, verdict: { level: 'usable' }, bottlenecks: expect.any(Array) })
  expect(answer.notes.map(({ code }: { code: string }) => code)).toContain('noTouchpoints')
  const again = await sextant('journey', '--workspace', workspace, '--recompute', '--json')
  expect(again.stdout).toBe(first.stdout)
}, 120_000)

it('journey refuses what it cannot mean', async () => {
  for (const wrong of [
    ['--window', '0'],
    ['--from', '2024-02-30'],
    ['--from', '2024-03-01', '--to', '2024-02-01'],
    ['--segment', 'x']
  ])
    expect((await sextant('journey', '--workspace', workspace, ...wrong)).code).toBe(2)
}, 120_000)

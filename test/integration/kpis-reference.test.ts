/** KPIs of the sample shop and of Online Retail against pandas, which computed them from the files (test/reference/make_kpis.py). */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KpiBreakdown, KpiPeriod, KpiView } from '../../src/shared/model/kpis.ts'
import { sextant } from './cli.support.ts'

interface Reference {
  periods: Record<KpiPeriod, Record<string, number | null>>
  cohorts: Record<string, number[]>
}

const root = path.resolve(import.meta.dirname, '../..')
const reference: {
  sample: Reference & Record<'aovByChannel' | 'revenueByCategory' | 'roasByChannel', Record<string, number>>
  onlineRetail: Reference & { revenueByCountry: Record<string, number> }
} = JSON.parse(readFileSync(path.join(root, 'test/reference/kpis.json'), 'utf8'))
const retail = path.join(process.env.SEXTANT_DATA ?? path.join(root, '../shared/data'), 'online-retail/by-day')

/** Seconds on a quiet machine. */
const importTime = 600_000

const folder = mkdtempSync(path.join(os.tmpdir(), 'sextant-kpis-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Asked = KpiView & {
  breakdown?: { kpi: string; name: string; value: number | null }[]
  cohorts?: { month: string; customers: number; active: number[] }[]
}

async function ask(workspace: string, ...args: string[]): Promise<Asked> {
  const { json, code, stderr } = await sextant('kpis', '--workspace', workspace, '--json', ...args)
  expect(code, stderr).toBe(0)
  return json()
}

function expectSame(view: Asked, published: Record<string, number | null>): void {
  for (const [kpi, value] of Object.entries(published)) {
    const ours = view.kpis.find((one) => one.kpi === kpi)?.value
    if (value === null) expect(ours, kpi).toBeNull()
    else expect((ours ?? Number.NaN) - value, `${kpi}: ${ours} beside ${value}`).toBeCloseTo(0, 6)
  }
}

async function expectBy(workspace: string, by: KpiBreakdown, kpi: string, published: Record<string, number>): Promise<void> {
  const { breakdown = [] } = await ask(workspace, '--by', by)
  for (const [name, value] of Object.entries(published)) {
    const ours = breakdown.find((cell) => cell.kpi === kpi && cell.name === name)?.value
    expect((ours ?? Number.NaN) - value, `${kpi} of ${name}: ${ours} beside ${value}`).toBeCloseTo(0, 6)
  }
}

function expectCohorts({ cohorts = [] }: Asked, published: Record<string, number[]>): void {
  expect(Object.fromEntries(cohorts.map(({ month, active }) => [month, active]))).toEqual(published)
}

describe('the sample shop', () => {
  const workspace = path.join(folder, 'sample.sextant')
  beforeAll(async () => {
    const files = path.join(folder, 'sample')
    expect((await sextant('sample', '--out', files)).code).toBe(0)
    expect((await sextant('import', files, '--workspace', workspace, '--json')).code).toBe(0)
  }, importTime)

  it.each(Object.entries(reference.sample.periods))('%s is what pandas finds', async (period, published) => {
    expectSame(await ask(workspace, '--period', period), published)
  })

  it('by channel and by category, too', async () => {
    await expectBy(workspace, 'channel', 'aov', reference.sample.aovByChannel)
    await expectBy(workspace, 'channel', 'roas', reference.sample.roasByChannel)
    await expectBy(workspace, 'category', 'revenue', reference.sample.revenueByCategory)
  })

  it('and the cohorts', async () => {
    expectCohorts(await ask(workspace, '--cohorts'), reference.sample.cohorts)
  })
})

describe.skipIf(!existsSync(retail))('Online Retail', () => {
  const workspace = path.join(folder, 'retail.sextant')
  beforeAll(async () => {
    expect(readdirSync(retail).length).toBeGreaterThan(300)
    expect((await sextant('import', retail, '--workspace', workspace, '--json')).code).toBe(0)
  }, importTime)

  it.each(Object.entries(reference.onlineRetail.periods))('%s is what pandas finds', async (period, published) => {
    expectSame(await ask(workspace, '--period', period), published)
  })

  it('by country, and the cohorts', async () => {
    await expectBy(workspace, 'country', 'revenue', reference.onlineRetail.revenueByCountry)
    expectCohorts(await ask(workspace, '--cohorts'), reference.onlineRetail.cohorts)
  })

  it('says what it does not know, and why', async () => {
    const { kpis, leftOut } = await ask(workspace)
    const unknown = Object.fromEntries(kpis.filter(({ value }) => value === null).map(({ kpi, reason }) => [kpi, reason]))
    expect(unknown).toMatchObject({
      csat: 'noAnswers',
      'conversion-rate': 'noTouchpoints',
      cac: 'noSpend',
      'tickets-per-100-orders': 'noTickets',
      'cross-sell-rate': 'noCategories'
    })
    expect(leftOut).toContainEqual({ code: 'kpis.leftOut.anonymousLines', count: 135_080, example: '' })
  })
})

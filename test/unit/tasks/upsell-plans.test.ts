/** Plans of subscriptions from files to offers, through the run. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../../src/main/core/db/open.ts'
import { loadPlans, planNames } from '../../../src/main/core/db/queries/plans.ts'
import { setSetting } from '../../../src/main/core/db/queries/settings.ts'
import { upsellAmongSql, upsellSums } from '../../../src/main/core/db/queries/upsell-view.ts'
import { openWorkspace } from '../../../src/main/core/db/workspace.ts'
import { monthsOfInterval } from '../../../src/main/core/import/conversion/interval.ts'
import type { TaskContext } from '../../../src/main/core/jobs/types.ts'
import { importFiles } from '../../../src/main/core/tasks/import.ts'
import { upsell } from '../../../src/main/core/tasks/upsell.ts'
import { splitGiven } from '../../../src/main/core/tasks/upsell-plans.ts'
import { upsell as words } from '../../../src/shared/messages/en/upsell.ts'
import { UpsellParams } from '../../../src/shared/model/upsell.ts'
import { planShop, planShopAsOf } from '../../fixtures/plan-shop.ts'

const ctx: TaskContext = { signal: new AbortController().signal, onProgress: () => {}, now: () => 0 }

async function workspaceOf(files: { subscriptions: string; orders: string }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sextant-plans-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const workspacePath = path.join(folder, 'shop.sextant')
  openWorkspace(workspacePath, { create: true, now: () => 0 }).close()
  for (const kind of ['orders', 'subscriptions'] as const) {
    const file = path.join(folder, `${kind}.csv`)
    writeFileSync(file, files[kind])
    await importFiles({ workspacePath, paths: [file], files: [kind], label: kind, importedAt: 0 }, ctx)
  }
  const db = openDatabase(workspacePath, 'write')
  onTestFinished(() => void db.close())
  setSetting(db, 'currency', 'EUR')
  const run = (params: object = {}, recompute = false) =>
    upsell({ workspacePath, params: UpsellParams.parse(params), asOf: planShopAsOf, recompute }, ctx)
  return { db, run }
}

describe('plans', () => {
  it('are found with who is ready to step up and why, and are the same again', async () => {
    const { db, run } = await workspaceOf(planShop())
    const { plans, offers, moments, verdict } = await run()
    expect(verdict.level).toBe('validated')
    expect(plans).toHaveLength(1)
    const [ladder] = plans ?? []
    expect(ladder?.levels.map(({ name, monthly }) => [name, monthly])).toEqual([
      ['Basic', 9],
      ['Plus', 19],
      ['Pro', 49]
    ])
    const [step] = ladder?.steps ?? []
    expect(step).toMatchObject({ from: 'Basic', to: 'Plus', down: 0, ready: { by: 'usage' } })
    expect(step?.up).toBeGreaterThan(80)
    expect(step?.ready?.least).toBeGreaterThanOrEqual(0.85)
    expect(step?.ready?.least).toBeLessThanOrEqual(0.95)

    const named = offers.filter(({ kind, offer }) => kind === 'upgrade' && offer === 'Plus')
    expect(named.length).toBeGreaterThan(2)
    // Exactly those on the lower plan whose newest month that is over came as near the limit.
    const near = db
      .prepare<[number], string>(
        `SELECT c.code FROM subscription s JOIN customer c ON c.id = s.customer_id
         WHERE s.plan = 'Basic' AND s.period = unixepoch('2025-12-01') AND s.usage / s.usage_limit >= ? ORDER BY 1`
      )
      .pluck()
      .all(step?.ready?.least as number)
    expect(named.map(({ customer }) => customer).sort()).toEqual(near)
    for (const offer of named) {
      expect(words.why(offer)).toMatch(
        /^On Basic since .+, and used \d+% of its limit last: \d+ of \d+ like that stepped up in 90 days \(of others on it [\d.]+%\)\.$/
      )
      expect(offer.value).toBeCloseTo((offer.chance * 10 * 90) / 30.4375, 8)
      expect([offer.from > planShopAsOf, (offer.low ?? 1) < offer.chance, offer.chance < (offer.high ?? 0)]).toEqual([true, true, true])
    }
    const fits = upsellSums(db).fits.find(({ offer }) => offer === 'Plus')
    const { sql, parameters } = upsellAmongSql({ of: 'upsell', kind: 'upgrade', product: 'Basic', offer: 'Plus' })
    expect(db.prepare(`SELECT count(*) FROM (${sql})`).pluck().get(parameters)).toBe(fits?.customers)

    const limit = moments.find(({ moment }) => moment === 'plan-limit')
    expect(limit?.share.of).toBeGreaterThan(50)
    expect((limit?.share.low as number) < (limit?.share.share as number)).toBe(true)
    expect(Math.abs((limit?.share.share as number) - 0.2)).toBeLessThan(0.08)
    expect((await run({}, true)).offers).toEqual(offers)
  }, 60_000)

  it('stand as the user says, and of the same shop nobody is named where use tells nothing', async () => {
    const { db, run } = await workspaceOf(planShop(() => 0.03))
    expect(planNames(db)).toEqual(['Basic', 'Plus', 'Pro'])
    const { plans, offers, notes } = await run({ ladders: [['pro', 'Basic']] })
    expect(plans?.map(({ given, levels }) => [given, levels.map(({ name }) => name)])).toEqual([[true, ['Pro', 'Basic']]])
    expect(offers.filter(({ kind }) => kind === 'upgrade')).toEqual([])
    expect(notes.filter(({ code }) => code.includes('unknownStep'))).toEqual([])
  }, 60_000)
})

describe('what a file of subscriptions says', () => {
  it('is a ladder of plans where at least two of the names are plans, else of products', () => {
    expect(
      splitGiven(
        ['Basic', 'Pro'],
        [
          ['Mill One', 'Mill Two'],
          ['pro ', 'BASIC', 'Basic'],
          ['Pro', 'Mill One']
        ]
      )
    ).toEqual({
      plans: [[1, 0]],
      products: [
        ['Mill One', 'Mill Two'],
        ['Pro', 'Mill One']
      ]
    })
  })

  it('leaves out what has no day, counts it, and takes no use for known whose time is not', async () => {
    const subscriptions = [
      'subscription_id,customer_id,plan,status,start_date,end_date,price,usage,usage_limit',
      'S1,C1,Basic,active,2025-01-05,,9.00,80,100',
      'S2,C2,Basic,cancelled,2025-01-05,,9.00,,',
      'S3,C3,Basic,active,,,9.00,,',
      'S4,C4,,active,2025-02-01,2025-06-01,9.00,,',
      'S5,C5,Pro,active,2026-02-01,,9.00,,'
    ]
    const { db } = await workspaceOf({ subscriptions: `${subscriptions.join('\n')}\n`, orders: planShop(undefined, 6).orders })
    const { columns, undated, endless, usageOnce, names } = loadPlans(db, planShopAsOf, {
      saysEnded: (status) => status === 'cancelled',
      monthsOf: monthsOfInterval
    })
    expect({ n: columns.n, undated, endless, usageOnce, names }).toEqual({ n: 2, undated: 1, endless: 1, usageOnce: 1, names: ['Basic'] })
    expect([...columns.ended]).toEqual([-1, Date.parse('2025-06-01') / 86_400_000])
  })

  it('is for so many months', () => {
    expect(
      ['month', 'Month-to-month', 'yearly', '3 months', 'Two year', 'Jährlich', 'trimestriel', 'P1', ''].map(monthsOfInterval)
    ).toEqual([1, 1, 12, 3, 24, 12, 3, null, null])
  })
})

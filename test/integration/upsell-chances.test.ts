/** What is promised comes: offers of a former day of Online Retail, held against what was bought after it, counted by the test's own SQL. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { UpsellOffer } from '../../src/shared/model/upsell.ts'
import { root, sextant } from './cli.support.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'sextant-chances-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const [importTime, runTime] = [600_000, 300_000]
/** Promised over came. */
const [least, most] = [0.8, 1.25]

interface Outcome {
  chance: number
  came: boolean
}

/** Beyond the two limits only by what chance does to a count: twice its error. */
function expectKept(outcomes: readonly Outcome[], what: string): void {
  const promised = outcomes.reduce((sum, { chance }) => sum + chance, 0)
  const came = outcomes.filter((one) => one.came).length
  const error = 2 * Math.sqrt(promised)
  const said = `${what}: ${promised.toFixed(1)} promised, ${came} came`
  expect(promised, said).toBeLessThanOrEqual(most * came + error)
  expect(promised, said).toBeGreaterThanOrEqual(least * came - error)
}

const retail = path.join(process.env.SEXTANT_DATA ?? path.join(root, '../shared/data'), 'online-retail/by-day')
describe.skipIf(!existsSync(retail) || readdirSync(retail).length === 0)('chances on Online Retail', () => {
  const workspace = path.join(folder, 'retail.sextant')
  beforeAll(async () => {
    const { code, stderr } = await sextant('import', retail, '--workspace', workspace, '--json')
    expect(code, stderr).toBe(0)
  }, importTime)

  it.each(['2011-06-30', '2011-09-09'])(
    'of %s come true within the horizon, all together and by thirds of the chance',
    async (asOf) => {
      const outcome = await sextant('upsell', '--workspace', workspace, '--as-of', asOf, '--json')
      expect(outcome.code, outcome.stderr).toBe(0)
      const { horizon, offers }: { horizon: number; offers: (Pick<UpsellOffer, 'kind' | 'offer' | 'chance'> & { customer: string })[] } =
        outcome.json()
      const db = new Database(workspace, { readonly: true })
      const bought = new Set(
        db
          .prepare<[string, string, number], string>(
            `SELECT DISTINCT c.code || char(9) || p.name FROM order_line l JOIN orders o ON o.id = l.order_id
             JOIN customer c ON c.id = o.customer_id JOIN product p ON p.id = l.product_id
             WHERE l.kind = 'sale' AND l.at >= unixepoch(?, '+1 day') AND l.at < unixepoch(?, '+1 day') + 86400 * ?`
          )
          .pluck()
          .all(asOf, asOf, horizon)
      )
      db.close()
      expect(bought.size).toBeGreaterThan(10_000)
      for (const [kind, list] of Map.groupBy(offers, (offer) => offer.kind)) {
        const sorted = list
          .map(({ customer, offer, chance }): Outcome => ({ chance, came: bought.has(`${customer}\t${offer}`) }))
          .sort((a, b) => a.chance - b.chance)
        expectKept(sorted, kind)
        for (const part of [0, 1, 2]) {
          const third = sorted.slice((sorted.length * part) / 3, (sorted.length * (part + 1)) / 3)
          expectKept(third, `${kind}, third ${part + 1}`)
        }
      }
    },
    runTime
  )
})

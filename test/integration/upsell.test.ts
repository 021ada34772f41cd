/** Upsell on the sample shop, whose pairs, ladder and e-mail test are planted. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { UpsellResult, UpsellRule } from '../../src/shared/model/upsell.ts'
import { sextant } from './cli.support.ts'

type ToldRule = Omit<UpsellRule, 'given' | 'follows'> & { if: string[]; then: string }
type Told = Omit<UpsellResult, 'rules' | 'offers'> & {
  rules: ToldRule[]
  offers: {
    customer: string
    offer: string
    kind: string
    chance: number
    when: { from: string; to: string }
    value: number
    why: string
  }[]
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'sextant-upsell-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const runTime = 600_000

describe('the sample shop', () => {
  const workspace = path.join(folder, 'sample.sextant')
  const files = path.join(folder, 'sample')
  let told: Told
  beforeAll(async () => {
    expect((await sextant('sample', '--out', files)).code).toBe(0)
    expect((await sextant('import', files, '--workspace', workspace, '--json')).code).toBe(0)
    const outcome = await sextant('upsell', '--workspace', workspace, '--json')
    expect(outcome.code, outcome.stderr).toBe(0)
    expect(outcome.stdout).not.toMatch(/NaN|Infinity/)
    told = outcome.json()
  }, runTime)

  it('has its three planted pairs validated and none of its decoys', () => {
    const planted = JSON.parse(readFileSync(path.join(files, 'planted.json'), 'utf8'))
    const name = new Map(
      readFileSync(path.join(files, 'products.csv'), 'utf8')
        .split('\n')
        .map((line) => [line.split(',')[0] ?? '', line] as const)
    )
    const about = (sku: string, product: string) => (name.get(sku) ?? '').includes(product)
    const rules = (first: string, second: string) =>
      told.rules.filter((rule) => rule.if.some((one) => about(first, one)) && about(second, rule.then))
    for (const { first, needs } of planted.complementaryPairs) {
      const [plain] = rules(first, needs).filter((rule) => rule.if.length === 1)
      expect(plain?.validated, `${first} → ${needs}`).toBe(true)
      expect(plain?.low, `${first} → ${needs}`).toBeGreaterThan(1)
    }
    for (const { first, second } of planted.decoyPairs) {
      const held = [...rules(first, second), ...rules(second, first)].filter(({ validated }) => validated)
      expect(held, `${first} and ${second}`).toEqual([])
    }
  })

  it('has the ladder of grinders with what makes customers ready, and the e-mail that works', () => {
    const ladder = told.ladders.find(({ products }) => products.some((product) => product.includes('Mill One')))
    expect(ladder?.products.map((product) => /Mill (One|Two|Three)/.exec(product)?.[1])).toEqual(['One', 'Two', 'Three'])
    expect(ladder?.steps[0]?.ready?.category).toBe('Coffee')
    const test = told.effects.filter(({ campaign, measure }) => campaign === 'Fresh grind test' && measure === 'ordered')
    expect(test.find(({ variant }) => variant === 'A')?.verdict).toBe('validated')
    expect(test.find(({ variant }) => variant === 'B')?.verdict).toBe('not-better')
  })

  it('says chances that come true: of what was offered on a former day, as much was bought', { timeout: runTime }, async () => {
    const asOf = '2025-06-30'
    const then = (await sextant('upsell', '--workspace', workspace, '--as-of', asOf, '--json')).json() as Told
    const db = new Database(workspace, { readonly: true })
    const until = db.prepare(
      `SELECT count(*) FROM order_line l JOIN orders o ON o.id = l.order_id JOIN customer c ON c.id = o.customer_id JOIN product p ON p.id = l.product_id
       WHERE c.code = ? AND p.name = ? AND l.kind = 'sale' AND l.at >= unixepoch(?, '+1 day') AND l.at < unixepoch(?, ?)`
    )
    const offers = then.offers.filter(({ kind }) => kind === 'complement')
    const said = offers.reduce((sum, { chance }) => sum + chance, 0)
    const came = offers.filter(
      ({ customer, offer }) => (until.pluck().get(customer, offer, asOf, asOf, `+${then.horizon + 1} days`) as number) > 0
    ).length
    db.close()
    expect(came).toBeGreaterThan(5)
    // Twice the error of a count of rare things.
    expect(Math.abs(said - came), `${said} said, ${came} came`).toBeLessThan(2 * Math.sqrt(said))
  })

  it('lists offers that say whom, what, when and why, and gives the same answer again', { timeout: runTime }, async () => {
    expect(told.offers.length).toBeGreaterThan(50)
    for (const { why, when, value } of told.offers) {
      expect(why).not.toMatch(/undefined|null|NaN|–/)
      expect(when.from <= when.to && when.from > told.run.asOf).toBe(true)
      expect(value).toBeGreaterThan(0)
    }
    const again = await sextant('upsell', '--workspace', workspace, '--json')
    expect(again.json()).toEqual(told)
  })
})

import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { paired, pairedOrders } from '../fixtures/paired-orders.ts'
import { provideSextant } from './support/spec.ts'
import { button, goTo, link, rows, t, until } from './support/words.ts'

const sextant = provideSextant()
/** Models are judged fold by fold. */
const patience = 180_000

const detail = (page: Page) => page.getByRole('complementary')

describe('upsell', () => {
  it('shows a rule that held, saves its list with some left alone, and opens exactly its customers', async () => {
    const { page } = await sextant.start({ orders: pairedOrders() })
    await goTo(page, t('frame.screen.upsell'))
    await until(page, t('offering.empty.finding'))
    await button(page, t('offering.look')).click()
    const rules = page.getByRole('grid', { name: t('offering.rules.label') })
    await rules.waitFor({ timeout: patience })
    await until(page, /likely to buy one thing more/)

    // What did not hold is counted, and closed.
    const dropped = page.getByRole('button', { name: /^Did not hold: \d/ })
    expect(await dropped.getAttribute('aria-expanded')).toBe('false')

    await rows(page, t('offering.rules.label'))
      .filter({ hasText: new RegExp(`^${paired.given}\\s*${paired.follows}`) })
      .click()
    const title = t('offering.rules.open', paired.given, paired.follows)
    await detail(page).getByRole('heading', { name: title, exact: true }).waitFor()
    await detail(page)
      .getByRole('figure', { name: t('offering.rule.chart') })
      .waitFor()
    const who = detail(page).getByRole('link', { name: /^See the/ })
    const many = Number(/[\d,]+/.exec((await who.textContent()) ?? '')?.[0]?.replace(',', ''))
    expect(many).toBeGreaterThan(4)

    // Its list, with a fifth of the customers left alone by lot.
    await detail(page)
      .getByRole('button', { name: t('offering.save.open') })
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: t('offering.save.holdOut') }).click()
    await page.getByRole('option', { name: t('offering.save.share', 0.2) }).click()
    await dialog.getByRole('button', { name: t('offering.save.as') }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: t('offering.save.csv') }).click()
    ])
    expect(download.suggestedFilename()).toMatch(/^offers-Cartridges-1-in-5-left-alone-lot-1\.csv$/)
    const [header, ...lines] = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n')
    expect(header).toMatch(/customer,name,email,offer,from,to,chance,worth,currency,why,group$/)
    expect(lines).toHaveLength(many)
    expect(lines.filter((line) => line.endsWith(t('offering.groups.holdOut')))).toHaveLength(Math.round(many / 5))
    expect(lines.every((line) => line.includes(`Bought ${paired.given} on`))).toBe(true)

    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await who.click()
    await until(page, new RegExp(`^${many} customers?: `))
  })

  it('lists and saves offers for as many customers as can be contacted, and says how many are left out', async () => {
    const { page, call } = await sextant.start({ orders: pairedOrders() })
    await call('upsell.run', {})
    await goTo(page, t('frame.screen.upsell'))
    await link(page, t('offering.nav.offers')).click()
    const capacity = page.getByLabel(t('offering.list.capacity'))
    await capacity.waitFor({ timeout: patience })
    const { customers } = await call('upsell.offers', { offset: 0, limit: 1 })
    await capacity.fill('3')
    await capacity.press('Enter')
    await until(page, / for 3 customers\.$/)
    await page.getByText(t('offering.list.capacityLeft', customers - 3, 3)).waitFor()
    await button(page, t('offering.save.open')).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: t('offering.save.as') }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: t('offering.save.csv') }).click()
    ])
    const [, ...lines] = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n')
    expect(new Set(lines.map((line) => line.split(',')[0])).size).toBe(3)
    // Empty: all of them again.
    await dialog.waitFor({ state: 'detached' })
    await capacity.fill('')
    await capacity.press('Enter')
    await until(page, new RegExp(` for ${customers} customers\\.$`))
  })

  it('holds what one believes against what customers do, until it is removed', async () => {
    const { page, call } = await sextant.start({ orders: pairedOrders() })
    await goTo(page, t('frame.screen.upsell'))
    await link(page, t('offering.nav.beliefs')).click()
    await until(page, t('offering.beliefs.none'))
    const test = button(page, t('offering.beliefs.test'))
    expect(await test.isDisabled()).toBe(true)
    await page.getByRole('combobox', { name: t('offering.beliefs.product') }).fill('beans')
    await page.getByRole('option', { name: paired.sooner }).click()
    await test.click()
    const statement = t('upsell.belief.statement', { template: 'sooner', product: paired.sooner })
    const card = page.getByRole('article', { name: statement })
    await card.getByText(t('upsell.belief.verdict.supported')).waitFor({ timeout: patience })
    await card.getByText(t('offering.beliefs.agrees')).waitFor()
    await until(page, t('offering.beliefs.finding', 1, 0, 0))
    const [kept] = await call('beliefs.list', {})
    expect(kept?.result?.theirs).toBeLessThan(kept?.result?.others ?? 0)

    await page.getByRole('button', { name: t('offering.beliefs.remove', statement) }).click()
    await card.waitFor({ state: 'detached' })
    await until(page, t('offering.beliefs.none'))
  })
})

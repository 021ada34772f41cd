import { describe, expect, it } from 'vitest'
import { sampleOrders } from '../fixtures/sample-orders.ts'
import { provideSextant } from './support/spec.ts'
import { button, goTo, link, t, until } from './support/words.ts'

const sextant = provideSextant()
const orders = sampleOrders({ customers: 300, badRows: false })
const name = (kpi: 'aov' | 'csat' | 'orders') => t(`kpis.of.${kpi}.name`)

describe('the KPIs', () => {
  it('take a target, and Home holds the figure against it', async () => {
    const { page } = await sextant.start({ orders })
    await until(page, /brought/)
    await link(page, t('home.targets.set')).click()
    await until(page, /^Last month: .* in revenue/)

    await button(page, name('aov')).click()
    const detail = page.getByRole('region', { name: name('aov'), exact: true })
    await detail.getByText(t('kpis.of.aov.formula')).waitFor()
    const target = detail.getByLabel(t('kpis.setTarget.label', t('kpis.period.month')))
    await target.fill('100000')
    await button(page, t('kpis.setTarget.save')).click()
    const row = page
      .getByRole('table', { name: t('kpis.table.label') })
      .getByRole('row')
      .filter({ hasText: name('aov') })
    await row.getByText(t('kpis.setTarget.missed')).waitFor()
    await until(page, /0 of 1 target met\.$/)

    await goTo(page, t('frame.screen.home'))
    const targets = page.getByRole('region', { name: t('home.targets.title') })
    await targets.getByText(t('home.targets.missed')).waitFor()
    const today = page.getByRole('region', { name: t('home.today') })
    await today.getByText(/^Average order is .*, the target is /).waitFor()
    await today.getByRole('button', { name: t('home.missed.act') }).click()

    await page.getByRole('region', { name: name('aov'), exact: true }).waitFor()
    await page
      .getByRole('region', { name: name('aov') })
      .getByLabel(t('kpis.setTarget.label', t('kpis.period.month')))
      .fill('0.01')
    await button(page, t('kpis.setTarget.save')).click()
    await until(page, /1 of 1 target met\.$/)
    await goTo(page, t('frame.screen.home'))
    await targets.getByText(t('home.targets.met')).waitFor()
    expect(await today.getByText(/the target is/).count()).toBe(0)
  })

  it('open the customers that they count', async () => {
    const { page } = await sextant.start({ orders })
    await until(page, /brought/)
    const count = async (name: RegExp) => Number((await link(page, name).innerText()).replace(/\D/g, ''))
    const listed = (n: number) => until(page, new RegExp(`^${t('customers.count.customers', n)}:`))
    const active = await count(/^Open the .* customers$/)
    await link(page, /^Open the .* customers$/).click()
    await listed(active)

    await goTo(page, t('frame.screen.home'))
    await link(page, t('home.allKpis')).click()
    await until(page, /^Last month/)
    await button(page, t('kpis.of.retention.name')).click()
    for (const which of [
      /^Open .* of the period before ordered again$/,
      /^Open .* of the period before did not$/,
      /^Open .* customers? ordered$/
    ]) {
      const n = Number((await link(page, which).first().innerText()).match(/^[\d,]+/)?.[0].replace(',', ''))
      await link(page, which).first().click()
      await listed(n)
      await page.goBack()
      await until(page, /^Last month/)
      await button(page, t('kpis.of.retention.name')).click()
    }
  })

  it('read a target as it was meant, and say why they do not take one', async () => {
    const { page } = await sextant.start({ orders })
    await until(page, /brought/)
    await link(page, t('home.targets.set')).click()
    await until(page, /^Last month/)
    await button(page, name('aov')).click()
    const detail = page.getByRole('region', { name: name('aov'), exact: true })
    const target = detail.getByLabel(t('kpis.setTarget.label', t('kpis.period.month')))
    const row = page
      .getByRole('table', { name: t('kpis.table.label') })
      .getByRole('row')
      .filter({ hasText: name('aov') })
    for (const [text, saved] of [
      ['24,5', /24\.50/],
      ['35,000', /35,000\.00/]
    ] as const) {
      await target.fill('')
      await target.pressSequentially(text)
      await button(page, t('kpis.setTarget.save')).click()
      await row.getByText(saved).waitFor()
    }
    await target.fill('35.000')
    await button(page, t('kpis.setTarget.save')).click()
    await detail.getByText(t('kpis.setTarget.ambiguous', '35.000', '35000', '35')).waitFor()
    await target.fill('-5')
    await button(page, t('kpis.setTarget.save')).click()
    await detail.getByText('Average order cannot be −5.').waitFor()
    await row.getByText(/35,000\.00/).waitFor()
  })

  it('change with period and breakdown, and say why something is not known', async () => {
    const { page } = await sextant.start({ orders })
    await until(page, /brought/)
    await link(page, t('home.targets.set')).click()
    await until(page, /^Last month/)
    await page.getByText(t('kpis.period.quarter'), { exact: true }).click()
    await until(page, /^Last quarter/)
    const row = page
      .getByRole('table', { name: t('kpis.table.label') })
      .getByRole('row')
      .filter({ hasText: name('csat') })
    await row.getByText(t('kpis.reason.noAnswers')).waitFor()
    await page.getByRole('combobox', { name: t('kpis.choose.by') }).click()
    await page.getByRole('option', { name: t('kpis.by.country') }).click()
    const parts = page.getByRole('table', { name: t('kpis.breakdown.title', t('kpis.by.country')) })
    await expect.poll(() => parts.getByRole('row').count()).toBeGreaterThan(2)
    await page.getByRole('figure', { name: t('kpis.cohorts.title') }).waitFor()
    // Out of the field, in which letters are letters.
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('t')
    await page.getByRole('grid', { name: t('kpis.cohorts.title') }).waitFor()
  })
})

import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { sampleOrders } from '../fixtures/sample-orders.ts'
import { provideSextant } from './support/spec.ts'
import { button, goTo, link, rows, t, until } from './support/words.ts'

const sextant = provideSextant()

/** Of the sentence `36 customers in “…”.` */
const listedCount = async (page: Page) => {
  const sentence = page.getByRole('main').getByRole('heading', { level: 1, name: /^[\d,]+ customers? in “/ })
  await sentence.waitFor()
  return Number(((await sentence.textContent()) ?? '').split(' ')[0]?.replace(',', ''))
}

describe('segments over time', () => {
  it('are read, renamed, found again after a second import, seen to move, and say what hurts', async () => {
    const { page, drop, call } = await sextant.start({ orders: sampleOrders({ customers: 200, badRows: false }) })
    await call('segments.run', { k: 3 })
    await goTo(page, t('frame.screen.segments'))
    await page.getByRole('grid', { name: t('segments.table.label') }).waitFor({ timeout: 120_000 })

    // Read: what to do and who they are stand on the group's own page.
    const names = page.getByRole('grid', { name: t('segments.table.label') }).getByRole('link', { name: /^[A-Z][a-z-]+( [a-z-]+)*$/ })
    await names.first().click()
    await page
      .getByRole('region', { name: t('explaining.detail.strategies') })
      .getByRole('listitem')
      .first()
      .waitFor()
    await page.getByRole('region', { name: t('explaining.detail.rule') }).waitFor()

    // Rename.
    await button(page, /^Rename/).click()
    const field = page.getByRole('textbox', { name: t('explaining.rename.label') })
    await field.fill('People we know by name')
    await button(page, t('explaining.rename.save')).click()
    await until(page, /“People we know by name”/)
    const before = await call('segments.latest', {})
    const mine = before?.segments.find(({ name }) => name === 'People we know by name')
    expect(mine?.given).toBe(true)

    // A second import, and the groups found again: the name and its slot stay.
    await goTo(page, t('frame.screen.data'))
    const more = sampleOrders({ customers: 60, seed: 5, badRows: false })
    await drop(sextant.file('more.csv', more.replace(/^([A-Z]*)(\d+),/gm, '$19$2,')))
    await until(page, /can be imported/)
    await button(page, /^Import [\d,]+ rows$/).click()
    await until(page, /rows of .* are stored/)
    await goTo(page, t('frame.screen.segments'))
    await button(page, t('explaining.score.action')).waitFor()
    await button(page, t('segments.runAgain')).click()
    await expect.poll(async () => (await call('segments.latest', {}))?.compared?.run, { timeout: 120_000 }).toBe(before?.run.id)
    const after = await call('segments.latest', {})
    const again = after?.segments.find(({ continues }) => continues === mine?.id)
    expect(again).toMatchObject({ name: 'People we know by name', slot: mine?.slot, given: true })

    // Movement: a count opens exactly so many.
    await link(page, t('explaining.nav.movement')).click()
    await page.getByRole('figure', { name: t('explaining.movement.flow') }).waitFor()
    const moved = page
      .getByRole('table', { name: t('explaining.movement.matrixLabel') })
      .getByRole('link')
      .first()
    const count = Number((await moved.textContent())?.replace(',', ''))
    await moved.click()
    expect(await listedCount(page)).toBe(count)

    // A pain point's evidence, and then its customers.
    await goTo(page, t('frame.screen.segments'))
    await link(page, t('explaining.nav.pains')).click()
    const cell = page
      .getByRole('table', { name: t('explaining.pains.matrixLabel') })
      .getByRole('button')
      .first()
    const said = Number(/(\d[\d,]*) customers?/.exec((await cell.getAttribute('aria-label')) ?? '')?.[1]?.replace(',', ''))
    await cell.click()
    await page.getByRole('complementary').getByRole('listitem').first().waitFor()
    await page
      .getByRole('complementary')
      .getByRole('link', { name: t('explaining.pains.seeCustomers', said) })
      .click()
    expect(await listedCount(page)).toBe(said)
    await rows(page, t('customers.table.label')).nth(1).waitFor()
    // The narrowing is a chip, and Esc takes it away.
    await page.keyboard.press('Escape')
    await until(page, /^[\d,]+ customers\.$/)
  }, 300_000)
})

import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { ordersCsv } from '../fixtures/orders-app.ts'
import { dayOf, regularLine, regularOrders } from '../fixtures/regular-orders.ts'
import { provideSextant } from './support/spec.ts'
import { button, goTo, rows, t, until } from './support/words.ts'

const sextant = provideSextant()
const list = (page: Page) => rows(page, t('inbox.table.label'))
const view = (page: Page, name: 'week' | 'open' | 'snoozed' | 'done' | 'dismissed' | 'closed') =>
  page
    .getByRole('group', { name: t('inbox.view.label') })
    .getByRole('button', { name: t(`inbox.view.${name}`) })
    .click()
const said = (page: Page, n: number, state: 'done' | 'snoozed' | 'dismissed') =>
  page.getByText(t('inbox.act.changed', n, t(`inbox.state.${state}`))).waitFor()
/** Whom the row is about. */
const whoIn = async (page: Page, place: number) => /C\d+/.exec((await list(page).nth(place).textContent()) ?? '')?.[0] ?? ''

describe('the alerts', () => {
  it('are found, held to a budget, worked through by keyboard, and close when the customer buys', async () => {
    const { page, drop } = await sextant.start({ orders: regularOrders() })
    await goTo(page, t('frame.screen.alerts'))
    await until(page, t('inbox.empty.finding'))
    await button(page, t('inbox.look')).click()
    await until(page, /to work through this week\.|are for this week\./)
    const all = (await list(page).count()) - 1
    expect(all).toBeGreaterThan(5)

    // So many a week, and no more.
    const capacity = page.getByLabel(t('inbox.plan.capacity'))
    await capacity.fill('4')
    await capacity.press('Enter')
    await expect.poll(() => list(page).count()).toBe(1 + 4)

    // By keyboard: the first is done, the next comes up, is snoozed, and the third dismissed with a reason.
    await page.getByRole('main').focus()
    await page.keyboard.press('j')
    const detail = page.getByRole('complementary')
    const first = await whoIn(page, 1)
    await detail.getByRole('heading', { name: first, exact: true }).waitFor()
    expect(await detail.textContent()).toContain(t('inbox.detail.do'))
    await page.keyboard.press('d')
    await said(page, 1, 'done')
    await expect.poll(() => list(page).count()).toBe(1 + 3)
    const second = await whoIn(page, 1)
    await detail.getByRole('heading', { name: second, exact: true }).waitFor()
    await page.keyboard.press('z')
    await page
      .getByRole('dialog')
      .getByRole('button')
      .filter({ hasText: t('inbox.snooze.in', 1) })
      .click()
    await said(page, 1, 'snoozed')
    await expect.poll(() => whoIn(page, 1)).not.toBe(second)
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('x')
    // In the dialog: the button that opens it is called the same, and is there first.
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('inbox.dismiss.act'), exact: true })
      .click()
    await said(page, 1, 'dismissed')
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    await view(page, 'dismissed')
    await expect.poll(() => list(page).count()).toBe(1 + 1)
    // Taken back.
    await button(page, t('inbox.act.undo')).click()
    await page.getByText(t('inbox.none.dismissed')).waitFor()
    await view(page, 'snoozed')
    expect(await whoIn(page, 1)).toBe(second)
    await view(page, 'done')
    expect(await whoIn(page, 1)).toBe(first)

    // Home counts what is left, and the customer who was snoozed buys.
    await goTo(page, t('frame.screen.home'))
    await page
      .getByRole('region', { name: t('home.today') })
      .getByText(t('inbox.home.text', 3))
      .waitFor()
    const back = regularLine(Number(second.slice(1)), 502, 'B1')
    await drop(sextant.file('back.csv', ordersCsv([back])))
    await button(page, /^Import 1 row$/).click()
    await until(page, /stored/)
    await goTo(page, t('frame.screen.alerts'))
    await page.getByText(t('inbox.stale')).waitFor()
    await button(page, t('inbox.lookAgain')).click()
    await page.getByText(t('inbox.asOf', dayOf(502))).waitFor()
    await view(page, 'closed')
    await expect.poll(() => list(page).filter({ hasText: second }).count()).toBe(1)
    await list(page).filter({ hasText: second }).click()
    await detail.getByText(t('inbox.detail.closed.ordered', dayOf(502))).waitFor()
  })

  it('are read to their end, however long the list, and say how sure they are', async () => {
    const { page } = await sextant.start({ orders: regularOrders() })
    await goTo(page, t('frame.screen.alerts'))
    await button(page, t('inbox.look')).click()
    await until(page, /this week\./)
    // More than the list asks for at once.
    await view(page, 'open')
    const long = page.getByRole('grid', { name: t('inbox.table.label') })
    await expect.poll(async () => Number(await long.getAttribute('aria-rowcount'))).toBeGreaterThan(101)
    const last = await long.getAttribute('aria-rowcount')
    await list(page).nth(1).click()
    await page.keyboard.press('End')
    await long.locator(`[aria-rowindex="${last}"]`).getByText(/C\d+/).first().waitFor()
    expect(await long.getAttribute('aria-rowcount')).toBe(last)
    // After G a letter is a screen, not what it means in the list.
    await page.keyboard.press('g')
    await page.keyboard.press('d')
    await until(page, /order lines from 1 file/)
    await goTo(page, t('frame.screen.alerts'))
    await until(page, /this week\./)

    await page.getByRole('link', { name: t('inbox.nav.model') }).click()
    await until(page, /kinds of alert were right often enough/)
    const kinds = page.getByRole('region', { name: t('inbox.model.kinds') }).getByRole('row')
    expect(await kinds.count()).toBe(1 + 11)
    await page.getByRole('figure', { name: t('inbox.model.calibration.label', 4) }).waitFor()
  })
})

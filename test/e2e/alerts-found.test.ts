/** Files that arrive in a watched folder are imported, alerts are looked for, and what is new is told: in the window and, on a desktop, by the system. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { desktop } from '../../src/shared/messages/en/desktop.ts'
import { ordersCsv } from '../fixtures/orders-app.ts'
import { regularLine, regularOrders } from '../fixtures/regular-orders.ts'
import { desktopOf } from './desktop/support.ts'
import { shellName } from './support/driver.ts'
import { provideSextant } from './support/spec.ts'
import { button, goTo, t, until } from './support/words.ts'

const sextant = provideSextant()
interface Shown {
  Notification: { shown: { title: string; body: string; emit: (event: string) => void }[] }
}

it('tells of alerts that are new after an import which nobody sat beside', async () => {
  const driver = await sextant.start({ orders: regularOrders() })
  const { page } = driver
  const exports = path.join(path.dirname(sextant.file('unused.csv', '')), 'exports')
  mkdirSync(exports)
  sextant.file('exports/1.csv', ordersCsv([regularLine(1, 501, 'N1')]))
  await goTo(page, t('frame.screen.data'))
  await button(page, t('data.watch.add')).click()
  await page.getByRole('textbox', { name: t('data.watch.path') }).fill(exports)
  await page.getByRole('checkbox', { name: t('data.watch.follow') }).uncheck()
  await button(page, t('data.watch.review')).click()
  await until(page, /can be imported/)
  await button(page, /^Import 1 row$/).click()
  await until(page, /stored/)
  await button(page, t('data.result.done')).click()

  sextant.file('exports/2.csv', ordersCsv([regularLine(2, 502, 'N2')]))
  const notice = page.getByRole('status').filter({ hasText: /new since the last import/ })
  await notice.waitFor({ timeout: 120_000 })
  if (shellName() === 'double') {
    const shown = await desktopOf(driver).app.evaluate(
      (electron) => (electron as unknown as Shown).Notification.shown.map(({ title, body }) => ({ title, body })),
      null
    )
    expect(shown).toEqual([{ title: desktop.alerts.title, body: expect.stringMatching(/^\d+ alerts are new since the last import\.$/) }])
  }
  await notice.getByRole('link', { name: t('inbox.home.act') }).click()
  await until(page, /this week\./)
  await notice.waitFor({ state: 'detached' })
})

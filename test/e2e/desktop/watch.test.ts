/** A folder that is to be watched is chosen in the system's own dialog, which a browser does not have for it. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { sampleOrders } from '../../fixtures/sample-orders.ts'
import { provideSextant } from '../support/spec.ts'
import { button, goTo, t, until } from '../support/words.ts'
import { answerOpenDialog, openDialogs } from './support.ts'

const sextant = provideSextant()
const orders = sampleOrders({ customers: 30, badRows: false })

it('is chosen in the system’s dialog; closed without a choice, it changes nothing', async () => {
  const driver = await sextant.start({ orders })
  const { page } = driver
  const folder = path.join(path.dirname(sextant.file('unused.csv', '')), 'exports')
  mkdirSync(folder)
  sextant.file('exports/1.csv', orders)
  await goTo(page, t('frame.screen.data'))
  await button(page, t('data.watch.add')).click()
  const place = page.getByRole('textbox', { name: t('data.watch.path') })

  await answerOpenDialog(driver, null)
  await button(page, t('data.watch.choose')).click()
  await expect.poll(async () => (await openDialogs(driver)).length).toBe(1)
  expect(await place.inputValue()).toBe('')

  await answerOpenDialog(driver, folder)
  await button(page, t('data.watch.choose')).click()
  await expect.poll(() => place.inputValue()).toBe(folder)
  expect(await openDialogs(driver)).toMatchObject([{ properties: ['openDirectory', 'createDirectory'] }])
  await button(page, t('data.watch.review')).click()
  // Its file holds what is there already: there is nothing to import, but a folder to watch.
  await until(page, /was imported before.*Nothing in it is new\./)
  expect(await page.getByRole('main').textContent()).toContain(t('data.watch.confirm', folder))
  await button(page, t('data.watch.begin')).click()
  await until(page, /^Nothing in .* is new\./)
  await button(page, t('data.result.done')).click()
  const watched = page.getByRole('list', { name: t('data.watch.title') })
  await expect.poll(() => watched.textContent()).toContain(folder)
})

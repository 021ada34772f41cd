import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { writeSampleShop } from '../../src/main/core/sample/index.ts'
import { sampleOrders } from '../fixtures/sample-orders.ts'
import { provideSextant } from './support/spec.ts'
import { button, goTo, rows, t, until } from './support/words.ts'

const sextant = provideSextant()

/** Seconds on a quiet machine. */
const isMade = (page: Page) =>
  page
    .getByRole('progressbar', { name: /being made|Making the shop/ })
    .first()
    .waitFor({ state: 'detached', timeout: 150_000 })

/** What lies in a data folder; the desktop app's own settings do not count. */
const kept = (folder: string) => readdirSync(folder).filter((name) => name !== '.desktop')

describe('the sample shop', () => {
  it('is one click away at the first start: Home with its figures, then its segments, customers and imports', async () => {
    const { page, dataFolder, drop } = await sextant.start()
    await until(page, t('frame.welcome.title'))
    await button(page, t('sample.open')).click()
    await page.getByRole('progressbar', { name: t('sample.making') }).waitFor()
    await isMade(page)

    await until(page, /^The last 12 months brought €\d+k in revenue, \d+% more than the 12 before; 1,\d{3} known customers bought\.$/)
    await button(page, t('frame.workspace.switch', 'Sample shop')).waitFor()
    const figures = page.getByRole('list', { name: t('home.figures') })
    for (const figure of ['revenue', 'orders', 'activeCustomers', 'meanOrderValue', 'repeatShare'] as const)
      await figures.getByText(t(`home.figure.${figure}.name`), { exact: true }).waitFor()
    await page.getByRole('figure', { name: t('home.months.title') }).waitFor()
    await page.getByRole('table').getByRole('rowheader').first().waitFor()

    await goTo(page, t('frame.screen.segments'))
    await until(page, /groups?; the .* of revenue/)
    await page.getByRole('figure', { name: t('segments.map.title') }).waitFor()
    await goTo(page, t('frame.screen.customers'))
    await until(page, /^2,2\d\d customers\.$/)
    await rows(page, t('customers.table.label')).nth(1).waitFor()
    await goTo(page, t('frame.screen.data'))
    await until(page, /^142,361 rows from 8 files; 17 rows were rejected\.$/)
    expect(kept(dataFolder).filter((name) => !name.startsWith('Sample shop.sextant'))).toEqual(['recent.json'])

    // A person's own files are not mixed with invented ones unawares.
    await drop(sextant.file('My orders.csv', sampleOrders({ customers: 30, badRows: false })))
    await button(page, t('sample.own.apart')).click()
    await until(page, /can be imported/)
    await button(page, t('frame.workspace.switch', 'My orders')).waitFor()
  })

  it('is left by Cancel, as if it had not been asked for', async () => {
    const { page, dataFolder, workers } = await sextant.start()
    await button(page, t('sample.open')).click()
    await button(page, t('frame.cancel')).click()
    await button(page, t('sample.open')).waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
    await expect.poll(workers).toEqual([])
    expect(kept(dataFolder)).toEqual([])
  })

  it('is made beside an open workspace from its menu, and the way back stays', async () => {
    const { page } = await sextant.start({ orders: sampleOrders({ customers: 30, badRows: false }) })
    const menu = button(page, t('frame.workspace.switch', 'Kitchen shop'))
    await menu.click()
    await page.getByRole('menuitem', { name: t('sample.another') }).click()
    await page
      .getByRole('region', { name: t('frame.jobs.label') })
      .getByRole('progressbar', { name: /Making the shop/ })
      .waitFor()
    await isMade(page)
    await menu.waitFor({ state: 'detached' })
    await until(page, /brought €/)
    await button(page, t('frame.workspace.switch', 'Sample shop')).click()
    await page.getByRole('menuitem', { name: /^Kitchen shop/ }).click()
    await menu.waitFor()
  })

  it('whose folder is dropped is imported whole, each file as what it is', async () => {
    const { page, drop } = await sextant.start()
    const folder = path.join(path.dirname(sextant.file('unused.csv', '')), 'Kettle and Crane')
    const { files } = await writeSampleShop({ folder, customers: 200 })
    await drop(folder)
    await until(page, /can be imported; \d+ rows would be rejected, each with its reason\.$/)
    const read = await page
      .getByRole('main')
      .getByText(/\.(csv|xlsx)/)
      .allTextContents()
    for (const { file } of files) expect(read.join(' ')).toContain(file)
    expect(await page.getByRole('main').textContent()).not.toMatch(/planted|README/)
    await button(page, /^Import [\d,]+ rows$/).click()
    await until(page, /rows of Kettle and Crane are stored/)
  })
})

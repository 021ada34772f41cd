import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { sampleOrders } from '../fixtures/sample-orders.ts'
import { provideSextant } from './support/spec.ts'
import { button, finding, goTo, link, rows, t, until } from './support/words.ts'

const sextant = provideSextant()
const orders = sampleOrders({ customers: 400 })
const read = orders.trimEnd().split('\n').length - 1
const good = read - 3

const isReviewed = (page: Page) => until(page, /can be imported; 3 rows would be rejected/)
const store = (page: Page) => button(page, /^Import [\d,]+ rows$/).click()

describe('orders', () => {
  it('are dropped, confirmed, imported, segmented, and lead to a customer', async () => {
    const { page, drop } = await sextant.start()
    await until(page, t('frame.welcome.title'))
    await drop(sextant.file('Kitchen shop.csv', orders))

    await isReviewed(page)
    await page.getByRole('region', { name: t('data.review.understood') }).waitFor()
    expect(await page.getByRole('region', { name: t('data.review.rows') }).textContent()).toContain(read.toLocaleString('en'))
    await store(page)

    await until(page, new RegExp(`^${good.toLocaleString('en')} rows of Kitchen shop.csv are stored`))
    await button(page, t('data.result.segments')).click()

    await until(page, /groups?; the .* of revenue/)
    await page
      .getByRole('grid', { name: t('segments.table.label') })
      .getByRole('link')
      .first()
      .click()
    await until(page, /of customers, who bring/)

    await goTo(page, t('frame.screen.customers'))
    await rows(page, t('customers.table.label')).nth(1).dblclick()
    await until(page, /spent .* in \d+ orders?\./)
    await page.getByRole('region', { name: t('customers.orders.title') }).waitFor()
  })

  it('are chosen in a dialog', async () => {
    const { page } = await sextant.start()
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(page, t('frame.choose.files')).click()])
    await chooser.setFiles(sextant.file('chosen.csv', orders))
    await isReviewed(page)
  })

  it('are dropped as a folder, on a screen that is not about data', async () => {
    const { page, drop } = await sextant.start({ orders: sampleOrders({ customers: 30, seed: 2 }) })
    await goTo(page, t('frame.screen.customers'))
    const folder = path.dirname(sextant.file('unused.csv', ''))
    mkdirSync(path.join(folder, 'by month'))
    const [header, ...lines] = orders.trimEnd().split('\n')
    const half = Math.floor(lines.length / 2)
    sextant.file('by month/a.csv', [header, ...lines.slice(0, half), ''].join('\n'))
    sextant.file('by month/b.csv', [header, ...lines.slice(half), ''].join('\n'))
    await drop(path.join(folder, 'by month'))
    await isReviewed(page)
    expect(await page.getByRole('main').textContent()).toContain('2 files, all rows read')
    await store(page)
    await until(page, /of by month are stored/)
  })

  it('that arrive during a review are asked about, and a workspace goes that was made for files not imported', async () => {
    const { page, drop, call } = await sextant.start()
    await until(page, t('frame.welcome.title'))
    await drop(sextant.file('Kitchen shop.csv', orders))
    await isReviewed(page)
    const second = () => drop(sextant.file('Other shop.csv', sampleOrders({ customers: 20, seed: 4, badRows: false })))

    await second()
    await button(page, t('frame.second.keep')).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await isReviewed(page)

    await second()
    await button(page, t('frame.second.together')).click()
    await expect.poll(() => page.getByRole('main').textContent()).toContain('2 files, all rows read')

    await second()
    await button(page, t('frame.second.instead')).click()
    await until(page, /^All [\d,]+ rows of Other shop.csv can be imported/)
    expect((await call('workspace.list', {})).map(({ name }) => name)).toEqual(['Other shop'])

    await button(page, t('data.review.discard')).click()
    await until(page, t('frame.welcome.title'))
    expect(await call('workspace.list', {})).toEqual([])
  })

  it('that were imported before are not stored twice', async () => {
    const { page, drop } = await sextant.start({ orders })
    await drop(sextant.file('again.csv', orders))
    await until(page, /^again.csv was imported before, on .*\. Nothing in it is new\.$/)
    await button(page, t('data.review.again')).click()
    await until(page, 'Nothing in again.csv is new.')
  })
})

describe('what cannot be taken as it is', () => {
  it('is asked: an ambiguous date, with what each answer would give', async () => {
    const { page, drop } = await sextant.start()
    await drop(sextant.file('dates.csv', sampleOrders({ customers: 30, badRows: false, dates: 'dmy-ambiguous' })))
    await until(page, 'One question before dates.csv can be imported.')
    expect(await button(page, /^Import [\d,]+ rows$/).count()).toBe(0)
    expect(await button(page, t('data.review.notYet', 1)).isDisabled()).toBe(true)
    const question = page.getByRole('group', { name: /^Is \d\d\/\d\d\/\d{4} the \d+.. of .* or the \d+.. of / })
    await question.getByRole('radio').first().check()
    await until(page, /^All [\d,]+ rows of dates.csv can be imported/)
    await store(page)
    await until(page, /of dates.csv are stored/)
  })

  it('is listed: each rejected row with its reason', async () => {
    const { page } = await sextant.start({ orders })
    await goTo(page, t('frame.screen.data'))
    await link(page, t('data.rejected.open', 3)).click()
    await until(page, '3 rows of orders.csv were rejected.')
    const listed = rows(page, t('data.rejected.title'))
    await expect.poll(() => listed.count()).toBe(1 + 3)
    expect(await listed.nth(2).textContent()).toContain('three')
    await button(page, t('data.rejected.save')).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: t('data.rejected.xlsx') }).click()
    ])
    expect(download.suggestedFilename()).toMatch(/^rejected-.*\.xlsx$/)
  })

  it('is refused in words: a file that is no table', async () => {
    const { page, drop } = await sextant.start({ orders })
    await drop(sextant.file('photo.csv', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1])))
    await until(page, /^There is nothing in photo.csv that can be imported|^photo.csv was not imported/)
    expect(await page.getByRole('main').textContent()).toContain('photo.csv')
    await goTo(page, t('frame.screen.customers'))
    await until(page, /customers\.$/)
    expect(await finding(page).textContent()).not.toMatch(/^0 /)
  })
})

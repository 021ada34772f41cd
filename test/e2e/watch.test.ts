import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { sampleOrders } from '../fixtures/sample-orders.ts'
import { provideSextant } from './support/spec.ts'
import { button, goTo, t, until } from './support/words.ts'

const sextant = provideSextant()
const [header, ...lines] = sampleOrders({ customers: 60, badRows: false }).trimEnd().split('\n')
const file = (from: number, to: number) => [header, ...lines.slice(from, to), ''].join('\n')

describe('a watched folder', () => {
  it('is named, confirmed, and picks up what arrives; what does not fit waits for a person', async () => {
    const folder = path.dirname(sextant.file('unused.csv', ''))
    const exports = path.join(folder, 'exports')
    mkdirSync(exports)
    sextant.file('exports/1.csv', file(0, 40))
    const { page } = await sextant.start({ orders: sampleOrders({ customers: 30, seed: 2, badRows: false }) })
    await goTo(page, t('frame.screen.data'))
    await button(page, t('data.watch.add')).click()
    await page.getByRole('textbox', { name: t('data.watch.path') }).fill(exports)
    await button(page, t('data.watch.review')).click()

    await until(page, /can be imported/)
    expect(await page.getByRole('main').textContent()).toContain(t('data.watch.confirm', exports))
    await button(page, /^Import [\d,]+ rows$/).click()
    await until(page, /are stored/)
    await button(page, t('data.result.done')).click()

    const watched = page.getByRole('list', { name: t('data.watch.title') })
    await expect.poll(() => watched.textContent()).toContain('1 file imported')
    sextant.file('exports/2.csv', file(40, 80))
    await expect.poll(() => watched.textContent(), { timeout: 60_000 }).toContain('2 files imported')

    sextant.file('exports/people.csv', 'Name,Town\nAnn,Leeds\nBob,York\n')
    await button(page, t('data.watch.lookAt', 'exports/people.csv')).click({ timeout: 60_000 })
    await until(page, /people\.csv/)
  })

  it('tells of a table of other things that lay in it when it was confirmed', async () => {
    const folder = path.dirname(sextant.file('unused.csv', ''))
    mkdirSync(path.join(folder, 'mixed'))
    sextant.file('mixed/1.csv', file(0, 40))
    sextant.file('mixed/people.csv', 'Name,Town\nAnn,Leeds\nBob,York\n')
    const { page } = await sextant.start({ orders: sampleOrders({ customers: 30, seed: 2, badRows: false }) })
    await goTo(page, t('frame.screen.data'))
    await button(page, t('data.watch.add')).click()
    await page.getByRole('textbox', { name: t('data.watch.path') }).fill(path.join(folder, 'mixed'))
    await button(page, t('data.watch.review')).click()
    await until(page, /can be imported/)
    await button(page, /^Import [\d,]+ rows$/).click()
    await until(page, /are stored/)
    await button(page, t('data.result.done')).click()
    const watched = page.getByRole('list', { name: t('data.watch.title') })
    await expect.poll(() => watched.textContent()).toContain('1 file imported')
    expect(await watched.textContent()).toContain('people.csv')
    await button(page, t('data.watch.lookAt', 'mixed/people.csv')).waitFor()
  })

  it('that is none is refused in words', async () => {
    const { page } = await sextant.start({ orders: sampleOrders({ customers: 30, seed: 2, badRows: false }) })
    await goTo(page, t('frame.screen.data'))
    await button(page, t('data.watch.add')).click()
    await page.getByRole('textbox', { name: t('data.watch.path') }).fill('exports')
    await button(page, t('data.watch.review')).click()
    await until(page, /exports was not imported|^exports/)
    expect(await page.getByRole('alert').textContent()).toContain('is not a folder on this computer')
  })
})

/** Files reach the desktop app where they lie: nothing is copied, and nothing but the page's files is taken. */
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { sampleOrders } from '../../fixtures/sample-orders.ts'
import { provideSextant } from '../support/spec.ts'
import { button, t, until } from '../support/words.ts'
import { chooseInMenu } from './support.ts'

const sextant = provideSextant()
const orders = sampleOrders({ customers: 30, badRows: false })

it('a dropped file is read where it lies: gone meanwhile, it is missed by name', async () => {
  const { page, drop } = await sextant.start()
  const file = sextant.file('dropped.csv', orders)
  await drop(file)
  await until(page, /can be imported/)
  rmSync(file)
  await button(page, /^Import [\d,]+ rows$/).click()
  await until(page, t('data.stopped.failed', 'dropped.csv'))
  expect(await page.getByRole('main').getByRole('alert').textContent()).toContain('dropped.csv')
})

it('a dropped folder arrives with all that is in it, and its files by their own paths', async () => {
  const { page, drop } = await sextant.start()
  const folder = path.join(path.dirname(sextant.file('unused.csv', '')), 'two years')
  mkdirSync(path.join(folder, 'first', 'half'), { recursive: true })
  const [header, ...lines] = orders.trimEnd().split('\n')
  const half = Math.floor(lines.length / 2)
  const inner = sextant.file('two years/first/half/a.csv', [header, ...lines.slice(0, half), ''].join('\n'))
  sextant.file('two years/b.csv', [header, ...lines.slice(half), ''].join('\n'))
  await drop(folder)
  await until(page, /can be imported/)
  expect(await page.getByRole('main').textContent()).toContain('2 files, all rows read')
  rmSync(inner)
  await button(page, /^Import [\d,]+ rows$/).click()
  await until(page, t('data.stopped.failed', 'two years'))
  expect(await page.getByRole('main').getByRole('alert').textContent()).toContain('two years/first/half/a.csv')
})

it('a file is chosen by the menu', async () => {
  const driver = await sextant.start()
  const { page } = driver
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), chooseInMenu(driver, 'import-files')])
  await chooser.setFiles(sextant.file('chosen.csv', orders))
  await until(page, /can be imported/)
})

it('a file that lies nowhere is handed over itself, never what lies where its name points', async () => {
  const driver = await sextant.start()
  const { page } = driver
  const lying = sextant.file('lying.csv', orders)
  const made = Buffer.from(orders.split('\n').slice(0, 3).join('\n'))
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), chooseInMenu(driver, 'import-files')])
  await chooser.setFiles({ name: lying, mimeType: 'text/csv', buffer: made })
  await button(page, /^Import 2 rows$/).waitFor()
})

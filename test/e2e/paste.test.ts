import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { sampleOrders } from '../fixtures/sample-orders.ts'
import { provideSextant } from './support/spec.ts'
import { goTo, t, until } from './support/words.ts'

const sextant = provideSextant()
const orders = sampleOrders({ customers: 60, badRows: false })
const read = orders.trimEnd().split('\n').length - 1
/** As a spreadsheet puts cells on the clipboard: tabs between them, and quotes only where a cell has line breaks or tabs. */
const copied = orders
  .replace(/"([^"]*)"/g, (_, cell: string) => cell.replaceAll(',', '\u0001'))
  .replaceAll(',', '\t')
  .replaceAll('\u0001', ',')
  .replaceAll('\n', '\r\n')

async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`)
  await page.keyboard.press('ControlOrMeta+V')
}

describe('a copied table', () => {
  it('is pasted on any screen and read like a file', async () => {
    const { page } = await sextant.start()
    await until(page, t('frame.welcome.title'))
    await paste(page, copied)
    await until(page, `All ${read.toLocaleString('en')} rows of ${t('frame.paste.name')} can be imported.`)
  })
  it('is not taken from a field, nor a word for a table', async () => {
    const { page } = await sextant.start({ orders: sampleOrders({ customers: 30, seed: 2 }) })
    await goTo(page, t('frame.screen.customers'))
    await paste(page, 'a word')
    const search = page.getByRole('searchbox').first()
    await search.click()
    await paste(page, 'Ann\nBrown')
    expect(await search.inputValue()).toMatch(/^Ann/)
    await until(page, /customers/)
  })
})

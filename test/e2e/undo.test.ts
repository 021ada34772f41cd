/** What can be taken back, mended and brought again: rejected rows, imports, merges. One start of Sextant serves several steps. */
import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { provideSextant } from './support/spec.ts'
import { button, goTo, link, rows, t, until } from './support/words.ts'

const sextant = provideSextant()
const store = (page: Page) => button(page, /^Import [\d,]+ rows?$/).click()
const axe = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page: page as never }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}
const header = 'Order,Customer,E-mail,Date,Product,Quantity,Price'
const orders = [
  header,
  'A1,C1,ann@example.org,2024-01-13,Lamp,1,19.00',
  'A2,C1,ann@example.org,2024-02-14,Bulb,2,4.50',
  'A3,C2,bob@example.org,2024-02-20,Lamp,three,19.00',
  'A4,C3,cy@example.org,2024-03-01,Shade,1,25.00'
]
const people = ['Customer ID,Name,E-mail,Phone', 'C1,Ann Brown,ann@example.org,0171 2345678', 'C7,A. Brown,Ann@Example.org,', '']

describe('an import', () => {
  it('has its rejected row exported, mended and dropped again; is undone; and is read again as it was', async () => {
    const { page, drop, call } = await sextant.start()
    await drop(sextant.file('spring.csv', `${orders.join('\n')}\n`))
    await until(page, /^3 of 4 rows can be imported/)
    await store(page)
    await until(page, '3 rows of spring.csv are stored.')

    // Out, mended, and in again.
    await page
      .getByRole('group', { name: t('data.rows.label') })
      .getByRole('link')
      .click()
    await until(page, '1 row of spring.csv was rejected.')
    await button(page, t('data.rejected.save')).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: t('data.rejected.csv') }).click()
    ])
    const exported = readFileSync(await download.path(), 'utf8')
    expect(exported).toContain('three')
    await drop(sextant.file('mended.csv', exported.replaceAll('three', '3')))
    await until(page, 'The one row of mended.csv can be imported.')
    await store(page)
    await until(page, '1 row of mended.csv is stored.')
    await button(page, t('data.result.done')).click()
    expect(await call('sources.totals', {})).toMatchObject({ amounts: [{ total: '110' }] })

    // A word of the user's own on somebody whom that row brought.
    await goTo(page, t('frame.screen.customers'))
    await rows(page, t('customers.table.label')).filter({ hasText: 'C2' }).dblclick()
    await until(page, /spent/)
    await button(page, t('merging.edit.button')).click()
    await page.getByRole('textbox', { name: t('merging.edit.name') }).fill('Bob Carter')
    await axe(page)
    await button(page, t('merging.edit.save')).click()
    await until(page, /^Bob Carter spent/)

    // Undone, by keyboard: what goes and what stays is said before, and after.
    await goTo(page, t('frame.screen.data'))
    await button(page, t('undo.buttonOf', 'mended.csv')).press('Enter')
    const dialog = page.getByRole('dialog', { name: t('undo.title', 'mended.csv') })
    await dialog.getByText(t('undo.thing', 'orderLines', 1)).waitFor()
    expect(await dialog.textContent()).toContain(t('undo.kept', ['C2']))
    await axe(page)
    expect(await dialog.getByRole('button', { name: t('undo.keep') }).evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    const said = page.getByRole('status').filter({ hasText: t('undo.done', 'mended.csv') })
    await said.waitFor()
    expect(await said.textContent()).toContain(t('undo.kept', ['C2']))
    await axe(page)
    expect(await call('sources.totals', {})).toMatchObject({ amounts: [{ total: '53' }] })
    expect((await call('customers.list', { search: 'Bob Carter' })).total).toBe(1)

    // Its files again: one row is new, one has changed, the rest is known.
    await button(page, t('undo.dismiss')).click()
    await button(page, 'spring.csv').press('Enter')
    const changed = [
      ...orders.slice(0, 3),
      'A4,C3,cy@example.org,2024-03-01,Shade,1,25.00',
      'A5,C3,cy@example.org,2024-03-09,Bulb,1,4.50',
      ''
    ]
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(page, t('undo.reimport')).click()])
    await chooser.setFiles(sextant.file('spring again.csv', changed.join('\n')))
    await until(page, /^All 4 rows of spring again.csv can be imported/)
    await store(page)
    await until(page, /^1 row of spring again.csv is stored/)
  })

  it('that is thought over stays', async () => {
    const { page, drop, call } = await sextant.start()
    await drop(sextant.file('kept.csv', `${[...orders.slice(0, 3), ''].join('\n')}`))
    await until(page, /can be imported/)
    await store(page)
    await until(page, /are stored/)
    await button(page, t('data.result.done')).click()
    await page.keyboard.press('Control+z')
    await page
      .getByRole('dialog')
      .getByText(t('undo.thing', 'orderLines', 2))
      .waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await call('sources.list', {})).toHaveLength(1)
    await button(page, t('undo.buttonOf', 'kept.csv')).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('undo.do') })
      .click()
    // The last import gone, the screen begins anew and still says what happened.
    await until(page, t('data.empty.finding'))
    await page
      .getByRole('status')
      .filter({ hasText: t('undo.done', 'kept.csv') })
      .waitFor()
    await axe(page)
  })
})

describe('customers who are in twice', () => {
  it('are proposed with the evidence, merged, parted, and left apart for good', async () => {
    const { page, drop, call } = await sextant.start()
    await drop(
      sextant.file('orders.csv', `${orders.filter((line) => !line.includes('three')).join('\n')}\n`),
      sextant.file('people.csv', people.join('\n'))
    )
    await until(page, /can be imported/)
    await store(page)
    await until(page, /are stored/)
    await goTo(page, t('frame.screen.customers'))
    await until(page, '3 customers.')
    await link(page, t('merging.link', 2)).click()
    await until(page, t('merging.finding', 1))
    const evidence = t('merging.evidence.email', 'ann@example.org')
    const proposals = page.getByRole('list', { name: t('merging.list') })
    await proposals.getByRole('heading', { name: evidence }).waitFor()
    await axe(page)

    // The one with the orders is to stay; all by keyboard.
    expect(await page.getByRole('radio', { name: t('merging.stays', 'Ann Brown (C1)') }).isChecked()).toBe(true)
    await page.getByRole('checkbox', { name: t('merging.isSame', 'A. Brown (C7)') }).press('Space')
    expect(await button(page, t('merging.mergeOf', 1, evidence)).isDisabled()).toBe(true)
    await page.getByRole('checkbox', { name: t('merging.isSame', 'A. Brown (C7)') }).press('Space')
    await button(page, t('merging.mergeOf', 2, evidence)).press('Enter')
    await page.getByText(t('merging.merged', ['A. Brown (C7)'], 'Ann Brown (C1)')).waitFor()
    await until(page, t('merging.finding', 0))
    await axe(page)
    expect((await call('customers.list', {})).total).toBe(2)

    // Both ways back: at once, and from the customer's own page.
    await page.keyboard.press('Control+z')
    await until(page, t('merging.finding', 1))
    expect((await call('customers.list', {})).total).toBe(3)
    await button(page, t('merging.mergeOf', 2, evidence)).click()
    await until(page, t('merging.finding', 0))
    await page
      .getByRole('list', { name: t('merging.mergesTitle') })
      .getByRole('link')
      .click()
    await until(page, /^Ann Brown spent/)
    await button(page, t('merging.partOf', 'A. Brown (C7)', 'Ann Brown (C1)')).click()
    await expect.poll(async () => (await call('customers.list', {})).total).toBe(3)

    // Two people after all.
    await goTo(page, t('frame.screen.customers'))
    await link(page, t('merging.link', 2)).click()
    await button(page, t('merging.apartOf', evidence)).click()
    await until(page, t('merging.finding', 0))
    await page.getByRole('list', { name: t('merging.apartTitle') }).waitFor()
    await axe(page)
    await button(page, t('merging.proposeOf', 'Ann Brown (C1)', 'A. Brown (C7)')).click()
    await until(page, t('merging.finding', 1))
  })

  it('are merged at one stroke where each shares an e-mail address, and parted at one stroke', async () => {
    const { page, drop, call } = await sextant.start()
    const twice = ['C2,Bob Carter,bob@example.org,', 'C8,B. Carter,bob@example.org,']
    await drop(sextant.file('people.csv', [...people.filter((line) => line !== ''), ...twice, ''].join('\n')))
    await until(page, /can be imported/)
    await store(page)
    await until(page, /are stored/)
    await goTo(page, t('frame.screen.customers'))
    await link(page, t('merging.link', 4)).click()
    await button(page, t('merging.all', 2)).click()
    await page.getByText(t('merging.allMerged', 2, 2)).waitFor()
    await until(page, t('merging.finding', 0))
    expect((await call('customers.list', {})).total).toBe(2)
    await axe(page)
    await page.keyboard.press('Control+z')
    await page.getByText(t('merging.allParted', 2)).waitFor()
    expect((await call('customers.list', {})).total).toBe(4)
  })
})

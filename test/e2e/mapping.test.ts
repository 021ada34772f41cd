/** What a person does on the screen between a drop and the import: kinds, fields, questions, marks, templates. */
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { provideSextant } from './support/spec.ts'
import { button, goTo, link, t, until } from './support/words.ts'

const sextant = provideSextant()
const layout = (name: string) => path.resolve(import.meta.dirname, '../fixtures/templates', name)
const store = (page: Page) => button(page, /^Import [\d,]+ rows?$/).click()
const kindOf = (page: Page) => page.getByRole('combobox', { name: t('data.kind.label') })
const fieldOf = (page: Page, column: string) => page.getByRole('combobox', { name: t('data.column.holdsOf', column) })
const needs = (page: Page, kind: string) => page.getByRole('list', { name: t('data.kind.needs', kind) })
/** Rules about the page as a whole are the frame's, and are held on every screen. */
const axe = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page: page as never }).include('main').analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

describe('the kind of a table', () => {
  it('is told with its reason, and can be changed by keyboard', async () => {
    const { page, drop } = await sextant.start()
    await drop(
      sextant.file(
        'cases.csv',
        'Case,Opened,Status,Note\n17,2024-01-13 10:15,open,Where is it\n18,2024-01-14 11:00,closed,Lamp came broken\n'
      )
    )
    await until(page, /^All 2 rows of cases.csv can be imported/)
    expect(await kindOf(page).inputValue()).toBe('tickets')
    expect(await page.getByRole('region', { name: t('data.kind.title') }).textContent()).toMatch(/“Case”.* tell so\./)
    expect(await needs(page, 'Tickets').textContent()).toContain('Ticket number in “Case”')
    await axe(page)

    await kindOf(page).focus()
    await page.keyboard.type('Feed')
    await page.keyboard.press('Enter')
    await expect.poll(() => kindOf(page).inputValue()).toBe('feedback')
    await expect.poll(() => fieldOf(page, 'Note').inputValue()).toBe('comment')
    await expect.poll(() => needs(page, 'Feedback').textContent()).toContain('Score or Comment in “Note”')
  })

  it('is asked for where it is none: what the nearest kinds would need, and reading it as one of them', async () => {
    const { page, drop } = await sextant.start()
    await drop(sextant.file('reports.csv', 'Channel,Campaign,Amount spent,Clicks\nMail,Spring,12.50,30\nSearch,Spring,40.00,112\n'))
    await until(page, /^Something is missing before reports.csv/)
    const nearest = page.getByRole('list', { name: t('data.kind.nearest') })
    expect(await nearest.textContent()).toContain('It would need Date.')
    await axe(page)
    await nearest.getByRole('button', { name: t('data.kind.readAs', 'Marketing spend') }).click()
    await expect.poll(() => kindOf(page).inputValue()).toBe('spend')
    expect(await needs(page, 'Marketing spend').textContent()).toContain('Date is in no column yet.')
  })
})

describe('a log without a header', () => {
  it('is read as what a person says that it is, with the columns that its cells speak for', async () => {
    const { page, drop } = await sextant.start()
    const rows = Array.from({ length: 120 }, (_, i) => {
      const [customer, pieces] = [`000${10 + (i % 30)}`, 1 + ((i * 7) % 4)]
      return ` ${customer} 1997010${1 + (i % 9)}  ${pieces}  ${(pieces * 13.97).toFixed(2)}`
    })
    await drop(sextant.file('log.txt', `${rows.join('\n')}\n`))
    await until(page, /^Something is missing before log.txt/)
    const nearest = page.getByRole('list', { name: t('data.kind.nearest') })
    await nearest.getByRole('button', { name: t('data.kind.readAs', 'Orders') }).click()
    await until(page, /^All 120 rows of log.txt can be imported/)
    expect(await fieldOf(page, 'column 1').inputValue()).toBe('customer')
    expect(await fieldOf(page, 'column 4').inputValue()).toBe('lineTotal')
    await expect.poll(() => page.getByRole('list', { name: t('data.noticed') }).textContent()).toContain('No header names the columns')
    expect(await page.getByText('utf-8 · blanks').count()).toBe(1)
  })
})

describe('fields', () => {
  it('are grouped by need and explained; one that is chosen otherwise is read anew, raw beside parsed', async () => {
    const { page, drop } = await sextant.start()
    await drop(sextant.file('sales.csv', 'Order,Client,Date,Paid\n1,7,2024-01-13,1.234\n2,8,2024-01-14,12.50\n'))
    await until(page, /^All 2 rows of sales.csv can be imported/)
    const select = fieldOf(page, 'Paid')
    expect(await select.inputValue()).toBe('lineTotal')
    const needed = select.locator(`optgroup[label="${t('data.field.needed')}"] option`)
    expect(await needed.allTextContents()).toEqual(['Customer number', 'Date', 'Unit price', 'Amount of the line'])
    expect(await select.getAttribute('aria-describedby')).not.toBeNull()
    await fieldOf(page, 'Client').selectOption('')
    await until(page, /^Something is missing before sales.csv/)
    expect(await needs(page, 'Orders').textContent()).toContain('Customer number is in no column yet.')
    await fieldOf(page, 'Client').selectOption('customer')
    await until(page, /^All 2 rows of sales.csv can be imported/)
  })

  it('of dates are asked each, where each can be read two ways', async () => {
    const { page, drop } = await sextant.start()
    const rows = ['Ticket,Created at,Closed at,Status', '1,03/04/2024,05.06.2024,closed', '2,04/04/2024,06.06.2024,closed']
    await drop(sextant.file('tickets.csv', rows.join('\n')))
    await until(page, '2 questions before tickets.csv can be imported.')
    const [opened, closed] = [
      page.getByRole('group', { name: /03\/04\/2024|04\/04\/2024/ }),
      page.getByRole('group', { name: /0[56]\.06\.2024/ })
    ]
    await opened.getByRole('radio').first().check()
    await until(page, 'One question before tickets.csv can be imported.')
    await closed.getByRole('radio').nth(1).check()
    await until(page, /^All 2 rows of tickets.csv can be imported|2 rows/)
    expect(await opened.getByRole('radio').first().isChecked()).toBe(true)
    expect(await closed.getByRole('radio').nth(1).isChecked()).toBe(true)
  })
})

it('texts that may mean “unknown” are counted and can be switched', async () => {
  const { page, drop } = await sextant.start()
  await drop(sextant.file('orders.csv', 'Order,Client,Date,Amount\n1,7,2024-01-13,1.50\n2,-,2024-01-14,2.50\n3,9,2024-01-15,3.50\n'))
  await until(page, /^All 3 rows of orders.csv can be imported/)
  const mark = page.getByRole('checkbox', { name: t('data.marks.mark', '-', 1) })
  expect(await mark.isChecked()).toBe(true)
  await axe(page)
  await mark.uncheck()
  await expect.poll(() => page.getByText(t('data.column.blank', 1)).count()).toBe(0)
  expect(await mark.isChecked()).toBe(false)
})

describe('templates', () => {
  it('apply by themselves, say so, and can be left', async () => {
    const { page, drop } = await sextant.start()
    await drop(layout('shopify-orders.csv'))
    await until(page, /^All 4 rows of shopify-orders.csv can be imported/)
    await page.getByText(t('data.template.applied', 'Shopify: orders')).waitFor()
    await axe(page)
    await button(page, t('data.template.without')).click()
    await expect.poll(() => page.getByText(t('data.template.applied', 'Shopify: orders')).count()).toBe(0)
  })

  it('are saved from a mapping, applied when the header returns, renamed and deleted', async () => {
    const { page, drop } = await sextant.start()
    await drop(sextant.file('till-1.csv', 'No;Who;When;Sum\n1;7;03/04/2024;12,50\n2;8;04/04/2024;9,00\n'))
    await until(page, /till-1.csv/)
    await kindOf(page).selectOption('orders')
    for (const [column, field] of [
      ['No', 'order'],
      ['Who', 'customer'],
      ['When', 'orderedAt'],
      ['Sum', 'lineTotal']
    ] as const) {
      if ((await fieldOf(page, column).inputValue()) !== field) await fieldOf(page, column).selectOption(field)
      await expect.poll(() => fieldOf(page, column).inputValue()).toBe(field)
    }
    await until(page, 'One question before till-1.csv can be imported.')
    await page.getByRole('radio').first().check()
    await until(page, /^All 2 rows of till-1.csv can be imported/)
    await button(page, t('data.template.save')).click()
    await page.getByRole('textbox', { name: t('data.template.name') }).fill('Till')
    await button(page, t('data.template.keep')).click()
    await page.getByText(t('data.template.applied', 'Till')).waitFor()
    await store(page)
    await until(page, /^2 rows of till-1.csv are stored/)

    await drop(sextant.file('till-2.csv', 'No;Who;When;Sum\n3;7;05/06/2024;1,00\n'))
    await until(page, /^The one row of till-2.csv can be imported/)
    await page.getByText(t('data.template.applied', 'Till')).waitFor()
    await button(page, t('data.review.discard')).click()

    await goTo(page, t('frame.screen.data'))
    await link(page, t('data.template.link')).click()
    await until(page, /^1 template of your own/)
    await axe(page)
    await button(page, t('data.template.renameOf', 'Till')).click()
    await page.getByRole('textbox', { name: t('data.template.name') }).fill('Cash desk')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('data.template.rename'), exact: true })
      .click()
    await button(page, t('data.template.deleteOf', 'Cash desk')).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('data.template.delete'), exact: true })
      .click()
    await until(page, /^No template of your own/)
  })
})

describe('a till', () => {
  it('whose customers have no name is imported as anonymous', async () => {
    const { page, drop } = await sextant.start()
    await drop(
      sextant.file(
        'till.csv',
        'Kassenbericht;;;;;\n\nBon-Nr;Datum;Artikel;Menge;Einzelpreis;Betrag\n1;13/07/2024;Mug;4;25,00;100,00\n2;14/07/2024;Tea;1;4,50;4,50\n'
      )
    )
    await until(page, t('data.review.blocked', 'till.csv'))
    expect(await page.getByText(t('data.kind.none')).count()).toBe(0)
    await page.getByRole('columnheader', { name: /Line 4/ }).waitFor()
    await button(page, t('data.kind.nobody')).click()
    await until(page, /^All 2 rows of till.csv can be imported/)
    await page.getByRole('combobox', { name: t('data.currency.label') }).selectOption('EUR')
    await page.getByText(t('data.currency.rows', 2, [])).waitFor()
    await store(page)
    await until(page, /^2 rows of till.csv are stored/)
  })
})

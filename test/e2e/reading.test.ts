import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { sampleOrders } from '../fixtures/sample-orders.ts'
import { provideSextant } from './support/spec.ts'
import { button, goTo, rows, t, until } from './support/words.ts'

const sextant = provideSextant()
const orders = sampleOrders({ customers: 200 })

const ground = (page: Page) => page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
const focused = (page: Page) => page.evaluate<string>('document.activeElement.ariaLabel')

describe('the theme', () => {
  it('follows the system, is switched by hand, and stays', async () => {
    const { page } = await sextant.start({ orders, theme: 'dark' })
    expect(await ground(page)).toBe('rgb(16, 22, 29)')
    await button(page, t('frame.theme.switch')).click()
    await page.getByRole('menuitem', { name: t('frame.theme.light') }).click()
    await expect.poll(() => ground(page)).toBe('rgb(250, 249, 246)')
    await page.reload()
    await page.getByRole('main').waitFor()
    expect(await ground(page)).toBe('rgb(250, 249, 246)')
  })
})

describe('the keyboard', () => {
  it('goes to every screen, by G and a letter', async () => {
    const { page } = await sextant.start({ orders })
    for (const [letter, words] of [
      ['d', /order lines from 1 file/],
      ['c', /^200 customers/],
      ['s', /not yet told apart/],
      ['h', /brought/]
    ] as const) {
      await page.keyboard.press('g')
      await page.keyboard.press(letter)
      await until(page, words)
    }
  })

  it('searches by /, moves by J and K, opens by Enter, and lets go by Escape', async () => {
    const { page } = await sextant.start({ orders })
    await goTo(page, t('frame.screen.customers'))
    await until(page, /^200 customers/)
    await page.keyboard.press('/')
    expect(await focused(page)).toBe(t('customers.search'))
    await page.keyboard.type('C10007')
    await until(page, /^1 customer with “C10007”/)
    await page.keyboard.press('Enter')
    await page.keyboard.press('j')
    await page.keyboard.press(' ')
    await page.getByRole('complementary').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.press('Escape')
    await until(page, /^200 customers\./)
    await page.keyboard.press('Escape')
    await page.getByRole('complementary').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('complementary').waitFor({ state: 'detached' })
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await until(page, /spent .* in \d+ orders?\./)
  })

  it('shows the evidence by E and hides it again', async () => {
    const { page } = await sextant.start({ orders })
    await goTo(page, t('frame.screen.segments'))
    await button(page, t('segments.find')).click()
    await until(page, /groups?; the .* of revenue/)
    const evidence = page.getByText(t('segments.evidence.silhouette'), { exact: true })
    expect(await evidence.count()).toBe(0)
    await page.keyboard.press('e')
    await evidence.waitFor()
    await page.keyboard.press('e')
    await evidence.waitFor({ state: 'detached' })
  })
})

describe('the command palette', () => {
  it('goes to a screen, and finds a customer', async () => {
    const { page } = await sextant.start({ orders })
    await page.keyboard.press('Control+k')
    const field = page.getByRole('textbox', { name: t('frame.palette.placeholder') })
    await field.fill('data')
    await page.keyboard.press('Enter')
    await until(page, /order lines from 1 file/)
    await page.keyboard.press('Control+k')
    await field.fill('C10007')
    await page.getByRole('button', { name: /C10007/ }).waitFor()
    await page.keyboard.press('Enter')
    await until(page, /spent .* in \d+ orders?\./)
  })
})

describe('counts', () => {
  it('lead to lists of exactly that many', async () => {
    const { page } = await sextant.start({ orders })
    await goTo(page, t('frame.screen.segments'))
    await button(page, t('segments.find')).click()
    await until(page, /groups?; the .* of revenue/)
    const members = page
      .getByRole('grid', { name: t('segments.table.label') })
      .getByRole('link', { name: /show them in the list$/ })
      .first()
    const count = (await members.textContent()) ?? ''
    await members.click()
    await until(page, new RegExp(`^${count} customers? in “`))
    await expect.poll(() => rows(page, t('customers.table.label')).count()).toBeGreaterThan(1)
    expect(await page.getByRole('grid', { name: t('customers.table.label') }).getAttribute('aria-rowcount')).toBe(String(Number(count) + 1))
    await page.keyboard.press('Escape')
    await until(page, /^200 customers\./)
  })
})

/** Finds things on the page as a person would: by their role and their words. */
import type { Locator, Page } from 'playwright-core'

export { t } from '../../../src/shared/messages/index.ts'

export const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name, ...exactly(name) })
export const link = (page: Page, name: string | RegExp): Locator => page.getByRole('link', { name, ...exactly(name) })
/** The sentence at the top of a screen. */
export const finding = (page: Page): Locator => page.getByRole('main').getByRole('heading', { level: 1 })
export const rows = (page: Page, table: string): Locator => page.getByRole('grid', { name: table }).getByRole('row')

const exactly = (name: string | RegExp) => (typeof name === 'string' ? { exact: true } : {})

/** A finding that matches, waited for: the way to know that a screen has come. */
export async function until(page: Page, words: string | RegExp): Promise<void> {
  const wanted = page.getByRole('main').getByRole('heading', { level: 1, name: words })
  await wanted.waitFor().catch(async (error: unknown) => {
    const there = await finding(page).allTextContents()
    throw new Error(`No heading ${words}; there is: ${there.join(' · ')}`, { cause: error })
  })
}

/** By the rail. */
export async function goTo(page: Page, screen: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: screen, exact: true }).click()
}

/** Whether a screen can be used by everybody: axe in both themes, and nothing that scrolls sideways. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** All rules in the light theme; what colours change is the contrast, so that it alone is looked at again in the dark one. */
export async function expectSound(page: Page): Promise<void> {
  expect(await violations(new AxeBuilder({ page }))).toEqual([])
  expect(await page.evaluate(wideElements)).toEqual([])
  await show(page, 'dark')
  expect(await violations(new AxeBuilder({ page }).withRules('color-contrast'))).toEqual([])
  await show(page, 'light')
}

async function violations(axe: AxeBuilder): Promise<string[]> {
  const found = await axe.analyze()
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
}

/** As if the system's theme changed. */
async function show(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme })
  await page.waitForFunction((name) => document.documentElement.dataset.mantineColorScheme === name, theme)
}

/** What can be scrolled sideways, the page itself or a part of it, and tables that stand out of their frame. Runs in the page. */
const wideElements = `[...document.querySelectorAll('*')]
  .filter((element) => element.scrollWidth > element.clientWidth)
  .filter((element) => element === document.documentElement || element.querySelector(':scope > table') || /auto|scroll/.test(getComputedStyle(element).overflowX))
  .map((element) => element.outerHTML.slice(0, 200))`

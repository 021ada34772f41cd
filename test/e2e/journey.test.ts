import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { provideSextant } from './support/spec.ts'
import { button, finding, goTo, link, t, until } from './support/words.ts'

const sextant = provideSextant()

/** 360 customers, three a day: two of three put something into the cart, half of these buy; 15 others play a raffle, which no word speaks of. */
const log = Array.from({ length: 360 }, (_, i) => {
  const at = (minute: number) => new Date(Date.UTC(2024, 0, 1 + Math.floor(i / 3), 10, minute)).toISOString().slice(0, 16).replace('T', ' ')
  const row = (minute: number, event: string) =>
    `C${String(i).padStart(3, '0')},s${i},${at(minute)},${event},${i % 2 === 0 ? 'Social' : 'Search'}`
  const carts = i % 3 > 0
  return [
    row(0, 'home'),
    row(1, 'product_view'),
    ...(!carts && i < 45 ? [row(2, 'raffle')] : []),
    ...(carts ? [row(2, 'add_to_cart')] : []),
    ...(carts && i % 6 > 2 ? [row(3, 'purchase')] : [])
  ]
}).flat()
const touchpoints = `customer_id,session,time,event,channel\n${log.join('\n')}\n`

const stage = (page: Page, name: string) => page.getByRole('listitem', { name: t('journey.map.label', name) })

describe('the journey', () => {
  it('is read, changed by a rule, opened to its customers, and held against a belief', async () => {
    const { page, drop } = await sextant.start()
    await drop(sextant.file('touchpoints.csv', touchpoints))
    await until(page, /can be imported/)
    await button(page, /^Import [\d,]+ rows$/).click()
    await until(page, /are stored/)
    await goTo(page, t('frame.screen.journey'))
    await until(page, t('journey.empty.ready'))
    await button(page, t('journey.run')).click()
    await until(page, /^Most are lost after/)
    await stage(page, 'Awareness').getByText('360').first().waitFor()
    await stage(page, 'Decision').getByText('240').first().waitFor()

    // A rule: who plays is about to decide. By keyboard alone.
    await button(page, t('journey.setup.open')).press('Enter')
    const dialog = page.getByRole('dialog', { name: t('journey.setup.title') })
    await dialog.getByLabel(t('journey.setup.take', 'raffle')).waitFor()
    await dialog.getByRole('button', { name: t('journey.setup.addRule') }).press('Enter')
    const rule = dialog
      .getByRole('listitem')
      .filter({ has: page.locator('input[list]') })
      .last()
    await rule.locator('input[list]').fill('raff')
    await rule.getByRole('combobox').last().selectOption({ label: 'Decision' })
    await dialog.getByRole('button', { name: t('journey.setup.save') }).press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await stage(page, 'Decision').getByText('255').first().waitFor()
    await page.getByText(t('journey.notes.unmapped', 15)).waitFor({ state: 'detached' })

    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])

    // A number opens exactly its customers, as a chip that Esc clears.
    await link(page, t('journey.map.seeEntered', 'Decision', '255')).click()
    await expect
      .poll(() => finding(page).textContent())
      .toBe(t('journey.filter.finding', '255 customers', t('journey.filter.entered', 'Decision')))
    await page
      .getByRole('list', { name: t('frame.filter.label') })
      .getByText(t('journey.filter.entered', 'Decision'))
      .waitFor()
    await page.keyboard.press('Escape')
    await until(page, '360 customers.')

    // A belief: nine of ten who put something into the cart buy. The stages are moved with the keyboard.
    await goTo(page, t('frame.screen.journey'))
    await button(page, t('journey.belief.add')).click()
    const belief = page.getByRole('dialog', { name: t('journey.belief.dialog') })
    const grip = belief.getByRole('button', { name: t('journey.belief.drag', 'Decision') })
    await grip.press('ArrowLeft')
    await expect.poll(() => belief.getByRole('listitem').nth(1).textContent()).toContain('Decision')
    await grip.press('ArrowRight')
    const share = belief.getByRole('textbox', { name: t('journey.belief.conversion', 'Decision') })
    // Typed key by key, a decimal point on the way is no end of the number.
    await share.pressSequentially('92.5')
    await expect.poll(() => share.inputValue()).toBe('92.5')
    await share.fill('90')
    await belief.getByRole('button', { name: t('journey.belief.save') }).click()
    await belief.waitFor({ state: 'detached' })
    const card = page.getByRole('article', { name: t('journey.belief.named') })
    await card.getByText('Decision → Purchase: you believe 90%, but', { exact: false }).waitFor()
    await card.getByText(t('journey.belief.verdict.contradicted')).first().waitFor()
    await card
      .getByRole('link', { name: /nowhere: show them$/ })
      .last()
      .click()
    await expect.poll(() => finding(page).textContent()).toMatch(/^\d+ customers: My journey: went to nowhere\.$/)
  })

  it('says what would light it up when there is nothing', async () => {
    const { page, call } = await sextant.start()
    await call('workspace.create', { name: 'Kitchen shop' })
    await goTo(page, t('frame.screen.journey'))
    await until(page, t('journey.empty.noData'))
    await link(page, t('journey.empty.action')).waitFor()
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { supportTickets } from '../fixtures/support-shop.ts'
import { expectSound } from './support/sound.ts'
import { provideSextant } from './support/spec.ts'
import { button, goTo, link, t, until } from './support/words.ts'

const sextant = provideSextant()

describe('support', () => {
  it('is cut by the keyboard, its groups are named, judged and saved, and a rising problem is opened', async () => {
    const { page, drop, call } = await sextant.start()
    await call('workspace.create', { name: 'Shop' })
    await goTo(page, t('frame.screen.support'))
    await until(page, t('supporting.empty.noData'))
    await drop(sextant.file('tickets.csv', supportTickets()))
    await until(page, /can be imported/)
    await button(page, /^Import [\d,]+ rows$/).click()
    await until(page, /are stored/)

    await goTo(page, t('frame.screen.support'))
    await button(page, t('supporting.find')).click()
    await until(page, /kinds of (support )?need/)
    const found = await call('support.latest', {})
    const k = found?.k ?? 0

    await expectSound(page)
    // The cut is moved by the keyboard, in the page alone; the groups at its right follow.
    const cut = page.getByRole('slider', { name: t('supporting.tree.cut') })
    const groups = page.getByRole('list', { name: t('supporting.groups.label') }).getByRole('listitem')
    await cut.focus()
    expect(await cut.getAttribute('aria-valuenow')).toBe(String(k))
    expect(await groups.count()).toBe(k)
    await page.keyboard.press('ArrowRight')
    expect(await cut.getAttribute('aria-valuenow')).toBe(String(k + 1))
    await expect.poll(() => groups.count()).toBe(k + 1)
    await until(page, /at this cut/)
    // What is saved is what is seen: these groups, by the names that they have here.
    const seen = await groups.evaluateAll((items) => items.map((item) => item.querySelector('[data-name]')?.textContent ?? ''))
    const savingSeen = page.waitForEvent('download')
    await button(page, t('supporting.save.seen', k + 1)).click()
    await page.getByRole('menuitem', { name: t('supporting.save.csv') }).click()
    const [, ...saved] = readFileSync(await (await savingSeen).path(), 'utf8')
      .trim()
      .split('\r\n')
    expect(saved).toHaveLength(found?.units ?? 0)
    expect([...new Set(saved.map((line) => line.split(',').slice(2).join(',').replaceAll('"', '')))]).toEqual(seen)
    // Part of a tree that is there, whose customers are listed; once groups are found again it is gone, and that is said.
    const part = groups.filter({ has: page.locator('[data-name]').filter({ hasText: /part 1$/ }) })
    await part.getByRole('link', { name: /^Show customers/ }).click()
    await until(page, /^\d+ customers? in “.+, part 1”/)
    const chips = page.getByRole('list', { name: t('frame.filter.label') })
    await chips.waitFor()
    await goTo(page, t('frame.screen.support'))
    await chips.waitFor({ state: 'detached' })
    await page.getByRole('slider', { name: t('supporting.tree.cut') }).focus()
    await page.keyboard.press('ArrowRight')
    // The evidence lies below what one sees: it comes into view, and is what is read next.
    await page.keyboard.press('e')
    const evidence = page.getByRole('region', { name: t('supporting.evidence.title') })
    await expect.poll(async () => ((await evidence.boundingBox())?.y ?? 1e4) < 300).toBe(true)
    await page.keyboard.press('e')
    await evidence.waitFor({ state: 'detached' })
    // The tree as it stands, as a drawing.
    const drawing = page.waitForEvent('download')
    await button(page, t('charts.drawing', t('supporting.tree.title'))).click()
    const svg = readFileSync(await (await drawing).path(), 'utf8')
    expect(svg).toMatch(/^<svg[^>]+width="[\d.]+"/)
    expect(svg.match(/<path /g)?.length).toBeGreaterThan(k + 1)
    await button(page, t('supporting.tree.use', k + 1)).click()
    await expect.poll(async () => (await call('support.latest', {}))?.k).toBe(k + 1)
    const kept = await call('support.latest', {})
    const group = kept?.clusters[0]
    await goTo(page, t('frame.screen.customers'))
    await page.getByText(/was narrowed to “.+, part 1”/).waitFor()
    await chips.waitFor({ state: 'detached' })
    await until(page, /^[\d,]+ customers?[^“]*$/)
    await goTo(page, t('frame.screen.support'))

    // A count opens exactly so many.
    await page
      .getByRole('list', { name: t('supporting.groups.label') })
      .getByRole('link', { name: t('supporting.groups.open', group?.name ?? '', t('supporting.units', 'customers', group?.size ?? 0)) })
      .click()
    await until(page, new RegExp(`^${group?.size} customers? in “`))
    await goTo(page, t('frame.screen.support'))

    // Named and judged, and so again after the groups were found anew.
    await link(page, group?.name ?? '')
      .first()
      .click()
    await until(page, /of all, and/)
    await button(page, /^Rename/).click()
    await page.getByRole('textbox', { name: t('supporting.rename.label') }).fill('The impatient')
    await button(page, t('supporting.rename.save')).click()
    await until(page, /“The impatient”/)
    await page.getByText(t('supporting.review.of.sensible'), { exact: true }).click()
    await page.getByRole('textbox', { name: t('supporting.review.note') }).fill('They are ours')
    await button(page, t('supporting.review.save')).click()
    await page.getByText(t('supporting.review.badge', t('supporting.review.of.sensible'))).waitFor()
    await call('support.run', { clusters: k + 1, seed: 2 })
    await until(page, /“The impatient”/)
    expect((await call('support.latest', {}))?.clusters.find(({ name }) => name === 'The impatient')).toMatchObject({
      given: true,
      review: { judgement: 'sensible', note: 'They are ours' }
    })

    await expectSound(page)
    // Its members as a file.
    const saving = page.waitForEvent('download')
    await button(page, t('supporting.save.open')).click()
    await page.getByRole('menuitem', { name: t('supporting.save.csv') }).click()
    const file = await (await saving).path()
    const lines = readFileSync(file, 'utf8').trim().split('\r\n')
    expect(lines).toHaveLength(1 + (group?.size ?? 0))
    expect(lines[1]).toContain('The impatient')

    // What is about to go wrong, in the words of those who wrote.
    await goTo(page, t('frame.screen.support'))
    await button(page, t('supporting.rising.open', 'Kettle · Faults')).click()
    const pane = page.getByRole('complementary')
    await pane.getByRole('listitem').first().waitFor()
    // The same from the top of the screen: its name under the finding, and what is most pressing.
    for (const way of ['Kettle · Faults', t('supporting.next.risingLabel', 'Kettle · Faults')]) {
      await page.keyboard.press('Escape')
      await pane.waitFor({ state: 'detached' })
      await button(page, way).click()
      await pane.getByRole('listitem').first().waitFor()
    }
    await expectSound(page)
    const people = pane.getByRole('link', { name: /^See (this|these)/ })
    const count = Number(/\d+/.exec((await people.textContent()) ?? '')?.[0])
    await people.click()
    await until(page, new RegExp(`^${count} customers? in “Kettle · Faults”`))

    // The morning page names it too, and opens it.
    await goTo(page, t('frame.screen.home'))
    await button(page, t('home.rising.act')).click()
    await pane.getByRole('listitem').first().waitFor()
    expect(await people.textContent()).toContain(String(count))
  }, 300_000)

  it('looks back to the day on which a log ended, and at a day of change typed there, from what it offers itself', async () => {
    const { page, drop, call } = await sextant.start()
    await call('workspace.create', { name: 'Shop' })
    await drop(sextant.file('tickets.csv', supportTickets()))
    await until(page, /can be imported/)
    await button(page, /^Import [\d,]+ rows$/).click()
    await until(page, /are stored/)
    // A quarter of a year after the last ticket nothing of now can be told.
    await call('workspace.setAsOf', { asOf: '2025-10-15' })
    await goTo(page, t('frame.screen.support'))
    await button(page, t('supporting.find')).click()
    await until(page, /kinds of (support )?need/)
    const { quietFrom } = (await call('support.latest', {})) ?? {}
    expect(quietFrom).not.toBeNull()
    const slider = page.getByRole('slider', { name: t('supporting.tree.cut') })
    // The groups stay where they are while the cut is moved: what is said of others' cuts stands below them.
    const groups = page.getByRole('list', { name: t('supporting.groups.label') })
    const tree = page.getByRole('figure').first()
    const below = async () => ((await groups.boundingBox())?.y ?? Number.NaN) - ((await tree.boundingBox())?.y ?? Number.NaN)
    const before = await below()
    await slider.focus()
    await page.keyboard.press('ArrowRight')
    await page.getByText(t('supporting.groups.preview')).waitFor()
    expect(await below()).toBeCloseTo(before, 0)
    await page.keyboard.press('ArrowLeft')
    await page.getByText(t('supporting.groups.preview')).waitFor({ state: 'detached' })

    await button(page, /^Look as of/).click()
    await button(page, t('supporting.rising.open', 'Kettle · Faults')).waitFor()
    const result = await call('support.latest', {})
    expect(result).toMatchObject({ quietFrom: null, stale: false })
    expect(result?.run.asOf).toBe((await call('workspace.current', {}))?.asOf)
    expect((result?.run.asOf ?? '') < (quietFrom ?? '')).toBe(true)
    expect(await button(page, /^Look as of/).count()).toBe(0)
    await expectSound(page)

    await link(page, t('supporting.nav.change')).click()
    await until(page, t('supporting.change.finding.none'))
    await page.getByLabel(t('supporting.change.day')).fill('2025-05-01')
    const change = page.getByRole('table', { name: t('supporting.change.label') })
    await change.waitFor()
    await page.getByText(/opened \d+ (?:hours?|days?) or more before the end of their side/).waitFor()
    await expectSound(page)
    await button(page, t('supporting.change.clear')).click()
    await until(page, t('supporting.change.finding.none'))
  }, 300_000)
})

import type { Page } from 'playwright-core'
import { beforeAll, describe, it } from 'vitest'
import { sampleOrders } from '../fixtures/sample-orders.ts'
import { type Driver, shellName } from './support/driver.ts'
import { expectSound } from './support/sound.ts'
import { provideSextant } from './support/spec.ts'
import { button, goTo, link, rows, t, until } from './support/words.ts'

const sextant = provideSextant()
const orders = sampleOrders({ customers: 200 })

/** In this order: each begins where the one before has left. */
const withData: [name: string, open: (page: Page) => Promise<void>][] = [
  ['Home', (page) => until(page, /brought/)],
  [
    'KPIs',
    async (page) => {
      await link(page, t('home.targets.set')).click()
      await until(page, /^Last month/)
      await page.getByRole('figure', { name: t('kpis.cohorts.title') }).waitFor()
    }
  ],
  [
    'Data',
    async (page) => {
      await goTo(page, t('frame.screen.data'))
      await until(page, /order lines from 1 file/)
    }
  ],
  [
    'rejected rows',
    async (page) => {
      await link(page, t('data.rejected.open', 3)).click()
      await until(page, /were rejected/)
      await rows(page, t('data.rejected.title')).nth(1).waitFor()
    }
  ],
  [
    'Customers with one selected',
    async (page) => {
      await goTo(page, t('frame.screen.customers'))
      await rows(page, t('customers.table.label')).nth(1).click()
      await page.getByRole('complementary').getByRole('heading').first().waitFor()
    }
  ],
  [
    'a customer',
    async (page) => {
      await page
        .getByRole('complementary')
        .getByRole('link', { name: t('customers.page.open') })
        .click()
      await page.getByRole('region', { name: t('customers.orders.title') }).waitFor()
    }
  ],
  [
    'Alerts before the first look',
    async (page) => {
      await goTo(page, t('frame.screen.alerts'))
      await button(page, t('inbox.look')).waitFor()
    }
  ],
  [
    'Alerts',
    async (page) => {
      await button(page, t('inbox.look')).click()
      await page.getByRole('grid', { name: t('inbox.table.label') }).waitFor()
    }
  ],
  [
    'Alerts with one opened',
    async (page) => {
      await button(page, t('inbox.view.open')).click()
      await rows(page, t('inbox.table.label')).nth(1).click()
      await page.getByRole('complementary').getByRole('heading').first().waitFor()
    }
  ],
  [
    'how sure the alerts are',
    async (page) => {
      await link(page, t('inbox.nav.model')).click()
      await page.getByRole('region', { name: t('inbox.model.kinds') }).waitFor()
    }
  ],
  [
    'Support without a ticket',
    async (page) => {
      await goTo(page, t('frame.screen.support'))
      await button(page, t('supporting.behaviour.find')).waitFor()
    }
  ],
  [
    'Upsell before the first look',
    async (page) => {
      await goTo(page, t('frame.screen.upsell'))
      await button(page, t('offering.look')).waitFor()
    }
  ],
  [
    'Upsell with the evidence',
    async (page) => {
      await button(page, t('offering.look')).click()
      await page.getByRole('region', { name: t('offering.rules.title') }).waitFor({ timeout: 180_000 })
      await page.keyboard.press('e')
    }
  ],
  [
    'next best offers',
    async (page) => {
      await page.keyboard.press('e')
      await link(page, t('offering.nav.offers')).click()
      await page.getByRole('grid', { name: t('offering.list.label') }).waitFor()
    }
  ],
  [
    'offers and moments',
    async (page) => {
      await link(page, t('offering.nav.answers')).click()
      await page.getByRole('figure', { name: t('offering.answers.momentsChart') }).waitFor()
    }
  ],
  [
    'what one believes',
    async (page) => {
      await link(page, t('offering.nav.beliefs')).click()
      await page.getByRole('combobox', { name: t('offering.beliefs.product') }).waitFor()
    }
  ],
  [
    'Segments before the first run',
    async (page) => {
      await goTo(page, t('frame.screen.segments'))
      await until(page, /not yet told apart/)
    }
  ],
  [
    'Segments',
    async (page) => {
      await button(page, t('segments.find')).click()
      await until(page, /groups?; the .* of revenue/)
    }
  ],
  [
    'Segments with the evidence',
    async (page) => {
      await page.keyboard.press('e')
      await page.getByText(t('segments.evidence.silhouette'), { exact: true }).waitFor()
    }
  ],
  ['Segments as tables', (page) => page.keyboard.press('t')],
  [
    'a segment',
    async (page) => {
      await page.keyboard.press('t')
      await page
        .getByRole('grid', { name: t('segments.table.label') })
        .getByRole('link')
        .first()
        .click()
      await until(page, /of customers, who bring/)
    }
  ],
  [
    'the keyboard sheet',
    async (page) => {
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: t('frame.keys.title') }).waitFor()
    }
  ],
  [
    'the command palette',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').waitFor()
    }
  ]
]

describe('in both themes axe finds nothing, and nothing scrolls sideways on', () => {
  let driver: Driver
  beforeAll(async () => {
    driver = await sextant.startForAll({ orders })
  })

  it.each(withData)('%s', async (_name, open) => {
    await open(driver.page)
    await expectSound(driver.page)
  })

  it('the first start', async () => {
    const { page } = await sextant.start()
    await until(page, t('frame.welcome.title'))
    await expectSound(page)
  })

  it('an import, from what was understood to its result', async () => {
    const { page, drop } = await sextant.start()
    await drop(sextant.file('ambiguous.csv', sampleOrders({ customers: 30, badRows: false, dates: 'dmy-ambiguous' })))
    await until(page, /^One question/)
    await expectSound(page)
    await page.getByRole('radio').first().check()
    await until(page, /can be imported/)
    await expectSound(page)
    await button(page, /^Import [\d,]+ rows$/).click()
    await until(page, /are stored/)
    await expectSound(page)
  })

  it('screens without data', async () => {
    const { page, call } = await sextant.start()
    await until(page, t('frame.welcome.title'))
    await call('workspace.create', { name: 'Empty' })
    for (const screen of ['home', 'data', 'customers', 'segments', 'upsell'] as const) {
      await goTo(page, t(`frame.screen.${screen}`))
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
      await expectSound(page)
    }
  })
})

/** One theme and one shell: but for its making, it shows the screens above. */
it.runIf(shellName() === 'browser')('the sample shop is sound too, while it is made and as Home shows it', async () => {
  const { page } = await sextant.start()
  await button(page, t('sample.open')).click()
  await page.getByRole('progressbar').waitFor()
  await expectSound(page)
  await page
    .getByRole('progressbar', { name: /being made|Making the shop/ })
    .first()
    .waitFor({ state: 'detached', timeout: 150_000 })
  await until(page, /brought/)
  await page.getByRole('figure', { name: t('home.months.title') }).waitFor()
  await expectSound(page)
  await page.keyboard.press('t')
  await page.getByRole('grid', { name: t('home.months.title') }).waitFor()
  await expectSound(page)
})

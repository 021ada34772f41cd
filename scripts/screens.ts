/**
 * `npm run screens`: plays Sextant with made-up orders in a real browser and takes a picture of every screen and state, in
 * both themes and two sizes, into `screens/` (ignored by git) for looking at. One picture goes into the README.
 * `npm run screens -- NAME…` plays only the acts whose names begin so; `readme` is that picture alone.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { closeBrowser, type Driver, type LaunchOptions, launch, type ShellName } from '../test/e2e/support/driver.ts'
import { button, goTo, link, rows, t, until } from '../test/e2e/support/words.ts'
import { planShop } from '../test/fixtures/plan-shop.ts'
import { regularOrders } from '../test/fixtures/regular-orders.ts'
import { type SampleOptions, sampleOrders } from '../test/fixtures/sample-orders.ts'
import { supportTickets } from '../test/fixtures/support-shop.ts'
import { buildIfNeeded, root } from './build-if-needed.ts'

/** One start of Sextant and the pictures taken of it. */
interface Act {
  name: string
  /** The browser shell, unless another one is to be seen. */
  shell?: ShellName
  /** Made-up orders; `regular`: of customers with a rhythm each. */
  orders?: SampleOptions | 'regular'
  play(driver: Driver, shot: (name: string) => Promise<void>): Promise<void>
}

const out = path.join(root, 'screens')
const files = mkdtempSync(path.join(os.tmpdir(), 'sextant-screens-'))
const shop: SampleOptions = { customers: 2_000 }
const imports = (page: Page) => button(page, /^Import [\d,]+ rows?$/).click()
const segmented = (page: Page) => until(page, /groups?; the .* of revenue/)

function file(name: string, content: string | Buffer): string {
  const target = path.join(files, name)
  writeFileSync(target, content)
  return target
}

const acts: Act[] = [
  {
    name: 'alerts',
    orders: 'regular',
    async play({ page }, shot) {
      await goTo(page, t('frame.screen.alerts'))
      await button(page, t('inbox.look')).waitFor()
      await shot('1-not-looked')
      await button(page, t('inbox.look')).click()
      await until(page, /this week/)
      await shot('2-inbox')
      await rows(page, t('inbox.table.label')).nth(2).click()
      await page.getByRole('complementary').getByRole('figure').waitFor()
      await shot('3-detail')
      await page.keyboard.press('x')
      await page.getByRole('dialog').waitFor()
      await shot('4-dismiss')
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await button(page, t('inbox.view.closed')).click()
      await shot('5-none')
      await link(page, t('inbox.nav.model')).click()
      await page.getByRole('figure').first().waitFor()
      await shot('6-model')
      await link(page, t('inbox.nav.detectors')).click()
      await page.getByRole('table').first().waitFor()
      await shot('8-detectors')
      await goTo(page, t('frame.screen.home'))
      await until(page, /brought/)
      await shot('7-home')
    }
  },
  {
    name: 'first-start',
    async play({ page }, shot) {
      await shot('welcome')
      await button(page, t('frame.welcome.open')).click()
      await page.getByRole('dialog').waitFor()
      await shot('open-a-file')
    }
  },
  {
    // The built desktop shell, over the stand-in for Electron.
    name: 'desktop-first-start',
    shell: 'double',
    async play({ page, drop }, shot) {
      await shot('1-welcome')
      await drop(file('Kitchen shop.csv', sampleOrders(shop)))
      await until(page, /can be imported/)
      await shot('2-review')
      await imports(page)
      await until(page, /are stored/)
      await shot('3-result')
      await goTo(page, t('frame.screen.home'))
      await until(page, /brought/)
      await shot('4-home')
    }
  },
  {
    name: 'empty',
    async play({ page, call }, shot) {
      await call('workspace.create', { name: 'Kitchen shop' })
      for (const screen of ['home', 'data', 'customers', 'journey', 'segments', 'support', 'upsell'] as const) {
        await goTo(page, t(`frame.screen.${screen}`))
        await shot(screen)
      }
    }
  },
  {
    name: 'import',
    async play({ page, drop, hover }, shot) {
      const orders = file('orders 2023–24.csv', sampleOrders(shop))
      await hover(orders)
      await page.getByRole('status').waitFor()
      await shot('1-hovering')
      await drop(orders)
      await until(page, /can be imported/)
      await shot('2-review')
      await drop(file('orders 2025.csv', sampleOrders({ customers: 60, seed: 9 })))
      await page.getByRole('dialog').waitFor()
      await shot('2-review-second-drop')
      await button(page, t('frame.second.keep')).click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await imports(page)
      await until(page, /^Importing/)
      await page.getByRole('progressbar').first().waitFor()
      await shot('3-importing')
      await until(page, /are stored/)
      await shot('4-result')
    }
  },
  {
    name: 'questions',
    async play({ page, drop, call }, shot) {
      await call('workspace.create', { name: 'Kitchen shop' })
      await goTo(page, t('frame.screen.data'))
      await drop(file('spring orders.csv', sampleOrders({ customers: 60, badRows: false, dates: 'dmy-ambiguous' })))
      await until(page, /^One question/)
      await shot('ambiguous-date')
      await button(page, t('data.review.discard')).click()
      const prices = [
        'Order,Date,Customer,Product,Price',
        '1,2024-01-13,Ann,Mug,€12.50',
        '2,2024-01-14,Bob,Jug,£14.00',
        '3,2024-01-15,Cat,Cup,9.50'
      ]
      await drop(file('market.csv', prices.join('\n')))
      await until(page, /can be imported/)
      await shot('rows-without-currency')
      await button(page, t('data.review.discard')).click()
      await drop(file('photo.csv', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1])))
      await until(page, /^There is nothing in photo\.csv/)
      await shot('not-a-table')
    }
  },
  {
    name: 'mended',
    orders: { customers: 60 },
    async play({ page, drop, call }, shot) {
      const { content: csv } = await call('sources.rejectedTable', {})
      // Of three rejected rows one is mended.
      await drop(file('mended.csv', csv.replace('Water,three', 'Water,3')))
      await until(page, /can be imported/)
      await imports(page)
      await until(page, /stored/)
      await shot('1-result')
      await button(page, t('data.result.done')).click()
      await shot('2-data')
      await page.evaluate(() => {
        location.hash = '#/data/rejected/1'
      })
      await until(page, /rejected/)
      await shot('3-of-the-import')
    }
  },
  {
    name: 'mapping',
    async play({ page, drop, call }, shot) {
      await call('workspace.create', { name: 'Kitchen shop' })
      await goTo(page, t('frame.screen.data'))
      const layouts = path.join(root, 'test/fixtures/templates')
      await drop(path.join(layouts, 'shopify-orders.csv'))
      await until(page, /can be imported/)
      await shot('1-template')
      await button(page, t('data.template.save')).click()
      await page.getByRole('dialog').waitFor()
      await shot('2-save-template')
      await page.keyboard.press('Escape')
      await button(page, t('data.review.discard')).click()
      const tickets = [
        'Case,Opened,Wait (min),State,Note',
        '17,13/01/2024 10:15,12,open,NA',
        '18,14/01/2024 11:00,-,closed,Lamp came broken',
        '19,15/01/2024 12:30,n/a,open,-'
      ]
      await drop(file('cases.csv', tickets.join('\n')))
      await until(page, /can be imported/)
      await shot('3-kind-and-marks')
      await button(page, t('data.review.discard')).click()
      await drop(file('reports.csv', 'Channel,Campaign,Amount spent,Clicks\nMail,Spring,12.50,30\nSearch,Spring,40.00,112\n'))
      await until(page, /^Something is missing/)
      await shot('4-none-of-the-kinds')
      await button(page, t('data.review.discard')).click()
      await goTo(page, t('frame.screen.data'))
      await link(page, t('data.template.link')).click()
      await until(page, /well-known programs/)
      await page.getByText('Shopify: orders').click()
      await shot('5-templates')
    }
  },
  {
    name: 'stopped',
    async play({ page, drop, workers }, shot) {
      await drop(file('orders.csv', sampleOrders({ customers: 4_000, badRows: false })))
      await until(page, /can be imported/)
      await imports(page)
      await until(page, /^Importing/)
      while (workers().length === 0) await page.waitForTimeout(10)
      for (const worker of workers()) process.kill(worker, 'SIGKILL')
      await until(page, /was not imported/)
      await shot('worker-ended')
    }
  },
  {
    name: 'shop',
    orders: shop,
    async play(driver, shot) {
      const { page } = driver
      await until(page, /brought/)
      await shot('home-before-segments')
      await goTo(page, t('frame.screen.data'))
      await until(page, /order lines from/)
      await shot('data')
      await link(page, t('data.rejected.open', 3)).click()
      await until(page, /were rejected/)
      await shot('data-rejected')

      await goTo(page, t('frame.screen.segments'))
      await until(page, /not yet told apart/)
      await shot('segments-before')
      await button(page, t('segments.find')).click()
      await segmented(page)
      await shot('segments')
      await button(page, t('segments.how.open')).click()
      await shot('segments-how')
      await page.keyboard.press('Escape')
      await page.keyboard.press('e')
      await shot('segments-evidence')
      await page.getByText(t('segments.evidence.criteria.title')).first().scrollIntoViewIfNeeded()
      await shot('segments-evidence-below')
      await page.keyboard.press('t')
      await shot('segments-as-tables')
      await page.keyboard.press('t')
      await page
        .getByRole('grid', { name: t('segments.table.label') })
        .getByRole('link')
        .first()
        .click()
      await until(page, /of customers, who bring/)
      await shot('segment-evidence')
      await page.keyboard.press('e')
      await shot('segment')

      await goTo(page, t('frame.screen.home'))
      await until(page, /brought/)
      await shot('home')
      await goTo(page, t('frame.screen.customers'))
      const listed = rows(page, t('customers.table.label'))
      await listed.nth(1).waitFor()
      await shot('customers')
      await listed.nth(1).click()
      await page.getByRole('complementary').getByRole('heading').first().waitFor()
      await shot('customers-inspector')
      await listed.nth(1).dblclick()
      await until(page, /spent/)
      await shot('customer')
      await goTo(page, t('frame.screen.customers'))
      await page.keyboard.press('/')
      await page.keyboard.type('nobody of that name')
      await page.getByText(t('customers.empty.noMatch')).waitFor()
      await shot('customers-no-match')

      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').getByRole('textbox').fill('an')
      await shot('palette')
      await page.keyboard.press('Escape')
      await button(page, t('frame.keys.title')).click()
      await page.getByRole('dialog').waitFor()
      await shot('keyboard')
      await page.keyboard.press('Escape')
      await button(page, /^Workspace: /).click()
      await shot('workspaces')
      await page.keyboard.press('Escape')
      await driver.stop()
      await page.getByText(t('frame.lost')).waitFor()
      await shot('connection-lost')
    }
  }
]

/** Customers of two lists, some of whom are one person, with what they bought. */
const people = (list: string, first: number, count: number, name: (i: number) => string) =>
  [
    'Customer ID,Name,E-mail,Phone,Country',
    ...Array.from({ length: count }, (_, i) => {
      const n = first + i
      return `${list}${n},${name(n)},person${n}@example.org,${n % 3 === 0 ? `0171 55501${10 + (n % 80)}` : ''},United Kingdom`
    }),
    ''
  ].join('\n')
const given = ['Ann', 'Bob', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gus', 'Hana']
const family = ['Brown', 'Carter', 'Dale', 'Ellis', 'Frost']
const fullName = (i: number) => `${given[i % given.length]} ${family[i % family.length]}`
const shortName = (i: number) => `${given[i % given.length]?.[0]}. ${family[i % family.length]}`

acts.push({
  name: 'taken-back',
  orders: { customers: 60, seed: 3 },
  async play({ page, drop, call }, shot) {
    await drop(file('newsletter.csv', people('N', 1, 12, shortName)), file('club.csv', people('M', 7, 30, fullName)))
    await until(page, /can be imported/)
    await button(page, /^Import [\d,]+ rows$/).click()
    await until(page, /are stored/)
    await shot('1-result')
    await button(page, t('data.result.done')).click()
    await goTo(page, t('frame.screen.customers'))
    await until(page, /customers\.$/)
    await shot('2-customers')
    await page.getByRole('link', { name: /may be the same people/ }).click()
    await page.getByRole('heading', { level: 3 }).first().waitFor()
    await shot('3-proposals')
    await page
      .getByRole('button', { name: /^Merge these/ })
      .first()
      .click()
    await page.getByText(/are one customer now/).waitFor()
    await page
      .getByRole('button', { name: /^Not the same person/ })
      .first()
      .click()
    await page
      .getByText(/not proposed again/)
      .first()
      .waitFor()
    await shot('4-merged')
    await page.getByRole('list', { name: t('merging.mergesTitle') }).scrollIntoViewIfNeeded()
    await shot('4-merged-below')
    const [merge] = (await call('customers.merges', {})).rows
    await page.evaluate(`location.hash = '/customers/${merge?.into.id}'`)
    await page.getByRole('region', { name: t('merging.page.merged') }).waitFor()
    await shot('5-customer')
    await button(page, t('merging.edit.button')).click()
    await page.getByRole('dialog').waitFor()
    await shot('5-customer-change')
    await page.getByRole('textbox', { name: t('merging.edit.name') }).fill('Ann Brown-Carter')
    await button(page, t('merging.edit.save')).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await goTo(page, t('frame.screen.data'))
    await until(page, /from \d+ files/)
    await shot('6-data')
    await page.getByRole('button', { name: /^orders\.csv/ }).click()
    await shot('6-data-opened')
    await button(page, t('data.watch.add')).click()
    await page.getByRole('dialog').waitFor()
    await shot('6-watch')
    await page.keyboard.press('Escape')
    await page
      .getByRole('button', { name: /^Undo the import of/ })
      .first()
      .click()
    await page.getByRole('dialog').getByText(t('undo.goes')).waitFor()
    await shot('7-undo')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('undo.do') })
      .click()
    await page.getByText(/was undone/).waitFor()
    await shot('8-undone')
  }
})

acts.push({
  name: 'quality',
  async play({ page, drop }, shot) {
    await drop(path.join(root, 'test/fixtures/templates/shopify-orders.csv'), file('orders.csv', sampleOrders({ customers: 60 })))
    await until(page, /can be imported/)
    await shot('1-two-tables')
    await button(page, /^Import [\d,]+ rows$/).click()
    await until(page, /are stored/)
    await shot('2-result')
    await button(page, t('data.result.done')).click()
    await shot('3-data')
    await link(page, t('quality.open')).first().click()
    await page.getByRole('table').first().waitFor()
    await shot('4-quality')
    await page
      .getByRole('table', { name: t('quality.problems') })
      .getByRole('button')
      .first()
      .click()
    await shot('5-quality-rows')
  }
})

acts.push({
  name: 'left-out',
  async play({ page, drop, call }, shot) {
    await call('workspace.create', { name: 'Kitchen shop' })
    await goTo(page, t('frame.screen.data'))
    const shelves = '\nDepot,Shelves\nNorth,12\nSouth,15\n'
    await drop(file('orders and shelves.csv', sampleOrders({ customers: 20, badRows: false }) + shelves))
    await until(page, /can be imported/)
    await shot('1-of-no-known-kind')
    await page.getByRole('combobox', { name: /^What .* is$/ }).selectOption('products')
    await until(page, /^Something is missing/)
    await shot('2-said-to-be-products')
  }
})

acts.push({
  name: 'once-more',
  orders: { customers: 60 },
  async play({ page, drop }, shot) {
    const again = file('once more.csv', sampleOrders({ customers: 20, seed: 5 }))
    for (const take of ['first', 'second']) {
      await drop(again)
      await until(page, take === 'first' ? /can be imported/ : /was imported before/)
      await button(page, take === 'first' ? /^Import [\d,]+ rows$/ : t('data.review.again')).click()
      await until(page, take === 'first' ? /are stored/ : /is new/)
      if (take === 'second') await shot('1-result')
      await button(page, t('data.result.done')).click()
    }
    await page
      .getByRole('button', { name: /^Undo the import of once more/ })
      .nth(1)
      .click()
    await page.getByRole('dialog').getByText(t('undo.goes')).waitFor()
    await shot('2-undo')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('undo.do') })
      .click()
    await page.getByText(/was undone/).waitFor()
    await shot('3-undone')
  }
})

/** The first minute of somebody who has no files at hand. */
const sampleShop: Act = {
  name: 'sample-shop',
  async play({ page }, shot) {
    await shot('1-welcome')
    await button(page, t('sample.open')).click()
    await page.getByText(t('jobs.phase.import.read')).waitFor()
    await shot('2-being-made')
    await page
      .getByRole('progressbar', { name: /being made|Making the shop/ })
      .first()
      .waitFor({ state: 'detached', timeout: 150_000 })
    await until(page, /brought/)
    await shot('3-home')
    await goTo(page, t('frame.screen.segments'))
    await segmented(page)
    await shot('4-segments')
    await page.keyboard.press('t')
    await shot('4-segments-as-tables')
    await page.keyboard.press('t')
    await page.keyboard.press('e')
    await shot('4-segments-evidence')
    await page.getByText(t('segments.evidence.criteria.title')).first().scrollIntoViewIfNeeded()
    await shot('4-segments-evidence-below')
    await page.keyboard.press('e')
    const names = page.getByRole('grid', { name: t('segments.table.label') }).getByRole('link', { name: /[a-z]/ })
    await names.first().click()
    await until(page, /of customers, who bring/)
    await shot('5-segment')
    await goTo(page, t('frame.screen.customers'))
    const listed = rows(page, t('customers.table.label'))
    await listed.nth(1).waitFor()
    await shot('6-customers')
    await listed.nth(2).click()
    await page.getByRole('complementary').getByRole('heading').first().waitFor()
    await shot('6-customers-inspector')
    await listed.nth(2).dblclick()
    await until(page, /spent/)
    await shot('7-customer')
    await goTo(page, t('frame.screen.data'))
    await until(page, /from/)
    await shot('8-data')
    await goTo(page, t('frame.screen.journey'))
    await until(page, t('journey.empty.ready'))
    await shot('journey-1-before')
    await button(page, t('journey.run')).click()
    await until(page, /went on from/)
    await shot('journey-2')
    for (const part of ['pains.title', 'belief.title', 'funnel.title'] as const) {
      await page.getByRole('region', { name: t(`journey.${part}`) }).scrollIntoViewIfNeeded()
      await shot(`journey-3-${part.split('.')[0]}`)
    }
    await button(page, t('journey.setup.open')).click()
    await page.getByRole('dialog').getByRole('textbox').first().waitFor()
    await shot('journey-4-setup')
    await page.keyboard.press('Escape')
    await button(page, t('journey.belief.add')).click()
    await page.getByRole('dialog').getByRole('textbox').first().waitFor()
    await shot('journey-5-draw')
    await page.getByLabel(t('journey.belief.conversion', 'Decision')).fill('90')
    await button(page, t('journey.belief.save')).click()
    await page.getByRole('article').scrollIntoViewIfNeeded()
    await shot('journey-6-belief')
    await goTo(page, t('frame.screen.home'))
    await until(page, /brought/)
    await page.keyboard.press('e')
    await shot('9-home-evidence')
  }
}
acts.push(sampleShop, {
  // How far the groups are to be trusted, and how they are to be found.
  name: 'trust',
  async play({ page }, shot) {
    await button(page, t('sample.open')).click()
    await until(page, /brought/)
    await goTo(page, t('frame.screen.segments'))
    await segmented(page)
    await shot('1-comparing')
    await until(page, /[Nn]atural groups:|Real groups|more here than chance|continuum/)
    await shot('2-judged')
    await button(page, t('segments.how.open')).click()
    await page.getByRole('region', { name: t('segments.how.features') }).waitFor()
    await shot('3-how')
    await page.keyboard.press('Escape')
    await page.keyboard.press('e')
    await shot('4-evidence')
    await button(page, t('segments.how.open')).click()
    await page.getByRole('region', { name: t('segments.how.features') }).waitFor()
    await shot('5-how-evidence')
    await page.getByText(t('features.preset.rfm'), { exact: true }).click()
    await page.getByRole('button', { name: t('segments.find') }).click()
    await until(page, /[Nn]ot yet compared/)
    await until(page, /[Nn]atural groups:|Real groups|more here than chance|continuum/)
    await shot('6-rfm-evidence')
    await page.getByText(t('segments.evidence.criteria.title')).first().scrollIntoViewIfNeeded()
    await shot('7-rfm-criteria')
    await page.keyboard.press('t')
    await shot('8-rfm-tables')
    await page.keyboard.press('t')
    await page.keyboard.press('e')
    await page.getByText(t('segments.proposals.inUse')).first().scrollIntoViewIfNeeded()
    await shot('9-rfm')
  }
})

/** What explains the segments of the sample shop. */
const explained: Act = {
  name: 'explained',
  async play({ page }, shot) {
    await button(page, t('sample.open')).click()
    await until(page, /brought/)
    await goTo(page, t('frame.screen.segments'))
    await segmented(page)
    await page.getByRole('columnheader', { name: t('explaining.table.todo') }).waitFor()
    await shot('1-groups')
    await page.keyboard.press('e')
    await page.getByText(t('explaining.evidence.silhouettes.title')).first().scrollIntoViewIfNeeded()
    await shot('1-groups-evidence')
    await page.keyboard.press('e')
    await link(page, t('explaining.nav.pains')).click()
    await page.getByRole('table', { name: t('explaining.pains.matrixLabel') }).waitFor()
    await shot('2-pains')
    await page.keyboard.press('e')
    await shot('2-pains-evidence')
    await page.keyboard.press('e')
    await page
      .getByRole('table', { name: t('explaining.pains.matrixLabel') })
      .getByRole('button')
      .first()
      .click()
    await page.getByRole('complementary').getByRole('listitem').first().waitFor()
    await shot('2-pains-cases')
    await link(page, t('explaining.nav.movement')).click()
    await page.getByRole('figure', { name: t('explaining.movement.flow') }).waitFor()
    await page.getByText(t('explaining.movement.season.title')).first().waitFor()
    await shot('3-movement')
    await page.getByText(t('explaining.movement.drift.title')).first().scrollIntoViewIfNeeded()
    await shot('3-movement-drift')
    await page.getByText(t('explaining.movement.season.title')).first().scrollIntoViewIfNeeded()
    await page.getByRole('main').getByRole('figure').last().scrollIntoViewIfNeeded()
    await shot('3-movement-seasons')
    await link(page, t('explaining.nav.compare')).click()
    await page.getByRole('figure', { name: t('explaining.compare.chart') }).waitFor()
    await shot('4-compare')
    await link(page, t('explaining.nav.rfm')).click()
    await page.getByRole('table', { name: t('explaining.rfm.label') }).waitFor()
    await shot('5-rfm')
    await link(page, t('explaining.nav.groups')).click()
    await page
      .getByRole('grid', { name: t('segments.table.label') })
      .getByRole('link', { name: /[a-z]/ })
      .first()
      .click()
    await page.getByText(t('explaining.detail.strategies')).first().waitFor()
    await shot('6-detail')
    await button(page, /^Rename/).click()
    await shot('6-detail-rename')
    await page.keyboard.press('Escape')
    await page.getByText(t('explaining.detail.pains')).first().scrollIntoViewIfNeeded()
    await page.getByRole('table', { name: t('explaining.detail.risk') }).scrollIntoViewIfNeeded()
    await shot('6-detail-people')
    await page.getByRole('table', { name: t('explaining.detail.typical') }).scrollIntoViewIfNeeded()
    await shot('6-detail-below')
  }
}
acts.push(explained)
/** What to offer whom in the sample shop, whose pairs, ladder and e-mail are planted. */
const upsell: Act = {
  name: 'upsell',
  async play({ page }, shot) {
    await button(page, t('sample.open')).click()
    await until(page, /brought/)
    await goTo(page, t('frame.screen.upsell'))
    await button(page, t('offering.look')).waitFor()
    await shot('1-not-looked')
    await button(page, t('offering.look')).click()
    await page.getByRole('grid', { name: t('offering.rules.label') }).waitFor({ timeout: 300_000 })
    await shot('2-advice')
    await rows(page, t('offering.rules.label')).nth(1).click()
    await page.getByRole('complementary').getByRole('figure').waitFor()
    await shot('3-rule')
    await page.keyboard.press('e')
    await shot('3-rule-evidence')
    await page.keyboard.press('Escape')
    await page.getByRole('region', { name: t('offering.judged.evidence.title') }).scrollIntoViewIfNeeded()
    await page.getByRole('figure', { name: t('offering.judged.evidence.gains') }).scrollIntoViewIfNeeded()
    await shot('4-evidence')
    await page.keyboard.press('e')
    await button(page, /^Did not hold/).click()
    await page.getByRole('grid', { name: t('offering.dropped.label') }).scrollIntoViewIfNeeded()
    await shot('5-did-not-hold')
    await link(page, t('offering.nav.offers')).click()
    await rows(page, t('offering.list.label')).nth(1).waitFor()
    await shot('6-offers')
    await button(page, t('offering.save.open')).click()
    await page.getByRole('dialog').waitFor()
    await page.getByRole('combobox', { name: t('offering.save.holdOut') }).click()
    await page.getByRole('option', { name: t('offering.save.share', 0.1) }).click()
    await shot('6-offers-save')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await link(page, t('offering.nav.ladders')).click()
    await until(page, /steps up/)
    await shot('7-ladders')
    await link(page, t('offering.nav.answers')).click()
    await page.getByRole('figure', { name: t('offering.answers.momentsChart') }).waitFor()
    await shot('8-answers')
    await page.getByRole('figure', { name: t('offering.answers.momentsChart') }).scrollIntoViewIfNeeded()
    await shot('8-answers-below')
    await link(page, t('offering.nav.beliefs')).click()
    await until(page, t('offering.beliefs.none'))
    await shot('9-beliefs-none')
    await page.getByRole('combobox', { name: t('offering.beliefs.template') }).click()
    await page.getByRole('option', { name: t('offering.beliefs.templates.returns-less') }).click()
    await button(page, t('offering.beliefs.test')).click()
    await page.getByRole('article').waitFor({ timeout: 120_000 })
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('e')
    await shot('9-beliefs')
    await page.keyboard.press('e')
    await link(page, t('offering.nav.offers')).click()
    await rows(page, t('offering.list.label')).nth(1).getByRole('link').click()
    await page.getByRole('region', { name: t('offering.ofCustomer') }).waitFor()
    await shot('10-customer')
  }
}
acts.push(upsell)
/** Plans of a made-up shop with subscriptions: who is ready to step up, what a limit that is reached is answered by, and offers for a few customers. */
const plans: Act = {
  name: 'plans',
  async play({ page, drop }, shot) {
    const { orders, subscriptions } = planShop()
    await drop(file('orders.csv', orders), file('subscriptions.csv', subscriptions))
    await until(page, /can be imported/)
    await imports(page)
    await until(page, /are stored/)
    await goTo(page, t('frame.screen.upsell'))
    await button(page, t('offering.look')).click()
    await page.getByRole('region', { name: t('offering.rules.title') }).waitFor({ timeout: 180_000 })
    await link(page, t('offering.nav.ladders')).click()
    await page.getByRole('table').first().waitFor()
    await shot('1-ladders')
    await page.getByRole('combobox', { name: t('offering.ladders.choose') }).click()
    await shot('2-own')
    await page.keyboard.press('Escape')
    await link(page, t('offering.nav.answers')).click()
    await page.getByRole('figure', { name: t('offering.answers.momentsChart') }).waitFor()
    await shot('3-moments')
    await link(page, t('offering.nav.offers')).click()
    await page.getByLabel(t('offering.list.capacity')).fill('8')
    await page.keyboard.press('Enter')
    await until(page, / for 8 customers/)
    await shot('4-capacity')
  }
}
acts.push(plans)
/** The KPIs of the sample shop, with targets on Home. */
const kpis: Act = {
  name: 'kpis',
  async play({ page, call }, shot) {
    await call('workspace.create', { name: 'Kitchen shop' })
    await page.evaluate("location.hash = '/kpis'")
    await until(page, t('kpis.noData'))
    await shot('0-empty')
    await call('sample.open', {})
    await goTo(page, t('frame.screen.home'))
    await link(page, t('home.targets.set')).click()
    await until(page, /^Last month/)
    await page.getByRole('figure').first().waitFor()
    await shot('1-month')
    await page.getByText(t('kpis.course.week'), { exact: true }).click()
    await shot('2-weeks')
    await page.getByText(t('kpis.cohorts.title')).first().scrollIntoViewIfNeeded()
    await shot('3-cohorts')
    await call('kpis.setTarget', { kpi: 'nps', period: 'month', target: 50 })
    await call('kpis.setTarget', { kpi: 'aov', period: 'month', target: 60 })
    await call('kpis.setTarget', { kpi: 'first-response-time', period: 'month', target: 12 })
    await call('kpis.view', { period: 'month', by: 'segment' })
    await page.getByRole('combobox', { name: t('kpis.choose.by') }).click()
    await page.getByRole('option', { name: t('kpis.by.segment') }).click()
    await button(page, t('kpis.of.aov.name')).click()
    await shot('4-by-segment')
    await page.getByRole('combobox', { name: t('kpis.choose.by') }).click()
    await page.getByRole('option', { name: t('kpis.by.channel') }).click()
    await button(page, t('kpis.of.retention.name')).click()
    await page.getByRole('table', { name: t('kpis.breakdown.title', t('kpis.by.channel')) }).waitFor()
    await shot('4-by-channel')
    await goTo(page, t('frame.screen.home'))
    await shot('5-home-with-targets')
    await call('workspace.setAsOf', { asOf: '2025-06-30' })
    const asOf = page.getByRole('button', { name: /^As of .* later$/ })
    await asOf.click()
    await shot('6-as-of-earlier')
    await page.keyboard.press('Escape')
    await call('workspace.setAsOf', { asOf: '2020-01-01' })
    await page.evaluate("location.hash = '/kpis'")
    await until(page, t('kpis.failed'))
    await shot('7-before-everything')
  }
}
acts.push(kpis)

/** A shop without tickets: its customers by what they send back and whether they come again. */
const withoutTickets: Act = {
  name: 'support-without-tickets',
  orders: shop,
  async play({ page, call }, shot) {
    page.setDefaultTimeout(120_000)
    await goTo(page, t('frame.screen.support'))
    await button(page, t('supporting.behaviour.find')).waitFor()
    await shot('0-before')
    await button(page, t('supporting.behaviour.find')).click()
    await page.getByRole('slider', { name: t('supporting.tree.cut') }).waitFor()
    await shot('1-groups')
    const [least] = (await call('support.latest', {}))?.clusters.toSorted((a, b) => a.size - b.size) ?? []
    await page.evaluate(`location.hash = '/support/${least?.id}'`)
    await page.getByRole('region', { name: t('supporting.review.title') }).waitFor()
    await shot('2-group')
  }
}
acts.push(withoutTickets)

/** Who needs what from support in the sample shop. */
const support: Act = {
  name: 'support',
  async play({ page, call }, shot) {
    // The shop's segments are looked for at the same time.
    page.setDefaultTimeout(180_000)
    await call('workspace.create', { name: 'Kitchen shop' })
    await goTo(page, t('frame.screen.support'))
    await until(page, t('supporting.empty.noData'))
    await shot('0-empty')
    await call('sample.open', {})
    await until(page, /not yet looked through/)
    await shot('1-before')
    await button(page, t('supporting.find')).click()
    await until(page, /kinds of (support )?need/)
    const cut = page.getByRole('slider', { name: t('supporting.tree.cut') })
    await cut.waitFor()
    await shot('2-groups')
    await cut.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await shot('3-cut')
    await button(page, /^Look closer/)
      .first()
      .click()
    await page.getByText(t('supporting.tree.whole')).waitFor()
    await shot('4-closer')
    await button(page, t('supporting.tree.whole')).click()
    await page.getByRole('region', { name: t('supporting.rising.title') }).scrollIntoViewIfNeeded()
    await shot('5-rising')
    await page.getByRole('region', { name: t('supporting.soon.title') }).scrollIntoViewIfNeeded()
    await shot('5-soon')
    await link(page, /more likely than not/).click()
    await rows(page, t('customers.table.label')).first().waitFor()
    await shot('5-soon-list')
    await goTo(page, t('frame.screen.support'))
    await button(page, /^Open “/)
      .first()
      .click()
    await page.getByRole('complementary').getByRole('listitem').first().waitFor()
    await shot('6-issue')
    await page.keyboard.press('Escape')
    await page.keyboard.press('t')
    await page.keyboard.press('e')
    await shot('7-tables')
    await page.getByRole('region', { name: t('supporting.evidence.title') }).scrollIntoViewIfNeeded()
    await shot('7-evidence')
    await page.keyboard.press('t')
    await page.keyboard.press('e')
    const [first] = (await call('support.latest', {}))?.clusters ?? []
    await call('support.review', { id: first?.id ?? 0, judgement: 'sensible', note: 'As we know them.' })
    await page.evaluate(`location.hash = '/support/${first?.id}'`)
    await until(page, /of all, and/)
    await shot('8-group')
    await page.getByRole('region', { name: t('supporting.course.title') }).scrollIntoViewIfNeeded()
    await shot('8-group-course')
    await page.getByRole('region', { name: t('supporting.review.title') }).scrollIntoViewIfNeeded()
    await shot('8-group-below')
    await link(page, t('supporting.detail.back')).click()
    await link(page, t('supporting.nav.voices')).click()
    await page.getByRole('table').first().waitFor()
    await shot('9-voices')
    await page.getByRole('region', { name: t('supporting.says.title') }).scrollIntoViewIfNeeded()
    await shot('9-voices-says')
    await link(page, t('supporting.nav.answers')).click()
    await page.getByRole('switch').first().waitFor()
    await shot('10-answers')
    await link(page, t('supporting.nav.change')).click()
    await until(page, t('supporting.change.finding.none'))
    await page.getByLabel(t('supporting.change.day')).fill('2025-06-01')
    await page.getByRole('table').first().waitFor()
    await shot('11-change')
    await goTo(page, t('frame.screen.home'))
    await button(page, t('home.rising.act')).waitFor()
    await shot('12-home')
    const { rows: people } = await call('customers.list', { among: { of: 'support', pick: { by: 'cluster', cluster: first?.id ?? 0 } } })
    await page.evaluate(`location.hash = '/customers/${people[0]?.id}'`)
    await page.getByText(t('customers.page.support')).waitFor()
    await shot('13-customer')
  }
}
acts.push(support)

/** A name whose people are no longer together. */
const partedName: Act = {
  name: 'parted-name',
  orders: shop,
  async play({ page, call }, shot) {
    const { segments } = await call('segments.run', { k: 3 })
    const largest = segments.reduce((a, b) => (b.size > a.size ? b : a))
    await call('segments.rename', { id: largest.id, name: 'The regulars' })
    await call('segments.run', { k: 8 })
    await goTo(page, t('frame.screen.segments'))
    await page
      .getByText(/The name comes back/)
      .first()
      .waitFor()
    await shot('segments')
  }
}
acts.push(partedName)

/** What support says where it cannot find groups, where its file ended, and where names are kept for others. */
const supportStates: Act = {
  name: 'states-of-support',
  async play({ page, call, drop }, shot) {
    const header = 'ticket_id,customer_id,opened_at,resolved_at,category'
    const on = (day: number) => `2025-03-${String(day).padStart(2, '0')} 10:00`
    const tickets = (many: number, row: (i: number) => string) =>
      [header, ...Array.from({ length: many }, (_, i) => `T${i},${row(i)}`)].join('\n')
    const refused: [string, string][] = [
      ['undated', tickets(40, (i) => `C${i},,,Delivery`)],
      ['too-few', tickets(2, (i) => `C${i},${on(2 + i)},${on(3 + i)},Delivery`)],
      ['all-alike', tickets(40, (i) => `C${i},${on(2)},${on(2)},Delivery`)],
      ['each-its-own', tickets(200, (i) => `C${i},${on(2)},,Category ${i}`)]
    ]
    const open = async (name: string, content: string) => {
      await call('workspace.create', { name })
      await goTo(page, t('frame.screen.data'))
      await drop(file(`${name}.csv`, content))
      await until(page, /can be imported/)
      await imports(page)
      await until(page, /are stored|is stored/)
      await goTo(page, t('frame.screen.support'))
    }
    for (const [name, content] of refused) {
      await open(name, content)
      await button(page, t('supporting.find')).click()
      await page.getByRole('main').getByRole('alert').first().waitFor()
      await shot(`1-${name}`)
    }
    // The engine's process dies.
    const died = { ok: false, error: { code: 'job.crashed', details: { reason: 'code 134' } } }
    await page.route('**/api/support.run', (route) => route.fulfill({ json: died }))
    await button(page, t('supporting.find')).click()
    await page.getByRole('main').getByRole('alert').first().waitFor()
    await shot('2-engine-error')
    await page.unroute('**/api/support.run')

    await open('Kitchen shop', supportTickets())
    await call('workspace.setAsOf', { asOf: '2025-10-15' })
    await button(page, t('supporting.find')).click()
    await until(page, /kinds of (support )?need/)
    await page.getByRole('region', { name: t('supporting.rising.title') }).scrollIntoViewIfNeeded()
    await shot('3-log-ended')
    await page
      .getByRole('button', { name: /^Look as of/ })
      .first()
      .click()
    await page
      .getByRole('button', { name: /^Open “/ })
      .first()
      .waitFor()
    await page.getByRole('region', { name: t('supporting.rising.title') }).scrollIntoViewIfNeeded()
    await shot('3-looked-before')
    const [group] = (await call('support.latest', {}))?.clusters ?? []
    await call('support.rename', { id: group?.id ?? 0, name: 'The impatient' })
    await page.route('**/api/support.latest', async (route) => {
      const response = await route.fetch()
      const json = (await response.json()) as { value: { clusters: { id: number; kept: unknown }[] } }
      for (const cluster of json.value.clusters) if (cluster.id === group?.id) cluster.kept = { same: 36, either: 62 }
      await route.fulfill({ response, json })
    })
    await page.reload()
    await goTo(page, t('frame.screen.support'))
    await page
      .getByText(/kept from an earlier run/)
      .first()
      .waitFor()
    await shot('4-kept-in-list')
    await page.evaluate(`location.hash = '/support/${group?.id}'`)
    await page
      .getByText(/kept from an earlier run/)
      .first()
      .waitFor()
    await shot('4-kept')
    await page.unroute('**/api/support.latest')
    await page.reload()
    await goTo(page, t('frame.screen.support'))
    await link(page, t('supporting.nav.change')).click()
    await until(page, t('supporting.change.finding.none'))
    await page.getByLabel(t('supporting.change.day')).fill('2025-05-01')
    await page.getByRole('table').first().waitFor()
    await shot('5-change')
  }
}
acts.push(supportStates)

/** What cannot be read is said on its own screen, and the rest of the app goes on. */
const failing: Act = {
  name: 'failing',
  orders: shop,
  async play({ page }, shot) {
    const reading = {
      alerts: 'alerts.latest',
      'alerts/model': 'alerts.latest',
      kpis: 'kpis.view',
      support: 'support.latest',
      upsell: 'upsell.latest'
    }
    const wire = {
      ok: false,
      error: { code: 'workspace.damaged', details: { path: '/home/ada/Kitchen shop.sextant', reason: 'a page of it cannot be read' } }
    }
    for (const [hash, method] of Object.entries(reading)) {
      await page.route(`**/api/${method}`, (route) => route.fulfill({ json: wire }))
      await page.reload()
      await page.evaluate(`location.hash = '/${hash}'`)
      await page.getByRole('alert').first().waitFor()
      await shot(hash.replace('/', '-'))
      await page.unroute(`**/api/${method}`)
    }
  }
}
acts.push(failing)

/** A workspace that holds nothing yet. */
const nothing: Act = {
  name: 'nothing',
  async play({ page, call }, shot) {
    await until(page, t('frame.welcome.title'))
    await call('workspace.create', { name: 'Empty' })
    for (const screen of ['home', 'kpis', 'journey', 'segments', 'support', 'upsell', 'alerts', 'alerts/model', 'alerts/detectors']) {
      await page.evaluate(`location.hash = '/${screen}'`)
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
      await shot(screen.replace('/', '-'))
    }
  }
}
acts.push(nothing)

await buildIfNeeded()
const wanted = process.argv.slice(2)
rmSync(out, { recursive: true, force: true })
try {
  for (const theme of ['light', 'dark'] as const) {
    for (const viewport of [
      { width: 1280, height: 800 },
      { width: 1920, height: 1080 }
    ]) {
      for (const act of acts) {
        if (wanted.length === 0 || wanted.some((name) => act.name.startsWith(name))) await play(act, { theme, viewport })
      }
    }
  }
  if (wanted.length === 0 || wanted.includes('readme')) await takeReadmePicture()
} finally {
  await closeBrowser()
  rmSync(files, { recursive: true, force: true })
}

async function play({ name, shell = 'browser', orders, play }: Act, options: LaunchOptions): Promise<void> {
  const { width, height } = options.viewport ?? { width: 0, height: 0 }
  const folder = path.join(out, `${options.theme}-${width}x${height}`, name)
  const driver = await launch(
    { ...options, ...(orders ? { orders: orders === 'regular' ? regularOrders() : sampleOrders(orders) } : {}) },
    shell
  )
  try {
    await play(driver, async (shot) => {
      // Charts draw in the frame after their data has come.
      await driver.page.waitForTimeout(400)
      await driver.page.screenshot({ path: path.join(folder, `${shot}.png`) })
      console.log(path.relative(root, path.join(folder, `${shot}.png`)))
    })
  } finally {
    await driver.close()
  }
}

async function takeReadmePicture(): Promise<void> {
  const driver = await launch({ theme: 'light', viewport: { width: 1280, height: 890 } })
  try {
    await button(driver.page, t('sample.open')).click()
    await until(driver.page, /brought/)
    await goTo(driver.page, t('frame.screen.segments'))
    await segmented(driver.page)
    await driver.page.waitForTimeout(400)
    await driver.page.screenshot({ path: path.join(root, 'docs', 'images', 'segments.png') })
  } finally {
    await driver.close()
  }
}

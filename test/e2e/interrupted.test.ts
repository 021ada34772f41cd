import { describe, expect, it } from 'vitest'
import { sampleOrders } from '../fixtures/sample-orders.ts'
import type { Driver } from './support/driver.ts'
import { provideSextant } from './support/spec.ts'
import { button, goTo, t, until } from './support/words.ts'

const sextant = provideSextant()
// Large enough that its import can be met in the middle.
const large = sampleOrders({ customers: 4_000, badRows: false })

/** Drops the large file, has it imported, and answers the worker that does so, held still. */
async function importAndHold({ page, drop, workers }: Driver): Promise<number> {
  await drop(sextant.file('large.csv', large))
  await until(page, /^All [\d,]+ rows of large.csv can be imported/)
  await expect.poll(workers).toEqual([])
  await button(page, /^Import [\d,]+ rows$/).click()
  await until(page, 'Importing large.csv')
  await expect.poll(workers, { interval: 10 }).toHaveLength(1)
  const [worker = 0] = workers()
  process.kill(worker, 'SIGSTOP')
  return worker
}

async function expectNothingStored({ page }: Driver): Promise<void> {
  await goTo(page, t('frame.screen.data'))
  await until(page, t('data.empty.finding'))
  await goTo(page, t('frame.screen.customers'))
  await until(page, t('customers.empty.finding'))
}

/** The same drop goes through afterwards. */
async function expectToRecover({ page }: Driver): Promise<void> {
  await goTo(page, t('frame.screen.data'))
  await button(page, t('data.stopped.again')).click()
  await until(page, /^All [\d,]+ rows of large.csv can be imported/)
  await button(page, /^Import [\d,]+ rows$/).click()
  await until(page, /of large.csv are stored/)
}

describe.skipIf(process.platform === 'win32')('an import', () => {
  it('shows its progress, is cancelled, and leaves nothing', async () => {
    const driver = await sextant.start()
    const { page } = driver
    await importAndHold(driver)
    await page.getByRole('main').getByRole('progressbar').waitFor()
    expect(await page.getByRole('progressbar').count()).toBe(1)
    await goTo(page, t('frame.screen.customers'))
    await page
      .getByRole('region', { name: t('frame.jobs.label') })
      .getByRole('progressbar')
      .waitFor()
    await goTo(page, t('frame.screen.data'))
    await until(page, 'Importing large.csv')
    await page
      .getByRole('main')
      .getByRole('button', { name: t('data.working.cancel'), exact: true })
      .click()
    await until(page, t('data.stopped.cancelled', 'large.csv'))
    expect(driver.workers()).toEqual([])
    await expectToRecover(driver)
  })

  it('whose worker is killed says so, leaves nothing, and the app goes on', async () => {
    const driver = await sextant.start()
    const { page } = driver
    process.kill(await importAndHold(driver), 'SIGKILL')
    await until(page, t('data.stopped.failed', 'large.csv'))
    expect(await page.getByRole('main').getByRole('alert').textContent()).toContain('ended unexpectedly')
    // Once is enough.
    expect(await page.getByRole('region', { name: t('frame.jobs.label') }).count()).toBe(0)
    await button(page, t('data.stopped.close')).click()
    await expectNothingStored(driver)
  })
})

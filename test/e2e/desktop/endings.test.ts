/** Ends, wanted and unwanted: of the program, of its window, of a job. Each is told for what it is, and none loses what is stored. */
import { describe, expect, it } from 'vitest'
import { desktop as texts } from '../../../src/shared/messages/en/desktop.ts'
import { sampleOrders } from '../../fixtures/sample-orders.ts'
import type { Driver } from '../support/driver.ts'
import { provideSextant } from '../support/spec.ts'
import { button, goTo, t, until } from '../support/words.ts'
import { answerQuestions, desktopOf, questions } from './support.ts'

const sextant = provideSextant()
// Large enough that its import can be met in the middle.
const large = sampleOrders({ customers: 4_000, badRows: false })

/** Has the large file imported, and answers the worker that does so, held still. */
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

/** The same folder again: the lock is free, and what was not finished never was. */
async function expectNothingStored(dataFolder: string): Promise<void> {
  const { page, call } = await sextant.start({ dataFolder })
  await goTo(page, t('frame.screen.data'))
  await until(page, t('data.empty.finding'))
  expect(await call('sources.list', {})).toEqual([])
}

const quit = (driver: Driver) => desktopOf(driver).app.evaluate(({ app }) => app.quit(), null)

describe.skipIf(process.platform === 'win32')('quitting while an import runs', () => {
  it('is asked about, and leaves nothing stored and the lock free', async () => {
    const driver = await sextant.start()
    const worker = await importAndHold(driver)
    await answerQuestions(driver, texts.importRuns.wait)
    await quit(driver)
    await expect.poll(() => questions(driver)).toEqual([texts.importRuns.quit])
    expect(driver.workers()).toEqual([worker])

    await answerQuestions(driver, texts.importRuns.doQuit)
    await quit(driver)
    expect(await desktopOf(driver).ended).toBe(0)
    expect(driver.workers()).toEqual([])
    await expectNothingStored(driver.dataFolder)
  })

  it('by a signal is not asked about, and leaves nothing either', async () => {
    const driver = await sextant.start()
    await importAndHold(driver)
    expect(await driver.stop()).toBe(0)
    await expectNothingStored(driver.dataFolder)
  })
})

describe('the window', () => {
  it('that is closed ends the program', async () => {
    const driver = await sextant.start()
    await desktopOf(driver).app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close(), null)
    expect(await desktopOf(driver).ended).toBe(0)
  })

  it.skipIf(process.platform === 'win32')('whose page crashes says so and comes back, and its job has gone on', async () => {
    const driver = await sextant.start()
    const worker = await importAndHold(driver)
    await answerQuestions(driver, texts.gone.reload)
    await desktopOf(driver).app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
      null
    )
    await expect.poll(() => questions(driver)).toEqual([texts.gone.message])
    await expect
      .poll(() =>
        driver.page
          .getByRole('main')
          .getByRole('heading', { level: 1 })
          .count()
          .catch(() => 0)
      )
      .toBe(1)
    expect(driver.workers()).toEqual([worker])
    process.kill(worker, 'SIGCONT')
    await expect.poll(async () => (await driver.call('sources.list', {})).length, { timeout: 60_000 }).toBe(1)
  })

  it('that does not answer is waited for, or loaded again', async () => {
    const driver = await sextant.start()
    const silent = () => desktopOf(driver).app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('unresponsive'), null)
    await answerQuestions(driver, texts.silent.wait)
    const { page } = driver
    await silent()
    await expect.poll(() => questions(driver)).toEqual([texts.silent.message])
    expect(driver.page).toBe(page)
    await answerQuestions(driver, texts.silent.reload)
    await silent()
    await expect
      .poll(() =>
        driver.page
          .getByRole('main')
          .getByRole('heading', { level: 1 })
          .count()
          .catch(() => 0)
      )
      .toBe(1)
    await until(driver.page, t('frame.welcome.title'))
    expect(await questions(driver)).toEqual([texts.silent.message])
  })
})

describe.skipIf(process.platform === 'win32')('a job', () => {
  it('whose process is killed fails by itself: the window stays, nothing is asked, and the reason is told', async () => {
    const driver = await sextant.start()
    await answerQuestions(driver)
    const { page } = driver
    process.kill(await importAndHold(driver), 'SIGKILL')
    await until(page, t('data.stopped.failed', 'large.csv'))
    expect(await page.getByRole('main').getByRole('alert').textContent()).toContain('killed, code 9')
    expect(await questions(driver)).toEqual([])
    expect(driver.page).toBe(page)
  })
})

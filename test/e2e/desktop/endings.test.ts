/** Ends, wanted and unwanted: of the program, of its window, of a job. Each is told for what it is, and none loses what is stored. */
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { desktop as texts } from '../../../src/shared/messages/en/desktop.ts'
import { sampleOrders } from '../../fixtures/sample-orders.ts'
import type { Driver } from '../support/driver.ts'
import { provideSextant } from '../support/spec.ts'
import { button, t, until } from '../support/words.ts'
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

/** The same folder again: what was not finished never was, and the workspace that was made for it has gone with its lock. */
async function expectNothingStored(dataFolder: string): Promise<void> {
  expect(readdirSync(dataFolder).filter((name) => /\.sextant(-|$)/.test(name))).toEqual([])
  const { page, call } = await sextant.start({ dataFolder })
  await until(page, t('frame.welcome.title'))
  expect(await call('workspace.list', {})).toEqual([])
  // The name is free, and its lock.
  await call('workspace.create', { name: 'large' })
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

/**
 * Runs code in whatever the window shows, by the main process: Playwright takes a page whose renderer has crashed for dead.
 * Null while there is nothing that could answer.
 */
const inWindow = (driver: Driver, code: string) =>
  desktopOf(driver).app.evaluate(({ BrowserWindow }, text) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    return contents?.isCrashed() === false ? contents.executeJavaScript(text).catch(() => null) : null
  }, code)

/** Marks the page that is shown now. The answer tells whether another one with something to see has taken its place. */
async function watchForNewPage(driver: Driver): Promise<() => Promise<unknown>> {
  await inWindow(driver, 'void (window.marked = true)')
  return () => inWindow(driver, "window.marked === undefined && document.querySelector('main h1') !== null")
}

describe('the window', () => {
  it('that is closed ends the program', async () => {
    const driver = await sextant.start()
    await desktopOf(driver).app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close(), null)
    expect(await desktopOf(driver).ended).toBe(0)
  })

  it.skipIf(process.platform === 'win32')('whose page crashes says so and comes back, and its job has gone on', async () => {
    const driver = await sextant.start()
    const worker = await importAndHold(driver)
    const hasNewPage = await watchForNewPage(driver)
    await answerQuestions(driver, texts.gone.reload)
    await desktopOf(driver).app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
      null
    )
    await expect.poll(() => questions(driver)).toEqual([texts.gone.message])
    await expect.poll(hasNewPage).toBe(true)
    expect(driver.workers()).toEqual([worker])
    process.kill(worker, 'SIGCONT')
    const count = "sextant.call('sources.list', {}).then(({ value }) => value.length)"
    await expect.poll(() => inWindow(driver, count), { timeout: 60_000 }).toBe(1)
  })

  it('that does not answer is waited for, or loaded again', async () => {
    const driver = await sextant.start()
    const hasNewPage = await watchForNewPage(driver)
    const silent = () => desktopOf(driver).app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('unresponsive'), null)
    await answerQuestions(driver, texts.silent.wait)
    await silent()
    await expect.poll(() => questions(driver)).toEqual([texts.silent.message])
    expect(await hasNewPage()).toBe(false)
    await answerQuestions(driver, texts.silent.reload)
    await silent()
    await expect.poll(hasNewPage).toBe(true)
    // Its end was wanted: nobody is asked once more.
    expect(await questions(driver)).toEqual([texts.silent.message])
  })
})

describe.skipIf(process.platform === 'win32')('a job', () => {
  it('whose process is killed fails by itself: the window stays, nothing is asked, and that is told', async () => {
    const driver = await sextant.start()
    await answerQuestions(driver)
    const { page } = driver
    process.kill(await importAndHold(driver), 'SIGKILL')
    await until(page, t('data.stopped.failed', 'large.csv'))
    expect(await page.getByRole('main').getByRole('alert').textContent()).toContain('ended unexpectedly')
    expect(await questions(driver)).toEqual([])
    expect(driver.page).toBe(page)
  })
})

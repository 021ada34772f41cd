/** One program for all workspaces: however one is asked for, it opens in the window that is there. */
import { copyFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { desktop as texts } from '../../../src/shared/messages/en/desktop.ts'
import { sampleOrders } from '../../fixtures/sample-orders.ts'
import type { Driver } from '../support/driver.ts'
import { provideSextant } from '../support/spec.ts'
import { button, t, until } from '../support/words.ts'
import { answerOpenDialog, answerQuestions, desktopOf, questions, titleOf } from './support.ts'

const sextant = provideSextant()
const orders = sampleOrders({ customers: 30, badRows: false })

/** A second workspace beside the one that is open. */
async function another({ dataFolder }: Driver, name: string): Promise<string> {
  const file = path.join(dataFolder, `${name}.sextant`)
  await copyFile(path.join(dataFolder, 'Kitchen shop.sextant'), file)
  return file
}

it('the window bears the name of its workspace', async () => {
  const driver = await sextant.start({ orders })
  await expect.poll(() => titleOf(driver)).toBe('Kitchen shop – Sextant')
})

it('a second start hands its file over and goes, and the first comes to the front', async () => {
  const driver = await sextant.start({ orders })
  const desktop = desktopOf(driver)
  const file = await another(driver, 'Second shop')
  await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize(), null)
  expect(await desktop.startAgain(file)).toBe(0)
  await expect.poll(() => titleOf(driver)).toBe('Second shop – Sextant')
  expect((await driver.call('workspace.current', {}))?.path).toBe(file)
  expect(
    await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isMinimized()), null)
  ).toEqual([false])
  // Without a file it only brings the window up.
  expect(await desktop.startAgain()).toBe(0)
  expect((await driver.call('workspace.current', {}))?.path).toBe(file)
})

it('the system asks to open a file', async () => {
  const driver = await sextant.start({ orders })
  const file = await another(driver, 'Third shop')
  const open = (wanted: string) =>
    desktopOf(driver).app.evaluate(({ app }, asked) => {
      let prevented = false
      app.emit('open-file', { preventDefault: () => (prevented = true) }, asked)
      return prevented
    }, wanted)
  expect(await open(file)).toBe(true)
  await expect.poll(() => titleOf(driver)).toBe('Third shop – Sextant')
  await until(driver.page, /brought/)

  // What is none is not opened.
  await open('/etc/passwd')
  await answerQuestions(driver, texts.ok)
  await open(path.join(driver.dataFolder, 'missing.sextant'))
  await expect.poll(() => questions(driver)).toHaveLength(1)
  expect(await titleOf(driver)).toBe('Third shop – Sextant')
})

it('is chosen in the system’s dialog', async () => {
  const driver = await sextant.start({ orders })
  await answerOpenDialog(driver, await another(driver, 'Fourth shop'))
  await button(driver.page, /^Workspace: /).click()
  await driver.page.getByRole('menuitem', { name: t('frame.workspace.other') }).click()
  await expect.poll(() => titleOf(driver)).toBe('Fourth shop – Sextant')
})

it('the last one opens again, and the menu lists it', async () => {
  const first = await sextant.start({ orders })
  const { dataFolder } = first
  expect(await first.stop()).toBe(0)
  const again = await sextant.start({ dataFolder })
  await until(again.page, /brought/)
  const recents = await desktopOf(again).app.evaluate(
    ({ Menu }) =>
      Menu.getApplicationMenu()
        ?.getMenuItemById('open-recent')
        ?.submenu?.items.map(({ label }) => label),
    null
  )
  expect(recents).toContain('Kitchen shop')
})

/** Where the window comes up. */
import { expect, it } from 'vitest'
import type { Driver } from '../support/driver.ts'
import { provideSextant } from '../support/spec.ts'
import { boundsOf, desktopOf } from './support.ts'

const sextant = provideSextant()

const left = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
  scaleFactor: 1
}
const right = {
  id: 2,
  bounds: { x: 1920, y: 0, width: 2560, height: 1440 },
  workArea: { x: 1920, y: 0, width: 2560, height: 1400 },
  scaleFactor: 2
}

const move = (driver: Driver, bounds: Electron.Rectangle) =>
  desktopOf(driver).app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted), bounds)

const workAreas = (driver: Driver) =>
  desktopOf(driver).app.evaluate(({ screen }) => screen.getAllDisplays().map(({ workArea }) => workArea), null)

it('where it was, also on another display, and maximized if it was', async () => {
  const first = await sextant.start({ displays: [left, right] })
  const place = { x: 2100, y: 60, width: 1100, height: 700 }
  // The real Electron has the displays that there are.
  const there = (await workAreas(first)).length > 1 ? place : { ...place, x: 80 }
  await move(first, there)
  await desktopOf(first).app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.maximize(), null)
  await first.stop()
  const again = await sextant.start({ dataFolder: first.dataFolder, displays: [left, right], keepSize: true })
  expect(await boundsOf(again)).toEqual(there)
  expect(await desktopOf(again).app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMaximized(), null)).toBe(true)
})

it('within reach, when its display has gone meanwhile', async () => {
  const first = await sextant.start({ displays: [left, right] })
  await move(first, { x: 3000, y: 900, width: 1100, height: 700 })
  await first.stop()
  const again = await sextant.start({ dataFolder: first.dataFolder, displays: [left], keepSize: true })
  const bounds = await boundsOf(again)
  const [area] = await workAreas(again)
  if (bounds === undefined || area === undefined) throw new Error('There is no window.')
  expect({ width: bounds.width, height: bounds.height }).toEqual({ width: 1100, height: 700 })
  expect(bounds.x).toBeGreaterThanOrEqual(area.x)
  expect(bounds.y).toBeGreaterThanOrEqual(area.y)
  expect(bounds.x + bounds.width).toBeLessThanOrEqual(area.x + area.width)
  expect(bounds.y + bounds.height).toBeLessThanOrEqual(area.y + area.height)
})

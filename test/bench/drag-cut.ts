/**
 * Dragging the cut of a tree of 20,000 leaves in the page: the longest task of its main thread, and how many were longer than 50 ms, where a person
 * begins to see that it stutters. `SEXTANT_BENCH_CUSTOMERS=2000` makes a smaller tree.
 */
import type { Page } from 'playwright-core'
import { closeBrowser, launch } from '../e2e/support/driver.ts'
import { goTo, t } from '../e2e/support/words.ts'
import { sampleOrders } from '../fixtures/sample-orders.ts'

const customers = Number(process.env.SEXTANT_BENCH_CUSTOMERS ?? 20_000)
const ROUNDS = 3
/** Until jobs that begin by themselves are over. */
const SETTLED_MS = 5000
/** Positions of the pointer from one side of the tree to the other. */
const STEPS = 80

export async function run(): Promise<void> {
  const orders = sampleOrders({ customers, badRows: false })
  const { page, call, close } = await launch({ orders, viewport: { width: 1920, height: 1080 } }, 'browser')
  try {
    await call('support.run', {})
    const tree = await call('support.tree', {})
    console.log(`  ${tree?.leaves.toLocaleString('en')} leaves, ${tree?.branches.length} branches drawn`)
    await goTo(page, t('frame.screen.support'))
    const cut = page.getByRole('slider', { name: t('supporting.tree.cut') })
    await cut.waitFor()
    await page.waitForTimeout(SETTLED_MS)
    for (let round = 1; round <= ROUNDS; round++) report(`by the pointer, round ${round}`, await watched(page, () => drag(page)))
    await cut.focus()
    report('by the keyboard', await watched(page, () => press(page)))
  } finally {
    await close()
    await closeBrowser()
  }
}

/** From the right end of the tree to the left and back. */
async function drag(page: Page): Promise<void> {
  const cut = page.getByRole('slider', { name: t('supporting.tree.cut') })
  const line = await cut.boundingBox()
  const ground = await cut.locator('..').boundingBox()
  if (line === null || ground === null) throw new Error('the cut is not on the screen')
  const y = line.y + Math.min(line.height / 2, 200)
  await page.mouse.move(line.x + line.width / 2, y)
  await page.mouse.down()
  for (let step = 0; step <= STEPS; step++) {
    const share = Math.abs(1 - (2 * step) / STEPS)
    await page.mouse.move(ground.x + 2 + share * (ground.width - 4), y)
  }
  await page.mouse.up()
}

async function press(page: Page): Promise<void> {
  for (const key of ['ArrowRight', 'ArrowLeft']) for (let i = 0; i < 20; i++) await page.keyboard.press(key)
}

interface Tasks {
  /** Times between two frames of a page that is always asked for another. */
  frames: number[]
  /** Tasks of 50 ms and more. */
  long: number[]
  /** How often the number of groups changed. */
  cuts: number
}

async function watched(page: Page, act: () => Promise<void>): Promise<Tasks> {
  await page.evaluate(() => {
    const seen: Tasks & { stop?: () => void } = { frames: [], long: [], cuts: 0 }
    const observer = new PerformanceObserver((list) => seen.long.push(...list.getEntries().map(({ duration }) => duration)))
    observer.observe({ type: 'longtask' })
    const slider = document.querySelector('[role=slider]')
    const changes = new MutationObserver((list) => {
      seen.cuts += list.length
    })
    if (slider) changes.observe(slider, { attributes: true, attributeFilter: ['aria-valuenow'] })
    let [last, going] = [performance.now(), true]
    const frame = (now: number) => {
      seen.frames.push(now - last)
      last = now
      if (going) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    seen.stop = () => {
      going = false
      seen.long.push(...observer.takeRecords().map(({ duration }) => duration))
      observer.disconnect()
      changes.disconnect()
    }
    Object.assign(window, { seen })
  })
  await act()
  await page.waitForTimeout(500)
  return page.evaluate(() => {
    const { seen } = window as unknown as { seen: Tasks & { stop: () => void } }
    seen.stop()
    return { frames: seen.frames, long: seen.long, cuts: seen.cuts }
  })
}

function report(what: string, { frames, long, cuts }: Tasks): void {
  const sorted = frames.toSorted((a, b) => a - b)
  const late = sorted[Math.floor(0.95 * sorted.length)] ?? Number.NaN
  const longest = long.length === 0 ? 'none' : `${long.length}, the longest ${Math.max(...long).toFixed(0)} ms`
  console.log(`  ${what}: ${cuts} cuts; tasks over 50 ms: ${longest}; 95 of 100 frames within ${late.toFixed(0)} ms`)
}

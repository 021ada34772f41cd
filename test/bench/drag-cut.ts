/**
 * Dragging the cut of a tree of 20,000 leaves in the page: the longest task of its main thread, and how many were longer than 50 ms, where a person
 * begins to see that it stutters. Beside these the processor time of the longest: on a machine that does other things a task waits for its turn too.
 * `SEXTANT_BENCH_CUSTOMERS=2000` makes a smaller tree.
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

/** Of a recording of the browser, what is read here. */
interface Traced {
  name: string
  ph: string
  pid: number
  tid: number
  /** Microseconds on the processor. */
  tdur?: number
  args: { name?: string }
}

/** Milliseconds of the processor that the longest task of a page's main thread took: of the page that did most. */
function longestOf(trace: Buffer): number {
  const { traceEvents }: { traceEvents: Traced[] } = JSON.parse(trace.toString())
  const thread = ({ pid, tid }: Traced) => `${pid} ${tid}`
  const main = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(thread))
  const tasks = traceEvents.filter((event) => event.ph === 'X' && event.name.endsWith('RunTask') && main.has(thread(event)))
  const [busiest = []] = [...Map.groupBy(tasks, thread).values()].sort((a, b) => b.length - a.length)
  return busiest.reduce((most, { tdur = 0 }) => Math.max(most, tdur / 1000), 0)
}

async function watched(page: Page, act: () => Promise<void>): Promise<Tasks & { processor: number }> {
  const browser = page.context().browser()
  if (browser === null) throw new Error('the browser is not known')
  await browser.startTracing(page, { categories: ['toplevel'] })
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
  const tasks = await page.evaluate(() => {
    const { seen } = window as unknown as { seen: Tasks & { stop: () => void } }
    seen.stop()
    return { frames: seen.frames, long: seen.long, cuts: seen.cuts }
  })
  return { ...tasks, processor: longestOf(await browser.stopTracing()) }
}

function report(what: string, { frames, long, cuts, processor }: Awaited<ReturnType<typeof watched>>): void {
  const sorted = frames.toSorted((a, b) => a - b)
  const late = sorted[Math.floor(0.95 * sorted.length)] ?? Number.NaN
  const longest = long.length === 0 ? 'none' : `${long.length}, the longest ${Math.max(...long).toFixed(0)} ms`
  const busy = `${processor.toFixed(0)} ms of processor time at most`
  console.log(`  ${what}: ${cuts} cuts; tasks over 50 ms: ${longest}; ${busy}; 95 of 100 frames within ${late.toFixed(0)} ms`)
}

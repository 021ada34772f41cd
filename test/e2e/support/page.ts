/** What every way of showing Sextant does with its page. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContext, Page } from 'playwright-core'

/** Notes what a page asks and complains of, from now on. What does not come at all is told apart from what comes late on a busy machine. */
export function watchPages(context: BrowserContext, isLocal: (address: string) => boolean) {
  const strayRequests: string[] = []
  const complaints: string[] = []
  context.setDefaultTimeout(60_000)
  context.on('request', (request) => {
    if (!isLocal(request.url())) strayRequests.push(request.url())
  })
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  context.on('weberror', (error) => complaints.push(String(error.error())))
  return { strayRequests, complaints }
}

export type DragStep = 'dragEnter' | 'dragOver' | 'drop'
export const dropping: readonly DragStep[] = ['dragEnter', 'dragOver', 'drop']
export const hovering: readonly DragStep[] = ['dragEnter', 'dragOver']

/**
 * Through the browser's own drag and drop, so that the page gets real entries, folders included. A busy browser now and then
 * lets a drop fall (it saw no answer to the hovering before it): whoever drops then drops again, and so does this.
 */
export async function drag(page: Page, files: string[], steps: readonly DragStep[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const { width, height } = await page.evaluate<{ width: number; height: number }>('({ width: innerWidth, height: innerHeight })')
  const at = { x: width / 2, y: height / 2, data: { items: [], files, dragOperationsMask: 1 } }
  const last = steps.at(-1) ?? 'drop'
  const listen = `window.arrived = false; addEventListener('${last.toLowerCase()}', () => { window.arrived = true }, { capture: true, once: true })`
  for (let attempt = 1; attempt <= 3; attempt++) {
    await page.evaluate(listen)
    for (const type of steps) await devtools.send('Input.dispatchDragEvent', { type, ...at })
    if (await comesTrue(() => page.evaluate<boolean>('window.arrived'))) return await devtools.detach()
  }
  throw new Error(`The page never got the ${last} of ${files.join(', ')}`)
}

/** Asks for five seconds. */
async function comesTrue(ask: () => Promise<boolean>): Promise<boolean> {
  for (const end = Date.now() + 5000; Date.now() < end; await sleep(50)) if (await ask()) return true
  return false
}

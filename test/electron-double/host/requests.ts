/** Every request of the app's pages: the app decides, as in Electron, and Chromium enforces the headers that it answers with. */
import type { Page, Request, Route } from 'playwright-core'
import type { Line } from '../line.ts'
import type { OfApp, OfHost } from '../messages.ts'
import { fromChromium, policyToChromium, toChromium } from './address.ts'
import type { HostWindow } from './window.ts'

const resourceTypes: Record<string, string> = {
  stylesheet: 'stylesheet',
  script: 'script',
  image: 'image',
  font: 'font',
  media: 'media',
  xhr: 'xhr',
  fetch: 'xhr',
  ping: 'ping',
  websocket: 'webSocket'
}

export interface Windows {
  ofPage(page: Page): HostWindow | undefined
  /** Any window, for what no page answers for. */
  first(): HostWindow | undefined
}

export function createRouter(app: Line<OfApp, OfHost>, windows: Windows) {
  return async (route: Route): Promise<void> => {
    try {
      await answer(route, app, windows)
    } catch {
      // The page or the app has gone; there is nobody left to answer.
      await route.abort().catch(() => {})
    }
  }
}

async function answer(route: Route, app: Line<OfApp, OfHost>, windows: Windows): Promise<void> {
  const request = route.request()
  const page = pageOf(request)
  const window = page === null ? windows.first() : windows.ofPage(page)
  // A window that the app denied: Chromium has it for a moment, but no request of it goes out.
  if (page === null && window !== undefined && !(await window.allowsPopup(request.url()))) return route.abort('blockedbyclient')
  const id = window?.id ?? 0
  const navigates = request.isNavigationRequest()
  const isMainFrame = navigates && (page === null || request.frame() === page.mainFrame())
  const url = fromChromium(request.url())
  const decision = await app.ask('request', {
    id,
    url,
    method: request.method(),
    headers: headersOf(request),
    body: request.postDataBuffer(),
    resourceType: navigates ? (isMainFrame ? 'mainFrame' : 'subFrame') : (resourceTypes[request.resourceType()] ?? 'other'),
    isFetch: request.resourceType() === 'fetch'
  })
  if (decision.kind === 'blocked') return route.abort('blockedbyclient')
  if (decision.kind === 'failed') return route.abort('failed')
  if (decision.kind === 'network') {
    if (!isMainFrame) return route.continue()
    const response = await route.fetch({ maxRedirects: 0 })
    const { location } = response.headers()
    if (response.status() >= 300 && response.status() < 400 && location !== undefined) return redirect(route, app, id, url, location)
    return route.fulfill({ response })
  }
  const { status, headers, body } = decision
  const { location } = headers
  if (status >= 300 && status < 400 && location !== undefined) return redirect(route, app, id, url, location)
  const policy = headers['content-security-policy']
  const shown = policy === undefined ? headers : { ...headers, 'content-security-policy': policyToChromium(policy) }
  await route.fulfill({ status, headers: shown, body: Buffer.from(body) })
}

/**
 * Playwright sees the first request of a chain only, so a redirect is never shown to Chromium: the app is asked, and the page goes to
 * where it leads by a navigation of its own. Redirects of anything but a page are not followed.
 */
async function redirect(route: Route, app: Line<OfApp, OfHost>, id: number, from: string, location: string): Promise<void> {
  const request = route.request()
  const page = pageOf(request)
  const target = new URL(location, toChromium(from)).href
  const isMainFrame = page !== null && request.isNavigationRequest() && request.frame() === page.mainFrame()
  const prevented = await app.ask('will-redirect', { id, url: fromChromium(target), isMainFrame })
  await route.abort(prevented ? 'aborted' : 'failed')
  if (!prevented && isMainFrame) await page.goto(target).catch(() => {})
}

/** Null for the first request of a window that Chromium is about to open. */
function pageOf(request: Request): Page | null {
  try {
    return request.frame().page()
  } catch {
    return null
  }
}

function headersOf(request: Request): Record<string, string> {
  const headers = request.headers()
  for (const name of ['origin', 'referer']) {
    const value = headers[name]
    if (value !== undefined) headers[name] = fromChromium(value)
  }
  return headers
}

/** What the app grants to its pages, told to Chromium. */
import type { BrowserContext, CDPSession } from 'playwright-core'

/** Electron's name -> those of the permissions standard. */
const names: Record<string, { name: string; sysex?: boolean }[]> = {
  geolocation: [{ name: 'geolocation' }],
  notifications: [{ name: 'notifications' }],
  media: [{ name: 'camera' }, { name: 'microphone' }],
  midi: [{ name: 'midi' }],
  midiSysex: [{ name: 'midi', sysex: true }],
  'clipboard-read': [{ name: 'clipboard-read' }],
  'clipboard-sanitized-write': [{ name: 'clipboard-write' }],
  'idle-detection': [{ name: 'idle-detection' }],
  'storage-access': [{ name: 'storage-access' }],
  'window-management': [{ name: 'window-management' }]
}

/** Chromium forgets what it was told as soon as its teller hangs up. */
const tellers = new WeakMap<BrowserContext, Promise<{ session: CDPSession; browserContextId: string }>>()

export async function settlePermissions(context: BrowserContext, granted: readonly string[]): Promise<void> {
  const teller = tellers.get(context) ?? createTeller(context)
  tellers.set(context, teller)
  const { session, browserContextId } = await teller
  for (const [electron, descriptors] of Object.entries(names)) {
    const setting = granted.includes(electron) ? 'granted' : 'denied'
    for (const permission of descriptors) await session.send('Browser.setPermission', { permission, setting, browserContextId })
  }
}

async function createTeller(context: BrowserContext): Promise<{ session: CDPSession; browserContextId: string }> {
  const session = await context.browser()?.newBrowserCDPSession()
  const browserContextId = await idOf(context)
  if (session === undefined || browserContextId === undefined) throw new Error('No page is open in this context.')
  context.on('close', () => void session.detach().catch(() => {}))
  return { session, browserContextId }
}

async function idOf(context: BrowserContext): Promise<string | undefined> {
  const [page] = context.pages()
  if (page === undefined) return undefined
  const session = await context.newCDPSession(page)
  const { targetInfo } = await session.send('Target.getTargetInfo')
  await session.detach()
  return targetInfo.browserContextId
}

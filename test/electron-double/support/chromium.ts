/** The Chromium that tests run in: one for all specs of a file. */
import { type Browser, chromium } from 'playwright-core'
import { ensureBrowser } from '../../../scripts/browser-path.ts'

const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // This computer's servers count as anybody's: Chromium's own guard of them would hide whether the app has one.
  '--ip-address-space-overrides=127.0.0.1:0=public'
]

export const launchChromium = (): Promise<Browser> => chromium.launch({ executablePath: ensureBrowser(), args: switches })

/**
 * A browser for the end-to-end tests and the screenshots: Chrome, Edge or Chromium as it is installed, else the one that
 * Playwright downloads, else Debian's.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { root } from './build-if-needed.ts'

const onPath = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable', 'microsoft-edge']
const macApps = ['Google Chrome', 'Microsoft Edge', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
const windowsPrograms = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']

/** The path of a browser that is there already; `SEXTANT_BROWSER` comes first. Null when there is none. */
export function findBrowser(): string | null {
  return candidates().find((file) => existsSync(file)) ?? null
}

/** The path of a browser, fetched if need be. Throws with what to do when there is no way to one. */
export function ensureBrowser(): string {
  const browser = findBrowser() ?? downloaded() ?? fromDebian()
  if (browser !== null) return browser
  throw new Error('No browser was found. Install Chrome, Edge or Chromium, or set SEXTANT_BROWSER to the path of one.')
}

function candidates(): string[] {
  const named = process.env.SEXTANT_BROWSER ? [process.env.SEXTANT_BROWSER] : []
  return [...named, ...installed(), chromium.executablePath()]
}

function installed(): string[] {
  const { env, platform } = process
  if (platform === 'darwin') return [...macApps, ...macApps.map((app) => path.join(env.HOME ?? '', app))]
  if (platform === 'win32') {
    const places = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter((place) => place !== undefined)
    return places.flatMap((place) => windowsPrograms.map((program) => path.join(place, program)))
  }
  const folders = (env.PATH ?? '').split(path.delimiter)
  return onPath.flatMap((name) => folders.map((folder) => path.join(folder, name)))
}

function downloaded(): string | null {
  console.error('No browser is installed: downloading Chromium by way of Playwright.')
  const command = path.join(root, 'node_modules', 'playwright-core', 'cli.js')
  const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' }
  spawnSync(process.execPath, [command, 'install', 'chromium'], { stdio: ['ignore', 2, 2], env, timeout: 180_000 })
  const file = chromium.executablePath()
  // On a bare Linux it may be there and yet lack the libraries that it needs.
  return existsSync(file) && (process.platform !== 'linux' || starts(file)) ? file : null
}

function fromDebian(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null
  console.error('Installing Debian’s Chromium.')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env })
  }
  return findBrowser()
}

const starts = (file: string): boolean => spawnSync(file, ['--version'], { timeout: 30_000 }).status === 0

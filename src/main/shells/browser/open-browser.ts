import { spawn } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** How long the page on disk is kept for a browser that has yet to start. */
const keepMs = 60_000

/**
 * Opens the link in the default browser when there is a display; otherwise nothing happens. The command names a page on
 * disk that only this user can read and that leads on to the link, because every user of the computer can see the
 * commands that run, and with them the token. It lies in `folder`, in the user's home, since browsers that are packed in
 * a sandbox do not see the system's temporary folder. The returned function removes it, as does the passing of a minute.
 */
export async function openInBrowser(link: string, folder: string): Promise<() => Promise<void>> {
  if (!hasDisplay()) return async () => {}
  const page = path.join(folder, `open-sextant-${process.pid}.html`)
  await mkdir(folder, { recursive: true })
  await writeFile(page, `<!doctype html><meta http-equiv="refresh" content="0;url=${link}"><title>Sextant</title>`, { mode: 0o600 })
  const remove = () => rm(page, { force: true })
  setTimeout(() => void remove(), keepMs).unref()
  const [command, ...args] = opener(pathToFileURL(page).href)
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  // No opener: the link that was printed will do.
  child.on('error', () => {})
  child.unref()
  return remove
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

function opener(address: string): [string, ...string[]] {
  switch (process.platform) {
    case 'darwin':
      return ['open', address]
    case 'win32':
      return ['rundll32', 'url.dll,FileProtocolHandler', address]
    default:
      return ['xdg-open', address]
  }
}

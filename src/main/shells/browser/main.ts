/** Entry of the browser shell: puts the core, a local HTTP server and the built interface together, and takes them apart again. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import packageJson from '../../../../package.json' with { type: 'json' }
import { SextantError, toWire } from '../../../shared/errors.ts'
import { browserShell } from '../../../shared/messages/en/browser.ts'
import { createApp } from '../../core/app.ts'
import { dataFolder } from '../../core/data-folder.ts'
import { createChildHost } from '../../core/jobs/child-host.ts'
import { workerEntry } from '../../core/jobs/worker-entry.ts'
import type { tasks } from '../../core/tasks/index.ts'
import { createEventStream } from './events.ts'
import { openInBrowser } from './open-browser.ts'
import { createServer } from './server.ts'
import { createSession } from './session.ts'
import { loadStaticFiles } from './static.ts'
import { createUploads } from './uploads.ts'

const options = {
  workspace: { type: 'string' },
  open: { type: 'boolean' },
  because: { type: 'string' },
  help: { type: 'boolean' }
} as const

async function main(): Promise<void> {
  const values = parsedOptions()
  if (values.help) return console.log(browserShell.help)

  const uploads = await createUploads()
  const app = createApp({
    shell: 'browser',
    version: packageJson.version,
    dataFolder: dataFolder(),
    host: createChildHost<typeof tasks>({ entry: workerEntry() }),
    files: uploads,
    now: Date.now
  })
  const events = createEventStream()
  app.subscribe(events.send)
  const session = createSession()
  const server = createServer({
    call: app.call,
    session,
    uploads,
    events,
    files: await loadStaticFiles(path.resolve(import.meta.dirname, '../renderer'))
  })

  let forgetPage = async () => {}
  const stop = async () => {
    server.close()
    events.close()
    await app.close()
    server.closeAllConnections()
    await Promise.all([uploads.dispose(), forgetPage()])
  }
  onSignal(stop)

  try {
    if (values.workspace !== undefined) await app.openWorkspace(values.workspace, { create: true })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  } catch (error) {
    await stop()
    throw error
  }

  const { port } = server.address() as AddressInfo
  const newLink = () => `http://127.0.0.1:${port}/?token=${session.mintToken()}`
  console.log(`${browserShell.why(values.because)}\n${browserShell.ready}\n\n  ${newLink()}\n`)
  if (values.open) forgetPage = await openInBrowser(newLink(), dataFolder())
  if (process.stdin.isTTY) {
    console.log(browserShell.newLink)
    createInterface({ input: process.stdin }).on('line', () => console.log(`  ${newLink()}`))
  }
}

/** Ends in order. A second signal means at once: SQLite then rolls back what is under way. */
function onSignal(stop: () => Promise<void>): void {
  let stopping = false
  const end = () => {
    if (stopping) process.exit(130)
    stopping = true
    console.log(browserShell.stopping)
    stop().then(
      () => process.exit(),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      }
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
  // The terminal may be what has gone.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}

function parsedOptions() {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    // Node's advice after the first sentence is for positional arguments, which there are none of.
    throw new SextantError('cli.usage', { reason: `${String(error instanceof Error ? error.message : error).split('. ')[0]}.` })
  }
}

try {
  await main()
} catch (error) {
  const { code, message, remedy } = toWire(error)
  console.error(`${message} ${remedy}`)
  process.exitCode = code === 'cli.usage' ? 2 : 1
}

/** Entry of the browser shell: puts the core, a local HTTP server and the built interface together, and takes them apart again. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import packageJson from '../../../../package.json' with { type: 'json' }
import { toWire } from '../../../shared/errors.ts'
import { browserShell } from '../../../shared/messages/en/browser.ts'
import { createApp } from '../../core/app.ts'
import { dataFolder } from '../../core/data-folder.ts'
import { createChildHost, workerEntry } from '../../core/jobs/child-host.ts'
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
  help: { type: 'boolean' }
} as const

async function main(): Promise<void> {
  const { values } = parseArgs({ options })
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
    console.log(browserShell.stopping)
    server.close()
    events.close()
    await app.close()
    server.closeAllConnections()
    await Promise.all([uploads.dispose(), forgetPage()])
    process.exit()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // The second time it means now: SQLite rolls back what is under way.
    process.once(signal, () => void stop().finally(() => process.once(signal, () => process.exit(130))))
  }

  try {
    if (values.workspace !== undefined) await app.openWorkspace(values.workspace, { create: true })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  } catch (error) {
    await app.close()
    await uploads.dispose()
    throw error
  }

  const { port } = server.address() as AddressInfo
  const newLink = () => `http://127.0.0.1:${port}/?token=${session.mintToken()}`
  console.log(`${browserShell.why}\n${browserShell.ready}\n\n  ${newLink()}\n`)
  if (values.open) forgetPage = await openInBrowser(newLink(), dataFolder())
  if (process.stdin.isTTY) {
    console.log(browserShell.newLink)
    createInterface({ input: process.stdin }).on('line', () => console.log(`  ${newLink()}`))
  }
}

try {
  await main()
} catch (error) {
  const { message, remedy } = toWire(error)
  console.error(`${message} ${remedy}`)
  process.exitCode = 1
}

/**
 * `npm run dev`: the interface from Vite with hot replacement, in front of a browser shell that is rebuilt and restarted
 * when the main side changes. Options go to the shell: `npm run dev -- --workspace FILE`.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { resolveConfig } from 'electron-vite'
import { build, createServer, mergeConfig, type Plugin, type UserConfig } from 'vite'
import { buildIfNeeded, bundle, root } from './build-if-needed.ts'

/** The shell behind Vite, and the cookie that it gave to this script. */
interface Shell {
  port: number
  cookie: string
}

let child: ChildProcessByStdio<null, Readable, null> | undefined

await buildIfNeeded()
const { config } = await resolveConfig({ root, ignoreConfigWarning: true }, 'serve', 'development')
let shell = startShell()
process.on('exit', () => child?.kill('SIGTERM'))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit())

const restartAfterBuild: Plugin = {
  name: 'restart-the-shell',
  closeBundle() {
    // The workspace that the old one has open must be free before the new one opens it.
    shell = shell.then(endShell, endShell).then(startShell)
    // A bundle that does not start has said why; the next build may.
    shell.catch(() => {})
  }
}
await build(
  mergeConfig<UserConfig, UserConfig>(config?.main ?? {}, { build: { watch: {}, emptyOutDir: false }, plugins: [restartAfterBuild] })
)

const forwardToShell: Plugin = {
  name: 'forward-to-the-shell',
  configureServer(server) {
    server.middlewares.use((request, response, next) => {
      if (/^\/(api\/|files\?|events$)/.test(request.url ?? '')) forward(request, response).catch(next)
      else next()
    })
  }
}
const vite = await createServer(
  mergeConfig<UserConfig, UserConfig>(config?.renderer ?? {}, { server: { host: '127.0.0.1' }, plugins: [forwardToShell] })
)
await vite.listen()
vite.printUrls()

async function startShell(): Promise<Shell> {
  child = spawn(process.execPath, [bundle('browser'), ...process.argv.slice(2)], { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: child.stdout })) {
    const link = /http:\/\/127\.0\.0\.1:(\d+)\/\?token=\S+/.exec(line)
    if (link === null) continue
    const answer = await fetch(link[0])
    child.stdout.resume()
    return { port: Number(link[1]), cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
  }
  throw new Error('The shell ended; see above.')
}

async function endShell(): Promise<void> {
  if (child?.kill('SIGTERM')) await once(child, 'exit')
}

/** The shell trusts its own address alone. Only what Vite's page itself sends may pass as that. */
async function forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { port, cookie } = await shell
  const { host, origin } = request.headers
  const headers = { ...request.headers, host: `127.0.0.1:${port}`, cookie }
  if (origin === `http://${host}`) headers.origin = `http://127.0.0.1:${port}`
  const onward = http.request({ host: '127.0.0.1', port, method: request.method, path: request.url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers)
    answer.pipe(response)
  })
  onward.on('error', () => response.destroy())
  response.on('close', () => onward.destroy())
  request.pipe(onward)
}

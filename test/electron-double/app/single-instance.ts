/** One instance for each folder of user data: the first listens on a socket there, later ones hand their arguments over. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import os from 'node:os'
import path from 'node:path'

export interface SecondInstance {
  argv: string[]
  workingDirectory: string
  additionalData: unknown
}

let server: Server | null = null

/** Asked synchronously, like everything about the lock: by a process of its own, which this one waits for. */
const knock = `
  const socket = require('node:net').connect(process.argv[1])
  socket.on('connect', () => socket.end(process.argv[2]))
  socket.on('close', (failed) => process.exit(failed ? 1 : 0))
  socket.on('error', () => {})`

/** Answers whether this process is the first. */
export function lockInstance(userData: string, mine: SecondInstance, onSecond: (other: SecondInstance) => void): boolean {
  if (server !== null) return true
  const address = addressOf(userData)
  const { status } = spawnSync(process.execPath, ['-e', knock, address, JSON.stringify(mine)], { stdio: 'ignore', timeout: 10_000 })
  if (status === 0) return false
  mkdirSync(userData, { recursive: true })
  // Left behind by one that was killed.
  if (process.platform !== 'win32') rmSync(address, { force: true })
  server = createServer((socket) => {
    let text = ''
    socket.setEncoding('utf8').on('data', (part: string) => {
      text += part
    })
    socket.on('end', () => onSecond(JSON.parse(text) as SecondInstance))
    socket.on('error', () => {})
  })
  server.listen(address)
  // The lock alone keeps no app alive.
  server.unref()
  return true
}

export const holdsLock = (): boolean => server !== null

export function releaseLock(): void {
  server?.close()
  server = null
}

/** A socket's address may have about a hundred letters only, and a folder's path more. */
function addressOf(userData: string): string {
  const name = `electron-double-${createHash('sha256').update(path.resolve(userData)).digest('hex').slice(0, 24)}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : path.join(os.tmpdir(), `${name}.sock`)
}

/** This process's end of the line to the host. Taken before the app is loaded, which must not see that it has a parent. */
import { inspect } from 'node:util'
import { createLine, type Line } from '../line.ts'
import type { OfApp, OfHost } from '../messages.ts'

const send = process.send?.bind(process)
if (send === undefined) throw new Error('The double is started by its host, see host/launch.ts.')

const listeners: ((message: unknown) => void)[] = []
process.on('message', (message) => {
  for (const listener of listeners) listener(message)
})

export const host: Line<OfHost, OfApp> = createLine(
  (message) => send(message),
  (listener) => listeners.push(listener),
  (error) => report('an exception in a listener', error)
)

/** A host that has gone takes the app with it. */
process.on('disconnect', () => process.exit(1))

/** Tells the host what an app must not do or suffer: the test that looks on fails. */
export function report(what: string, error: unknown): void {
  const text = `${what}: ${error instanceof Error ? (error.stack ?? error.message) : inspect(error)}`
  console.error(text)
  host.tell('defect', { text })
}

/** Electron's main process has no parent to talk to. */
export function hideParent(): void {
  for (const name of ['send', 'disconnect'] as const) Object.defineProperty(process, name, { value: undefined, configurable: true })
}

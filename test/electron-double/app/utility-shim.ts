/**
 * What a utility process is before its module runs: `process.parentPort` and no other way to its parent. Argument: the module.
 */
import { EventEmitter } from 'node:events'
import { pathToFileURL } from 'node:url'

const [, , modulePath = ''] = process.argv
const send = process.send?.bind(process)
if (send === undefined) throw new Error('A utility process has a parent.')

class ParentPort extends EventEmitter {
  private started = false

  postMessage = (message: unknown) => void send?.(message, undefined, undefined, () => {})

  /** Messages wait until somebody listens. */
  start = () => {
    if (this.started) return
    this.started = true
    process.on('message', (data) => this.emit('message', { data, ports: [] }))
  }
}

const parentPort = new ParentPort()
parentPort.on('newListener', (name) => {
  if (name === 'message') parentPort.start()
})

process.argv.splice(1, 2, modulePath)
Object.defineProperty(process, 'parentPort', { value: parentPort, enumerable: true })
Object.defineProperty(process, 'type', { value: 'utility', enumerable: true })
for (const name of ['send', 'disconnect'] as const) Object.defineProperty(process, name, { value: undefined, configurable: true })
// Such a process neither ends by itself when it is done nor outlives its parent.
process.on('disconnect', () => process.exit())

await import(pathToFileURL(modulePath).href)

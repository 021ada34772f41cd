/** Talks to the local server of the browser shell: calls and files as POST, events as server-sent events. */
import type { EventName } from '../../shared/contract.ts'
import { SextantError, toWire, type Wire } from '../../shared/errors.ts'
import type { Transport } from '../api.ts'

/** All of them, or the compiler objects: of what is not asked for, nothing comes. */
const isEvent: Readonly<Record<EventName, true>> = { 'job.changed': true, 'workspace.changed': true, 'alerts.found': true }
const eventNames = Object.keys(isEvent) as EventName[]

export function browserTransport(): Transport {
  return {
    call: (method, request) =>
      post<unknown>(`/api/${method}`, { headers: { 'content-type': 'application/json' }, body: JSON.stringify(request) }),

    stage: (file, name, signal) =>
      post<{ id: string }>(`/files?name=${encodeURIComponent(name)}`, {
        headers: { 'content-type': 'application/octet-stream' },
        body: file,
        signal
      }),

    listen(onEvent, onState) {
      const stream = new EventSource('/events')
      for (const name of eventNames) stream.addEventListener(name, (message) => onEvent(name, JSON.parse(message.data)))
      // The browser keeps trying by itself after an error.
      stream.addEventListener('open', () => onState(true))
      stream.addEventListener('error', () => onState(false))
    }
  }
}

async function post<T>(address: string, init: RequestInit): Promise<Wire<T>> {
  try {
    const response = await fetch(address, { ...init, method: 'POST' })
    return (await response.json()) as Wire<T>
  } catch (error) {
    init.signal?.throwIfAborted()
    return { ok: false, error: toWire(new SextantError('app.unreachable', {}, { cause: error })) }
  }
}

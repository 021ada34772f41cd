/** The core's events as server-sent events: one long answer a page, each event named and with its JSON. */
import type { ServerResponse } from 'node:http'
import type { EventName, EventOf } from '../../../shared/contract.ts'

export interface EventStream {
  /** Turns the response into a stream that lives until the page goes. */
  attach(response: ServerResponse): void
  send<E extends EventName>(name: E, event: EventOf<E>): void
  close(): void
}

/** Long enough to cost nothing, short enough that a page notices a dead server. */
const heartbeatMs = 15_000
/** A page that reads this slowly is cut off; it reconnects and asks again for what it shows. */
const maxUnsentBytes = 1_000_000

export function createEventStream(): EventStream {
  const open = new Set<ServerResponse>()
  const write = (text: string) => {
    for (const response of open) {
      if (response.writableLength > maxUnsentBytes) response.destroy()
      else response.write(text)
    }
  }
  const heartbeat = setInterval(() => write(': still here\n\n'), heartbeatMs)
  heartbeat.unref()

  return {
    attach(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' })
      // The comment makes the page's `open` event fire at once, not with the first event.
      response.write('retry: 1000\n\n')
      open.add(response)
      response.on('close', () => open.delete(response))
    },
    send(name, event) {
      // JSON has no raw line breaks, so one `data:` line holds it.
      write(`event: ${name}\ndata: ${JSON.stringify(event)}\n\n`)
    },
    close() {
      clearInterval(heartbeat)
      for (const response of open) response.end()
      // What a job still says while all ends has no reader.
      open.clear()
    }
  }
}

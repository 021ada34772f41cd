/**
 * The renderer's side of the contract. It knows the contract by type only: requests are validated on the trusted side,
 * and zod stays out of the page.
 */
import type { EventName, EventOf, Method, RequestOf, ResponseOf } from '../shared/contract.ts'
import { fromWire, SextantError, type Wire } from '../shared/errors.ts'
import { transport } from './app/transport.ts'

/** Carries calls, events and files to the core. One implementation a shell. */
export interface Transport {
  call(method: Method, request: unknown): Promise<Wire<unknown>>
  /** `onState(false)` when the core cannot be heard any more, `onState(true)` when it can again. For as long as the page lives. */
  listen(onEvent: (name: EventName, event: unknown) => void, onState: (connected: boolean) => void): void
  /** Hands one dropped file over; the answer's id stands for it from then on. */
  stage(file: File, name: string, signal: AbortSignal): Promise<Wire<{ id: string }>>
}

/** A dropped file that the shell holds. */
export interface StagedFile {
  id: string
  /** Relative to what was dropped, with `/`. */
  name: string
}

/** A file as it was dropped or chosen, before it is staged. */
export interface DroppedFile {
  file: File
  name: string
}

export interface StageOptions {
  signal?: AbortSignal
  onProgress?: (done: number, total: number) => void
}

export interface Api {
  /** Calls a method of the core. Throws `SextantError`, `app.unreachable` when nobody answers. */
  call<M extends Method>(method: M, request: RequestOf<M>): Promise<ResponseOf<M>>
  /** Listens to one kind of event; returns the function that stops it. */
  on<E extends EventName>(name: E, listener: (event: EventOf<E>) => void): () => void
  /** Told at every loss and return of the connection. */
  onConnection(listener: (connected: boolean) => void): () => void
  /** Hands files over, a few at a time, in the order given. Those already handed over are given back if one fails or `signal` aborts. */
  stageFiles(files: readonly DroppedFile[], options?: StageOptions): Promise<StagedFile[]>
}

/** The browser opens at most six connections to one server, and one of them carries the events. */
const stagedAtOnce = 4

export function createApi(transport: Transport): Api {
  const listeners = new Map<EventName, Set<(event: never) => void>>()
  const connection = new Set<(connected: boolean) => void>()
  let connected = true
  let listening = false

  /** The stream is opened with the first listener and stays. */
  const listen = () => {
    if (listening) return
    listening = true
    transport.listen(
      (name, event) => {
        for (const listener of listeners.get(name) ?? []) listener(event as never)
      },
      (state) => {
        if (state === connected) return
        connected = state
        for (const listener of connection) listener(connected)
      }
    )
  }

  async function call<M extends Method>(method: M, request: RequestOf<M>): Promise<ResponseOf<M>> {
    return unwrap(await transport.call(method, request)) as ResponseOf<M>
  }

  return {
    call,
    on(name, listener) {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set.add(listener))
      listen()
      return () => set.delete(listener)
    },
    onConnection(listener) {
      connection.add(listener)
      listen()
      return () => connection.delete(listener)
    },
    async stageFiles(files, { signal = new AbortController().signal, onProgress } = {}) {
      const staged: (StagedFile | undefined)[] = new Array(files.length)
      const failed = new AbortController()
      const until = AbortSignal.any([signal, failed.signal])
      let next = 0
      let done = 0
      const worker = async () => {
        while (next < files.length) {
          const index = next++
          const dropped = files[index]
          if (dropped === undefined) return
          until.throwIfAborted()
          const { id } = unwrap(await transport.stage(dropped.file, dropped.name, until))
          staged[index] = { id, name: dropped.name }
          onProgress?.(++done, files.length)
        }
      }
      const outcomes = await Promise.allSettled(
        Array.from({ length: Math.min(stagedAtOnce, files.length) }, () =>
          worker().catch((error: unknown) => {
            failed.abort(error)
            throw error
          })
        )
      )
      const held = staged.filter((file) => file !== undefined)
      if (signal.aborted || outcomes.some((outcome) => outcome.status === 'rejected')) {
        // Whatever goes wrong here is not worth hiding the first error for: the shell drops its files when it ends.
        if (held.length > 0) await call('import.discard', { files: held.map((file) => file.id) }).catch(() => {})
        throw signal.aborted ? new SextantError('job.cancelled') : failed.signal.reason
      }
      return held
    }
  }
}

function unwrap<T>(wire: Wire<T>): T {
  if (!wire.ok) throw fromWire(wire.error)
  return wire.value
}

export const api: Api = createApi(transport())

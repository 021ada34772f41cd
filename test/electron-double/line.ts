/**
 * The line between the double's two halves: the app's process, which holds the stand-in for `electron`, and the host, which holds
 * Chromium. Either side asks and answers, or only tells. Messages arrive in the order in which they were sent.
 */

/** What one side may be asked: name -> payload and answer. */
export type Calls = { [name: string]: { payload: never; answer: unknown } } | object
type PayloadOf<C, N extends keyof C> = C[N] extends { payload: infer P } ? P : never
type AnswerOf<C, N extends keyof C> = C[N] extends { answer: infer A } ? A : never

export interface Line<Theirs, Ours> {
  ask<N extends keyof Theirs & string>(name: N, payload: PayloadOf<Theirs, N>): Promise<AnswerOf<Theirs, N>>
  tell<N extends keyof Theirs & string>(name: N, payload: PayloadOf<Theirs, N>): void
  answer<N extends keyof Ours & string>(
    name: N,
    handler: (payload: PayloadOf<Ours, N>) => AnswerOf<Ours, N> | Promise<AnswerOf<Ours, N>>
  ): void
  /** Whoever still waits gets an error: the other side has gone. */
  hangUp(): void
}

type Message =
  | { type: 'ask'; id: number; name: string; payload: unknown }
  | { type: 'tell'; name: string; payload: unknown }
  | { type: 'answer'; id: number; ok: true; value: unknown }
  | { type: 'answer'; id: number; ok: false; message: string; stack: string }

/** `onTrouble` gets what was thrown by a handler that nobody waits for. */
export function createLine<Theirs, Ours>(
  send: (message: unknown) => void,
  receive: (listener: (message: unknown) => void) => void,
  onTrouble: (error: unknown) => void
): Line<Theirs, Ours> {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  const handlers = new Map<string, (payload: unknown) => unknown>()
  let asked = 0
  let open = true

  const handle = (name: string, payload: unknown): unknown => {
    const handler = handlers.get(name)
    if (handler === undefined) throw new Error(`Nobody answers to “${name}”.`)
    return handler(payload)
  }
  const reply = async ({ id, name, payload }: Message & { type: 'ask' }) => {
    let answer: Message
    try {
      answer = { type: 'answer', id, ok: true, value: await handle(name, payload) }
    } catch (error) {
      const { message, stack = '' } = error instanceof Error ? error : new Error(String(error))
      answer = { type: 'answer', id, ok: false, message, stack }
    }
    if (open) send(answer)
  }

  receive((raw) => {
    const message = raw as Message
    if (message.type === 'ask') void reply(message)
    else if (message.type === 'tell') {
      // What a handler throws, at once or later, must not stop the messages after it.
      new Promise((resolve) => resolve(handle(message.name, message.payload))).catch(onTrouble)
    } else {
      const asker = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.ok) asker?.resolve(message.value)
      else asker?.reject(Object.assign(new Error(message.message), { stack: message.stack }))
    }
  })

  return {
    ask(name, payload) {
      if (!open) return Promise.reject(new Error('The other half of the double has gone.'))
      const id = ++asked
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      waiting.set(id, { resolve, reject })
      send({ type: 'ask', id, name, payload })
      return promise as Promise<never>
    },
    tell(name, payload) {
      if (open) send({ type: 'tell', name, payload })
    },
    answer(name, handler) {
      handlers.set(name, handler as (payload: unknown) => unknown)
    },
    hangUp() {
      open = false
      for (const { reject } of waiting.values()) reject(new Error('The other half of the double has gone.'))
      waiting.clear()
    }
  }
}

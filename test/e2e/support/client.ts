/** Talks to a running browser shell as its page does, without a page: for tests and benches of what lies behind it. */
import { openAsBlob } from 'node:fs'
import type { Method, RequestOf, ResponseOf } from '../../../src/shared/contract.ts'
import { fromWire, type Wire } from '../../../src/shared/errors.ts'

export interface Client {
  origin: string
  cookie: string
  call<M extends Method>(method: M, request: RequestOf<M>): Promise<ResponseOf<M>>
  /** Hands a file over and answers its id. */
  upload(file: string, name: string): Promise<string>
}

export async function connect(link: string): Promise<Client> {
  const { origin } = new URL(link)
  const entry = await fetch(link)
  const cookie = entry.headers.getSetCookie()[0]?.split(';')[0] ?? ''

  async function post(path: string, type: string, body: string | Blob): Promise<unknown> {
    const answer = await fetch(`${origin}${path}`, { method: 'POST', headers: { origin, cookie, 'content-type': type }, body })
    const wire = (await answer.json()) as Wire<unknown>
    if (!wire.ok) throw fromWire(wire.error)
    return wire.value
  }

  return {
    origin,
    cookie,
    call: <M extends Method>(method: M, request: RequestOf<M>) =>
      post(`/api/${method}`, 'application/json', JSON.stringify(request)) as Promise<ResponseOf<M>>,
    async upload(file, name) {
      const value = await post(`/files?name=${encodeURIComponent(name)}`, 'application/octet-stream', await openAsBlob(file))
      return (value as { id: string }).id
    }
  }
}

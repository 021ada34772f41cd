/** `net.fetch`: a request of the main process through the session, with what the app has to say to it. Nothing leaves the computer. */
import { Refusal } from './refusing.ts'
import { defaultSession } from './session.ts'

export const net = {
  async fetch(input: string | Request, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init)
    const { url, method } = request
    const headers = Object.fromEntries(request.headers)
    const decision = await defaultSession().decide({ id: 0, url, method, headers, body: null, resourceType: 'other', isFetch: false })
    if (decision.kind === 'network') throw new Refusal(`net.fetch(${url}): nothing leaves the computer.`)
    if (decision.kind !== 'answered') throw new TypeError(`net::ERR_${decision.kind === 'blocked' ? 'BLOCKED_BY_CLIENT' : 'FAILED'}`)
    const { status, headers: answered, body } = decision
    return new Response(body.length === 0 ? null : new Uint8Array(body), { status, headers: answered })
  }
}

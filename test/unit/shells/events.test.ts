import { once } from 'node:events'
import http, { type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { createEventStream } from '../../../src/main/shells/browser/events.ts'

it('what is said after the end reaches nobody, and stops nothing', async () => {
  const stream = createEventStream()
  const responses: ServerResponse[] = []
  const server = http.createServer((_request, response) => {
    responses.push(response)
    stream.attach(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const page = await fetch(`http://127.0.0.1:${port}/`)
  const errors: unknown[] = []
  responses[0]?.on('error', (error) => errors.push(error))
  stream.send('workspace.changed', { reason: 'imported' })
  stream.close()
  stream.send('workspace.changed', { reason: 'undone' })
  const text = await page.text()
  expect([errors, text.match(/"reason":"\w+"/g)]).toEqual([[], ['"reason":"imported"']])
  server.close()
})

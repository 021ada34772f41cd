import { describe, expect, it, vi } from 'vitest'
import { createApi } from '../../../src/renderer/api.ts'
import { desktopTransport } from '../../../src/renderer/app/desktopTransport.ts'
import type { DesktopBridge } from '../../../src/shared/bridge.ts'
import { SextantError, toWire } from '../../../src/shared/errors.ts'

const file = new File(['a;b'], 'orders.csv')

function over(part: Partial<DesktopBridge<File>>) {
  const bridge: DesktopBridge<File> = {
    call: async (_method, request) => ({ ok: true, value: request }),
    listen: () => {},
    stage: async () => ({ ok: true, value: { id: '1' } }),
    chooseWorkspace: async () => ({ ok: true, value: null }),
    chooseFolder: async () => ({ ok: true, value: null }),
    ...part
  }
  return createApi(desktopTransport(bridge))
}

describe('the page in the desktop window', () => {
  it('calls over the bridge', async () => {
    const call = vi.fn(async () => ({ ok: true as const, value: [] }))
    expect(await over({ call }).call('jobs.list', {})).toEqual([])
    expect(call).toHaveBeenCalledWith('jobs.list', {})
  })

  it('gets errors with their code and details', async () => {
    const error = toWire(new SextantError('customer.notFound', { id: 7 }))
    const failing = over({ call: async () => ({ ok: false, error }) })
    await expect(failing.call('customers.get', { id: 7 })).rejects.toMatchObject({ code: 'customer.notFound', details: { id: 7 } })
  })

  it('knows that nobody answers when the shell cannot', async () => {
    const gone = over({ call: () => Promise.reject(new Error("Error invoking remote method 'sextant:call'")) })
    await expect(gone.call('jobs.list', {})).rejects.toMatchObject({ code: 'app.unreachable' })
  })

  it('hears events of the kind that it listens to', () => {
    let tell: (name: 'job.changed' | 'workspace.changed', event: unknown) => void = () => {}
    const api = over({
      listen(onEvent) {
        tell = onEvent
      }
    })
    const heard: unknown[] = []
    api.on('workspace.changed', (event) => heard.push(event))
    tell('workspace.changed', { reason: 'opened' })
    tell('job.changed', {})
    expect(heard).toEqual([{ reason: 'opened' }])
  })

  it('hands files over as they are, with their name inside of what was dropped', async () => {
    const stage = vi.fn(async (_file: File, name: string) => ({ ok: true as const, value: { id: `id of ${name}` } }))
    const staged = await over({ stage }).stageFiles([{ file, name: 'exports/orders.csv' }])
    expect(staged).toEqual([{ id: 'id of exports/orders.csv', name: 'exports/orders.csv' }])
    expect(stage.mock.calls[0]?.[0]).toBe(file)
  })

  it('gives files back that were handed over before it was stopped', async () => {
    const stop = new AbortController()
    const discarded: { files: string[] }[] = []
    let id = 0
    const api = over({
      async call(_method, request) {
        discarded.push(request as { files: string[] })
        return { ok: true, value: {} }
      },
      async stage() {
        if (++id === 5) stop.abort()
        return { ok: true, value: { id: String(id) } }
      }
    })
    const files = Array.from({ length: 12 }, (_, i) => ({ file, name: `${i}.csv` }))
    await expect(api.stageFiles(files, { signal: stop.signal })).rejects.toMatchObject({ code: 'job.cancelled' })
    expect(discarded.flatMap(({ files: ids }) => ids).sort()).toEqual(Array.from({ length: id }, (_, i) => String(i + 1)).sort())
  })
})

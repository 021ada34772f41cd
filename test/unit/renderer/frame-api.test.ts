import { describe, expect, it } from 'vitest'
import { createApi, type Transport } from '../../../src/renderer/api.ts'
import { jobDoes, jobFigures, shareDone } from '../../../src/renderer/app/jobWords.ts'
import { withJob } from '../../../src/renderer/app/query.ts'
import type { EventName } from '../../../src/shared/contract.ts'
import { SextantError, toWire } from '../../../src/shared/errors.ts'
import type { Job } from '../../../src/shared/model/job.ts'

function transport(changes: Partial<Transport> = {}) {
  let hear: (name: EventName, event: unknown) => void = () => {}
  let state: (connected: boolean) => void = () => {}
  let listens = 0
  const called: string[] = []
  const made: Transport = {
    async call(method) {
      called.push(method)
      return { ok: true, value: null }
    },
    listen(onEvent, onState) {
      listens++
      hear = onEvent
      state = onState
    },
    stage: async (_file, name) => ({ ok: true, value: { id: name } }),
    ...changes
  }
  return {
    made,
    called,
    say: (name: EventName, event: unknown) => hear(name, event),
    connect: (on: boolean) => state(on),
    listens: () => listens
  }
}

const files = (...names: string[]) => names.map((name) => ({ file: new File(['x'], name), name }))

describe('a call', () => {
  it('throws the coded error that came over the wire', async () => {
    const { made } = transport({ call: async () => ({ ok: false, error: toWire(new SextantError('customer.notFound', { id: 7 })) }) })
    await expect(createApi(made).call('customers.get', { id: 7 })).rejects.toMatchObject({
      code: 'customer.notFound',
      message: 'There is no customer 7.'
    })
  })
})

describe('events', () => {
  it('reach their listeners until these stop, over one stream', () => {
    const core = transport()
    const api = createApi(core.made)
    const heard: string[] = []
    const stop = api.on('workspace.changed', ({ reason }) => heard.push(reason))
    api.on('job.changed', () => heard.push('job'))
    core.say('workspace.changed', { reason: 'imported' })
    stop()
    core.say('workspace.changed', { reason: 'opened' })
    core.say('job.changed', {})
    expect(heard).toEqual(['imported', 'job'])
    expect(core.listens()).toBe(1)
  })

  it('tell of a lost line and of its return, not of its beginning', () => {
    const core = transport()
    const heard: boolean[] = []
    createApi(core.made).onConnection((connected) => heard.push(connected))
    for (const connected of [true, false, false, true]) core.connect(connected)
    expect(heard).toEqual([false, true])
  })
})

describe('staging', () => {
  it('keeps the order of the files and tells how far it is', async () => {
    const late = transport({
      stage: (_file, name) =>
        new Promise((resolve) => setTimeout(() => resolve({ ok: true, value: { id: `#${name}` } }), name === 'a' ? 20 : 1))
    })
    const done: number[] = []
    const staged = await createApi(late.made).stageFiles(files('a', 'b', 'c', 'd', 'e', 'f'), { onProgress: (n) => done.push(n) })
    expect(staged.map(({ id }) => id)).toEqual(['#a', '#b', '#c', '#d', '#e', '#f'])
    expect(done).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('gives back what it handed over when one file fails, and says why', async () => {
    const full = toWire(new SextantError('storage.full', { path: 'c' }))
    const core = transport({
      stage: async (_file, name) => (name === 'c' ? { ok: false, error: full } : { ok: true, value: { id: name } })
    })
    await expect(createApi(core.made).stageFiles(files('a', 'b', 'c'))).rejects.toMatchObject({ code: 'storage.full' })
    expect(core.called).toEqual(['import.discard'])
  })

  it('stops when asked to, as a cancelled job', async () => {
    const stop = new AbortController()
    const core = transport({
      stage: async (_file, name, signal) => {
        stop.abort()
        signal.throwIfAborted()
        return { ok: true, value: { id: name } }
      }
    })
    await expect(createApi(core.made).stageFiles(files('a', 'b'), { signal: stop.signal })).rejects.toMatchObject({ code: 'job.cancelled' })
  })
})

describe('a job', () => {
  const job: Job = {
    id: 'a',
    kind: 'import',
    label: 'orders.csv',
    state: 'running',
    progress: { phase: 'no.such.phase', done: 412_300, total: 541_909, unit: 'rows' },
    rate: 61_234,
    secondsLeft: 7.2,
    startedAt: 1,
    endedAt: null,
    error: null
  }

  it('says what it does and how far it is', () => {
    expect(jobDoes(job)).toBe('Importing: orders.csv')
    expect(jobFigures(job)).toBe('412,300 rows · 61,200/s · 7 s left')
    expect(shareDone(job)).toBeCloseTo(0.76, 2)
  })

  it('says no more than is known', () => {
    expect(jobFigures({ ...job, rate: null, secondsLeft: null })).toBe('412,300 rows')
    expect(jobFigures({ ...job, progress: null })).toBe('')
    expect(shareDone({ ...job, progress: { phase: '', done: 5, total: null, unit: 'steps' } })).toBeNull()
    expect(shareDone({ ...job, progress: { phase: '', done: 9, total: 5, unit: 'steps' } })).toBe(1)
  })

  it('takes its own place in the list', () => {
    const later = { ...job, id: 'b', startedAt: 2 }
    expect(withJob([job, later], { ...job, state: 'done' }).map(({ id, state }) => `${id} ${state}`)).toEqual(['a done', 'b running'])
  })
})

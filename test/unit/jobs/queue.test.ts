import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createJobQueue, type JobQueue, type JobQueueOptions } from '../../../src/main/core/jobs/queue.ts'
import type { JobHost } from '../../../src/main/core/jobs/types.ts'
import { SextantError } from '../../../src/shared/errors.ts'
import type { Job, JobKind, Progress } from '../../../src/shared/model/job.ts'

const tasks = { work: async (input: string) => input }
type Tasks = typeof tasks

/** A run that the test moves on by hand. */
interface Run {
  input: string
  signal: AbortSignal
  progress: (done: number, phase?: string) => void
  finish: () => void
  fail: (error: Error) => void
}

let runs: Run[]
let events: Job[]
let queue: JobQueue<Tasks>
const host: JobHost<Tasks> = {
  run(_task, input, { signal, onProgress }) {
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    const progress = (done: number, phase = 'p') => onProgress({ phase, done, total: 1_000, unit: 'rows' } satisfies Progress)
    runs.push({ input, signal, progress, finish: () => resolve(`${input} done`), fail: reject })
    // The one task's output, whichever the caller names.
    return promise as Promise<never>
  },
  dispose: vi.fn(async () => {})
}

const run = (index: number): Run => {
  const found = runs[index]
  if (found === undefined) throw new Error(`run ${index} has not started`)
  return found
}
const submit = (kind: JobKind, input: string = kind) => queue.submit({ kind, label: `${input}.csv`, task: 'work', input })
const states = (id: string) => events.filter((event) => event.id === id).map((event) => event.state)
const settled = () => vi.advanceTimersByTimeAsync(0)

function create(options: Partial<JobQueueOptions<Tasks>> = {}): void {
  runs = []
  events = []
  queue = createJobQueue<Tasks>({ host, now: Date.now, onChanged: (job) => events.push(job), ...options })
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  create()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('job queue', () => {
  it('runs a job and tells its life', async () => {
    const { id, result } = submit('preview', 'orders')
    run(0).progress(5)
    vi.setSystemTime(1_002_000)
    run(0).finish()
    await expect(result).resolves.toBe('orders done')
    expect(states(id)).toEqual(['running', 'done'])
    expect(events.at(-1)).toEqual({
      id,
      kind: 'preview',
      label: 'orders.csv',
      state: 'done',
      progress: { phase: 'p', done: 5, total: 1_000, unit: 'rows' },
      rate: null,
      secondsLeft: null,
      startedAt: 1_000_000,
      endedAt: 1_002_000,
      error: null
    })
    expect(queue.list()).toEqual([events.at(-1)])
  })

  it("fails a job with the task's error", async () => {
    const { result } = submit('import')
    run(0).fail(new SextantError('file.empty', { file: 'a.csv' }))
    await expect(result).rejects.toMatchObject({ code: 'file.empty' })
    expect(events.at(-1)).toMatchObject({
      state: 'failed',
      error: { code: 'file.empty', message: 'a.csv is empty.', details: { file: 'a.csv' } }
    })
  })

  it('runs different kinds at once', () => {
    for (const kind of ['preview', 'import', 'check'] as const) submit(kind)
    expect(runs.map(({ input }) => input)).toEqual(['preview', 'import', 'check'])
  })

  it('lets writers take turns', async () => {
    const first = submit('import')
    const second = submit('segments')
    expect(queue.list().map(({ kind, state }) => [kind, state])).toEqual([
      ['segments', 'waiting'],
      ['import', 'running']
    ])
    run(0).finish()
    await first.result
    await settled()
    expect(run(1).input).toBe('segments')
    run(1).finish()
    await second.result
    expect(states(second.id)).toEqual(['waiting', 'running', 'done'])
  })

  it('runs KPIs and the journey beside each other, and neither beside an import', async () => {
    const figures = submit('kpis')
    submit('journey')
    expect(runs.map(({ input }) => input)).toEqual(['kpis', 'journey'])
    const stored = submit('import')
    run(0).finish()
    await figures.result
    await settled()
    expect(states(stored.id)).toEqual(['waiting'])
    // It has waited longer than figures that are asked for anew.
    expect(states(submit('kpis', 'anew').id)).toEqual(['waiting'])
    run(1).finish()
    await settled()
    expect(states(stored.id)).toEqual(['waiting', 'running'])
  })

  it.each(['preview', 'segments'] as const)('supersedes a running %s, which stops before the new one starts', async (kind) => {
    const first = submit(kind, 'old')
    const second = submit(kind, 'new')
    expect(run(0).signal.aborted).toBe(true)
    expect(runs).toHaveLength(1)
    run(0).fail(new SextantError('job.cancelled'))
    await expect(first.result).rejects.toMatchObject({ code: 'job.superseded' })
    await settled()
    expect(run(1).input).toBe('new')
    run(1).finish()
    await expect(second.result).resolves.toBe('new done')
    expect(states(first.id)).toEqual(['running', 'superseded'])
  })

  it('supersedes a waiting job at once', async () => {
    submit('import')
    const second = submit('segments', 'old')
    const third = submit('segments', 'new')
    await expect(second.result).rejects.toMatchObject({ code: 'job.superseded' })
    run(0).finish()
    await settled()
    expect(runs.map(({ input }) => input)).toEqual(['import', 'new'])
    run(1).finish()
    await third.result
  })

  it('counts a superseded job as done when it had stored its result already', async () => {
    const first = submit('import', 'old')
    submit('import', 'new')
    run(0).finish()
    await expect(first.result).resolves.toBe('old done')
    expect(states(first.id)).toEqual(['running', 'done'])
  })

  it('cancels running and waiting jobs, and no others', async () => {
    const first = submit('import')
    const second = submit('segments')
    queue.cancel(second.id)
    await expect(second.result).rejects.toMatchObject({ code: 'job.cancelled' })
    queue.cancel(first.id)
    run(0).fail(new Error('whatever it threw on its way out'))
    await expect(first.result).rejects.toMatchObject({ code: 'job.cancelled' })
    expect(events.at(-1)?.state).toBe('cancelled')
    expect(() => queue.cancel(first.id)).toThrow(expect.objectContaining({ code: 'job.notFound', details: { id: first.id } }))
    expect(() => queue.cancel('nonsense')).toThrow(expect.objectContaining({ code: 'job.notFound' }))
  })

  it('keeps the first reason to stop', async () => {
    const first = submit('import', 'old')
    queue.cancel(first.id)
    submit('import', 'new')
    run(0).fail(new Error('stopped'))
    await expect(first.result).rejects.toMatchObject({ code: 'job.cancelled' })
  })

  it('announces at most ten changes a second, and always the last', async () => {
    const { id } = submit('preview')
    for (let done = 1; done <= 1_000; done++) {
      run(0).progress(done)
      await vi.advanceTimersByTimeAsync(2)
    }
    const within = events.filter((event) => event.id === id)
    expect(within.length).toBeGreaterThan(10)
    expect(within.length).toBeLessThanOrEqual(20)
    await vi.advanceTimersByTimeAsync(200)
    expect(events.at(-1)?.progress?.done).toBe(1_000)
    const before = events.length
    await vi.advanceTimersByTimeAsync(10_000)
    expect(events.length).toBe(before)
  })

  it('says how fast a job is and how long it still needs', async () => {
    submit('import')
    for (let done = 0; done <= 400; done += 10) {
      run(0).progress(done)
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(queue.list()[0]?.rate).toBeCloseTo(100, 9)
    expect(queue.list()[0]?.secondsLeft).toBeCloseTo(6, 9)
  })

  it('hears nothing from a job that has ended', async () => {
    const { result } = submit('preview')
    run(0).finish()
    await result
    const before = events.length
    run(0).progress(7)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(events.length).toBe(before)
  })

  it('ends a job that runs too long, though it reports progress', async () => {
    create({ limits: { import: { totalSeconds: 10, silenceSeconds: 5 } } })
    const { result } = submit('import')
    for (let second = 1; second <= 11; second++) {
      expect(run(0).signal.aborted).toBe(false)
      run(0).progress(second)
      await vi.advanceTimersByTimeAsync(1_000)
    }
    expect(run(0).signal.aborted).toBe(true)
    run(0).fail(new SextantError('job.cancelled'))
    await expect(result).rejects.toMatchObject({ code: 'job.timeout', details: { seconds: 10 } })
    expect(events.at(-1)?.state).toBe('failed')
  })

  it('ends a job that gives no sign of life', async () => {
    create({ limits: { import: { totalSeconds: 100, silenceSeconds: 5 } } })
    const { result } = submit('import')
    run(0).progress(1)
    await vi.advanceTimersByTimeAsync(4_500)
    expect(run(0).signal.aborted).toBe(false)
    await vi.advanceTimersByTimeAsync(1_000)
    run(0).fail(new SextantError('job.cancelled'))
    await expect(result).rejects.toMatchObject({ code: 'job.stalled', details: { seconds: 5 } })
  })

  it('does not count time before the start of a waiting job', async () => {
    create({ limits: { segments: { totalSeconds: 5, silenceSeconds: 5 } } })
    submit('import')
    const waiting = submit('segments')
    await vi.advanceTimersByTimeAsync(60_000)
    run(0).finish()
    await settled()
    expect(queue.list().find(({ id }) => id === waiting.id)).toMatchObject({ state: 'running', startedAt: 1_060_000 })
    await vi.advanceTimersByTimeAsync(4_000)
    expect(run(1).signal.aborted).toBe(false)
  })

  it('keeps ended jobs for ten minutes, newest first', async () => {
    for (const kind of ['preview', 'check'] as const) {
      const { result } = submit(kind)
      runs.at(-1)?.finish()
      await result
    }
    expect(queue.list().map(({ kind }) => kind)).toEqual(['check', 'preview'])
    await vi.advanceTimersByTimeAsync(11 * 60_000)
    expect(queue.list()).toEqual([])
  })

  it('hands out copies', () => {
    submit('preview')
    const [job] = queue.list()
    if (job) job.label = 'changed'
    expect(queue.list()[0]?.label).toBe('preview.csv')
  })

  it('tells when it is idle', async () => {
    await queue.idle()
    submit('preview')
    const idle = vi.fn()
    void queue.idle().then(idle)
    await settled()
    expect(idle).not.toHaveBeenCalled()
    run(0).finish()
    await settled()
    expect(idle).toHaveBeenCalledOnce()
  })

  it('is disposed of after everything has stopped, and refuses more', async () => {
    const first = submit('import')
    const second = submit('segments')
    const disposed = queue.dispose()
    await expect(second.result).rejects.toMatchObject({ code: 'job.cancelled' })
    expect(host.dispose).not.toHaveBeenCalled()
    run(0).fail(new Error('stopped'))
    await expect(first.result).rejects.toMatchObject({ code: 'job.cancelled' })
    await disposed
    expect(host.dispose).toHaveBeenCalledOnce()
    await expect(submit('check').result).rejects.toMatchObject({ code: 'job.cancelled' })
    expect(runs).toHaveLength(1)
  })

  it('survives a host that throws', async () => {
    const broken = {
      ...host,
      run: () => {
        throw new Error('no room for a process')
      }
    }
    create({ host: broken })
    await expect(submit('import').result).rejects.toThrow('no room for a process')
    expect(events.at(-1)).toMatchObject({ state: 'failed', error: { code: 'internal.unexpected' } })
  })
})

import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { parseFromWorker } from '../../../src/main/core/jobs/protocol.ts'
import { type Port, serveTasks } from '../../../src/main/core/jobs/serve.ts'
import type { TaskContext } from '../../../src/main/core/jobs/types.ts'
import { SextantError } from '../../../src/shared/errors.ts'

function serve(task: (input: number, ctx: TaskContext) => Promise<unknown>, send?: Port['send']) {
  const sent: unknown[] = []
  let receive: (message: unknown) => void = () => {}
  let now = 0
  const port: Port = { send: send ?? ((message) => sent.push(message)), onMessage: (handler) => (receive = handler) }
  serveTasks({ task }, port, () => now)
  return {
    sent,
    receive: (message: unknown) => receive(message),
    tick: (milliseconds: number) => {
      now += milliseconds
    }
  }
}

describe('serving a task', () => {
  it('answers with the output', async () => {
    const { sent, receive } = serve(async (input) => ({ twice: 2 * input }))
    receive({ type: 'run', task: 'task', input: 21 })
    await setImmediate()
    expect(sent).toEqual([{ type: 'done', output: { twice: 42 } }])
  })

  it.each(['unknown', 'toString', '__proto__'])('knows no task %s', async (task) => {
    const { sent, receive } = serve(async () => 1)
    receive({ type: 'run', task, input: 0 })
    await setImmediate()
    expect(sent).toMatchObject([{ type: 'failed', error: { code: 'internal.unexpected', details: { reason: `no task ${task}` } } }])
  })

  it('sends every phase, but no more of it than the line should carry', async () => {
    const served = serve(async (_input, { onProgress }) => {
      for (let done = 0; done < 1_000; done++) {
        onProgress({ phase: 'read', done, total: null, unit: 'rows' })
        served.tick(1)
      }
      onProgress({ phase: 'write', done: 0, total: null, unit: 'rows' })
    })
    served.receive({ type: 'run', task: 'task', input: 0 })
    await setImmediate()
    const done = served.sent.flatMap((message) => {
      const parsed = parseFromWorker(message)
      return parsed?.type === 'progress' ? [`${parsed.progress.phase} ${parsed.progress.done}`] : []
    })
    expect(done).toEqual([...Array.from({ length: 20 }, (_, i) => `read ${i * 50}`), 'write 0'])
  })

  it('passes the cancel on, and calls what follows cancelled', async () => {
    const { sent, receive } = serve(async (_input, { signal }) => {
      while (!signal.aborted) await setImmediate()
      throw new Error('a file that was closed under its reader')
    })
    receive({ type: 'run', task: 'task', input: 0 })
    receive({ type: 'cancel' })
    await setImmediate()
    await setImmediate()
    expect(sent).toMatchObject([{ type: 'failed', error: { code: 'job.cancelled' } }])
  })

  it('says when it commits, unless it was cancelled before', async () => {
    const { sent, receive } = serve(async (_input, { committing }) => {
      await setImmediate()
      committing?.()
      return 'stored'
    })
    receive({ type: 'run', task: 'task', input: 0 })
    await setImmediate()
    await setImmediate()
    expect(sent.splice(0)).toEqual([{ type: 'committing' }, { type: 'done', output: 'stored' }])
    receive({ type: 'run', task: 'task', input: 0 })
    receive({ type: 'cancel' })
    await setImmediate()
    await setImmediate()
    expect(sent).toMatchObject([{ type: 'failed', error: { code: 'job.cancelled' } }])
  })

  it('still answers when its result cannot be carried', async () => {
    const sent: unknown[] = []
    const { receive } = serve(
      async () => 1,
      (message) => {
        if (message.type === 'done') throw new DOMException('#<Promise> could not be cloned.', 'DataCloneError')
        sent.push(message)
      }
    )
    receive({ type: 'run', task: 'task', input: 0 })
    await setImmediate()
    expect(sent).toMatchObject([{ type: 'failed', error: { code: 'internal.unexpected' } }])
  })
})

describe('messages of a worker', () => {
  const failure = { message: 'm', remedy: 'r', details: {} }

  it.each([
    { type: 'done', output: undefined },
    { type: 'progress', progress: { phase: 'read', done: 1, total: null, unit: 'rows' } },
    { type: 'failed', error: { ...failure, code: 'file.empty' } }
  ])('accepts $type', (message) => {
    expect(parseFromWorker(message)).toEqual(message)
  })

  it.each([
    undefined,
    'done',
    {},
    { type: 'other' },
    { type: 'progress', progress: { phase: 'read', done: 'many', total: null, unit: 'rows' } },
    { type: 'failed', error: { ...failure, code: 'no.such.code' } },
    { type: 'failed', error: { ...failure, code: 'toString' } },
    { type: 'failed', error: new SextantError('file.empty') }
  ])('refuses %o', (message) => {
    expect(parseFromWorker(message)).toBeUndefined()
  })
})

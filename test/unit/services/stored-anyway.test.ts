import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createInlineHost } from '../../../src/main/core/jobs/inline-host.ts'
import type { JobHost } from '../../../src/main/core/jobs/types.ts'
import { tasks } from '../../../src/main/core/tasks/index.ts'
import { SextantError } from '../../../src/shared/errors.ts'
import { openTestApp, type TestApp } from '../../fixtures/orders-app.ts'

/** A host whose processes die: after their COMMIT and before their answer, or before they begin. */
let dies: 'never' | 'after' | 'before'
function mortal(): JobHost<typeof tasks> {
  const inline = createInlineHost(tasks, Date.now)
  return {
    run(task, input, options) {
      const crash = new SextantError('job.crashed', { reason: 'signal SIGKILL', log: '' })
      if (dies === 'before') return Promise.reject(crash)
      const outcome = inline.run(task, input, options)
      if (dies === 'never' || (task !== 'import' && task !== 'undo')) return outcome
      return outcome.then(() => Promise.reject(crash))
    },
    dispose: () => inline.dispose()
  }
}

let test: TestApp
beforeEach(async () => {
  dies = 'never'
  test = openTestApp({ host: mortal() })
  await test.call('workspace.create', { name: 'w' })
})
afterEach(() => test.dispose())

const csv = (...rows: string[]) => `${['Order,Date,Customer,Quantity,Unit price', ...rows].join('\n')}\n`
const start = (name: string, content: string) => test.call('import.start', { files: [test.file(name, content)], label: name, mappings: {} })
const labels = async () => (await test.call('sources.list', {})).map(({ label }) => label)

describe('a process that ends between its COMMIT and its answer', () => {
  it('has imported: its result is that of the workspace', async () => {
    await start('a.csv', csv('1,2024-01-15,C1,2,5.00'))
    dies = 'after'
    const [result] = await start('b.csv', csv('2,2024-01-16,C2,1,4.00', '3,2024-01-17,C2,x,4.00'))
    expect(result).toMatchObject({ source: { id: 2, file: 'b.csv' }, rows: { read: 2, stored: 1, rejected: 1 } })
    const [job] = await test.call('jobs.list', {})
    expect(job).toMatchObject({ kind: 'import', state: 'done', error: null })
    expect(await labels()).toEqual(['b.csv', 'a.csv'])
  })

  it('has taken back: the report is that of the undo', async () => {
    await start('a.csv', csv('1,2024-01-15,C1,2,5.00', '2,2024-01-15,C1,x,5.00'))
    const planned = await test.call('sources.undoPlan', { importId: 1 })
    dies = 'after'
    expect(await test.call('sources.undo', { importId: 1 })).toEqual(planned)
    expect(planned.removed).toMatchObject({ orderLines: 1, rejectedRows: 1 })
    expect(await labels()).toEqual([])
  })

  it('has done nothing if it ends before', async () => {
    await start('a.csv', csv('1,2024-01-15,C1,2,5.00'))
    dies = 'before'
    await expect(start('b.csv', csv('2,2024-01-16,C2,1,4.00'))).rejects.toMatchObject({ code: 'job.crashed' })
    await expect(test.call('sources.undo', { importId: 1 })).rejects.toMatchObject({ code: 'job.crashed' })
    expect(await labels()).toEqual(['a.csv'])
  })
})

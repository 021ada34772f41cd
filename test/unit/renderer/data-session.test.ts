import { describe, expect, it } from 'vitest'
import type { Api, DroppedFile } from '../../../src/renderer/api.ts'
import { createImportStore } from '../../../src/renderer/features/data/importStore.ts'
import { advance, isBusy, isMadeInVain, isReview, noSession, type Session } from '../../../src/renderer/features/data/session.ts'
import { SextantError } from '../../../src/shared/errors.ts'
import type { Preview } from '../../../src/shared/model/import.ts'
import { group, preview } from './data.fixture.ts'

const dropped: DroppedFile[] = [{ file: new File(['a'], 'orders.csv'), name: 'orders.csv' }]

/** A core whose answers the test gives, one by one. */
function fakeCore() {
  const calls: { method: string; request: unknown; resolve: (value: unknown) => void; reject: (error: unknown) => void }[] = []
  const call = (method: string, request: unknown) =>
    new Promise<unknown>((resolve, reject) => calls.push({ method, request, resolve, reject }))
  const stageFiles: Api['stageFiles'] = async (files, { signal } = {}) => {
    await Promise.resolve()
    if (signal?.aborted) throw new SextantError('job.cancelled')
    return files.map(({ name }, i) => ({ id: `${name}#${i}`, name }))
  }
  const open = (method: string) => {
    const found = calls.findLast((one) => one.method === method)
    if (!found) throw new Error(`${method} was not called`)
    return found
  }
  return { api: { call: call as Api['call'], stageFiles }, calls, open }
}

const settle = () => new Promise((resolve) => setTimeout(resolve))

async function opened(answer: Preview = preview([group()])) {
  const core = fakeCore()
  const store = createImportStore(core.api)
  store.begin(dropped)
  await settle()
  core.open('import.preview').resolve(answer)
  await settle()
  return { ...core, store }
}

describe('an import', () => {
  it('goes from the drop to the result', async () => {
    const core = fakeCore()
    const store = createImportStore(core.api)
    const steps: string[] = []
    store.subscribe(() => steps.push(store.session().step))
    store.begin(dropped)
    await settle()
    core.open('import.preview').resolve(preview([group()]))
    await settle()
    store.store()
    expect(isBusy(store.session())).toBe(true)
    expect(core.open('import.start').request).toEqual({ files: ['orders.csv#0'], label: 'orders.csv', mappings: { g: group().mapping } })
    core.open('import.start').resolve([])
    await settle()
    expect(steps).toEqual(['staging', 'reading', 'open', 'importing', 'done'])
  })

  it('is read again under a changed mapping, and an older answer that comes late is dropped', async () => {
    const { store, calls, open } = await opened()
    store.change('g', { kind: 'orders', columns: { A: 'customer' } })
    const first = open('import.preview')
    store.change('g', { kind: 'orders', columns: { B: 'customer' } })
    expect(open('import.preview').request).toMatchObject({ mappings: { g: { columns: { B: 'customer' } } } })
    open('import.preview').resolve(preview([group({ rows: 2 })]))
    await settle()
    first.resolve(preview([group({ rows: 1 })]))
    await settle()
    expect(store.session()).toMatchObject({ step: 'open', rereading: false, error: null, preview: { groups: [{ rows: 2 }] } })
    expect(calls.filter(({ method }) => method === 'import.preview')).toHaveLength(3)
  })

  it('does not mistake a reading that gave way to a newer one for a failure', async () => {
    const { store, open } = await opened()
    store.change('g', { kind: 'orders', columns: { A: 'customer' } })
    const first = open('import.preview')
    store.change('g', { kind: 'orders', columns: { B: 'customer' } })
    first.reject(new SextantError('job.superseded'))
    await settle()
    expect(store.session()).toMatchObject({ step: 'open', rereading: true, error: null })
  })

  it('keeps what is on screen when a change cannot be read, and says why', async () => {
    const { store, open } = await opened()
    store.change('g', { kind: 'orders', columns: {} })
    open('import.preview').reject(new SextantError('job.crashed', { reason: 'test' }))
    await settle()
    expect(store.session()).toMatchObject({ step: 'open', rereading: false, error: { code: 'job.crashed' } })
  })

  it('that fails gives its files back and can be started again with the same answers', async () => {
    const { store, open } = await opened()
    store.change('g', { kind: 'orders', columns: { A: 'customer' } })
    open('import.preview').resolve(preview([group()]))
    await settle()
    store.store()
    open('import.start').reject(new SextantError('job.cancelled'))
    await settle()
    expect(store.session()).toMatchObject({ step: 'stopped', error: { code: 'job.cancelled' } })
    expect(open('import.discard').request).toEqual({ files: ['orders.csv#0'] })
    store.again()
    await settle()
    expect(open('import.preview').request).toMatchObject({ mappings: { g: { columns: { A: 'customer' } } } })
  })

  it('goes without files that could not be read, and gives those back too', async () => {
    const core = fakeCore()
    const store = createImportStore(core.api)
    store.begin([...dropped, { file: new File(['b'], 'photo.csv'), name: 'photo.csv' }])
    await settle()
    const error = { code: 'file.notATable', message: '', remedy: '', details: {} }
    core.open('import.preview').resolve(preview([group()], [{ file: 'photo.csv', error }]))
    await settle()
    store.store()
    expect(core.open('import.start').request).toMatchObject({ files: ['orders.csv#0'] })
    core.open('import.start').resolve([])
    await settle()
    expect(core.open('import.discard').request).toEqual({ files: ['photo.csv#1'] })
  })

  it('can leave a group out', async () => {
    const other = group({ id: 'h', files: [{ file: 'notes.csv', sheet: null, rows: 1, bytes: 1 }] })
    const core = fakeCore()
    const store = createImportStore(core.api)
    store.begin([...dropped, { file: new File(['b'], 'notes.csv'), name: 'notes.csv' }])
    await settle()
    core.open('import.preview').resolve(preview([group(), other]))
    await settle()
    store.leaveOut(other)
    expect(core.open('import.preview').request).toMatchObject({ files: ['orders.csv#0'] })
    expect(core.open('import.discard').request).toEqual({ files: ['notes.csv#1'] })
  })

  it('that is closed hears no late answer', async () => {
    const core = fakeCore()
    const store = createImportStore(core.api)
    store.begin(dropped)
    await settle()
    store.close()
    core.open('import.preview').resolve(preview([group()]))
    await settle()
    expect(store.session()).toBe(noSession)
  })

  it('takes in more files, with the answers that were given, but not what was left out', async () => {
    const other = group({ id: 'h', files: [{ file: 'notes.csv', sheet: null, rows: 1, bytes: 1 }] })
    const core = fakeCore()
    const store = createImportStore(core.api)
    store.begin([...dropped, { file: new File(['b'], 'notes.csv'), name: 'notes.csv' }])
    await settle()
    core.open('import.preview').resolve(preview([group(), other]))
    await settle()
    store.change('g', { kind: 'orders', columns: { A: 'customer' } })
    store.leaveOut(other)
    core.open('import.preview').resolve(preview([group()]))
    await settle()
    store.add([
      { file: new File(['c'], 'orders.csv'), name: 'orders.csv' },
      { file: new File(['d'], 'more.csv'), name: 'more.csv' }
    ])
    await settle()
    expect(core.open('import.preview').request).toEqual({
      files: ['orders.csv#0', 'more.csv#1'],
      mappings: { g: { kind: 'orders', columns: { A: 'customer' } } }
    })
    expect(store.session()).toMatchObject({
      step: 'reading',
      label: 'orders.csv and 1 more',
      dropped: [{ name: 'orders.csv' }, { name: 'more.csv' }]
    })
  })

  it('leaves the workspace that was made for it when it is discarded, not once it was confirmed', async () => {
    const core = fakeCore()
    const store = createImportStore(core.api)
    const left = () => core.calls.filter(({ method }) => method === 'workspace.leave').length
    store.begin(dropped, {}, true)
    await settle()
    core.open('import.preview').resolve(preview([group()]))
    await settle()
    expect(isReview(store.session())).toBe(true)
    expect(isMadeInVain(store.session())).toBe(true)
    void store.close()
    expect(left()).toBe(1)
    store.begin(dropped, {}, true)
    await settle()
    core.open('import.preview').resolve(preview([group()]))
    await settle()
    store.store()
    core.open('import.start').reject(new SextantError('job.cancelled'))
    await settle()
    void store.close()
    expect(left()).toBe(1)
    // Another workspace than one that was made for the files stays, whatever becomes of them.
    store.begin(dropped)
    await settle()
    void store.close()
    expect(left()).toBe(1)
  })

  it('is cancelled by its job', async () => {
    const { store, open } = await opened()
    store.store()
    store.cancel()
    open('jobs.list').resolve([
      { id: 'old', kind: 'import', state: 'done' },
      { id: 'now', kind: 'import', state: 'running' },
      { id: 'other', kind: 'segments', state: 'running' }
    ])
    await settle()
    expect(open('jobs.cancel').request).toEqual({ id: 'now' })
  })
})

describe('the steps', () => {
  it('do not move by an event that does not fit', () => {
    const done: Session = { step: 'done', label: '', dropped: [], watch: null, mappings: {}, made: false, result: [] }
    expect(advance(noSession, { type: 'started' })).toBe(noSession)
    expect(advance(done, { type: 'failed', error: new Error() })).toBe(done)
    expect(advance(done, { type: 'stagedSome', done: 1 })).toBe(done)
    expect(advance(done, { type: 'closed' })).toBe(noSession)
  })
})

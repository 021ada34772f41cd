import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { arrived, type SeenFile } from '../../../src/main/core/watch/look.ts'
import type { WatchedFolder } from '../../../src/shared/model/watch.ts'
import { manyOrders, openTestApp, ordersCsv, type TestApp } from '../../fixtures/orders-app.ts'

let test: TestApp
let folder: string

beforeEach(async () => {
  test = openTestApp({ watchEveryMs: 20 })
  folder = path.join(test.folder, 'exports')
  mkdirSync(folder)
  await test.call('workspace.create', { name: 'shop' })
})
afterEach(() => test.dispose())

const put = (name: string, content: string) => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
  writeFileSync(path.join(folder, name), content)
}
const january = ordersCsv(['A1,C1,2024-01-15,P1,2,9.50', 'A2,C2,2024-01-16,P2,1,20.00'])
const february = ordersCsv(['A3,C1,2024-02-15,P1,2,9.50'])

/** What a person does: names the folder, looks at what was understood, imports. */
async function confirm(rerun: ('segments' | 'support')[] = []): Promise<void> {
  const { files } = await test.call('watch.open', { path: folder })
  const ids = files.map(({ id }) => id)
  const { groups } = await test.call('import.preview', { files: ids })
  const mappings = Object.fromEntries(groups.map(({ id, mapping }) => [id, mapping]))
  await test.call('import.start', { files: ids, label: '', mappings, watch: { path: folder, rerun } })
}

/** The folder once it is as expected. */
async function until(fits: (watched: WatchedFolder) => boolean): Promise<WatchedFolder> {
  for (let left = 500; left > 0; left--) {
    const [watched] = await test.call('watch.list', {})
    if (watched !== undefined && fits(watched)) return watched
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`never: ${JSON.stringify(await test.call('watch.list', {}))}`)
}
const lines = async () => (await test.call('workspace.current', {}))?.counts.orderLines

describe('a watched folder', () => {
  it('imports what arrives as it was confirmed, and nothing twice', async () => {
    put('january.csv', january)
    await confirm()
    expect(await test.call('watch.list', {})).toEqual([
      { id: 1, path: folder, active: true, rerun: [], imported: 1, lastImportedAt: expect.any(Number), left: [], problem: null }
    ])
    put('2024/february.csv', february)
    await until(({ imported }) => imported === 2)
    expect(await lines()).toBe(3)
    expect((await test.call('sources.list', {})).map(({ label }) => label)).toEqual(['exports/2024/february.csv', expect.any(String)])
    expect(test.events).toContainEqual(['workspace.changed', { reason: 'watched' }])
  })

  it('reads a file again that has grown, and stores what is new in it', async () => {
    put('all.csv', january)
    await confirm()
    appendFileSync(path.join(folder, 'all.csv'), 'A9,C9,2024-03-01,P1,1,9.50\n')
    await expect.poll(lines, { timeout: 10_000 }).toBe(3)
    const [newest] = await test.call('sources.list', {})
    expect(newest?.rows).toMatchObject({ read: 3, stored: 1, duplicate: 2 })
  })

  it('leaves files with other columns to a person, says so, and takes them once they are confirmed', async () => {
    put('january.csv', january)
    await confirm()
    put('other.csv', 'Invoice,Client,Day,Total\nB1,C5,2024-05-01,12.00\nB2,C6,2024-05-02,13.00\n')
    put('paper.csv', '%PDF-1.4\n%%EOF')
    const watched = await until(({ left }) => left.length === 2)
    expect(watched.left[0]).toMatchObject({ file: 'exports/other.csv', error: { code: 'watch.unknownHeader' } })
    expect(await lines()).toBe(2)

    const opened = await test.call('watch.openLeft', { id: watched.id, file: 'exports/other.csv' })
    const ids = opened.files.map(({ id }) => id)
    const { groups } = await test.call('import.preview', { files: ids })
    await test.call('import.start', {
      files: ids,
      label: '',
      mappings: Object.fromEntries(groups.map(({ id, mapping }) => [id, mapping])),
      watch: { path: opened.path, rerun: opened.rerun }
    })
    expect(await test.call('watch.list', {})).toMatchObject([{ imported: 2, left: [{ file: 'exports/paper.csv' }] }])
    put('other 2.csv', 'Invoice,Client,Day,Total\nB3,C5,2024-06-01,14.00\n')
    await until(({ imported }) => imported === 3)
    put('more.csv', ordersCsv(['A4,C4,2024-06-03,P1,1,9.50']))
    await until(({ imported }) => imported === 4)
    expect(await lines()).toBe(6)
  })

  it.each([
    ['no table', 'paper.csv', '%PDF-1.4\n%%EOF', /^file\./],
    ['every row rejected', 'bad.csv', ordersCsv(['A7,C1,never,P1,2,9.50', 'A8,C1,soon,P1,2,9.50']), /^import\./]
  ])('leaves a file that cannot be imported: %s', async (_, name, content, code) => {
    put('january.csv', january)
    await confirm()
    put(name, content)
    const { left } = await until((watched) => watched.left.length === 1)
    expect(left[0]?.error.code).toMatch(code)
    expect(await lines()).toBe(2)
    // Looked at once: only a change of the file brings it up again.
    const jobs = (await test.call('jobs.list', {})).length
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect((await test.call('jobs.list', {})).length).toBe(jobs)
    put(name, february)
    await until(({ imported }) => imported === 2)
  })

  it('leaves a file of other things to a person also when it arrives with one that fits', async () => {
    put('january.csv', january)
    await confirm()
    put('february.csv', february)
    put('people.csv', 'Name,Town\nAnn,Leeds\nBob,York\n')
    const watched = await until(({ imported, left }) => imported + left.length === 3)
    expect(watched.left.map(({ file }) => file)).toEqual(['exports/people.csv'])
    expect((await test.call('sources.list', {})).map(({ label }) => label)).toEqual(['exports/february.csv', expect.any(String)])
  })

  it('leaves the one file whose dates are open to a person, and imports those that arrive with it', async () => {
    put('january.csv', january)
    await confirm()
    put('february.csv', february)
    put('march.csv', ordersCsv(['A4,C1,03/04/2024,P1,2,9.50', 'A5,C1,05/06/2024,P1,2,9.50']))
    const watched = await until(({ imported, left }) => imported + left.length === 3)
    expect(watched.left).toMatchObject([
      { file: 'exports/march.csv', error: { code: 'import.ambiguousDate', details: { file: 'exports/march.csv' } } }
    ])
    expect(await lines()).toBe(3)
  })

  it('says when the folder is gone, and goes on when it is back', async () => {
    put('january.csv', january)
    await confirm()
    renameSync(folder, `${folder} away`)
    const { problem } = await until((watched) => watched.problem !== null)
    expect(problem).toMatchObject({ code: 'file.notFound' })
    renameSync(`${folder} away`, folder)
    put('february.csv', february)
    await until((watched) => watched.problem === null && watched.imported === 2)
  })

  it('rests, changes and is forgotten; what was imported stays', async () => {
    put('january.csv', january)
    await confirm()
    await test.call('watch.change', { id: 1, active: false })
    put('february.csv', february)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await lines()).toBe(2)
    await test.call('watch.change', { id: 1, active: true, rerun: ['segments'] })
    await until(({ imported, rerun }) => imported === 2 && rerun[0] === 'segments')
    await test.call('watch.remove', { id: 1 })
    expect(await test.call('watch.list', {})).toEqual([])
    expect(await lines()).toBe(3)
    await expect(test.call('watch.remove', { id: 1 })).rejects.toMatchObject({ code: 'watch.notFound' })
    await expect(test.call('watch.change', { id: 1 })).rejects.toMatchObject({ code: 'watch.notFound' })
  })

  it('is followed by what was chosen, as it was chosen last', async () => {
    put('january.csv', ordersCsv(manyOrders(300)))
    await confirm(['segments'])
    await test.call('segments.run', { k: 3, features: ['recency', 'monetary'], seed: 7, starts: 2 })
    put('february.csv', ordersCsv(['Z1,C1,2024-02-15,P1,200,9.50']))
    await expect.poll(async () => (await test.call('segments.latest', {}))?.run.id, { timeout: 20_000 }).toBe(2)
    expect((await test.call('segments.latest', {}))?.run.params).toMatchObject({ k: 3, features: ['monetary', 'recency'], starts: 2 })
  })

  it('is followed by support, as it was asked for last', async () => {
    put('january.csv', ordersCsv(manyOrders(300).slice(0, 250)))
    await confirm(['support'])
    await test.call('support.run', { clusters: 3, seed: 7 })
    put('february.csv', ordersCsv(['Z1,C1,2024-02-15,P1,200,9.50']))
    await expect.poll(async () => (await test.call('support.latest', {}))?.run.id, { timeout: 20_000 }).toBe(2)
    expect((await test.call('support.latest', {}))?.run.params).toMatchObject({ clusters: 3, seed: 7 })
  })

  it('outlives the session', async () => {
    put('january.csv', january)
    await confirm()
    await test.app.close()
    put('february.csv', february)
    const again = openTestApp({ folder: test.folder, watchEveryMs: 20 })
    try {
      await again.call('workspace.current', {})
      await expect.poll(async () => (await again.call('watch.list', {}))[0]?.imported, { timeout: 10_000 }).toBe(2)
    } finally {
      await again.app.close()
    }
  })
})

describe('a folder that cannot be watched', () => {
  it.each([
    ['relative', () => 'exports', 'watch.notAFolder'],
    ['a file', () => test.file('a.csv', january), 'watch.notAFolder'],
    ['missing', () => path.join(test.folder, 'nowhere'), 'watch.notAFolder'],
    ['empty', () => folder, 'watch.emptyFolder']
  ])('%s', async (_, where, code) => {
    await expect(test.call('watch.open', { path: where() })).rejects.toMatchObject({ code })
  })

  it('is not watched when its import fails', async () => {
    put('bad.csv', ordersCsv(['A7,C1,2024-01-01,P1,2,9.50', 'A8,C1,2024-01-02,P1,2,9.50']))
    const { files } = await test.call('watch.open', { path: folder })
    rmSync(path.join(folder, 'bad.csv'))
    const ids = files.map(({ id }) => id)
    await expect(test.call('import.start', { files: ids, label: '', watch: { path: folder } })).rejects.toMatchObject({
      code: 'watch.emptyFolder'
    })
    expect(await test.call('watch.list', {})).toEqual([])
  })
})

describe('what has arrived', () => {
  const file = (part: Partial<SeenFile> = {}): SeenFile => ({ path: '/x/a.csv', file: 'x/a.csv', bytes: 10, modifiedMs: 5, ...part })
  const known = (part: Partial<SeenFile> = {}) => new Map([['x/a.csv', file(part)]])

  it.each<[string, SeenFile[], SeenFile[], Map<string, SeenFile>, number]>([
    ['is nothing at the first look', [file()], [], new Map(), 0],
    ['is a file that stood still between two looks', [file()], [file()], new Map(), 1],
    ['is not a file that still grows', [file({ bytes: 11 })], [file()], new Map(), 0],
    ['is not a file that is still written to', [file({ modifiedMs: 6 })], [file()], new Map(), 0],
    ['is not what was looked at before', [file()], [file()], known(), 0],
    ['is what has grown since', [file({ bytes: 11 })], [file({ bytes: 11 })], known(), 1],
    ['is what was written anew since', [file({ modifiedMs: 6 })], [file({ modifiedMs: 6 })], known(), 1]
  ])('%s', (_, now, before, seen, count) => {
    expect(arrived(now, before, seen)).toHaveLength(count)
  })
})

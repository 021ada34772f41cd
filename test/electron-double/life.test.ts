/** The order of an app's life, and who may say no to what. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { provideTinyApps } from './support/tiny-app.ts'

const tiny = provideTinyApps()

/** Writes each event down as it comes. */
const noting = (code: string) => `
  import { app, BrowserWindow } from 'electron'
  const note = (text) => console.log('> ' + text)
  for (const name of ['will-finish-launching', 'ready', 'window-all-closed', 'before-quit', 'will-quit', 'quit']) app.on(name, () => note(name))
  process.on('exit', (code) => note('exit ' + code))
  ${code}
  note('run')`
const notes = (output: string) => output.split('\n').flatMap((line) => (line.startsWith('> ') ? [line.slice(2)] : []))

async function lifeOf(code: string, ...args: string[]) {
  const app = await tiny.start(tiny.write({ main: noting(code) }), { args })
  const exitCode = await app.ended
  return { notes: notes(app.output()), exitCode, defects: app.defects }
}

describe('an app', () => {
  it('is ready after its entry has run, and quits windows first', async () => {
    const life = await lifeOf(`app.whenReady().then(() => {
      const window = new BrowserWindow()
      window.on('close', () => note('close'))
      window.on('closed', () => note('closed'))
      app.quit()
    })`)
    expect(life).toEqual({
      notes: ['run', 'will-finish-launching', 'ready', 'before-quit', 'close', 'closed', 'will-quit', 'quit', 'exit 0'],
      exitCode: 0,
      defects: []
    })
  })

  it('quits with its last window unless it listens for that', async () => {
    const quits = `import('electron').then(() => app.whenReady()).then(() => { app.removeAllListeners('window-all-closed'); new BrowserWindow().close() })`
    expect((await lifeOf(quits)).notes.slice(-4)).toEqual(['before-quit', 'will-quit', 'quit', 'exit 0'])
    const stays = `app.whenReady().then(() => { new BrowserWindow().close(); app.on('window-all-closed', () => setImmediate(() => app.exit(3))) })`
    expect((await lifeOf(stays)).notes.slice(-3)).toEqual(['window-all-closed', 'quit', 'exit 3'])
  })

  it.each([
    ['before-quit', "app.once('before-quit', no)", ['before-quit', 'no', 'before-quit', 'will-quit', 'quit', 'exit 0']],
    ['will-quit', "app.once('will-quit', no)", ['before-quit', 'will-quit', 'no', 'before-quit', 'will-quit', 'quit', 'exit 0']],
    ['a window', "new BrowserWindow().once('close', no)", ['before-quit', 'no', 'before-quit', 'will-quit', 'quit', 'exit 0']]
  ])('can be told not to quit by %s', async (_who, listen, expected) => {
    const code = `const no = (event) => { event.preventDefault(); note('no'); setTimeout(() => app.quit(), 50) }
      app.whenReady().then(() => { ${listen}; app.quit() })`
    expect((await lifeOf(code)).notes.slice(3)).toEqual(expected)
  })

  it('asks nobody when it exits', async () => {
    const code = "app.whenReady().then(() => { new BrowserWindow().on('close', () => note('close')); app.exit(7) })"
    expect((await lifeOf(code)).notes.slice(3)).toEqual(['quit', 'exit 7'])
  })

  it('becomes ready all the same when it quits before, as Electron does', async () => {
    expect((await lifeOf('app.quit()')).notes).toEqual([
      'before-quit',
      'will-quit',
      'quit',
      'run',
      'will-finish-launching',
      'ready',
      'exit 0'
    ])
  })

  it.skipIf(process.platform === 'win32')('quits on a signal, unless it has a listener of its own', async () => {
    const app = await tiny.run({ main: noting('') })
    app.process().kill('SIGTERM')
    expect(await app.ended).toBe(0)
    expect(notes(app.output()).slice(-4)).toEqual(['before-quit', 'will-quit', 'quit', 'exit 0'])
    const other = await tiny.run({ main: noting("process.on('SIGTERM', () => app.exit(5))") })
    other.process().kill('SIGTERM')
    expect(await other.ended).toBe(5)
  })
})

describe('a second instance', () => {
  const main = `
    import { app } from 'electron'
    globalThis.others = []
    app.on('second-instance', (event, argv, cwd, data) => others.push([argv.at(-1), data]))
    if (!app.requestSingleInstanceLock({ wanted: process.argv.at(-1) })) app.exit(0)`

  it('hands over what it was asked, and the lock is free when the first has gone, also by a kill', async () => {
    const folder = tiny.write({ main })
    const first = await tiny.start(folder)
    await first.ready
    const second = await tiny.start(folder, { args: ['a.sextant'] })
    expect(await second.ended).toBe(0)
    await expect
      .poll(() => first.evaluate(() => (globalThis as unknown as { others: unknown[] }).others, null))
      .toEqual([['a.sextant', { wanted: 'a.sextant' }]])
    first.process().kill('SIGKILL')
    await first.ended
    const third = await tiny.start(folder)
    await third.ready
    expect(await third.evaluate(({ app }) => app.hasSingleInstanceLock(), null)).toBe(true)
  })

  it('is a first one in another folder', async () => {
    const [first, second] = await Promise.all([tiny.run({ main }), tiny.run({ main })])
    expect(await second.evaluate(({ app }) => app.hasSingleInstanceLock(), null)).toBe(true)
    expect(existsSync(path.join(await first.evaluate(({ app }) => app.getPath('userData'), null)))).toBe(true)
  })
})

describe('a utility process', () => {
  const run = (code: string, then: string) => `
    import { app, utilityProcess } from 'electron'
    import { writeFileSync } from 'node:fs'
    import path from 'node:path'
    const entry = path.join(import.meta.dirname, 'worker.js')
    writeFileSync(entry, ${JSON.stringify(code)})
    globalThis.seen = []
    app.on('child-process-gone', (event, { type, name, reason, exitCode }) => seen.push(['gone', type, name, reason, exitCode]))
    app.on('window-all-closed', () => {})
    app.whenReady().then(() => {
      const child = globalThis.child = utilityProcess.fork(entry, ['one'], { serviceName: 'Test', stdio: 'pipe' })
      for (const name of ['spawn', 'message', 'exit']) child.on(name, (value) => seen.push([name, value]))
      ${then}
    })`
  const seenBy = (app: Awaited<ReturnType<typeof tiny.run>>) =>
    app.evaluate(() => (globalThis as unknown as { seen: unknown[] }).seen, null)

  it('has a parent port and no other line, hears what was said before it listened, and ends when it says so', async () => {
    const code = `process.parentPort.on('message', ({ data }) => {
      process.parentPort.postMessage([data, process.argv.slice(2), process.type, typeof process.send])
      if (data.bytes) process.exit(4)
    })`
    const app = await tiny.run({ main: run(code, 'child.postMessage({ bytes: new Uint8Array([1]) })') })
    await expect
      .poll(() => seenBy(app))
      .toEqual([
        ['spawn', undefined],
        ['message', [{ bytes: new Uint8Array([1]) }, ['one'], 'utility', 'undefined']],
        ['exit', 4]
      ])
  })

  it.skipIf(process.platform === 'win32')('that is killed from outside is another thing than one that was asked to end', async () => {
    const waits = 'process.parentPort.on("message", () => {})'
    const asked = await tiny.run({ main: run(waits, "child.once('spawn', () => child.kill())") })
    await expect.poll(() => seenBy(asked)).toContainEqual(['exit', 0])
    const killed = await tiny.run({ main: run(waits, "child.once('spawn', () => process.kill(child.pid, 'SIGKILL'))") })
    await expect
      .poll(() => seenBy(killed))
      .toEqual([
        ['spawn', undefined],
        ['gone', 'Utility', 'Test', 'killed', 9],
        ['exit', 9]
      ])
    const crashed = await tiny.run({ main: run('process.abort()', '') })
    await expect.poll(() => seenBy(crashed)).toContainEqual(['gone', 'Utility', 'Test', 'crashed', 6])
  })
})

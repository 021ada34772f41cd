import { afterEach, describe, expect, it, vi } from 'vitest'
import { createQuit, type QuitParts } from '../../../src/main/shells/electron/quit.ts'

/** An app that quits when `before-quit` is not prevented, as Electron does. */
function appWith(parts: Partial<QuitParts> = {}) {
  const log: string[] = []
  const quit = createQuit({
    importRuns: async () => false,
    confirm: async () => {
      log.push('asked')
      return true
    },
    onClosing: () => log.push('closing'),
    close: async () => {
      log.push('closed')
    },
    quit: () => ask(),
    force: () => log.push('forced'),
    ...parts
  })
  function ask(): void {
    let prevented = false
    quit.beforeQuit({
      preventDefault() {
        prevented = true
      }
    })
    if (!prevented) log.push('gone')
  }
  return { quit, ask, log }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))
const complaints = vi.spyOn(console, 'error').mockImplementation(() => {})
afterEach(() => complaints.mockClear())

describe('quitting', () => {
  it('closes everything first, then goes', async () => {
    const { quit, ask, log } = appWith()
    ask()
    expect(quit.isLeaving()).toBe(false)
    await settle()
    expect(log).toEqual(['closing', 'closed', 'gone'])
    expect([quit.isLeaving(), quit.isDone()]).toEqual([true, true])
  })

  it('asks when an import runs, and stays when it is to go on', async () => {
    const { quit, ask, log } = appWith({ importRuns: async () => true, confirm: async () => false })
    ask()
    await settle()
    expect(log).toEqual([])
    expect([quit.isLeaving(), quit.isDone()]).toEqual([false, false])
  })

  it('goes when nobody can say whether an import runs', async () => {
    const { ask, log } = appWith({ importRuns: () => Promise.reject(new Error('no answer')) })
    ask()
    await settle()
    expect(log).toEqual(['closing', 'closed', 'gone'])
    expect(complaints).toHaveBeenCalledOnce()
  })

  it('can be asked again after it stayed', async () => {
    const answers = [false, true]
    const { ask, log } = appWith({ importRuns: async () => true, confirm: async () => answers.shift() ?? false })
    ask()
    await settle()
    ask()
    await settle()
    expect(log).toEqual(['closing', 'closed', 'gone'])
  })

  it('asks once, however often it is told to quit meanwhile', async () => {
    const asked = Promise.withResolvers<boolean>()
    const confirm = vi.fn(() => asked.promise)
    const { ask, log } = appWith({ importRuns: async () => true, confirm })
    ask()
    await settle()
    ask()
    ask()
    await settle()
    expect(confirm).toHaveBeenCalledOnce()
    expect(log).toEqual([])
    asked.resolve(true)
    await settle()
    expect(log).toEqual(['closing', 'closed', 'gone'])
  })

  it('goes at once when it is told again while it closes', async () => {
    const closing = Promise.withResolvers<void>()
    const { ask, log } = appWith({ close: () => closing.promise })
    ask()
    await settle()
    ask()
    expect(log).toEqual(['closing', 'forced'])
  })

  it('does not ask anybody for a signal, not even when it is asking', async () => {
    const asked = Promise.withResolvers<boolean>()
    const { quit, ask, log } = appWith({ importRuns: async () => true, confirm: () => asked.promise })
    ask()
    await settle()
    quit.now()
    await settle()
    expect(log).toEqual(['closing', 'closed', 'gone'])
    asked.resolve(false)
    await settle()
    expect(quit.isDone()).toBe(true)
  })

  it('goes at once on a second signal', async () => {
    const closing = Promise.withResolvers<void>()
    const { quit, log } = appWith({ close: () => closing.promise })
    quit.now()
    quit.now()
    expect(log).toEqual(['closing', 'forced'])
  })

  it('goes even when closing fails, and says what failed', async () => {
    const { ask, log } = appWith({ close: () => Promise.reject(new Error('disk gone')) })
    ask()
    await settle()
    expect(log).toEqual(['closing', 'gone'])
    expect(complaints).toHaveBeenCalledWith(expect.objectContaining({ message: 'disk gone' }))
  })

  it('stays usable when asking fails', async () => {
    const { quit, ask, log } = appWith({ importRuns: async () => true, confirm: () => Promise.reject(new Error('no answer')) })
    ask()
    await settle()
    expect(log).toEqual([])
    quit.now()
    await settle()
    expect(log).toEqual(['closing', 'closed', 'gone'])
  })
})

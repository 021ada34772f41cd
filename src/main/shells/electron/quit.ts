/** The end: jobs are stopped, the workspace is closed, then the program goes. */

export interface QuitParts {
  importRuns(): Promise<boolean>
  /** Asks whether to quit although an import runs. */
  confirm(): Promise<boolean>
  /** It takes a moment now. */
  onClosing(): void
  /** Cancels what runs, waits until it has stopped, closes the workspace. */
  close(): Promise<void>
  /** Asks the program to quit, which asks here again. */
  quit(): void
  /** Ends the program at once. SQLite then rolls back what is under way. */
  force(): void
}

export interface Quit {
  /** Listener of `before-quit`: whoever wants to quit comes by here. */
  beforeQuit(event: { preventDefault(): void }): void
  /** Quits without asking: for a signal, behind which there is nobody to answer. */
  now(): void
  /** Whether the end has begun: nothing new is taken up. */
  isLeaving(): boolean
  /** Whether everything is closed and nothing has to be asked or waited for. */
  isDone(): boolean
}

export function createQuit(parts: QuitParts): Quit {
  let state: 'working' | 'asking' | 'closing' | 'done' = 'working'

  async function leave(): Promise<void> {
    state = 'asking'
    // A question that fails must not keep anybody from quitting.
    const runs = await parts.importRuns().catch((error: unknown) => {
      console.error(error)
      return false
    })
    const may = !runs || (await parts.confirm())
    // A signal may have come meanwhile.
    if (state !== 'asking') return
    if (may) await close()
    else state = 'working'
  }

  async function close(): Promise<void> {
    state = 'closing'
    parts.onClosing()
    await parts.close().catch((error: unknown) => console.error(error))
    state = 'done'
    parts.quit()
  }

  return {
    beforeQuit(event) {
      if (state === 'done') return
      event.preventDefault()
      if (state === 'working') {
        leave().catch((error: unknown) => {
          console.error(error)
          state = 'working'
        })
      } else if (state === 'closing') parts.force()
    },
    now() {
      if (state === 'closing') parts.force()
      else if (state !== 'done') void close()
    },
    isLeaving: () => state === 'closing' || state === 'done',
    isDone: () => state === 'done'
  }
}

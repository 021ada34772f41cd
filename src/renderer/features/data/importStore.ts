/** Drives the state machine of `session.ts`: hands files over, asks the core, and drops answers that came too late. */
import { useSyncExternalStore } from 'react'
import type { PartialMapping, PreviewGroup } from '../../../shared/model/import.ts'
import type { JobKind } from '../../../shared/model/job.ts'
import type { WatchRequest } from '../../../shared/model/watch.ts'
import { type Api, api, type DroppedFile, type StagedFile } from '../../api.ts'
import { labelOf } from '../../app/dropped.ts'
import { mappingsOf } from './mapping.ts'
import { advance, isMadeInVain, isReview, noSession, type Session, type SessionEvent } from './session.ts'

export interface ImportStore {
  session: () => Session
  subscribe: (listener: () => void) => () => void
  /**
   * Hands the files over and has them read. A session that is open gives way.
   *
   * `mappings`: how files with these headers are read, by the id that a preview gives them. `made`: the workspace was made for them.
   */
  begin: (files: readonly DroppedFile[], mappings?: Mappings, made?: boolean) => void
  /** Reads these together with the files under review, of which those of the same name give way. */
  add: (files: readonly DroppedFile[]) => void
  /** The same with the files of a folder, which is watched once they are imported. */
  watch: (folder: WatchRequest) => void
  /** The same with a file that was left in a watched folder. */
  takeLeft: (folder: { id: number } & WatchRequest, file: string) => void
  /** Reads again under another mapping of one group. */
  change: (group: string, mapping: PartialMapping) => void
  /** Goes on without the files of a group. */
  leaveOut: (group: PreviewGroup) => void
  /** Stores everything. */
  store: () => void
  /** Stops whatever runs; nothing has been stored then. */
  cancel: () => void
  /** Starts over with the same files and the same answers. */
  again: () => void
  /** Forgets the session and gives its files back, and leaves the workspace that was made for them in vain. */
  close: () => Promise<void>
}

type Mappings = Readonly<Record<string, PartialMapping>>

/** One a page: an import goes on while other screens are looked at. */
export function createImportStore({ call, stageFiles }: Pick<Api, 'call' | 'stageFiles'>): ImportStore {
  const listeners = new Set<() => void>()
  let session: Session = noSession
  let staging = new AbortController()
  /** Counts what was asked; only the newest answer counts. */
  let asked = 0

  const dispatch = (event: SessionEvent) => {
    session = advance(session, event)
    for (const listener of listeners) listener()
  }

  const answered = async <T>(work: Promise<T>, then: (value: T) => void) => {
    const mine = ++asked
    try {
      const value = await work
      if (mine === asked) then(value)
    } catch (error) {
      // Something newer took this one's place; that will answer.
      if (mine !== asked) return
      const before = session
      dispatch({ type: 'failed', error })
      if (session.step === 'stopped') giveBack(stagedIn(before))
    }
  }

  const understand = (files: readonly StagedFile[], mappings: Mappings) => {
    const request = { files: files.map((file) => file.id), ...(Object.keys(mappings).length > 0 ? { mappings: { ...mappings } } : {}) }
    void answered(call('import.preview', request), (preview) => dispatch({ type: 'understood', preview }))
  }

  /** Not worth a message when it fails: the shell drops its files when it ends. */
  const giveBack = (files: readonly StagedFile[]) => {
    if (files.length > 0) void call('import.discard', { files: files.map((file) => file.id) }).catch(() => {})
  }

  interface Beginning {
    label: string
    dropped: readonly DroppedFile[]
    watch: WatchRequest | null
    mappings: Mappings
    made: boolean
    stage: (signal: AbortSignal) => Promise<readonly StagedFile[]>
  }

  const start = ({ label, dropped, watch, mappings, made, stage }: Beginning) => {
    staging.abort()
    staging = new AbortController()
    giveBack(stagedIn(session))
    dispatch({ type: 'dropped', dropped, watch, mappings, made: made || isMadeInVain(session), label })
    void answered(stage(staging.signal), (files) => {
      dispatch({ type: 'staged', files })
      understand(files, mappings)
    })
  }

  const startDropped = (dropped: readonly DroppedFile[], mappings: Mappings, made = false) =>
    start({
      label: labelOf(dropped.map((file) => file.name)),
      dropped,
      watch: null,
      mappings,
      made,
      stage: (signal) => stageFiles(dropped, { signal, onProgress: (done) => dispatch({ type: 'stagedSome', done }) })
    })

  const startWatching = (watch: WatchRequest, mappings: Mappings) =>
    start({
      label: watch.path,
      dropped: [],
      watch,
      mappings,
      made: false,
      stage: async () => (await call('watch.open', { path: watch.path })).files
    })

  /** Ends the running job of a kind; the call that waits for it then hears so. */
  const stopJob = async (kind: JobKind) => {
    const running = (await call('jobs.list', {})).filter((job) => job.kind === kind && job.state === 'running')
    await Promise.all(running.map(({ id }) => call('jobs.cancel', { id })))
  }

  return {
    session: () => session,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    begin: (files, mappings = {}, made = false) => startDropped(files, mappings, made),
    add(files) {
      if (!isReview(session)) return
      const names = new Set(files.map(({ name }) => name))
      startDropped([...session.dropped.filter(({ name }) => !names.has(name)), ...files], session.mappings)
    },
    watch: (folder) => startWatching(folder, {}),
    takeLeft({ id, path, rerun }, file) {
      const stage = async () => (await call('watch.openLeft', { id, file })).files
      start({ label: file, dropped: [], watch: { path, rerun }, mappings: {}, made: false, stage })
    },
    again() {
      if (session.step !== 'stopped') return
      const { watch, dropped, mappings } = session
      if (watch === null) startDropped(dropped, mappings)
      else startWatching(watch, mappings)
    },
    change(group, mapping) {
      if (session.step !== 'open') return
      const { files, mappings } = session
      const changed = { ...mappings, [group]: mapping }
      dispatch({ type: 'changed', mappings: changed })
      understand(files, changed)
    },
    leaveOut(group) {
      if (session.step !== 'open') return
      const { files, mappings } = session
      const names = new Set(group.files.map((file) => file.file))
      const kept = files.filter((file) => !names.has(file.name))
      dispatch({ type: 'leftOut', files: kept })
      understand(kept, mappings)
      giveBack(files.filter((file) => names.has(file.name)))
    },
    store() {
      if (session.step !== 'open') return
      const { preview, label, watch } = session
      const unreadable = new Set(preview.failures.map((failure) => failure.file))
      const readable = session.files.filter((file) => !unreadable.has(file.name))
      const rest = session.files.filter((file) => unreadable.has(file.name))
      dispatch({ type: 'started' })
      const request = { files: readable.map((file) => file.id), label, mappings: mappingsOf(preview), ...(watch === null ? {} : { watch }) }
      const work = call('import.start', request)
      void answered(work, (result) => {
        dispatch({ type: 'stored', result })
        giveBack(rest)
      })
    },
    cancel() {
      const failed = (error: unknown) => dispatch({ type: 'failed', error })
      if (session.step === 'staging') staging.abort()
      else if (session.step === 'reading') stopJob('preview').catch(failed)
      else if (session.step === 'importing') stopJob('import').catch(failed)
    },
    async close() {
      const inVain = isMadeInVain(session)
      staging.abort()
      asked++
      giveBack(stagedIn(session))
      dispatch({ type: 'closed' })
      // Not worth a message when it fails: an empty workspace stays in the list.
      if (inVain) await call('workspace.leave', {}).catch(() => {})
    }
  }
}

/** The files that the shell holds for a session. */
function stagedIn(session: Session): readonly StagedFile[] {
  return 'files' in session ? session.files : []
}

export const importStore = createImportStore(api)

/** The import that is open, drawn anew with every step. */
export function useImportSession(): Session {
  return useSyncExternalStore(importStore.subscribe, importStore.session)
}

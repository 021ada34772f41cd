import type { EventName, EventOf, Method, ParsedRequestOf, ResponseOf } from '../../../shared/contract.ts'
import type { WorkspaceSession } from '../app-workspace.ts'
import type { JobQueue } from '../jobs/queue.ts'
import type { OfferedFiles } from '../offered-files.ts'
import type { tasks } from '../tasks/index.ts'
import type { Watcher } from '../watch/watcher.ts'

/** Files that a shell was handed; only it can turn their ids into paths. */
export interface DroppedFiles {
  /** `name`: for people, relative to what was dropped. Throws `request.unknownFile`. */
  resolve(id: string): { path: string; name: string }
  /** Unknown ids are ignored. */
  forget(ids: readonly string[]): Promise<void>
}

/** What handlers work with. */
export interface Context {
  readonly info: ResponseOf<'app.info'>
  readonly session: WorkspaceSession
  readonly jobs: JobQueue<typeof tasks>
  readonly files: OfferedFiles
  readonly watcher: Watcher
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly emit: <E extends EventName>(name: E, payload: EventOf<E>) => void
}

/** One handler for each method: validated request in, response out, errors thrown as `SextantError`. */
export type Handlers = {
  [M in Method]: (context: Context, request: ParsedRequestOf<M>) => ResponseOf<M> | Promise<ResponseOf<M>>
}

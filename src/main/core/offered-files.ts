import { randomUUID } from 'node:crypto'
import type { DroppedFiles } from './services/context.ts'

/** Dropped files, which their shell holds, and files that the core found itself, such as those in a watched folder. */
export interface OfferedFiles extends DroppedFiles {
  /** An id that stands for a file where it lies, until it is forgotten. The file itself is never touched. */
  offer(path: string, name: string): string
}

export function createOfferedFiles(dropped: DroppedFiles): OfferedFiles {
  const offered = new Map<string, { path: string; name: string }>()
  return {
    offer(path, name) {
      const id = randomUUID()
      offered.set(id, { path, name })
      return id
    },
    resolve: (id) => offered.get(id) ?? dropped.resolve(id),
    async forget(ids) {
      await dropped.forget(ids.filter((id) => !offered.delete(id)))
    }
  }
}

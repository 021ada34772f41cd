import type { Mapping, Preview } from '../../../shared/model/import.ts'
import { understand } from '../import/index.ts'
import type { UnderstandOptions } from '../import/types.ts'
import type { TaskContext } from '../jobs/types.ts'

export interface PreviewInput {
  /** Files and folders. */
  paths: string[]
  /** Their names for people, one a path. */
  files: string[]
  /** By group id of an earlier preview. */
  mappings?: Record<string, Mapping> | undefined
  /** For all groups. */
  mapping?: UnderstandOptions['mapping']
}

/** Reads what was dropped as a whole and says what was understood of it. Stores nothing. */
export async function previewFiles({ paths, files, mappings, mapping }: PreviewInput, ctx: TaskContext): Promise<Preview> {
  const onProgress = (done: number, total: number) => ctx.onProgress({ phase: 'import.read', done, total, unit: 'bytes' })
  const { label, groups, failures } = await understand(paths, { names: files, mappings, mapping, signal: ctx.signal, onProgress })
  return { label, groups: groups.map(({ preview }) => preview), failures }
}

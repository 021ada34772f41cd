import type { Preview } from '../../../shared/model/import.ts'
import type { Template } from '../../../shared/model/template.ts'
import { understand } from '../import/index.ts'
import { builtInTemplates } from '../import/mapping/template/built-in.ts'
import type { UnderstandOptions } from '../import/types.ts'
import type { TaskContext } from '../jobs/types.ts'

export interface PreviewInput {
  /** Files and folders. */
  paths: string[]
  /** Their names for people, one a path. */
  files: string[]
  /** By group id of an earlier preview. */
  mappings?: UnderstandOptions['mappings']
  /** For all groups. */
  mapping?: UnderstandOptions['mapping']
  /** Those that the user made; the built-in ones are known. */
  templates?: readonly Template[] | undefined
  /** Of the orders of the workspace. */
  currencies?: readonly string[] | undefined
}

/** Reads what was dropped as a whole and says what was understood of it. Stores nothing. */
export async function previewFiles(
  { paths, files, mappings, mapping, templates: own = [], currencies }: PreviewInput,
  ctx: TaskContext
): Promise<Preview> {
  const onProgress = (done: number, total: number) => ctx.onProgress({ phase: 'import.read', done, total, unit: 'bytes' })
  const templates = [...own, ...builtInTemplates()]
  const { label, groups, failures } = await understand(paths, {
    names: files,
    mappings,
    mapping,
    templates,
    currencies,
    signal: ctx.signal,
    onProgress
  })
  return { label, groups: groups.map(({ preview }) => preview), failures }
}

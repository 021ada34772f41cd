import { watchAfterImport } from '../watch/begin.ts'
import type { Context, Handlers } from './context.ts'
import { submitImport, submitPreview } from './import-jobs.ts'

export const importHandlers = {
  'import.preview': (context, { files: ids, mappings, mapping }) =>
    submitPreview(context, { ...located(context.files, ids), mappings, mapping }),

  async 'import.start'(context, { files: ids, label, mappings, mapping, watch }) {
    const { files, session, now, emit } = context
    const given = { ...located(files, ids), label, mappings, mapping }
    const { db } = session.current()
    const watching = watch && (await watchAfterImport(watch, mappings, given.paths))
    const result = await submitImport(context, given)
    session.keep()
    await files.forget(ids)
    watching?.(db, Math.floor(now() / 1_000), result)
    emit('workspace.changed', { reason: 'imported' })
    return result
  },

  async 'import.discard'({ files }, { files: ids }) {
    await files.forget(ids)
    return {}
  }
} satisfies Partial<Handlers>

function located(files: Context['files'], ids: readonly string[]): { paths: string[]; names: string[] } {
  const found = ids.map((id) => files.resolve(id))
  return { paths: found.map(({ path }) => path), names: found.map(({ name }) => name) }
}

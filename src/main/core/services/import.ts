import { importing } from '../../../shared/messages/en/importing.ts'
import { emptyWriteAheadLog } from '../db/queries/transaction.ts'
import type { Context, Handlers } from './context.ts'
import { ownTemplates } from './templates.ts'

export const importHandlers = {
  async 'import.preview'({ session, jobs, files }, { files: ids, mappings, mapping }) {
    const { paths, names } = located(files, ids)
    // Without a workspace nothing can be stored, but files can be looked at.
    const templates = session.describe() === null ? [] : ownTemplates(session.current().db)
    const input = { paths, files: names, mappings, mapping, templates }
    return jobs.submit({ kind: 'preview', label: labelOf(names), task: 'preview', input }).result
  },

  async 'import.start'({ session, jobs, files, now, emit }, { files: ids, label, mappings, mapping }) {
    const { path: workspacePath, db } = session.current()
    const { paths, names } = located(files, ids)
    const importedAt = Math.floor(now() / 1_000)
    const templates = ownTemplates(db)
    const input = { workspacePath, paths, files: names, label, mappings, mapping, templates, importedAt }
    try {
      const result = await jobs.submit({ kind: 'import', label: label || labelOf(names), task: 'import', input }).result
      await files.forget(ids)
      emit('workspace.changed', { reason: 'imported' })
      return result
    } catch (error) {
      // A worker that was killed leaves its log behind, as large as what it had read.
      if (db.open) emptyWriteAheadLog(db)
      throw error
    }
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

const labelOf = ([first = '', ...more]: readonly string[]): string => importing.label(first, more.length)

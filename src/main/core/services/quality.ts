import { SextantError } from '../../../shared/errors.ts'
import { sourceExists } from '../db/queries/sources.ts'
import type { Context, Handlers } from './context.ts'

export const qualityHandlers = {
  async 'quality.report'(context, { importId }) {
    const { jobs } = context
    return jobs.submit({ kind: 'quality', label: context.session.current().name, task: 'qualityReport', input: scoped(context, importId) })
      .result
  },

  async 'quality.rowsCsv'(context, { check, importId }) {
    const { jobs } = context
    const input = { ...scoped(context, importId), check }
    return { csv: await jobs.submit({ kind: 'quality', label: context.session.current().name, task: 'qualityRows', input }).result }
  }
} satisfies Partial<Handlers>

function scoped({ session }: Context, importId: number | undefined): { workspacePath: string; importId: number | null } {
  const { db, path: workspacePath } = session.current()
  if (importId !== undefined && !sourceExists(db, { importId })) throw new SextantError('source.notFound', { id: importId })
  return { workspacePath, importId: importId ?? null }
}

import { SextantError } from '../../../shared/errors.ts'
import { changeFolder, folders, removeFolder, watchedFolders } from '../db/queries/watched.ts'
import { lookAtNamed } from '../watch/begin.ts'
import { look } from '../watch/look.ts'
import type { Context, Handlers } from './context.ts'

export const watchHandlers = {
  'watch.list': ({ session, watcher }) =>
    watchedFolders(session.current().db).map((folder) => ({ ...folder, problem: watcher.problems().get(folder.id) ?? null })),

  async 'watch.open'({ files }, { path }) {
    const found = await lookAtNamed(path)
    return { files: found.map((file) => ({ id: files.offer(file.path, file.file), name: file.file })) }
  },

  async 'watch.openLeft'({ session, files }, { id, file }) {
    const folder = folders(session.current().db).find((one) => one.id === id)
    if (folder === undefined) throw new SextantError('watch.notFound', { id })
    const found = (await look(folder.path)).find((one) => one.file === file)
    if (found === undefined) throw new SextantError('file.notFound', { file })
    return { path: folder.path, rerun: folder.rerun, files: [{ id: files.offer(found.path, found.file), name: found.file }] }
  },

  'watch.change'(context, { id, ...change }) {
    if (!changeFolder(context.session.current().db, id, change)) throw new SextantError('watch.notFound', { id })
    return told(context)
  },

  'watch.remove'(context, { id }) {
    if (!removeFolder(context.session.current().db, id)) throw new SextantError('watch.notFound', { id })
    return told(context)
  }
} satisfies Partial<Handlers>

function told({ emit }: Context): Record<string, never> {
  emit('workspace.changed', { reason: 'watched' })
  return {}
}

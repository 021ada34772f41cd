import { sampleShop } from '../../../shared/messages/en/sample.ts'
import { makeDraftFolder, removeDraftFolder } from '../draft-folder.ts'
import type { Handlers } from './context.ts'
import { rerunSegments } from './segments.ts'

export const sampleHandlers = {
  async 'sample.open'(context) {
    const { session, jobs, info } = context
    const folder = makeDraftFolder(info.dataFolder)
    try {
      const input = { folder, name: sampleShop.name }
      const { workspacePath } = await jobs.submit({ kind: 'sample', label: sampleShop.name, task: 'sample', input }).result
      // Opening another workspace cancels what runs on this one; an import that was started meanwhile is let end.
      await jobs.idle()
      const workspace = await session.adopt(workspacePath, sampleShop.name)
      // Home needs no segments: they are found while it is read. What becomes of it, the job says.
      rerunSegments(context).catch(() => {})
      return workspace
    } finally {
      removeDraftFolder(folder)
    }
  }
} satisfies Partial<Handlers>

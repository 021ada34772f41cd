import { sampleShop } from '../../../shared/messages/en/sample.ts'
import { makeDraftFolder, removeDraftFolder } from '../draft-folder.ts'
import type { Handlers } from './context.ts'

export const sampleHandlers = {
  async 'sample.open'({ session, jobs, info }) {
    const folder = makeDraftFolder(info.dataFolder)
    try {
      const input = { folder, name: sampleShop.name }
      const { workspacePath } = await jobs.submit({ kind: 'sample', label: sampleShop.name, task: 'sample', input }).result
      // Opening another workspace cancels what runs on this one; an import that was started meanwhile is let end.
      await jobs.idle()
      return await session.adopt(workspacePath, sampleShop.name)
    } finally {
      removeDraftFolder(folder)
    }
  }
} satisfies Partial<Handlers>

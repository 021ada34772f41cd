import { setSetting } from '../db/queries/settings.ts'
import type { Handlers } from './context.ts'

export const workspaceHandlers = {
  'workspace.current': ({ session }) => session.describe(),
  'workspace.list': ({ session }) => session.list(),

  async 'workspace.create'({ session }, { name, provisional }) {
    return session.create(name, { provisional })
  },

  async 'workspace.leave'({ session }) {
    return session.leave()
  },

  async 'workspace.open'({ session }, { path }) {
    return session.openExisting(path)
  },

  'workspace.setAsOf'({ session, emit }, { asOf }) {
    setSetting(session.current().db, 'asOf', asOf)
    emit('workspace.changed', { reason: 'settings' })
    return session.describeOpen()
  }
} satisfies Partial<Handlers>

/** Where files go that are dropped or chosen, on whatever screen. */
import { createContext, type ReactNode, useCallback, useContext } from 'react'
import { useLocation } from 'wouter'
import { isSextantError } from '../../shared/errors.ts'
import { api, type DroppedFile } from '../api.ts'
import { importStore } from '../features/data/importStore.ts'
import { isBusy } from '../features/data/session.ts'
import { workspaceNameFor } from './dropped.ts'
import { useNotice } from './notice.tsx'

type Receive = (files: readonly DroppedFile[] | Promise<readonly DroppedFile[]>) => void

const ReceiveContext = createContext<Receive | null>(null)

export function ReceiveProvider({ hasWorkspace, children }: { hasWorkspace: boolean; children: ReactNode }) {
  const [, go] = useLocation()
  const { show, dismiss } = useNotice()
  const receive = useCallback<Receive>(
    (arriving) => {
      const begin = async () => {
        const files = await arriving
        if (files.length === 0) return
        dismiss()
        if (!hasWorkspace) await createNamedAfter(files)
        if (!isBusy(importStore.session())) importStore.begin(files)
        go('/data')
      }
      begin().catch(show)
    },
    [hasWorkspace, show, dismiss, go]
  )
  return <ReceiveContext value={receive}>{children}</ReceiveContext>
}

/**
 * Takes files: starts their import and shows it. While another is running, that one is shown instead. Without a workspace,
 * one is made first. What goes wrong is shown as a notice.
 */
export function useReceive(): Receive {
  const receive = useContext(ReceiveContext)
  if (receive === null) throw new Error('useReceive needs a ReceiveProvider above it')
  return receive
}

/** Makes a workspace named after the drop, with a number behind it where that name is taken. */
async function createNamedAfter(files: readonly DroppedFile[]): Promise<void> {
  const name = workspaceNameFor(files.map((file) => file.name))
  for (let attempt = 1; ; attempt++) {
    try {
      await api.call('workspace.create', { name: attempt === 1 ? name : `${name} ${attempt}` })
      return
    } catch (error) {
      if (!isSextantError(error, 'workspace.exists') || attempt === 99) throw error
    }
  }
}

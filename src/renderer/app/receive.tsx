/** Where files go that are dropped or chosen, on whatever screen. */
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { isSextantError } from '../../shared/errors.ts'
import { api, type DroppedFile } from '../api.ts'
import { importStore } from '../features/data/importStore.ts'
import { isBusy } from '../features/data/session.ts'
import { workspaceNameFor } from './dropped.ts'

interface Receive {
  /** Starts an import and shows it. While one is running, nothing happens but that it is shown. Without a workspace, one is made first. */
  receive: (files: readonly DroppedFile[]) => void
  /** Why the workspace could not be made. */
  error: unknown
}

const ReceiveContext = createContext<Receive | null>(null)

export function ReceiveProvider({ hasWorkspace, children }: { hasWorkspace: boolean; children: ReactNode }) {
  const [, go] = useLocation()
  const [error, setError] = useState<unknown>(null)
  const value = useMemo(() => {
    const receive = async (files: readonly DroppedFile[]) => {
      if (files.length === 0) return
      setError(null)
      if (!hasWorkspace) await createNamedAfter(files)
      if (!isBusy(importStore.session())) importStore.begin(files)
      go('/data')
    }
    return { error, receive: (files: readonly DroppedFile[]) => void receive(files).catch(setError) }
  }, [hasWorkspace, error, go])
  return <ReceiveContext value={value}>{children}</ReceiveContext>
}

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

/** The dialogs of the frame, which several places open: a new workspace, another file, the keys. */
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { HelpSheet } from './HelpSheet.tsx'
import { NewWorkspace, OpenWorkspace } from './WorkspaceDialogs.tsx'

type Overlay = 'create' | 'open' | 'keys'

const OverlaysContext = createContext<((overlay: Overlay) => void) | null>(null)

export function OverlaysProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Overlay | null>(null)
  const close = useMemo(() => () => setShown(null), [])
  const show = useMemo(
    () => (overlay: Overlay) => {
      // The desktop has a better dialog for files.
      if (overlay === 'open' && globalThis.sextant !== undefined) void globalThis.sextant.chooseWorkspace()
      else setShown(overlay)
    },
    []
  )
  return (
    <OverlaysContext value={show}>
      {children}
      <NewWorkspace opened={shown === 'create'} onClose={close} />
      <OpenWorkspace opened={shown === 'open'} onClose={close} />
      <HelpSheet opened={shown === 'keys'} onClose={close} />
    </OverlaysContext>
  )
}

/** Opens one of the dialogs. */
export function useOverlays(): (overlay: Overlay) => void {
  const show = useContext(OverlaysContext)
  if (show === null) throw new Error('useOverlays needs an OverlaysProvider above it')
  return show
}

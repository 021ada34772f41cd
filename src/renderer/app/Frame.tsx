import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import type { Workspace } from '../../shared/model/workspace.ts'
import { ErrorNotice } from '../components/ErrorNotice.tsx'
import { t } from '../i18n.ts'
import { AlertsFound } from './AlertsFound.tsx'
import { DropTarget } from './DropTarget.tsx'
import classes from './Frame.module.css'
import { JobTray } from './JobTray.tsx'
import { MenuCommands } from './MenuCommands.tsx'
import { Notice, NoticeProvider } from './notice.tsx'
import { OverlaysProvider } from './overlays.tsx'
import { useConnected, useCoreEvents, useMethod } from './query.ts'
import { Rail } from './Rail.tsx'
import { ReceiveProvider } from './receive.tsx'
import { Screens } from './Screens.tsx'
import { Shortcuts } from './Shortcuts.tsx'
import { TopBar } from './TopBar.tsx'
import { Welcome } from './Welcome.tsx'

/** The window: the rail, the bar, one screen, the jobs. Before there is a workspace: the first start. */
export function Frame() {
  useCoreEvents()
  const workspace = useMethod('workspace.current', {})
  if (workspace.isPending) return null
  if (workspace.error) {
    return (
      <main className={classes.alone}>
        <ErrorNotice error={workspace.error} action={<Button onClick={() => workspace.refetch()}>{t('frame.tryAgain')}</Button>} />
      </main>
    )
  }
  const open = workspace.data ?? null
  return (
    <NoticeProvider>
      <ReceiveProvider workspace={open}>
        <DropTarget workspace={open?.name ?? null}>
          <OverlaysProvider>
            <MenuCommands />
            {open === null ? <Welcome /> : <Opened workspace={open} />}
          </OverlaysProvider>
        </DropTarget>
      </ReceiveProvider>
    </NoticeProvider>
  )
}

function Opened({ workspace }: { workspace: Workspace }) {
  const [location] = useLocation()
  const main = useRef<HTMLElement>(null)
  const shown = useRef(location)
  const connected = useConnected()

  // Whoever navigates by keyboard or ear starts at the top of the new screen.
  useEffect(() => {
    if (shown.current === location) return
    shown.current = location
    main.current?.focus({ preventScroll: true })
  }, [location])

  return (
    <div className={classes.frame}>
      <button type="button" className={classes.skip} onClick={() => main.current?.focus()}>
        {t('frame.skip')}
      </button>
      <Shortcuts />
      <Rail />
      <div className={classes.column}>
        <TopBar />
        {!connected && (
          <div className={classes.lost} role="status">
            {t('frame.lost')}
          </div>
        )}
        {workspace.check === 'damaged' && (
          <div className={classes.lost} role="alert">
            {t('frame.damaged')}
          </div>
        )}
        <Notice className={classes.notice} />
        <AlertsFound key={`alerts of ${workspace.path}`} className={classes.notice} />
        {/* A new workspace starts every screen afresh. */}
        <main ref={main} key={workspace.path} className={classes.main} tabIndex={-1}>
          <Screens />
        </main>
        <JobTray />
      </div>
    </div>
  )
}

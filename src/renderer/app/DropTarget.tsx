import { IconFileImport } from '@tabler/icons-react'
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { isForUs } from '../components/keyboard.ts'
import { useImportSession } from '../features/data/importStore.ts'
import { isBusy } from '../features/data/session.ts'
import { t } from '../i18n.ts'
import classes from './DropTarget.module.css'
import { fromTransfer } from './dropped.ts'
import { fromClipboard } from './pasted.ts'
import { useReceive } from './receive.tsx'

interface DropTargetProps {
  /** Where the files would land; null before there is a workspace. */
  workspace: string | null
  children: ReactNode
}

/** The whole window takes files, dropped or pasted, and pasted tables. While files hang over it, it says where they will land. */
export function DropTarget({ workspace, children }: DropTargetProps) {
  const [over, setOver] = useState(false)
  // Every child sends its own enter and leave.
  const depth = useRef(0)
  const busy = isBusy(useImportSession())
  const receive = useReceive()
  const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')

  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (event.defaultPrevented || event.clipboardData === null || !isForUs(event.target)) return
      const files = fromClipboard(event.clipboardData)
      if (files.length === 0) return
      event.preventDefault()
      receive(files)
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [receive])

  const onDrop = (event: DragEvent) => {
    if (!carriesFiles(event)) return
    event.preventDefault()
    depth.current = 0
    setOver(false)
    if (!busy) receive(fromTransfer(event.dataTransfer))
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way of several; the buttons on the Data screen are for the keyboard.
    <div
      className={classes.target}
      onDragEnter={(event) => {
        if (!carriesFiles(event)) return
        depth.current++
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!carriesFiles(event)) return
        depth.current--
        if (depth.current <= 0) setOver(false)
      }}
      onDragOver={(event) => {
        if (!carriesFiles(event)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = busy ? 'none' : 'copy'
      }}
      onDrop={onDrop}
    >
      {children}
      {over && (
        <div className={classes.overlay} role="status">
          <div className={classes.message}>
            <IconFileImport size={32} stroke={1.4} aria-hidden="true" />
            <p className={classes.where}>
              {busy ? t('frame.drop.busy') : workspace === null ? t('frame.drop.first') : t('frame.drop.where', workspace)}
            </p>
            <p className={classes.what}>{t(busy ? 'frame.drop.busyWhat' : 'frame.drop.what')}</p>
          </div>
        </div>
      )}
    </div>
  )
}

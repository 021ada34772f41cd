import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { t } from '../i18n.ts'
import { IconButton } from './IconButton.tsx'
import classes from './Inspector.module.css'
import { useKeys } from './keyboard.ts'

interface InspectorProps {
  /** Whom or what it shows. */
  title: string
  onClose: () => void
  /** Below the title: the way to the full page. */
  action?: ReactNode
  children: ReactNode
}

/** The pane on the right that a selection opens; Esc closes it. */
export function Inspector({ title, onClose, action, children }: InspectorProps) {
  const close = () => {
    onClose()
    return true
  }
  useKeys({ Escape: close })
  return (
    <aside className={classes.pane} aria-label={title}>
      <div className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        <IconButton icon={IconX} label={t('frame.inspector.close')} onClick={onClose} />
      </div>
      <div className={classes.body}>{children}</div>
      {action !== undefined && <div className={classes.foot}>{action}</div>}
    </aside>
  )
}

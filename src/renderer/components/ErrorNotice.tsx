import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { toWire } from '../../shared/errors.ts'
import classes from './ErrorNotice.module.css'

interface ErrorNoticeProps {
  /** Anything thrown or sent: a `SextantError`, the `error` of a job, a surprise. */
  error: unknown
  /** The one button that does what the remedy says. */
  action?: ReactNode
}

/** An error in its two sentences: what happened to what, and what to do. */
export function ErrorNotice({ error, action }: ErrorNoticeProps) {
  const { message, remedy } = isWire(error) ? error : toWire(error)
  return (
    <div className={classes.notice} role="alert">
      <IconAlertTriangle className={classes.icon} size={18} stroke={1.75} aria-hidden="true" />
      <div className={classes.words}>
        <p className={classes.message}>{message}</p>
        <p className={classes.remedy}>{remedy}</p>
      </div>
      {action !== undefined && <div className={classes.action}>{action}</div>}
    </div>
  )
}

function isWire(error: unknown): error is { message: string; remedy: string } {
  return typeof error === 'object' && error !== null && 'remedy' in error && 'message' in error
}

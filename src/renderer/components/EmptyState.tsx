import type { ReactNode } from 'react'
import classes from './EmptyState.module.css'

interface EmptyStateProps {
  /** What will stand here, and what is missing for it. */
  title: string
  children: ReactNode
  /** A small, true preview of what will appear. */
  preview?: ReactNode
  action?: ReactNode
}

/** Nothing here yet: what will be, what it needs, and the way there. */
export function EmptyState({ title, children, preview, action }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      {preview !== undefined && (
        <div className={classes.preview} aria-hidden="true" inert>
          {preview}
        </div>
      )}
      <h2 className={classes.title}>{title}</h2>
      <div className={classes.text}>{children}</div>
      {action !== undefined && <div className={classes.action}>{action}</div>}
    </div>
  )
}

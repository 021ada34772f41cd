import { Loader } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './Notice.module.css'

/** Says what is going on with what a screen shows: that work is under way, or that what stands there is no longer up to date. */
export function Notice({ kind, children }: { kind: 'running' | 'stale'; children: ReactNode }) {
  return (
    <div className={classes.notice} data-kind={kind} role="status">
      {kind === 'running' && <Loader size={16} color="var(--sx-primary)" aria-hidden="true" />}
      <p>{children}</p>
    </div>
  )
}

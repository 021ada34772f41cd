import type { ReactNode } from 'react'
import classes from './Panel.module.css'

/** A surface of its own: what stands on it belongs together. */
export function Panel({ children }: { children: ReactNode }) {
  return <div className={classes.padded}>{children}</div>
}

import { format } from '../i18n.ts'
import classes from './ShareBar.module.css'

/** A share of everything as a number and, for comparing down a column, as a bar from zero; null: there is none. */
export function ShareBar({ share }: { share: number | null }) {
  const width = `${Math.max(0, Math.min(1, share ?? 0)) * 100}%`
  return (
    <span className={classes.share}>
      <span className={classes.number}>{format.percentAbout(share)}</span>
      <span className={classes.track} aria-hidden="true">
        <span className={classes.bar} style={{ width }} />
      </span>
    </span>
  )
}

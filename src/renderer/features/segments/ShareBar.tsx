import { format } from '../../i18n.ts'
import classes from './segments.module.css'

/** A share of everything as a number and, for comparing down a column, as a bar from zero. */
export function ShareBar({ share }: { share: number }) {
  const width = `${Math.max(0, Math.min(1, share)) * 100}%`
  return (
    <span className={classes.share}>
      <span className={classes.shareNumber}>{format.percentAbout(share)}</span>
      <span className={classes.shareTrack} aria-hidden="true">
        <span className={classes.shareBar} style={{ width }} />
      </span>
    </span>
  )
}

import { stageRoles } from '../../../shared/model/journey.ts'
import { t } from '../../i18n.ts'
import classes from './journey.module.css'

const heights = [100, 82, 60, 44, 30, 22]

/** The stages as they will stand there. */
export function MapPreview() {
  return (
    <ol className={classes.preview}>
      {stageRoles.map((role, i) => (
        <li key={role}>
          <span className={classes.previewTrack}>
            <span className={classes.previewBar} style={{ height: `${heights[i]}%` }} />
          </span>
          {t(`journey.stage.${role}`)}
        </li>
      ))}
    </ol>
  )
}

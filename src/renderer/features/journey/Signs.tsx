import type { JourneyChange } from '../../../shared/model/journey.ts'
import { format, t } from '../../i18n.ts'
import classes from './journey.module.css'

/** What came with a change, in sentences. */
export function Signs({ change }: { change: JourneyChange }) {
  if (change.signs.length === 0) return null
  return (
    <ul className={classes.signs}>
      {change.signs.map(({ label, inside, outside }) => (
        <li key={label}>{t('journey.breaks.sign', label, format.percentAbout(inside), format.percentAbout(outside))}</li>
      ))}
    </ul>
  )
}

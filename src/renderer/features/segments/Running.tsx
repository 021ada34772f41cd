import { Loader } from '@mantine/core'
import { t } from '../../i18n.ts'
import classes from './segments.module.css'

/** A segmentation is under way; its progress and its cancel button are in the job tray. */
export function Running() {
  return (
    <div className={classes.running} role="status">
      <Loader size={16} color="var(--sx-primary)" aria-hidden="true" />
      <p>{t('segments.running')}</p>
    </div>
  )
}

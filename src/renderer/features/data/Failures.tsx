import type { Preview } from '../../../shared/model/import.ts'
import { t } from '../../i18n.ts'
import classes from './Failures.module.css'

/** Files that could not be read at all: which, why, and that the others go on without them. */
export function Failures({ failures }: { failures: Preview['failures'] }) {
  if (failures.length === 0) return null
  return (
    <section className={classes.failures} aria-label={t('data.failures.title', failures.length)}>
      <p className={classes.title}>{t('data.failures.title', failures.length)}</p>
      <ul>
        {failures.map(({ file, error }) => (
          <li key={file}>
            {error.message} <span className={classes.remedy}>{error.remedy}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

import type { Preview } from '../../../shared/model/import.ts'
import { t } from '../../i18n.ts'
import classes from './Failures.module.css'

/** Files that could not be read at all: which, why, and whether the rest goes on without them. */
export function Failures({ failures, rest }: { failures: Preview['failures']; rest: boolean }) {
  if (failures.length === 0) return null
  const title = rest ? t('data.failures.leftOut', failures.length) : t('data.failures.all', failures.length)
  return (
    <section className={classes.failures} aria-label={title}>
      <p className={classes.title}>{title}</p>
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

import { Link } from 'wouter'
import type { HomeSummary } from '../../../shared/model/home.ts'
import { useMethod } from '../../app/query.ts'
import { Panel } from '../../components/Panel.tsx'
import { format, t } from '../../i18n.ts'
import classes from './Home.module.css'
import { movedWords } from './homeWords.ts'

/** What the last import changed. */
export function Since({ lastImport }: { lastImport: NonNullable<HomeSummary['lastImport']> }) {
  const { label, importedAt, stored, updated, newCustomers, rejected } = lastImport
  return (
    <Panel>
      <div className={classes.panelHead}>
        <h2 className={classes.panelTitle}>{t('home.since')}</h2>
        <Link href="/data">{t('home.allImports')}</Link>
      </div>
      <p className={classes.plain}>
        {t('home.imported', label, format.moment(importedAt))} {t('home.changed', stored + updated, newCustomers, rejected)}
      </p>
      <Moved />
    </Panel>
  )
}

/** The figures before and after it, once there was an import before it. */
function Moved() {
  const morning = useMethod('kpis.morning', {}).data
  if (!morning?.changed) return null
  const moved = movedWords(morning)
  if (moved.length === 0) return <p className={classes.moved}>{t('home.unmoved')}</p>
  return (
    <div className={classes.moved}>
      <p className={classes.plain}>{t('home.movedTitle')}</p>
      <ul>
        {moved.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  )
}

import { Link } from 'wouter'
import type { HomeSummary } from '../../../shared/model/home.ts'
import { Panel } from '../../components/Panel.tsx'
import { format, t } from '../../i18n.ts'
import classes from './Home.module.css'

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
    </Panel>
  )
}

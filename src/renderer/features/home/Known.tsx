import { Link } from 'wouter'
import type { HomeSummary } from '../../../shared/model/home.ts'
import { Section } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import classes from './Home.module.css'

/** What the last import changed, and what is known about the customers so far. */
export function Known({ summary: { lastImport, segments } }: { summary: HomeSummary }) {
  return (
    <div className={classes.known}>
      {lastImport && (
        <Section title={t('home.since')}>
          <p className={classes.plain}>
            {t('home.imported', lastImport.label, format.moment(lastImport.importedAt))}{' '}
            {t('home.changed', lastImport.stored + lastImport.updated, lastImport.newCustomers, lastImport.rejected)}{' '}
            <Link href="/data">{t('home.allImports')}</Link>
          </p>
        </Section>
      )}
      {segments && (
        <Section title={t('home.segments')}>
          <p className={classes.plain}>
            {t('home.groups', segments.k, segments.largest.name, segments.largest.share, segments.largest.revenueShare)}{' '}
            <Link href="/segments">{t('home.allSegments')}</Link>
          </p>
        </Section>
      )}
    </div>
  )
}

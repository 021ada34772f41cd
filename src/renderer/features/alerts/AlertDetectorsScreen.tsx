import type { AlertKind, AlertsOverview, Looked } from '../../../shared/model/alerts.ts'
import { useReading } from '../../components/reading.tsx'
import { Screen, Section } from '../../components/Screen.tsx'
import { ShareBar } from '../../components/ShareBar.tsx'
import { ShortTable } from '../../components/ShortTable.tsx'
import { format, t } from '../../i18n.ts'
import { AlertsNav } from './AlertsNav.tsx'
import classes from './alerts.module.css'
import { WithAlerts } from './WithAlerts.tsx'

/** How alerts are found: what each way of looking looks at, and what it found. */
export function AlertDetectorsScreen() {
  return (
    <WithAlerts>
      {({ kinds, looked }) =>
        looked ? (
          <HowFound kinds={kinds} looked={looked} />
        ) : (
          <Screen title={t('inbox.title')} finding={t('inbox.stale')}>
            <AlertsNav />
          </Screen>
        )
      }
    </WithAlerts>
  )
}

function HowFound({ kinds, looked }: { kinds: AlertsOverview['kinds']; looked: Looked }) {
  const { evidence } = useReading()
  return (
    <Screen
      title={t('inbox.title')}
      finding={t('inbox.detectors.finding', kinds.length, looked.customers)}
      note={t('inbox.detectors.note')}
    >
      <AlertsNav />
      <ShortTable
        label={t('inbox.detectors.table')}
        rows={kinds}
        columns={[
          { id: 'kind', header: t('inbox.detectors.columns.kind'), cell: ({ kind }) => t(`alerts.kind.${kind}`) },
          {
            id: 'looks',
            header: t('inbox.detectors.columns.looks'),
            cell: ({ kind }) => t(evidence ? `inbox.detectors.evidence.${kind}` : `inbox.detectors.how.${kind}`)
          },
          { id: 'at', header: t('inbox.detectors.columns.at'), cell: ({ kind }) => lookedAt(kind, looked) },
          { id: 'cases', header: t('inbox.detectors.columns.cases'), number: true, cell: ({ cases }) => format.count(cases) },
          { id: 'now', header: t('inbox.detectors.columns.now'), number: true, cell: ({ alerts }) => format.count(alerts) }
        ]}
      />
      <Section title={t('inbox.detectors.strange')}>
        {looked.strange === 0 ? (
          <p className={classes.plain}>{t('inbox.detectors.noStrange')}</p>
        ) : (
          <>
            <p className={classes.plain}>{t('inbox.detectors.strangeNote', looked.strange)}</p>
            <dl className={classes.shares}>
              {looked.reasons
                .toSorted((a, b) => b.share - a.share)
                .map(({ feature, share }) => (
                  <div key={feature}>
                    <dt>{t('inbox.detectors.feature', feature)}</dt>
                    <dd>
                      <ShareBar share={share} />
                    </dd>
                  </div>
                ))}
            </dl>
          </>
        )}
      </Section>
    </Screen>
  )
}

function lookedAt(kind: AlertKind, looked: Looked): string {
  const { customers, orders, products, categories, channels, weeks, complaints, visits } = looked
  switch (kind) {
    case 'population-anomaly':
      return t('inbox.detectors.at.series', products, categories, channels, weeks)
    case 'preference-shift':
      return t('inbox.detectors.at.mix', categories)
    case 'post-complaint-silence':
      return t('inbox.detectors.at.complaints', complaints)
    case 'browsing-again':
      return t('inbox.detectors.at.visits', visits)
    default:
      return t('inbox.detectors.at.orders', orders, customers)
  }
}

import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { useMethod } from '../../app/query.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Screen, Section } from '../../components/Screen.tsx'
import { t } from '../../i18n.ts'
import { BeliefBuilder } from './BeliefBuilder.tsx'
import { BeliefCard } from './BeliefCard.tsx'
import { UpsellNav } from './UpsellNav.tsx'
import classes from './upsell.module.css'
import { beliefsFinding } from './words.ts'

/** What the user thinks that customers do, beside what they really do. */
export function BeliefsScreen() {
  const { data: beliefs, error } = useMethod('beliefs.list', {})
  const workspace = useMethod('workspace.current', {}).data
  const hasOrders = (workspace?.counts.orders ?? 0) > 0
  return (
    <Screen
      title={t('offering.title')}
      finding={beliefs === undefined ? t(error ? 'offering.unreadable' : 'offering.reading') : beliefsFinding(beliefs)}
      note={t('offering.beliefs.how')}
    >
      <UpsellNav />
      {error && <ErrorNotice error={error} />}
      {hasOrders ? (
        <Section title={t('offering.beliefs.builder')}>
          <BeliefBuilder />
        </Section>
      ) : (
        workspace && (
          <EmptyState
            title={t('offering.beliefs.builder')}
            action={
              <Button component={Link} href="/data">
                {t('offering.empty.import')}
              </Button>
            }
          >
            {t('offering.beliefs.noData')}
          </EmptyState>
        )
      )}
      {(beliefs?.length ?? 0) > 0 && (
        <div className={classes.beliefs}>
          {beliefs?.map((belief) => (
            <BeliefCard key={belief.id} belief={belief} currency={workspace?.currency ?? ''} />
          ))}
        </div>
      )}
      <p className={classes.quiet}>
        {t('offering.beliefs.paths')} <Link href="/journey">{t('offering.beliefs.toJourney')}</Link>
      </p>
    </Screen>
  )
}

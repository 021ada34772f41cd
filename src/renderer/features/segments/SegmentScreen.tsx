import { Button } from '@mantine/core'
import { Link } from 'wouter'
import type { Segment, SegmentsResult } from '../../../shared/model/segments.ts'
import { useFilters } from '../../app/filters.tsx'
import { useMethod } from '../../app/query.ts'
import { RenameGroup } from '../../app/RenameGroup.tsx'
import { differenceLine } from '../../app/segmentWords.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Evidence } from '../../components/reading.tsx'
import { Screen, Section } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import { BestCustomers } from './BestCustomers.tsx'
import { DetailExplained, Strategies } from './DetailExplained.tsx'
import { EffectSizes } from './EffectSizes.tsx'
import explainClasses from './explaining.module.css'
import { Profile } from './Profile.tsx'
import { SaveMembers } from './SaveMembers.tsx'
import classes from './segments.module.css'
import { segmentFinding } from './words.ts'

/** One segment: how many, worth what, what makes them different, and the best of them. */
export function SegmentScreen({ id }: { id: number }) {
  const { data: result, error } = useMethod('segments.latest', {})
  const segment = result?.segments.find((one) => one.id === id)
  if (result && segment) return <Detail segment={segment} result={result} />
  const gone = result !== undefined
  return (
    <Screen title={t('segments.title')} finding={gone ? t('segments.detail.notFound') : t('segments.reading')} action={<Back />}>
      {error && <ErrorNotice error={error} />}
    </Screen>
  )
}

function Detail({ segment, result }: { segment: Segment; result: SegmentsResult }) {
  const { setSegment } = useFilters()
  const { id, name, slot, size } = segment
  const explanation = useMethod('segments.explanation', {}).data
  const explained = explanation?.run === result.run.id ? explanation.segments.find((one) => one.id === id) : undefined
  return (
    <Screen
      title={t('segments.title')}
      finding={
        <span className={explainClasses.heading}>
          {segmentFinding(segment, result)} <RenameGroup group={segment} method="segments.rename" words="explaining.rename" />
        </span>
      }
      note={
        <>
          <p className={classes.verdict}>{differenceLine(segment, result)}</p>
          {result.stale && <p className={classes.verdict}>{t('segments.stale', format.date(result.run.asOf))}</p>}
        </>
      }
      action={
        <div className={classes.actions}>
          <Back />
          <SaveMembers segment={id} name={name} />
          <Button component={Link} href="/customers" onClick={() => setSegment({ id, name, slot })}>
            {t('segments.detail.members', t('customers.count.customers', size))}
          </Button>
        </div>
      }
    >
      {explained && <Strategies explained={explained} result={result} />}
      <Profile segment={segment} result={result} />
      <Evidence>
        <EffectSizes segment={segment} />
      </Evidence>
      {explanation && explained && <DetailExplained segment={segment} result={result} explanation={explanation} explained={explained} />}
      <Section title={t('segments.detail.best')}>
        <BestCustomers segment={segment} currency={result.currency} />
      </Section>
    </Screen>
  )
}

function Back() {
  return (
    <Button component={Link} href="/segments" variant="default">
      {t('segments.detail.back')}
    </Button>
  )
}

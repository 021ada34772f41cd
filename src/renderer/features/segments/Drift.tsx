import { Button } from '@mantine/core'
import { isSextantError } from '../../../shared/errors.ts'
import type { Drift as DriftFound } from '../../../shared/model/explanation.ts'
import type { SegmentsResult } from '../../../shared/model/segments.ts'
import { useMethod } from '../../app/query.ts'
import { featureName, sayFeature } from '../../charts/featureWords.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Evidence } from '../../components/reading.tsx'
import { Section } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import classes from './explaining.module.css'
import { choiceOf } from './params.ts'
import { useRun } from './useRun.ts'

/** Below this a feature has not moved to speak of. */
const worthSaying = 0.1

/** Whether customers of today still look like those whom the groups were found from. */
export function Drift({ result }: { result: SegmentsResult }) {
  const { data: drift, error } = useMethod('segments.drift', {})
  const run = useRun()
  const harmless = isSextantError(error, 'job.superseded') || isSextantError(error, 'job.cancelled')
  const moved = drift?.features.filter(({ index }) => index >= worthSaying) ?? []
  return (
    <Section
      title={t('explaining.movement.drift.title')}
      action={
        drift?.level === 'stale' && (
          <Button loading={run.running} onClick={() => run.start(choiceOf(result))}>
            {t('explaining.movement.drift.action')}
          </Button>
        )
      }
    >
      {error && !harmless && <ErrorNotice error={error} />}
      {drift && (
        <div className={classes.drift} data-level={drift.level}>
          <p>
            <strong>{t(`explaining.movement.drift.${drift.level}`)}</strong>{' '}
            {t('explaining.movement.drift.poorly', format.percentAbout(drift.poorlyFitting))}
          </p>
          {moved.length > 0 && (
            <ul className={classes.list}>
              {moved.map((of) => (
                <li key={of.feature}>{driftLine(of, result.currency)}</li>
              ))}
            </ul>
          )}
          <Evidence>
            <table className={classes.plain} aria-label={t('explaining.evidence.psiLabel')}>
              <thead>
                <tr>
                  <th>{t('explaining.evidence.feature')}</th>
                  <th data-align="end">{t('explaining.evidence.psi')}</th>
                  <th data-align="end">{t('explaining.evidence.psiBefore')}</th>
                  <th data-align="end">{t('explaining.evidence.psiNow')}</th>
                </tr>
              </thead>
              <tbody>
                {drift.features.map(({ index, before, now, ...of }) => (
                  <tr key={of.feature}>
                    <td>{driftName(of)}</td>
                    <td data-align="end">{format.decimal(index, 3)}</td>
                    <td data-align="end">{format.decimal(before)}</td>
                    <td data-align="end">{format.decimal(now)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p className={classes.quiet}>{t('explaining.evidence.psiNote')}</p>
          </Evidence>
        </div>
      )}
    </Section>
  )
}

type Moved = DriftFound['features'][number]

/** `Last order`; with the value whose share moved most where there is no order: `Country “Germany”`. */
function driftName({ feature, level }: Pick<Moved, 'feature' | 'level'>): string {
  return level === null ? featureName(feature) : t('explaining.movement.drift.value', featureName(feature), level)
}

function driftLine({ before, now, ...of }: Moved, currency: string): string {
  const { feature, level } = of
  if (level !== null)
    return t('explaining.movement.drift.changeShare', driftName(of), format.percentAbout(before), format.percentAbout(now))
  return t('explaining.movement.drift.change', driftName(of), sayFeature(feature, before, currency), sayFeature(feature, now, currency))
}

import { Button } from '@mantine/core'
import { isSextantError } from '../../../shared/errors.ts'
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
              {moved.map(({ feature, before, now }) => (
                <li key={feature}>
                  {t(
                    'explaining.movement.drift.change',
                    featureName(feature),
                    sayFeature(feature, before, result.currency),
                    sayFeature(feature, now, result.currency)
                  )}
                </li>
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
                {drift.features.map(({ feature, index, before, now }) => (
                  <tr key={feature}>
                    <td>{featureName(feature)}</td>
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

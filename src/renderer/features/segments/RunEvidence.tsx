import { useMemo } from 'react'
import type { SegmentsResult } from '../../../shared/model/segments.ts'
import { useTokens } from '../../app/tokens.react.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { type CriterionName, criteriaOption, criteriaTable } from '../../charts/criteria.ts'
import { Section } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import classes from './segments.module.css'

/** For the analyst: why this k, how well the run agrees with another implementation, and all that repeats it. */
export function RunEvidence({ result }: { result: SegmentsResult }) {
  return (
    <Section title={t('segments.evidence.title')}>
      {result.criteria.length > 1 && (
        <div className={classes.halves}>
          <Criterion result={result} criterion="silhouette" />
          <Criterion result={result} criterion="inertia" />
        </div>
      )}
      <dl className={classes.evidence}>
        {facts(result).map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

function Criterion({ result, criterion }: { result: SegmentsResult; criterion: CriterionName }) {
  const tokens = useTokens()
  const option = useMemo(() => criteriaOption(result, criterion, tokens), [result, criterion, tokens])
  const name = t(`segments.evidence.criteria.${criterion}`)
  return (
    <div className={classes.panel}>
      <ChartFigure
        title={t('segments.evidence.criteria.title', name)}
        label={t('segments.evidence.criteria.label', name, result.k)}
        option={option}
        table={criteriaTable(result, criterion)}
        height={220}
      />
    </div>
  )
}

function facts(result: SegmentsResult): { name: string; value: string }[] {
  const { run, agreement } = result
  const silhouette = format.plusMinus(result.silhouette, result.silhouetteError, (value) => format.decimal(value, 3))
  const transforms = result.features.map(({ feature, transform }) =>
    t('segments.evidence.scalingLine', t(`segments.feature.${feature}`), t(`segments.evidence.scalingOf.${transform}`))
  )
  const starts = run.params.starts
  return [
    { name: t('segments.evidence.k'), value: t(`segments.evidence.chosenBy.${result.kChosenBy}`, result.k) },
    {
      name: t('segments.evidence.silhouette'),
      value: t('segments.evidence.silhouetteOf', silhouette, format.counted(result.silhouetteRows, t('customers.one'), t('customers.many')))
    },
    { name: t('segments.evidence.inertia'), value: format.about(result.inertia) },
    {
      name: t('segments.evidence.agreement', agreement.package),
      value: t(
        'segments.evidence.agreementValue',
        format.percentAbout(agreement.sameLabels),
        format.counted(agreement.rows, t('customers.one'), t('customers.many')),
        agreement.largestCentroidDifference.toExponential(1)
      )
    },
    { name: t('segments.evidence.scaling'), value: `${transforms.join(', ')}; ${t('segments.evidence.scalingNote')}` },
    { name: t('segments.evidence.seed'), value: String(run.seed) },
    ...(typeof starts === 'number' ? [{ name: t('segments.evidence.starts'), value: String(starts) }] : []),
    { name: t('segments.evidence.run'), value: t('segments.evidence.runValue', run.id, run.engineVersion) },
    { name: t('segments.evidence.asOf'), value: format.date(run.asOf) },
    { name: t('segments.evidence.computed'), value: format.moment(result.computedAt) },
    { name: t('segments.evidence.fingerprint'), value: run.inputFingerprint }
  ]
}

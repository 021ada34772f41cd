import { useMemo } from 'react'
import type { Segment, SegmentsResult } from '../../../shared/model/segments.ts'
import { useTokens } from '../../app/tokens.react.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { criteriaOption, criteriaTable } from '../../charts/criteria.ts'
import { Panel } from '../../components/Panel.tsx'
import { Section } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import { EffectSizes } from './EffectSizes.tsx'
import classes from './segments.module.css'

/** For the analyst: why this k, how well the run agrees with another implementation, and all that repeats it. */
export function RunEvidence({ result, segment }: { result: SegmentsResult; segment: Segment | undefined }) {
  return (
    <Section title={t('segments.evidence.title')}>
      <div className={classes.halves}>
        {segment && <EffectSizes segment={segment} />}
        {result.criteria.length > 1 && <Criteria result={result} />}
      </div>
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

function Criteria({ result }: { result: SegmentsResult }) {
  const tokens = useTokens()
  const option = useMemo(() => criteriaOption(result, tokens), [result, tokens])
  return (
    <Panel>
      <ChartFigure
        title={t('segments.evidence.criteria.title')}
        label={t('segments.evidence.criteria.label', result.k)}
        option={option}
        table={criteriaTable(result)}
        height={280}
      />
    </Panel>
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
      value: t('segments.evidence.silhouetteOf', silhouette, t('customers.count.customers', result.silhouetteRows))
    },
    { name: t('segments.evidence.inertia'), value: format.about(result.inertia) },
    {
      name: t('segments.evidence.agreement', agreement.package),
      value: t(
        'segments.evidence.agreementValue',
        format.percentAbout(agreement.sameLabels),
        t('customers.count.customers', agreement.rows),
        agreement.largestCentroidDifference.toExponential(1).replace('-', '−')
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

import { useMemo } from 'react'
import { featureLeftOut, featureName } from '../../../shared/feature-words.ts'
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
      <div className={classes.stacked}>
        {segment && <EffectSizes segment={segment} />}
        {/* As wide as the screen: its numbers are ten columns. */}
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
        height={430}
      />
    </Panel>
  )
}

interface Fact {
  name: string
  value: string
}

function facts(result: SegmentsResult): Fact[] {
  const { run, agreement } = result
  const silhouette = format.plusMinus(result.silhouette, result.silhouetteError, (value) => format.decimal(value, 3))
  const starts = run.params.starts
  return [
    { name: t('segments.evidence.k'), value: t(`segments.evidence.chosenBy.${result.kChosenBy}`, result.k) },
    {
      name: t('segments.evidence.silhouette'),
      value: t('segments.evidence.silhouetteOf', silhouette, t('customers.count.customers', result.silhouetteRows))
    },
    ...trustFacts(result),
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
    ...featureFacts(result),
    { name: t('segments.evidence.seed'), value: String(run.seed) },
    ...(typeof starts === 'number' ? [{ name: t('segments.evidence.starts'), value: String(starts) }] : []),
    { name: t('segments.evidence.run'), value: t('segments.evidence.runValue', run.id, run.engineVersion) },
    { name: t('segments.evidence.asOf'), value: format.date(run.asOf) },
    { name: t('segments.evidence.computed'), value: format.moment(result.computedAt) },
    { name: t('segments.evidence.fingerprint'), value: run.inputFingerprint }
  ]
}

/** Against chance, the gap statistic, and other starts. */
function trustFacts({ chance, proposals, gap, seedAgreement }: SegmentsResult): Fact[] {
  const facts: Fact[] = []
  if (chance) {
    for (const { kind, k, chance: share } of proposals) {
      if (share === null) continue
      facts.push({
        name: t('segments.evidence.chance'),
        value: `${t(`segments.evidence.proposal.${kind}`)}, k = ${k}: ${t('segments.evidence.chanceValue', format.decimal(share, 3), chance.draws, format.count(chance.rows))}`
      })
    }
  }
  if (gap) {
    facts.push({
      name: t('segments.evidence.gap'),
      value: t('segments.evidence.gapValue', gap.firstSEmax, gap.tibs2001SEmax, gap.references, t('customers.count.customers', gap.rows))
    })
  }
  if (seedAgreement) {
    const { mean, lowest, seeds, rows } = seedAgreement
    facts.push({
      name: t('segments.evidence.seeds'),
      value: t(
        'segments.evidence.seedsValue',
        format.decimal(mean, 3),
        format.decimal(lowest, 3),
        seeds,
        t('customers.count.customers', rows)
      )
    })
  }
  return facts
}

/** What was done with each feature before clustering, and which were left out. */
function featureFacts({ features, dropped, gamma }: SegmentsResult): Fact[] {
  const alike = Map.groupBy(features, ({ transform, scale }) =>
    t('segments.evidence.treatment', t(`segments.evidence.scalingOf.${transform}`), t(`segments.evidence.scaleOf.${scale}`))
  )
  const facts = [...alike].map(([treatment, of]) => ({
    name: t('segments.evidence.scaling', treatment),
    value: of.map(({ feature }) => featureName(feature)).join(' · ')
  }))
  const counted = (of: 'missing' | 'winsorised') =>
    features
      .filter((feature) => feature[of] > 0)
      .map((feature) => t('segments.evidence.filledLine', featureName(feature.feature), format.count(feature[of])))
      .join(' · ')
  const chosen = features.filter((of) => of.chosen).map(({ feature }) => featureName(feature))
  if (chosen.length > 0) facts.push({ name: t('segments.evidence.chosen'), value: chosen.join(' · ') })
  if (counted('missing') !== '') facts.push({ name: t('segments.evidence.filled'), value: counted('missing') })
  if (counted('winsorised') !== '') facts.push({ name: t('segments.evidence.winsorised'), value: counted('winsorised') })
  if (dropped.length > 0) facts.push({ name: t('segments.evidence.dropped'), value: dropped.map(featureLeftOut).join(' · ') })
  if (gamma !== null) facts.push({ name: t('segments.evidence.gamma'), value: format.decimal(gamma, 3) })
  return facts
}

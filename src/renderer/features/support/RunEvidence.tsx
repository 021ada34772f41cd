import { Section } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import classes from './support.module.css'
import type { SupportRun } from './words.ts'

/** For the analyst: why this cut, what chance does, how other ways agree, and all that repeats the run. */
export function RunEvidence({ result }: { result: SupportRun }) {
  return (
    <Section title={t('supporting.evidence.title')}>
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

interface Fact {
  name: string
  value: string
}

const three = (value: number | null) => format.decimal(value, 3)

function facts(result: SupportRun): Fact[] {
  const { run, k, kChosenBy, criteria, chance, cophenetic, agreement, otherLinkages, segments, twoStage, clusters, known } = result
  return [
    { name: t('supporting.evidence.k'), value: t(`supporting.evidence.chosenBy.${kChosenBy}`, k) },
    {
      name: t('supporting.evidence.criteria'),
      value: criteria.map((of) => `${of.k}: ${three(of.silhouette)} (${format.count(of.smallest)})`).join(' · ')
    },
    ...(chance === null
      ? []
      : [
          {
            name: t('supporting.evidence.chance'),
            value: t('supporting.evidence.chanceValue', {
              share: format.percent(chance.share, 1),
              draws: chance.draws,
              observed: three(chance.observed),
              high: three(chance.high),
              rows: format.count(chance.rows)
            })
          }
        ]),
    { name: t('supporting.evidence.linkageUsed'), value: `${result.linkage}, ${result.metric}` },
    { name: t('supporting.evidence.cophenetic'), value: three(cophenetic) },
    {
      name: t('supporting.evidence.agreement', agreement.package),
      value: t('supporting.evidence.agreementValue', {
        same: three(agreement.sameClusters),
        rows: format.count(agreement.rows),
        difference: agreement.largestHeightDifference.toExponential(1).replace('-', '−')
      })
    },
    {
      name: t('supporting.evidence.linkages'),
      value: otherLinkages
        .map(({ linkage, sameClusters, cophenetic: of }) =>
          t('supporting.evidence.linkage', { name: linkage, same: three(sameClusters), cophenetic: three(of) })
        )
        .join(' · ')
    },
    ...(segments === null
      ? []
      : [
          {
            name: t('supporting.evidence.segments'),
            value: t(
              'supporting.evidence.segmentsValue',
              three(segments.sameClusters),
              t('supporting.units', 'customers', segments.customers)
            )
          }
        ]),
    {
      name: t('supporting.evidence.twoStage'),
      value:
        twoStage === null
          ? t('supporting.evidence.exact')
          : t('supporting.evidence.twoStageValue', {
              leaves: format.count(twoStage.leaves),
              same: three(twoStage.sameClusters),
              cophenetic: three(twoStage.cophenetic),
              rows: format.count(twoStage.rows)
            })
    },
    {
      name: t('supporting.evidence.stability'),
      value: clusters
        .map(({ name, stability, silhouette }) =>
          t('supporting.evidence.stabilityOf', { name, stability: format.decimal(stability), silhouette: format.decimal(silhouette) })
        )
        .join(' · ')
    },
    {
      name: t('supporting.evidence.known'),
      value: Object.entries(known)
        .map(([name, share]) => `${name} ${format.percentAbout(share)}`)
        .join(' · ')
    },
    { name: t('supporting.evidence.seed'), value: String(run.seed) },
    { name: t('supporting.evidence.run'), value: t('supporting.evidence.runValue', run.id, run.engineVersion) },
    { name: t('supporting.evidence.fingerprint'), value: run.inputFingerprint }
  ]
}

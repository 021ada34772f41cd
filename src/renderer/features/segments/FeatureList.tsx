import { Checkbox, NativeSelect } from '@mantine/core'
import { featureLong, featureName } from '../../../shared/feature-words.ts'
import { type FeatureGroup, readFeature } from '../../../shared/model/features.ts'
import type { DroppedFeature, FeatureOverview, WantedTreatments } from '../../../shared/model/segments.ts'
import { featureValue } from '../../charts/units.ts'
import { useReading } from '../../components/reading.tsx'
import { format, t } from '../../i18n.ts'
import { Histogram } from './Histogram.tsx'
import classes from './segments.module.css'

type Row = FeatureOverview['features'][number]

interface FeatureListProps {
  overview: FeatureOverview
  chosen: readonly string[]
  treatments: WantedTreatments
  onToggle: (feature: string) => void
  onTreat: (feature: string, wanted: WantedTreatments[string]) => void
}

/** Everything that customers can be told apart by, by what it is about: what it looks like, and for the analyst what would be done with it. */
export function FeatureList({ overview, chosen, treatments, onToggle, onTreat }: FeatureListProps) {
  const { evidence } = useReading()
  const groups = Map.groupBy(overview.features, ({ feature }): FeatureGroup => readFeature(feature)?.group ?? 'about')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.features} aria-label={t('segments.how.features')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('segments.how.columns.feature')}</th>
            <th scope="col">{t('segments.how.columns.spread')}</th>
            <th scope="col">{t('segments.how.columns.typical')}</th>
            <th scope="col">{t(evidence ? 'segments.evidence.columns.missing' : 'segments.how.columns.known')}</th>
            {evidence && <th scope="col">{t('segments.evidence.columns.skew')}</th>}
            {evidence && <th scope="col">{t('segments.evidence.columns.treatment')}</th>}
            {evidence && <th scope="col">{t('segments.evidence.columns.closest')}</th>}
          </tr>
        </thead>
        {[...groups].map(([group, rows]) => (
          <tbody key={group}>
            <tr>
              <th scope="rowgroup" colSpan={evidence ? 7 : 4}>
                {t(`features.group.${group}`)}
              </th>
            </tr>
            {rows.map((row) => (
              <tr key={row.feature}>
                <td>
                  <Checkbox
                    size="xs"
                    checked={chosen.includes(row.feature)}
                    onChange={() => onToggle(row.feature)}
                    label={featureLong(row.feature)}
                    description={row.dropped ? leftOut(row.dropped) : undefined}
                  />
                </td>
                <Spread row={row} currency={overview.currency} />
                <td className={classes.number}>{share(row.missing, overview.customers, evidence)}</td>
                {evidence && (
                  <Treatment
                    row={row}
                    wanted={treatments[row.feature] ?? {}}
                    onTreat={chosen.includes(row.feature) ? (wanted) => onTreat(row.feature, wanted) : null}
                  />
                )}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  )
}

function Spread({ row, currency }: { row: Row; currency: string }) {
  if (row.kind === 'category') {
    const counts = row.levels.map(({ count }) => count)
    return (
      <>
        <td>
          <Histogram counts={counts} label={row.levels.map(({ name, count }) => `${name} ${format.count(count)}`).join(', ')} />
        </td>
        <td>{row.levels[0]?.name}</td>
      </>
    )
  }
  const value = (x: number) => featureValue(row.feature, x, currency)
  return (
    <>
      <td>
        <Histogram counts={row.histogram} label={t('segments.how.spreadOf', featureName(row.feature), value(row.low), value(row.high))} />
      </td>
      <td>{value(row.median)}</td>
    </>
  )
}

interface TreatmentProps {
  row: Row
  wanted: WantedTreatments[string]
  /** Null: it is not among the chosen. */
  onTreat: ((wanted: WantedTreatments[string]) => void) | null
}

/** For the analyst: skew, what would be done and what is to be done instead, and which other feature says much of the same. */
function Treatment({ row, wanted, onTreat }: TreatmentProps) {
  if (row.kind === 'category') return <td colSpan={3} />
  const { feature, transform, scale, missing, winsorised, closest, min } = row
  const steps: string[] = []
  if (transform && missing > 0) steps.push(t('segments.evidence.filledWith'))
  if (winsorised > 0) steps.push(t('segments.evidence.moved', winsorised))
  const proposed = (label: string) => ({ value: '', label: t('segments.how.asProposed', label) })
  return (
    <>
      <td className={classes.number}>{format.decimal(row.skew, 1)}</td>
      <td>
        {transform && scale && (
          <div className={classes.treating}>
            <NativeSelect
              size="xs"
              aria-label={t('segments.how.transformOf', featureName(feature))}
              disabled={onTreat === null}
              value={wanted.transform ?? ''}
              data={[
                proposed(t(`segments.evidence.scalingOf.${transform}`)),
                // There is no logarithm of what is negative.
                ...transforms
                  .filter((of) => of !== 'log' || min >= 0)
                  .map((value) => ({ value, label: t(`segments.evidence.scalingOf.${value}`) }))
              ]}
              onChange={({ currentTarget: { value } }) => onTreat?.({ transform: transforms.find((of) => of === value) })}
            />
            <NativeSelect
              size="xs"
              aria-label={t('segments.how.scaleOf', featureName(feature))}
              disabled={onTreat === null}
              value={wanted.scale ?? ''}
              data={[
                proposed(t(`segments.evidence.scaleOf.${scale}`)),
                ...scales.map((value) => ({ value, label: t(`segments.evidence.scaleOf.${value}`) }))
              ]}
              onChange={({ currentTarget: { value } }) => onTreat?.({ scale: scales.find((of) => of === value) })}
            />
          </div>
        )}
        {steps.join(', ')}
      </td>
      <td>{closest && t('segments.evidence.closest', featureName(closest.feature), format.decimal(closest.correlation))}</td>
    </>
  )
}

const transforms = ['none', 'log', 'yeo-johnson'] as const
const scales = ['robust', 'z'] as const

function share(missing: number, customers: number, evidence: boolean): string {
  return format.percentAbout(evidence ? missing / customers : 1 - missing / customers)
}

function leftOut({ reason, share: of, like }: DroppedFeature): string {
  if (reason === 'allDifferent') return t('segments.how.left.allDifferent')
  if (reason === 'copy') return t('segments.how.left.copy', featureName(like ?? ''))
  return t(`segments.how.left.${reason}`, format.percentAbout(of))
}

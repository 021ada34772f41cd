import { SegmentedControl } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { kpiExact, kpiInterval } from '../../../shared/kpi-format.ts'
import { definitionOf, type KpiCell, type KpiGrain, type KpiId, type KpiView } from '../../../shared/model/kpis.ts'
import { useMethod } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Slot } from '../../components/Slot.tsx'
import { format, t } from '../../i18n.ts'
import { Hours } from './Hours.tsx'
import classes from './kpis.module.css'
import { People } from './People.tsx'
import { TargetForm } from './TargetForm.tsx'
import { driverWords, memberName, pointNames, scaleWords } from './words.ts'

const CourseChart = lazy(async () => ({ default: (await import('./CourseChart.tsx')).CourseChart }))
const chartHeight = 216

/** One KPI in full: what it is, its target, its course, and by group. */
export function KpiDetail({ kpi, view }: { kpi: KpiId; view: KpiView }) {
  const found = view.kpis.find((one) => one.kpi === kpi)
  const name = t(`kpis.of.${kpi}.name`)
  return (
    <section className={classes.detail} aria-label={name}>
      <h2 className={classes.title}>{name}</h2>
      <p className={classes.plain}>{t(`kpis.of.${kpi}.formula`)}</p>
      <p className={classes.quiet}>
        {t('kpis.source', t(`kpis.of.${kpi}.source`))}{' '}
        {found?.value != null && t('kpis.basis', t(`kpis.counts.${kpi}`, found.n) + scaleWords(kpi, view))}
      </p>
      {found && <People kpi={found} view={view} className={classes.people} />}
      {/* Asked for, so it stands where it is seen. */}
      {view.by !== null && <Breakdown kpi={kpi} view={view} />}
      {kpi.endsWith('-business') && <Hours run={view.run} />}
      {kpi !== 'revenue-growth' && <Course kpi={kpi} target={found?.target ?? null} period={view.period} />}
      {found && <TargetForm key={`${view.period} ${found.target}`} kpi={found} view={view} />}
    </section>
  )
}

function Course({ kpi, target, period }: { kpi: KpiId; target: number | null; period: KpiView['period'] }) {
  const { weekly } = definitionOf(kpi)
  const [grain, setGrain] = useState<KpiGrain>('month')
  const course = useMethod('kpis.course', { kpi, grain }, { keepPrevious: true })
  if (course.error) return <ErrorNotice error={course.error} />
  const data = course.data
  if (!data || data.kpi !== kpi) return <div style={{ height: chartHeight }} />
  const known = data.points.filter(({ value }) => value !== null)
  const unusual = data.points
    .map((point, i) => ({ point, name: pointNames([point], data.grain)[0] ?? '', i }))
    .filter(({ point }) => point.unusual)
  return (
    <div className={classes.course}>
      {weekly && (
        <SegmentedControl
          size="xs"
          aria-label={t('kpis.course.title', t(`kpis.of.${kpi}.name`))}
          value={grain}
          onChange={(value) => setGrain(value === 'week' ? 'week' : 'month')}
          data={(['month', 'week'] as const).map((one) => ({ value: one, label: t(`kpis.course.${one}`) }))}
        />
      )}
      {known.length < 2 ? (
        <p className={classes.quiet}>{t('kpis.course.tooShort')}</p>
      ) : (
        <Suspense fallback={<div style={{ height: chartHeight }} />}>
          {/* A target of a month does not speak of weeks, unless the figure is no sum. */}
          <CourseChart course={data} target={period === 'month' && data.grain === 'month' ? target : null} height={chartHeight} />
        </Suspense>
      )}
      {data.tooShort && known.length >= 2 && (
        <p className={classes.quiet}>
          {t('kpis.course.short', t(data.grain === 'week' ? 'kpis.course.weeks' : 'kpis.course.months', known.length))}
        </p>
      )}
      {unusual.length > 0 && (
        <ul className={classes.unusual}>
          {unusual
            .slice(-4)
            .reverse()
            .map(({ point, name }) => (
              <li key={point.from}>
                {t(
                  'kpis.course.unusual',
                  name,
                  kpiExact(point.value, definitionOf(kpi).unit, data.currency),
                  kpiExact(point.expected, definitionOf(kpi).unit, data.currency)
                )}
                . {driverWords(kpi, point, data.currency)}
              </li>
            ))}
        </ul>
      )}
    </div>
  )
}

function Breakdown({ kpi, view }: { kpi: KpiId; view: KpiView }) {
  const { by, members, rows, currency } = view
  if (by === null) return null
  const cells = rows.find((row) => row.kpi === kpi)?.cells
  const { unit } = definitionOf(kpi)
  const title = t('kpis.breakdown.title', t(`kpis.by.${by}`))
  if (cells === undefined || members.length === 0) {
    return <p className={classes.quiet}>{cells === undefined ? t('kpis.breakdown.notByThis') : t(`kpis.breakdown.none.${by}`)}</p>
  }
  const sorted = members
    .map((member, i) => ({ member, cell: cells[i] }))
    .sort((a, b) => Number(a.member.none) - Number(b.member.none) || orderValue(b.cell) - orderValue(a.cell))
  return (
    <>
      <table className={classes.table} aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{t(`kpis.by.${by}`)}</th>
            <th scope="col" data-align="end">
              {t('kpis.table.value')}
            </th>
            <th scope="col" data-align="end">
              {t('kpis.table.n')}
            </th>
            <th scope="col" data-align="end">
              {t('kpis.table.before')}
            </th>
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ member, cell }) => {
            const interval = cell ? kpiInterval(cell, unit, currency) : ''
            return (
              <tr key={`${member.id} ${member.none}`}>
                <th scope="row">
                  <span className={classes.member}>
                    {member.slot !== null && <Slot slot={member.slot} />}
                    {memberName(member, by)}
                  </span>
                </th>
                <td data-align="end" data-figures>
                  {cell?.value == null ? (
                    <span className={classes.why}>– {cell?.reason != null && t(`kpis.reason.${cell.reason}`)}</span>
                  ) : (
                    <>
                      {kpiExact(cell.value, unit, currency)}
                      <span className={classes.interval}>{interval}</span>
                    </>
                  )}
                </td>
                <td data-align="end" data-figures>
                  {cell?.value == null ? format.unknown : format.count(cell.n)}
                </td>
                <td data-align="end" data-figures>
                  {kpiExact(cell?.previous ?? null, unit, currency)}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {(by === 'channel' || by === 'category') && <p className={classes.quiet}>{t(`kpis.breakdown.overlap.${by}`)}</p>}
    </>
  )
}

const orderValue = (cell: KpiCell | undefined): number => cell?.value ?? Number.NEGATIVE_INFINITY

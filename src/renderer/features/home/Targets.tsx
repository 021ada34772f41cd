import { lazy, Suspense } from 'react'
import { Link } from 'wouter'
import { kpiAbout, kpiChange, kpiIntervalAbout } from '../../../shared/kpi-format.ts'
import { definitionOf, type KpiMorning } from '../../../shared/model/kpis.ts'
import { useMethod } from '../../app/query.ts'
import panel from '../../components/Panel.module.css'
import { Section } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import classes from './Targets.module.css'

const Sparkline = lazy(async () => ({ default: (await import('../../charts/Sparkline.tsx')).Sparkline }))
const sparkHeight = 32

/** Figures that have a target, each in the period of its target; the way to set one where none has. */
export function Targets() {
  const morning = useMethod('kpis.morning', {}).data
  if (!morning) return null
  const link = morning.hasTargets ? undefined : <Link href="/kpis">{t('home.targets.set')}</Link>
  return (
    <Section title={t('home.targets.title')} action={link}>
      {morning.figures.length === 0 ? (
        <p className={classes.none}>{t('home.targets.none')}</p>
      ) : (
        <ul className={`${panel.panel} ${classes.strip}`}>
          {morning.figures.map((figure) => (
            <Figure key={`${figure.kpi} ${figure.period}`} figure={figure} currency={morning.currency} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function Figure({ figure, currency }: { figure: KpiMorning['figures'][number]; currency: string }) {
  const { kpi, period, value, previous, target, met, course } = figure
  const { unit } = definitionOf(kpi)
  const interval = kpiIntervalAbout(figure, unit, currency)
  // What is written alike is not told as if it were far off.
  const isNear = kpiAbout(value, unit, currency) === kpiAbout(target, unit, currency)
  return (
    <li className={classes.figure}>
      <Link href={`/kpis/${kpi}`} className={classes.name}>
        {t('home.targets.of', t(`kpis.of.${kpi}.name`), t(`kpis.period.${period}`))}
      </Link>
      <span className={classes.value} data-figures>
        {kpiAbout(value, unit, currency)}
        {interval !== '' && <span className={classes.interval}>{interval}</span>}
      </span>
      <span className={classes.target} data-met={met ?? undefined}>
        {t('home.targets.target', kpiAbout(target, unit, currency))} ·{' '}
        {t(`home.targets.${met === null ? 'unknown' : met ? 'met' : isNear ? 'nearly' : 'missed'}`)}
      </span>
      {previous !== null && (
        <span className={classes.before}>{t('home.against', kpiChange(value, previous, unit), kpiAbout(previous, unit, currency))}</span>
      )}
      {course.filter((point) => point.value !== null).length > 1 && (
        <Suspense fallback={<div style={{ height: sparkHeight }} />}>
          <Sparkline
            height={sparkHeight}
            label={t('home.targets.course', t(`kpis.of.${kpi}.name`))}
            points={course.map((point) => ({
              value: point.value,
              sentence: t('home.inMonth', format.month(point.month), kpiAbout(point.value, unit, currency))
            }))}
          />
        </Suspense>
      )}
    </li>
  )
}

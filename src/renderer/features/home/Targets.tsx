import { Link } from 'wouter'
import { kpiAbout, kpiInterval } from '../../../shared/kpi-format.ts'
import { definitionOf, type KpiMorning } from '../../../shared/model/kpis.ts'
import { useMethod } from '../../app/query.ts'
import panel from '../../components/Panel.module.css'
import { Section } from '../../components/Screen.tsx'
import { t } from '../../i18n.ts'
import classes from './Targets.module.css'

/** Figures that have a target, each in the period of its target; the way to set one where none has. */
export function Targets() {
  const morning = useMethod('kpis.morning', {}).data
  if (!morning) return null
  const link = <Link href="/kpis">{t(morning.hasTargets ? 'home.targets.all' : 'home.targets.set')}</Link>
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
  const { kpi, period, value, target, met } = figure
  const { unit } = definitionOf(kpi)
  const interval = kpiInterval(figure, unit, currency)
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
        {t(met === null ? 'home.targets.unknown' : met ? 'home.targets.met' : 'home.targets.missed')}
      </span>
    </li>
  )
}

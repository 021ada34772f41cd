import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import type { Figure, HomeSummary } from '../../../shared/model/home.ts'
import { AmongLink } from '../../app/AmongLink.tsx'
import panel from '../../components/Panel.module.css'
import { Evidence } from '../../components/reading.tsx'
import { format, t } from '../../i18n.ts'
import classes from './Figures.module.css'
import { changeText, countedCustomers, figureText } from './homeWords.ts'

const Sparkline = lazy(async () => ({ default: (await import('../../charts/Sparkline.tsx')).Sparkline }))

const sparkHeight = 40

/** The figures side by side: value, against the period before, course by month. */
export function Figures({ summary }: { summary: HomeSummary }) {
  return (
    <ul className={`${panel.panel} ${classes.strip}`} aria-label={t('home.figures')}>
      {summary.figures.map((figure) => (
        <li key={figure.figure} className={classes.figure}>
          <span className={classes.name} title={t(`home.figure.${figure.figure}.formula`)}>
            {t(`home.figure.${figure.figure}.name`)}
          </span>
          <span className={classes.value} data-figures>
            <Value figure={figure} summary={summary} />
          </span>
          <Change figure={figure} currency={summary.currency} />
          <div className={classes.course}>
            <Course figure={figure} currency={summary.currency} />
          </div>
          <Evidence>
            <span className={classes.formula}>{t(`home.figure.${figure.figure}.formula`)}</span>
          </Evidence>
        </li>
      ))}
    </ul>
  )
}

/** A count of customers opens them. */
function Value({ figure, summary }: { figure: Figure; summary: HomeSummary }) {
  const text = figureText(figure, figure.value, summary.currency)
  const filter = countedCustomers(summary, figure)
  if (filter === null) return text
  return (
    <AmongLink filter={filter} label={t('home.openCustomers', text)}>
      {text}
    </AmongLink>
  )
}

function Change({ figure, currency }: { figure: Figure; currency: string }) {
  const change = changeText(figure, currency)
  if (change === null) return null
  const Arrow = change.direction === 'down' ? IconArrowDown : IconArrowUp
  return (
    <span className={classes.change} data-direction={change.direction}>
      {change.direction !== 'same' && <Arrow size={14} stroke={2} aria-hidden="true" />}
      {change.text}
    </span>
  )
}

function Course({ figure, currency }: { figure: Figure; currency: string }) {
  const known = figure.series.filter((point) => point.value !== null)
  const [first, last] = [known[0], known[known.length - 1]]
  if (first === undefined || last === undefined || known.length < 2) return <div style={{ height: sparkHeight }} />
  const text = (value: number | null) => figureText(figure, value, currency)
  return (
    <Suspense fallback={<div style={{ height: sparkHeight }} />}>
      <Sparkline
        height={sparkHeight}
        label={t(
          'home.course',
          t(`home.figure.${figure.figure}.name`),
          format.month(first.month),
          text(first.value),
          format.month(last.month),
          text(last.value)
        )}
        points={figure.series.map(({ month, value }) => ({ value, sentence: t('home.inMonth', format.month(month), text(value)) }))}
      />
    </Suspense>
  )
}

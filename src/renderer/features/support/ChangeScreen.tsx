import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import { dayBefore } from '../../../shared/days.ts'
import type { SupportChange, SupportMeasure, SupportShift } from '../../../shared/model/support-views.ts'
import { useAction, useMethod } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Screen } from '../../components/Screen.tsx'
import { Slot } from '../../components/Slot.tsx'
import { format, t } from '../../i18n.ts'
import { SupportNav } from './SupportNav.tsx'
import classes from './support.module.css'
import { WithSupport } from './WithSupport.tsx'
import type { SupportRun } from './words.ts'

/** Nobody counts days in hours. */
const HOURS_TO_DAYS = 48
const measures: readonly SupportMeasure[] = ['rate', 'response', 'resolution', 'reopens', 'rating']

/** Support before and after a day that the user sets: what a change did to each group. */
export function SupportChangeScreen() {
  return <WithSupport title={t('supporting.change.title')}>{(result) => <Change result={result} />}</WithSupport>
}

function Change({ result }: { result: SupportRun }) {
  const { data: change, error } = useMethod('support.change', {}, { keepPrevious: true })
  const set = useAction('support.setChange')
  const limit = change?.within.resolution ?? change?.within.response ?? null
  return (
    <Screen
      title={t('supporting.change.title')}
      finding={change === undefined ? t('supporting.reading') : changeFinding(change)}
      note={
        change && change.days > 0 ? (
          <>
            <p className={classes.line}>
              {t(
                'supporting.change.period',
                format.dateRange(change.from, dayBefore(change.day)),
                format.dateRange(change.day, change.until),
                format.days(change.days)
              )}
            </p>
            <p className={classes.line}>
              {change.begins === null
                ? t(`supporting.change.per.${change.per}`)
                : t('supporting.change.begins', format.date(change.begins))}
            </p>
            {limit !== null && <p className={classes.line}>{t('supporting.change.within', hoursOrDays(limit))}</p>}
            {change.solvedAlone && <p className={classes.line}>{t('supporting.change.solvedAlone')}</p>}
            {change.undated > 0 && <p className={classes.line}>{t('supporting.change.undated', change.undated)}</p>}
            <p className={classes.line}>{t('supporting.change.note')}</p>
          </>
        ) : undefined
      }
      action={<DayField key={change?.day ?? ''} day={change?.day ?? null} latest={result.run.asOf} onSet={(day) => set.mutate({ day })} />}
    >
      <SupportNav />
      {error && <ErrorNotice error={error} />}
      {set.error && <ErrorNotice error={set.error} />}
      {change && change.days > 0 && <Shifts change={change} result={result} />}
    </Screen>
  )
}

function changeFinding(change: SupportChange | null): string {
  if (change === null) return t('supporting.change.finding.none')
  if (change.days === 0) return t(`supporting.change.finding.${change.dated ? 'short' : 'undated'}`)
  const sure = [...change.all, ...change.clusters.flatMap(({ shifts }) => shifts)].filter((shift) => shift.sure).length
  const day = format.date(change.day)
  return sure === 0 ? t('supporting.change.finding.nothing', day) : t('supporting.change.finding.changed', sure, day)
}

function DayField({ day, latest, onSet }: { day: string | null; latest: string; onSet: (day: string | null) => void }) {
  const [typed, setTyped] = useState(day ?? '')
  return (
    <div className={classes.day}>
      <TextInput
        type="date"
        size="sm"
        label={t('supporting.change.day')}
        value={typed}
        max={latest}
        onChange={(event) => {
          const { value } = event.currentTarget
          setTyped(value)
          // Years are typed digit by digit: 0002 is on the way to 2025.
          if (/^[12]\d{3}-\d{2}-\d{2}$/.test(value) && value <= latest) onSet(value)
        }}
      />
      {day !== null && (
        <Button variant="subtle" onClick={() => onSet(null)}>
          {t('supporting.change.clear')}
        </Button>
      )}
    </div>
  )
}

function Shifts({ change, result }: { change: SupportChange; result: SupportRun }) {
  const known = measures.filter((measure) =>
    change.all.some((shift) => shift.measure === measure && shift.ticketsBefore + shift.ticketsAfter > 0)
  )
  const clusterOf = (id: number) => result.clusters.find((cluster) => cluster.id === id)
  return (
    <div className={classes.wide}>
      <table className={classes.plain} aria-label={t('supporting.change.label')}>
        <thead>
          <tr>
            <th scope="col">{t('supporting.change.group')}</th>
            {known.map((measure) => (
              <th key={measure} scope="col" data-align="end">
                {measure === 'rate' ? t(`supporting.change.measure.rate.${change.per}`) : t(`supporting.change.measure.${measure}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {change.clusters.map(({ cluster: id, shifts }) => {
            const cluster = clusterOf(id)
            if (cluster === undefined) return null
            return (
              <tr key={id}>
                <th scope="row">
                  <span className={classes.named}>
                    <Slot slot={cluster.slot} /> <Link href={`/support/${id}`}>{cluster.name}</Link>
                  </span>
                </th>
                <Cells shifts={shifts} known={known} />
              </tr>
            )
          })}
          <tr>
            <th scope="row">{t('supporting.change.all')}</th>
            <Cells shifts={change.all} known={known} />
          </tr>
        </tbody>
      </table>
    </div>
  )
}

function Cells({ shifts, known }: { shifts: readonly SupportShift[]; known: readonly SupportMeasure[] }) {
  return known.map((measure) => {
    const shift = shifts.find((one) => one.measure === measure)
    if (shift === undefined) return <td key={measure} />
    return (
      <td key={measure} data-align="end">
        <span className={`${classes.between} ${shift.sure ? classes.sure : ''}`}>{fromTo(measure, shift)}</span>
        <span className={`${classes.under} ${classes.whole}`}>
          {shift.change === null ? t('supporting.change.few') : changed(measure, shift.change)}
        </span>
      </td>
    )
  })
}

/** As much as that takes, rounded up. */
const hoursOrDays = (hours: number): string =>
  hours < HOURS_TO_DAYS ? t('supporting.change.inHours', Math.ceil(hours)) : format.days(Math.ceil(hours / 24))

/** In one unit on both sides, which is said once. */
function fromTo(measure: SupportMeasure, { before, after }: SupportShift): string {
  const isTime = measure === 'response' || measure === 'resolution'
  const inDays = isTime && Math.max(before ?? 0, after ?? 0) >= HOURS_TO_DAYS
  const said = (value: number | null) => {
    if (value === null) return t('supporting.unknown')
    if (measure === 'rating') return format.percentAbout(value)
    return format.about(measure === 'reopens' ? value * 100 : inDays ? value / 24 : value)
  }
  const unit = isTime ? t(inDays ? 'supporting.change.days' : 'supporting.change.hours') : ''
  return t('supporting.change.fromTo', said(before), said(after), unit)
}

/** Rates and times change by a factor, the others by a difference; with the range that chance leaves. */
function changed(measure: SupportMeasure, { value, low, high }: NonNullable<SupportShift['change']>): string {
  const isFactor = measure === 'rate' || measure === 'response' || measure === 'resolution'
  // The unit is said once.
  const bare = (of: number) => format.signed((isFactor ? of - 1 : of) * 100)
  const said = isFactor ? format.change(value, 1) : measure === 'rating' ? t('supporting.change.points', bare(value)) : bare(value)
  return t('supporting.change.times', said, bare(low), bare(high))
}

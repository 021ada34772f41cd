import { useState } from 'react'
import { type Bottleneck, bottleneckSentence, bottlenecks, certaintyOf, lostText } from '../../../shared/journey.ts'
import type { JourneyScope, JourneyView } from '../../../shared/model/journey.ts'
import { useReading } from '../../components/reading.tsx'
import { format, t } from '../../i18n.ts'
import { ChangeOverTime } from './ChangeOverTime.tsx'
import classes from './journey.module.css'
import { PickLink } from './PickLink.tsx'
import { breakName, breakWhen, shareRange } from './words.ts'

const shown = 8

type Break = Exclude<Bottleneck, { kind: 'stop' }>

/** Times at which clearly fewer went on, and groups that do: each with its numbers, how sure it is, and the customers behind it. */
export function Breaks({ view, scope }: { view: JourneyView; scope: JourneyScope }) {
  const rows = bottlenecks(view).filter((one): one is Break => one.kind !== 'stop')
  const [picked, setPicked] = useState(0)
  const changes = rows.flatMap((one) => (one.kind === 'change' ? [one.change] : []))
  const change = changes.find(({ id }) => id === picked) ?? changes[0]
  if (rows.length === 0) return <p className={classes.none}>{t('journey.breaks.none')}</p>
  return (
    <div className={change === undefined ? undefined : classes.halves}>
      <div className={classes.scroller}>
        <BreakTable rows={rows.slice(0, shown)} view={view} scope={scope} picked={change?.id ?? null} onPick={setPicked} />
      </div>
      {change !== undefined && <ChangeOverTime change={change} />}
    </div>
  )
}

interface BreakTableProps {
  rows: readonly Break[]
  view: JourneyView
  scope: JourneyScope
  picked: number | null
  onPick: (change: number) => void
}

function BreakTable({ rows, view, scope, picked, onPick }: BreakTableProps) {
  const { evidence } = useReading()
  const c = 'journey.breaks.columns' as const
  return (
    <table className={classes.table} aria-label={t('journey.breaks.title')}>
      <thead>
        <tr>
          <th scope="col">{t(`${c}.what`)}</th>
          <th scope="col">{t(`${c}.when`)}</th>
          <th scope="col" data-align="end">
            {t(`${c}.share`)}
          </th>
          <th scope="col" data-align="end">
            {t(`${c}.usual`)}
          </th>
          <th scope="col" data-align="end">
            {t(`${c}.lost`)}
          </th>
          <th scope="col" data-align="end">
            {t(`${c}.customers`)}
          </th>
          <th scope="col">{t(`${c}.sure`)}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => {
          const { inside, outside, q } = one.kind === 'change' ? one.change : one.gap
          const isPicked = one.kind === 'change' && one.change.id === picked
          const name = breakName(one, view)
          return (
            <tr key={`${one.kind} ${name} ${breakWhen(one)}`} data-picked={isPicked || undefined} title={bottleneckSentence(one, view)}>
              <td>
                {one.kind === 'change' ? (
                  <button type="button" className={classes.plain} aria-pressed={isPicked} onClick={() => onPick(one.change.id)}>
                    {name}
                  </button>
                ) : (
                  name
                )}
              </td>
              <td>{breakWhen(one)}</td>
              <td data-align="end">
                {format.percentAbout(inside.share)} <span className={classes.quiet}>({shareRange(inside)})</span>
              </td>
              <td data-align="end">{format.percentAbout(outside.share)}</td>
              <td data-align="end">{lostText(one)}</td>
              <td data-align="end">
                <BreakCustomers one={one} name={name} scope={scope} />
              </td>
              <td>
                {t(`journey.breaks.${certaintyOf(one) ?? 'likely'}`)}
                {evidence && <span className={classes.quiet}> {t('journey.evidence.q', q.toExponential(1))}</span>}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function BreakCustomers({ one, name, scope }: { one: Break; name: string; scope: JourneyScope }) {
  if (one.kind === 'gap') {
    const { stage, by, group, segment, inside } = one.gap
    const people = format.count(inside.of)
    return (
      <PickLink
        pick={{ kind: 'gap', stage, by, group, segment }}
        scope={scope}
        chip={t('journey.filter.gap', name)}
        label={t('journey.breaks.see', people)}
      >
        {people}
      </PickLink>
    )
  }
  const n = format.count(one.change.customers)
  return (
    <PickLink pick={{ kind: 'change', change: one.change.id }} chip={t('journey.filter.change', name)} label={t('journey.breaks.see', n)}>
      {n}
    </PickLink>
  )
}

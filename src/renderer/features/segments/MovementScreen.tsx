import { TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { isSextantError } from '../../../shared/errors.ts'
import type { Explanation, Migration } from '../../../shared/model/explanation.ts'
import type { SegmentsResult } from '../../../shared/model/segments.ts'
import { AmongLink } from '../../app/AmongLink.tsx'
import { type AmongFilter, useFilters } from '../../app/filters.tsx'
import { useMethod } from '../../app/query.ts'
import { useTokens } from '../../app/tokens.react.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { nameOf, sankeyHeight, sankeyOption, sankeyTable } from '../../charts/sankey.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Screen, Section } from '../../components/Screen.tsx'
import { Slot } from '../../components/Slot.tsx'
import { format, t } from '../../i18n.ts'
import { Drift } from './Drift.tsx'
import { Explained } from './Explained.tsx'
import classes from './explaining.module.css'
import { movementFinding } from './explainWords.ts'
import { Seasons } from './Seasons.tsx'
import { SegmentsNav } from './SegmentsNav.tsx'

/** Who moved from group to group, whether the groups still fit, and when each buys again. */
export function MovementScreen() {
  return (
    <Explained title={t('explaining.movement.title')}>
      {(result, explanation) => <Movement key={result.run.id} result={result} explanation={explanation} />}
    </Explained>
  )
}

function Movement({ result, explanation }: { result: SegmentsResult; explanation: Explanation }) {
  const { segments, run } = result
  const [between, setBetween] = useState({ from: usualStart(result), to: run.asOf })
  const valid = between.from <= between.to && isDay(between.from) && isDay(between.to)
  const { data: migration, error } = useMethod('segments.migration', between, { enabled: valid, keepPrevious: true })
  const harmless = isSextantError(error, 'job.superseded') || isSextantError(error, 'job.cancelled')
  const nameBy = (id: number) => segments.find((segment) => segment.id === id)?.name ?? ''
  return (
    <Screen
      title={t('explaining.movement.title')}
      finding={migration ? movementFinding(migration, nameBy) : t('explaining.movement.reading')}
      note={<p className={classes.note}>{t('explaining.movement.note', format.date(between.from), format.date(between.to))}</p>}
      action={
        <div className={classes.days}>
          {(['from', 'to'] as const).map((side) => (
            <TextInput
              key={side}
              type="date"
              size="sm"
              label={t(`explaining.movement.${side}`)}
              value={between[side]}
              error={!valid && side === 'from'}
              max={run.asOf}
              onChange={(event) => setBetween({ ...between, [side]: event.currentTarget.value })}
            />
          ))}
        </div>
      }
    >
      <SegmentsNav />
      {error && !harmless && <ErrorNotice error={error} />}
      {migration && <Flow migration={migration} result={result} />}
      {migration && <Matrix migration={migration} result={result} />}
      <Drift result={result} />
      <Seasons result={result} explanation={explanation} />
    </Screen>
  )
}

function Flow({ migration, result }: { migration: Migration; result: SegmentsResult }) {
  const tokens = useTokens()
  const [, navigate] = useLocation()
  const { setAmong } = useFilters()
  const { segments } = result
  const option = useMemo(() => sankeyOption(migration, segments, tokens), [migration, segments, tokens])
  const select = (key: string) => {
    const [from, to] = JSON.parse(key) as [number | null, number | null]
    setAmong(movedFilter(migration, result, from, to))
    navigate('/customers')
  }
  return (
    <Panel>
      <ChartFigure
        title={t('explaining.movement.flow')}
        label={t('explaining.movement.flowLabel', format.date(migration.from), format.date(migration.to))}
        option={option}
        table={sankeyTable(migration, segments)}
        height={sankeyHeight(segments)}
        caption={t('explaining.movement.flowCaption')}
        onSelect={select}
      />
    </Panel>
  )
}

/** The same in numbers: who was where then (rows) and is where now (columns). */
function Matrix({ migration, result }: { migration: Migration; result: SegmentsResult }) {
  const { segments } = result
  const sides = (side: 'from' | 'to') => {
    const ids = [...segments.map(({ id }): number | null => id), null]
    return ids.filter((id) => migration.cells.some((cell) => cell[side] === id))
  }
  return (
    <Section title={t('explaining.movement.matrix')}>
      <div className={classes.wide}>
        <table className={classes.matrix} aria-label={t('explaining.movement.matrixLabel')}>
          <thead>
            <tr>
              <td />
              {sides('to').map((id) => (
                <th key={id} data-align="end">
                  <End id={id} side="to" result={result} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sides('from').map((from) => (
              <tr key={from}>
                <th scope="row">
                  <End id={from} side="from" result={result} />
                </th>
                {sides('to').map((to) => {
                  const cell = migration.cells.find((one) => one.from === from && one.to === to)
                  return (
                    <td key={to} data-align="end" data-same={from === to || undefined}>
                      {cell === undefined ? (
                        format.unknown
                      ) : (
                        <AmongLink
                          filter={movedFilter(migration, result, from, to)}
                          label={t('explaining.movement.open', cell.customers, nameOf(from, 'from', segments), nameOf(to, 'to', segments))}
                        >
                          {format.count(cell.customers)}
                        </AmongLink>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}

function End({ id, side, result }: { id: number | null; side: 'from' | 'to'; result: SegmentsResult }) {
  const segment = result.segments.find((one) => one.id === id)
  return (
    <span className={classes.named}>
      {segment && <Slot slot={segment.slot} />} {nameOf(id, side, result.segments)}
    </span>
  )
}

function movedFilter(
  { run, from, to }: Migration,
  { segments }: SegmentsResult,
  source: number | null,
  target: number | null
): AmongFilter {
  const slot = segments.find(({ id }) => id === (target ?? source))?.slot
  return {
    among: { of: 'moved', run, from, to, source, target },
    subject: t('explaining.chip.moved'),
    value: t('explaining.chip.moves', nameOf(source, 'from', segments), nameOf(target, 'to', segments)),
    ...(slot === undefined ? {} : { slot })
  }
}

const isDay = (day: string) => /^\d{4}-\d{2}-\d{2}$/.test(day)

/** Since the earlier run, where that was of another day; else the last three months. */
function usualStart({ run, compared }: SegmentsResult): string {
  if (compared !== null && compared.asOf < run.asOf) return compared.asOf
  const day = new Date(`${run.asOf}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() - 91)
  return day.toISOString().slice(0, 10)
}

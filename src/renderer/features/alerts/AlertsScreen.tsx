import { Button, Loader, Select } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { AlertPlan, AlertsOverview, InboxAlert, InboxChange } from '../../../shared/model/alerts.ts'
import { firstPage, useMethod, usePages } from '../../app/query.ts'
import { DataTable } from '../../components/DataTable.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { useKeys, useUndoKey } from '../../components/keyboard.ts'
import { Notice } from '../../components/Notice.tsx'
import { Screen } from '../../components/Screen.tsx'
import { message, t } from '../../i18n.ts'
import { AlertInspector } from './AlertInspector.tsx'
import { AlertsNav } from './AlertsNav.tsx'
import classes from './alerts.module.css'
import { columnsFor } from './columns.tsx'
import { KindList, KindSelect } from './KindList.tsx'
import { PlanBar } from './PlanBar.tsx'
import { SavedViews } from './SavedViews.tsx'
import { TriageBar, type Verb } from './TriageBar.tsx'
import { DismissDialog, SnoozeDialog } from './TriageDialogs.tsx'
import { useAlertsRun } from './useAlertsRun.ts'
import { useTriage } from './useTriage.ts'
import { filterOf, type Narrowing, views } from './views.ts'

/** Two lines of text. */
const rowHeight = 54

/** The inbox: whom to write to, why, and what was done about it. */
export function AlertsScreen() {
  const { data: latest, error } = useMethod('alerts.latest', {})
  const plan = useMethod('alerts.plan', {}).data
  const run = useAlertsRun()
  if (error) {
    return (
      <Screen title={t('inbox.title')} finding={t('inbox.unreadable')}>
        <ErrorNotice error={error} />
      </Screen>
    )
  }
  if (latest === undefined || plan === undefined) return <Screen title={t('inbox.title')} finding={t('inbox.reading')} />
  return latest === null ? <NotLooked run={run} /> : <Inbox overview={latest} plan={plan} run={run} />
}

type Run = ReturnType<typeof useAlertsRun>

function Inbox({ overview, plan, run }: { overview: AlertsOverview; plan: AlertPlan; run: Run }) {
  const [narrowing, setNarrowing] = useState<Narrowing>({ view: 'week', kind: null, owner: null })
  const [opened, setOpened] = useState<InboxAlert | null>(null)
  const [marked, setMarked] = useState<ReadonlyMap<number, InboxAlert>>(new Map())
  // Put into a state that is not in the view: they stand there until the list is read again, and are no longer to be chosen.
  const [gone, setGone] = useState<ReadonlySet<number>>(new Set())
  const [asking, setAsking] = useState<'snoozed' | 'dismissed' | null>(null)
  const isWide = useMediaQuery('(min-width: 1440px)', true, { getInitialValueInEffect: false })
  const triage = useTriage()
  const filter = filterOf(narrowing)
  const rows = usePages('alerts.inbox', filter)
  const counts = useMethod('alerts.inbox', { ...filter, ...firstPage }, { keepPrevious: true }).data
  const open = ['new', 'seen', 'planned'].reduce((sum, state) => sum + (counts?.states[state as 'new'] ?? 0), 0)
  // The newest word on what is shown; when it has left the view, the last one stays until it is closed.
  const shown = opened === null ? null : (rowWith(rows, opened.id) ?? opened)
  const acted = marked.size > 0 ? [...marked.values()] : shown === null ? [] : [shown]

  const narrow = (next: Partial<Narrowing>) => {
    setNarrowing({ ...narrowing, ...next })
    setMarked(new Map())
    setGone(new Set())
    setOpened(null)
  }
  const change = (what: InboxChange) => {
    triage.change(acted, what)
    setMarked(new Map())
    setAsking(null)
    if (what.state === undefined || filter.states?.includes(what.state)) return
    const left = new Set([...gone, ...acted.map(({ id }) => id)])
    setGone(left)
    // The next one moves up to its place.
    if (shown !== null && left.has(shown.id)) setOpened(nextOf(rows, shown, left))
  }
  const act = (verb: Verb) => {
    if (acted.length === 0) return false
    if (verb === 'snoozed' || verb === 'dismissed') setAsking(verb)
    else change({ state: verb })
    return true
  }
  const mark = (alert: InboxAlert) => {
    const next = new Map(marked)
    if (!next.delete(alert.id)) next.set(alert.id, alert)
    setMarked(next)
  }
  const read = (alert: InboxAlert) => {
    if (alert.id !== opened?.id && !gone.has(alert.id)) setOpened(alert)
  }
  const takeBack = triage.undo
  const undo =
    takeBack &&
    (() => {
      takeBack()
      setGone(new Set())
    })
  useUndoKey(undo)
  useKeys({
    d: () => act('done'),
    p: () => act('planned'),
    z: () => act('snoozed'),
    x: () => act('dismissed'),
    n: () => act('new'),
    m: () => {
      if (shown !== null) mark(shown)
      return shown !== null
    }
  })
  const unknown = overview.notes.find(({ code }) => code === 'alerts.note.noOrders')
  return (
    <Screen
      title={t('inbox.title')}
      finding={findingOf(overview, narrowing.view === 'week' ? rows.total : null, open, counts?.doneThisWeek ?? 0)}
      note={
        <>
          {t('inbox.asOf', overview.until ?? overview.run.asOf)} {overview.verdict.reason}
          {unknown !== undefined && ` ${message(unknown.code, unknown.count, unknown.example)}.`}
        </>
      }
      action={
        (overview.stale || run.running) && (
          <Button loading={run.running} onClick={run.start}>
            {t('inbox.lookAgain')}
          </Button>
        )
      }
      aside={
        shown && (
          <AlertInspector
            alert={shown}
            kinds={overview.kinds}
            currency={overview.currency}
            onChange={(what) => triage.change([shown], what)}
            onClose={() => setOpened(null)}
          />
        )
      }
      fill
    >
      <AlertsNav>
        <PlanBar key={JSON.stringify(plan)} plan={plan} />
      </AlertsNav>
      {run.error && <ErrorNotice error={run.error} />}
      {triage.error && <ErrorNotice error={triage.error} />}
      {run.running ? (
        <Notice kind="running">{t('inbox.running')}</Notice>
      ) : (
        overview.stale && <Notice kind="stale">{t('inbox.stale')}</Notice>
      )}
      <div className={classes.panes} data-kinds={isWide || undefined}>
        {isWide && (
          <KindList
            counts={counts?.kinds ?? {}}
            kinds={overview.kinds}
            lower={plan.learns ? Object.keys(counts?.lessons ?? {}) : []}
            chosen={narrowing.kind}
            onChoose={(kind) => narrow({ kind })}
          />
        )}
        <div className={classes.list}>
          <div className={classes.bar}>
            <fieldset className={classes.views}>
              <legend className={classes.spoken}>{t('inbox.view.label')}</legend>
              {views.map((view) => (
                <button key={view} type="button" aria-pressed={view === narrowing.view} onClick={() => narrow({ view })}>
                  {t(`inbox.view.${view}`)}
                </button>
              ))}
            </fieldset>
            {!isWide && <KindSelect counts={counts?.kinds ?? {}} chosen={narrowing.kind} onChoose={(kind) => narrow({ kind })} />}
            {(counts?.owners.length ?? 0) > 0 && (
              <Select
                size="xs"
                w={140}
                aria-label={t('inbox.owner.label')}
                clearable
                placeholder={t('inbox.owner.anyone')}
                data={counts?.owners ?? []}
                value={narrowing.owner}
                onChange={(owner) => narrow({ owner })}
              />
            )}
            <SavedViews now={narrowing} onShow={narrow} />
          </div>
          <TriageBar
            marked={marked.size}
            view={narrowing.view}
            disabled={acted.length === 0}
            onAct={act}
            onUnmark={() => setMarked(new Map())}
            said={triage.said}
            onUndo={undo}
          />
          {rows.error && <ErrorNotice error={rows.error} />}
          <DataTable
            main
            label={t('inbox.table.label')}
            columns={columnsFor({ currency: overview.currency, marked, onMark: mark, narrow: shown !== null && !isWide })}
            rows={rows}
            rowKey={({ id }) => id}
            rowHeight={rowHeight}
            listKey={JSON.stringify(narrowing)}
            selected={shown?.id ?? null}
            onSelect={read}
            onFocusRow={read}
            empty={<NoneHere narrowing={narrowing} onAll={() => narrow({ kind: null, owner: null })} />}
          />
        </div>
      </div>
      <SnoozeDialog
        opened={asking === 'snoozed'}
        onClose={() => setAsking(null)}
        from={overview.run.asOf}
        onSnooze={(snoozedUntil) => change({ state: 'snoozed', snoozedUntil })}
      />
      <DismissDialog
        opened={asking === 'dismissed'}
        onClose={() => setAsking(null)}
        count={acted.length}
        onDismiss={(dismissal) => change({ state: 'dismissed', dismissal })}
      />
    </Screen>
  )
}

function findingOf({ verdict }: AlertsOverview, week: number | null, open: number, done: number): string {
  if (open === 0) return verdict.level === 'validated' ? t('inbox.finding.nothing') : t(`inbox.model.finding.${verdict.level}`)
  if (week === null) return t('inbox.finding.open', open)
  return week === 0 && done > 0 ? t('inbox.finding.weekDone', done, open) : t('inbox.finding.week', week, open)
}

type Rows = ReturnType<typeof usePages<'alerts.inbox'>>
/** How far down the list is searched for an alert that is shown beside it. */
const looked = 1000

function placeOf(rows: Rows, id: number): number {
  for (let i = 0; i < Math.min(rows.total ?? 0, looked); i++) if (rows.rowAt(i)?.id === id) return i
  return -1
}

function rowWith(rows: Rows, id: number): InboxAlert | undefined {
  const place = placeOf(rows, id)
  return place < 0 ? undefined : rows.rowAt(place)
}

/** The nearest after it that stays, or before it at the end. */
function nextOf(rows: Rows, alert: InboxAlert, gone: ReadonlySet<number>): InboxAlert | null {
  const place = placeOf(rows, alert.id)
  for (const step of [1, -1])
    for (let i = place + step; place >= 0; i += step) {
      const row = rows.rowAt(i)
      if (row === undefined) break
      if (!gone.has(row.id)) return row
    }
  return null
}

function NoneHere({ narrowing, onAll }: { narrowing: Narrowing; onAll: () => void }) {
  const isFiltered = narrowing.kind !== null || narrowing.owner !== null
  return (
    <div className={classes.none}>
      <p>{t(isFiltered ? 'inbox.none.filtered' : `inbox.none.${narrowing.view}`)}</p>
      {isFiltered && (
        <Button variant="default" size="xs" onClick={onAll}>
          {t('inbox.none.all')}
        </Button>
      )}
    </div>
  )
}

function NotLooked({ run }: { run: Run }) {
  const [, go] = useLocation()
  const workspace = useMethod('workspace.current', {}).data
  const hasOrders = (workspace?.counts.orders ?? 0) > 0
  return (
    <Screen title={t('inbox.title')} finding={t('inbox.empty.finding')}>
      {run.error && <ErrorNotice error={run.error} />}
      <EmptyState
        title={t('inbox.empty.title')}
        preview={
          <table className={classes.preview}>
            <tbody>
              {(['overdue', 'spend', 'silent'] as const).map((one) => (
                <tr key={one}>
                  <th scope="row">{t(`inbox.preview.${one}.who`)}</th>
                  <td>{t(`inbox.preview.${one}.why`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        }
        action={
          run.running ? (
            <span className={classes.running} role="status">
              <Loader size={16} color="var(--sx-primary)" aria-hidden="true" /> {t('inbox.running')}
            </span>
          ) : hasOrders ? (
            <Button onClick={run.start}>{t('inbox.look')}</Button>
          ) : (
            <Button onClick={() => go('/data')}>{t('inbox.empty.import')}</Button>
          )
        }
      >
        {t(hasOrders ? 'inbox.empty.text' : 'inbox.empty.noData')}
      </EmptyState>
    </Screen>
  )
}

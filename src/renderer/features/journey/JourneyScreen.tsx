import { Button } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { isSextantError } from '../../../shared/errors.ts'
import { foremost, journeyFinding, noteText, stageName } from '../../../shared/journey.ts'
import type { JourneyScope, JourneyView } from '../../../shared/model/journey.ts'
import { useFilters } from '../../app/filters.tsx'
import { useAction, useJobs, useMethod } from '../../app/query.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Evidence } from '../../components/reading.tsx'
import { Screen, Section } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import { Beliefs } from './Beliefs.tsx'
import { Breaks } from './Breaks.tsx'
import { FunnelBuilder } from './FunnelBuilder.tsx'
import { HowCounted } from './HowCounted.tsx'
import classes from './journey.module.css'
import { MapPreview } from './MapPreview.tsx'
import { PainMatrix } from './PainMatrix.tsx'
import { PainTable } from './PainTable.tsx'
import { ScopeBar } from './ScopeBar.tsx'
import { SetupDialog } from './SetupDialog.tsx'
import { StageMap } from './StageMap.tsx'
import { breakName } from './words.ts'

const everything: JourneyScope = { from: null, to: null, segment: null, channel: null, window: null }

/** From stage to stage: how many customers go on, how long it takes, where they are lost, and whether that is what one believed. */
export function JourneyScreen() {
  const { segment } = useFilters()
  const [chosen, setChosen] = useState(everything)
  const scope = { ...chosen, segment: segment?.id ?? null }
  const { data: view, error } = useMethod('journey.view', scope, { keepPrevious: true })
  const run = useReading()
  if (error) {
    return (
      <Screen title={t('journey.title')} finding={t('journey.unreadable')}>
        <ErrorNotice error={error} />
      </Screen>
    )
  }
  if (view === undefined) return <Screen title={t('journey.title')} finding={t('journey.reading')} />
  return view === null ? <NotRead run={run} /> : <Read view={view} scope={scope} onScope={setChosen} run={run} />
}

interface Reading {
  running: boolean
  error: Error | null
  start: () => void
}

/** Reading the journey, begun here or elsewhere. What it found arrives through the events of the core. */
function useReading(): Reading {
  const action = useAction('journey.run')
  const elsewhere = useJobs().some((job) => job.kind === 'journey' && job.state === 'running')
  const harmless = isSextantError(action.error, 'job.cancelled') || isSextantError(action.error, 'job.superseded')
  return { running: action.isPending || elsewhere, error: harmless ? null : action.error, start: () => action.mutate({}) }
}

interface ReadProps {
  view: JourneyView
  scope: JourneyScope
  onScope: (scope: JourneyScope) => void
  run: Reading
}

function Read({ view, scope, onScope, run }: ReadProps) {
  const [settingUp, setSettingUp] = useState(false)
  const window = t('journey.days', view.window)
  const isNarrowed = [scope.from, scope.to, scope.segment, scope.channel].some((part) => part !== null)
  return (
    <Screen
      title={t('journey.title')}
      finding={journeyFinding(view)}
      note={
        <>
          {t(
            'journey.basis',
            t('customers.count.customers', view.customers),
            format.date(scope.from ?? view.firstDay),
            format.date(scope.to ?? view.lastDay),
            window
          )}{' '}
          {isNarrowed && foremost(view)?.kind === 'change' && t('journey.ofEverybody')}
        </>
      }
      action={
        <div className={classes.actions}>
          <Button
            variant="default"
            disabled={run.running}
            leftSection={<IconAdjustmentsHorizontal size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => setSettingUp(true)}
          >
            {t('journey.setup.open')}
          </Button>
          {view.stale ? (
            <Button loading={run.running} onClick={run.start}>
              {t('journey.runAgain')}
            </Button>
          ) : (
            <ShowThese view={view} scope={scope} />
          )}
        </div>
      }
    >
      {run.error && <ErrorNotice error={run.error} />}
      {run.running && <Notice kind="running">{t('journey.running')}</Notice>}
      {view.stale && !run.running && <Notice kind="stale">{t('journey.stale')}</Notice>}
      <Section title={t('journey.map.title')} action={<ScopeBar view={view} scope={scope} onScope={onScope} />}>
        <StageMap view={view} scope={scope} />
      </Section>
      <Section title={t('journey.breaks.title')}>
        <Breaks view={view} scope={scope} />
      </Section>
      <Section title={t('journey.pains.title')}>
        <PainTable view={view} scope={scope} />
      </Section>
      {view.painMatrix.cells.length > 0 && (
        <Section
          title={t('journey.matrix.title')}
          note={t(
            'journey.matrix.note',
            t('journey.days', view.window),
            view.painMatrix.cells.some(({ inside }) => inside === null)
          )}
        >
          <PainMatrix view={view} scope={scope} />
        </Section>
      )}
      <Section title={t('journey.belief.title')} note={t('journey.belief.note')}>
        <Beliefs view={view} />
      </Section>
      <Section title={t('journey.funnel.title')} note={t('journey.funnel.note')}>
        <FunnelBuilder view={view} scope={scope} />
      </Section>
      {view.notes.length > 0 && (
        <Section title={t('journey.notes.title')}>
          <ul className={classes.notes}>
            {view.notes.map((note) => (
              <li key={`${note.code} ${note.example}`}>{noteText(note)}</li>
            ))}
          </ul>
        </Section>
      )}
      <Evidence>
        <HowCounted view={view} />
      </Evidence>
      {settingUp && <SetupDialog onClose={() => setSettingUp(false)} />}
    </Screen>
  )
}

/** The customers of the sentence at the top. */
function ShowThese({ view, scope }: { view: JourneyView; scope: JourneyScope }) {
  const [, go] = useLocation()
  const { setAmong } = useFilters()
  const first = foremost(view)
  if (first === null) return null
  const { pick, people, chip } =
    first.kind === 'change'
      ? { pick: { kind: 'change' as const, change: first.change.id }, people: first.change.customers, chip: breakName(first, view) }
      : {
          pick: { kind: 'stage' as const, stage: first.figures.stage.id, group: 'stayed' as const },
          people: first.figures.stayed ?? 0,
          chip: t('journey.filter.stayed', stageName(first.figures.stage))
        }
  return (
    <Button
      onClick={() => {
        setAmong({ among: { of: 'journey', pick, scope }, subject: t('journey.filter.subject'), value: chip })
        go('/customers')
      }}
    >
      {t(first.kind === 'change' ? 'journey.showThere' : 'journey.show', t('customers.count.customers', people))}
    </Button>
  )
}

/** Before it was read: what it will show, and what it needs. */
function NotRead({ run }: { run: Reading }) {
  const hasData = (useMethod('workspace.current', {}).data?.asOf ?? null) !== null
  return (
    <Screen
      title={t('journey.title')}
      finding={t(hasData ? 'journey.empty.ready' : 'journey.empty.noData')}
      {...(hasData && {
        action: (
          <Button loading={run.running} onClick={run.start}>
            {t('journey.run')}
          </Button>
        )
      })}
    >
      {run.error && <ErrorNotice error={run.error} />}
      {run.running ? (
        <Notice kind="running">{t('journey.running')}</Notice>
      ) : (
        <EmptyState
          title={t('journey.empty.title')}
          preview={<MapPreview />}
          {...(!hasData && {
            action: (
              <Button component={Link} href="/data">
                {t('journey.empty.action')}
              </Button>
            )
          })}
        >
          {t(hasData ? 'journey.empty.how' : 'journey.empty.missing')}
        </EmptyState>
      )}
    </Screen>
  )
}

import { Button } from '@mantine/core'
import { memo, useCallback, useDeferredValue, useMemo, useState } from 'react'
import { Link } from 'wouter'
import type { SupportPick } from '../../../shared/model/support-views.ts'
import { useMethod } from '../../app/query.ts'
import { cutInto, mostGroups } from '../../charts/cutting.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Evidence } from '../../components/reading.tsx'
import { Screen } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import { type Issue, issueName, memberFilter } from './filters.ts'
import { Groups } from './Groups.tsx'
import { Headline } from './Headline.tsx'
import { Heard } from './Heard.tsx'
import { HowForm } from './HowForm.tsx'
import { liveGroups } from './live.ts'
import { IssuePane, Rising } from './Rising.tsx'
import { RunEvidence } from './RunEvidence.tsx'
import { SaveMembers } from './SaveMembers.tsx'
import { Soon } from './Soon.tsx'
import { SupportNav } from './SupportNav.tsx'
import classes from './support.module.css'
import { TicketsPane } from './Tickets.tsx'
import { TreePanel } from './TreePanel.tsx'
import { choiceOf, useSupportRun } from './useSupportRun.ts'
import { WithSupport } from './WithSupport.tsx'
import { cutFinding, finding, foremost, isBehaviour, type SupportRun } from './words.ts'

/** Who needs what after the purchase: the tree with its cut, the groups beside it, and what is rising. */
export function SupportScreen() {
  return <WithSupport title={t('supporting.title')}>{(result) => <Found key={result.run.id} result={result} />}</WithSupport>
}

type Pane = { of: 'issue'; issue: Issue } | { of: 'tickets'; pick: SupportPick; title: string }

function Found({ result }: { result: SupportRun }) {
  const run = useSupportRun()
  const [k, setK] = useState(result.k)
  const [part, setPart] = useState<{ from: number; to: number } | null>(null)
  const [pane, setPane] = useState<Pane | null>(() => onArrival(result))
  const { data: tree, error } = useMethod('support.tree', part ?? {}, { keepPrevious: true })
  const { clusters, unit, units, cuts } = result
  const shownK = tree ? Math.min(k, mostGroups(tree)) : k
  // The line follows the hand at once; tree and groups as soon as there is time.
  const followed = useDeferredValue(shownK)
  const cut = useMemo(() => (tree ? cutInto(tree, Math.min(followed, mostGroups(tree))) : null), [tree, followed])
  const groups = useMemo(() => (tree && cut ? liveGroups(tree, cut, clusters) : []), [tree, cut, clusters])
  const close = () => setPane(null)
  // The same functions from cut to cut: what they are given to is not drawn again while the line moves.
  const closer = useCallback((branch: { from: number; to: number }) => {
    setPart(branch)
    setK(2)
    setPane(null)
  }, [])
  const openTickets = useCallback((pick: SupportPick, title: string) => setPane({ of: 'tickets', pick, title }), [])
  const openIssue = useCallback((issue: Issue) => setPane({ of: 'issue', issue }), [])
  const whole = () => {
    setPart(null)
    setK(result.k)
  }
  const first = foremost(result)
  const [rising] = result.rising
  const choice = choiceOf(result)
  const kept = tree == null || (part === null && shownK === result.k)
  const behaviour = isBehaviour(result)
  return (
    <Screen
      title={t('supporting.title')}
      finding={part === null && shownK === result.k ? finding(result) : cutFinding(result, shownK, part !== null)}
      note={<Headline result={result} onIssue={openIssue} />}
      action={
        <div className={classes.actions}>
          <SaveMembers unit={unit} who={kept ? { of: 'kept' } : { of: 'seen', run: result.run.id, groups }} />
          <HowForm choice={choice} disabled={run.running} onRun={run.start} />
          {result.stale ? (
            <Button loading={run.running} onClick={() => run.start(choice)}>
              {t('supporting.runAgain')}
            </Button>
          ) : part === null && k !== result.k ? (
            <Button loading={run.running} onClick={() => run.start({ ...choice, clusters: k })}>
              {t('supporting.tree.use', k)}
            </Button>
          ) : rising ? (
            <Button aria-label={t('supporting.next.risingLabel', issueName(rising))} onClick={() => openIssue(rising)}>
              {t('supporting.next.rising')}
            </Button>
          ) : (
            first && (
              <Button component={Link} href={`/support/${first.id}`} aria-label={t('supporting.next.label', first.name)}>
                {t('supporting.next.action')}
              </Button>
            )
          )}
        </div>
      }
      aside={
        pane?.of === 'issue' ? (
          <IssuePane key={JSON.stringify(pane.issue)} issue={pane.issue} asOf={result.run.asOf} onClose={close} />
        ) : (
          pane && (
            <TicketsPane
              key={JSON.stringify(pane.pick)}
              title={pane.title}
              pick={pane.pick}
              filter={memberFilter(pane.pick, pane.title)}
              onClose={close}
            />
          )
        )
      }
    >
      {!behaviour && <SupportNav />}
      {run.error && <ErrorNotice error={run.error} />}
      {error && <ErrorNotice error={error} />}
      {run.running && <Notice kind="running">{t(behaviour ? 'supporting.behaviour.running' : 'supporting.running')}</Notice>}
      {result.stale && !run.running && <Notice kind="stale">{t('supporting.stale', format.date(result.run.asOf))}</Notice>}
      {tree === null && <Notice kind="stale">{t('supporting.tree.missing')}</Notice>}
      {part === null && cuts.length > 0 && (
        <div className={classes.proposals}>
          <span className={classes.quiet}>{t('supporting.tree.proposals')}</span>
          {proposals(cuts).map(({ k: to, why }) => (
            <Button key={to} size="compact-sm" variant="default" aria-pressed={to === k} onClick={() => setK(to)}>
              {t('supporting.tree.proposed', to, why)}
            </Button>
          ))}
        </div>
      )}
      {tree && cut && (
        <div className={classes.room}>
          <div className={classes.halves}>
            <TreePanel
              tree={tree}
              cut={cut}
              k={shownK}
              groups={groups}
              unit={unit}
              from={result.from}
              onCut={setK}
              onBranch={({ from, to }) =>
                setPane({ of: 'tickets', pick: { by: 'branch', run: result.run.id, from, to }, title: branchTitle(tree, from, to, unit) })
              }
              onWhole={part === null ? null : whole}
            />
            <div className={classes.beside}>
              <Groups groups={groups} unit={unit} run={result.run.id} units={units} onCloser={closer} onTickets={openTickets} />
              {/* Below, so that the groups stay where they are while the cut is dragged. */}
              {groups.some(({ stored }) => stored === null) && (
                <p className={classes.quiet}>
                  {[...(part === null ? [] : [t('supporting.groups.siblings')]), t('supporting.groups.preview')].join(' ')}
                </p>
              )}
            </div>
          </div>
        </div>
      )}
      <Below result={result} onIssue={openIssue} />
    </Screen>
  )
}

/** What the cut of the tree does not change. */
const Below = memo(({ result, onIssue }: { result: SupportRun; onIssue: (issue: Issue) => void }) => (
  <>
    {isBehaviour(result) ? <Heard result={result} /> : <Rising result={result} onOpen={onIssue} />}
    <Soon result={result} />
    <Evidence lead>
      <RunEvidence result={result} />
    </Evidence>
  </>
))

/** Who comes for a problem, from the morning page, finds it open. */
function onArrival({ rising }: SupportRun): Pane | null {
  const wanted: unknown = history.state?.issue
  const issue = rising.find(({ product, category }) => JSON.stringify({ product, category }) === JSON.stringify(wanted))
  return issue === undefined ? null : { of: 'issue', issue }
}

/** Numbers of groups that are put forward, each once with all that speaks for it. */
function proposals(cuts: SupportRun['cuts']): { k: number; why: string }[] {
  return [...Map.groupBy(cuts, ({ k }) => k)]
    .map(([k, of]) => ({ k, why: of.map(({ by }) => t(`supporting.tree.proposalOf.${by}`)).join(', ') }))
    .sort((a, b) => a.k - b.k)
}

function branchTitle(
  { branches }: { branches: readonly { from: number; to: number; units: number }[] },
  from: number,
  to: number,
  unit: SupportRun['unit']
): string {
  const units = branches.filter((branch) => branch.from >= from && branch.to <= to).reduce((sum, branch) => sum + branch.units, 0)
  return t('supporting.pane.branch', t('supporting.units', unit, Math.round(units)))
}

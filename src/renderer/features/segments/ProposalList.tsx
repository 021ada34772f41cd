import { Button, Loader } from '@mantine/core'
import type { Proposal, SegmentsResult } from '../../../shared/model/segments.ts'
import { useAction, useJobs } from '../../app/query.ts'
import { t } from '../../i18n.ts'
import classes from './segments.module.css'

interface ProposalListProps {
  result: SegmentsResult
  disabled: boolean
  onUse: (k: number) => void
}

/** The two numbers of groups to choose from, each with its verdict in plain words, and which is in use. */
export function ProposalList({ result, disabled, onUse }: ProposalListProps) {
  const judge = useAction('segments.judge')
  const judging = useJobs().some((job) => job.kind === 'verdict' && (job.state === 'running' || job.state === 'waiting'))
  const { proposals } = result
  const [first, second] = proposals
  if (first === undefined) return null
  const same = second !== undefined && second.k === first.k
  // Nothing to choose, and the verdict stands above already.
  const settled = proposals.every(({ k }) => k === result.k)
  if (settled && !result.verdictPending) return null
  return (
    <section className={classes.proposals} aria-label={t('segments.proposals.title')}>
      {(settled ? [] : same ? [first] : proposals).map((proposal) => (
        <div key={proposal.kind}>
          <h2>{t(`segments.proposals.${same ? 'both' : proposal.kind}`, proposal.k)}</h2>
          <p>{said(proposal, second, same, judging)}</p>
          {proposal.k === result.k ? (
            <span className={classes.inUse}>{t('segments.proposals.inUse')}</span>
          ) : (
            <Button variant="default" size="xs" disabled={disabled} onClick={() => onUse(proposal.k)}>
              {t('segments.proposals.use', proposal.k)}
            </Button>
          )}
        </div>
      ))}
      {result.verdictPending && (
        <div className={classes.judging} role="status">
          {judging ? (
            <>
              <Loader size={14} aria-hidden="true" /> {t('segments.proposals.judging')}
            </>
          ) : (
            <Button variant="default" size="xs" loading={judge.isPending} onClick={() => judge.mutate({})}>
              {t('segments.proposals.judge')}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

/** Of one number that is both, what holds of it as the clearest: the other verdict is about fewer numbers to choose from. */
function said(proposal: Proposal, other: Proposal | undefined, same: boolean, judging: boolean): string {
  const verdict = proposal.verdict ?? (same ? (other?.verdict ?? null) : null)
  if (verdict !== null) return verdict.reason
  return t(judging ? 'segments.proposals.judging' : 'segments.proposals.unjudged')
}

import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import type { SegmentsResult } from '../../../shared/model/segments.ts'
import { useMethod } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Evidence } from '../../components/reading.tsx'
import { Screen } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import { CustomerMap } from './CustomerMap.tsx'
import { comparedLines } from './explainWords.ts'
import { HowForm } from './HowForm.tsx'
import { NoSegments } from './NoSegments.tsx'
import { Profile } from './Profile.tsx'
import { ProposalList } from './ProposalList.tsx'
import { choiceOf } from './params.ts'
import { RunEvidence } from './RunEvidence.tsx'
import { Running } from './Running.tsx'
import { SaveMembers } from './SaveMembers.tsx'
import { ScoreOnly } from './ScoreOnly.tsx'
import { SegmentsNav } from './SegmentsNav.tsx'
import { SegmentTable } from './SegmentTable.tsx'
import { SilhouettePlot } from './SilhouettePlot.tsx'
import classes from './segments.module.css'
import { type SegmentRun, useRun } from './useRun.ts'
import { bothInUse, finding, foremost, leftOut } from './words.ts'

/** The groups that customers fall into: what was found, how sure it is, and the evidence. */
export function SegmentsScreen() {
  const { data: result, error } = useMethod('segments.latest', {})
  const run = useRun()
  if (error) {
    return (
      <Screen title={t('segments.title')} finding={t('segments.unreadable')}>
        <ErrorNotice error={error} />
      </Screen>
    )
  }
  if (result === undefined) return <Screen title={t('segments.title')} finding={t('segments.reading')} />
  return result === null ? <NoSegments run={run} /> : <Found result={result} run={run} />
}

function Found({ result, run }: { result: SegmentsResult; run: SegmentRun }) {
  const [picked, setPicked] = useState<number | null>(null)
  const choice = choiceOf(result)
  const explained = useMethod('segments.explanation', {}).data
  const explanation = explained?.run === result.run.id ? explained : undefined
  const segment = result.segments.find(({ id }) => id === picked) ?? foremost(result)
  return (
    <Screen
      title={t('segments.title')}
      finding={finding(result)}
      note={
        <>
          <p className={classes.verdict}>
            {result.verdict.reason} {bothInUse(result) && t('segments.proposals.bothInUse', result.k)}
          </p>
          {comparedLines(result).map((line) => (
            <p key={line} className={classes.verdict}>
              {line}
            </p>
          ))}
          {leftOut(result).map((line) => (
            <p key={line} className={classes.verdict}>
              {t('segments.notIn', line)}
            </p>
          ))}
        </>
      }
      action={
        <div className={classes.actions}>
          <SaveMembers segment={null} name={t('explaining.export.file')} />
          <HowForm choice={choice} disabled={run.running} onRun={run.start} />
          {result.stale && <ScoreOnly disabled={run.running} />}
          {result.stale ? (
            <Button loading={run.running} onClick={() => run.start(choice)}>
              {t('segments.runAgain')}
            </Button>
          ) : (
            segment && (
              <Button component={Link} href={`/segments/${segment.id}`} aria-label={t('segments.next.label', segment.name)}>
                {t('segments.next.action')}
              </Button>
            )
          )}
        </div>
      }
    >
      <SegmentsNav />
      {run.error && <ErrorNotice error={run.error} />}
      {run.running && <Running />}
      {result.stale && !run.running && (
        <p className={classes.stale} role="status">
          {t('segments.stale', format.date(result.run.asOf))}
        </p>
      )}
      <ProposalList result={result} disabled={run.running} onUse={(k) => run.start({ ...choice, k })} />
      <SegmentTable result={result} explanation={explanation} selected={segment?.id ?? null} onSelect={setPicked} />
      <div className={classes.halves}>
        <CustomerMap result={result} onPick={setPicked} />
        {segment && <Profile segment={segment} result={result} beside />}
      </div>
      <Evidence>
        <RunEvidence result={result} segment={segment} />
        <SilhouettePlot result={result} />
      </Evidence>
    </Screen>
  )
}

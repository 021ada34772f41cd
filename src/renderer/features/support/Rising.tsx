import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { useTokens } from '../../app/tokens.react.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { risingOption, risingTable } from '../../charts/rising.ts'
import { Panel } from '../../components/Panel.tsx'
import { Section } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import { type Issue, issueFilter, issueName, issuePick } from './filters.ts'
import { Quiet } from './Quiet.tsx'
import classes from './support.module.css'
import { TicketsPane } from './Tickets.tsx'
import { noRise, type SupportRun } from './words.ts'

/** So many are a short list; the surest first. */
const most = 6

interface RisingProps {
  result: SupportRun
  onOpen: (issue: Issue) => void
}

/** What is about to go wrong: a short list, each with its weeks. */
export function Rising({ result, onOpen }: RisingProps) {
  const { rising, run } = result
  const listed = rising.slice(0, most)
  const unknown = listed.filter(({ seasonKnown }) => !seasonKnown).length
  return (
    <Section title={t('supporting.rising.title')} note={rising.length > 0 ? t('supporting.rising.caption') : undefined}>
      <Quiet result={result} />
      {rising.length === 0 ? (
        result.quietFrom === null && <p className={classes.quiet}>{noRise(result)}</p>
      ) : (
        <>
          <div className={classes.rising}>
            {listed.map((issue) => (
              <Multiple key={issueName(issue)} issue={issue} asOf={run.asOf} onOpen={() => onOpen(issue)} />
            ))}
          </div>
          {unknown > 0 && <p className={classes.quiet}>{t('supporting.rising.firstSeason', listed.length)}</p>}
        </>
      )}
    </Section>
  )
}

function Multiple({ issue, asOf, onOpen }: { issue: Issue; asOf: string; onOpen: () => void }) {
  const tokens = useTokens()
  const option = useMemo(() => risingOption(issue, asOf, tokens), [issue, asOf, tokens])
  const name = issueName(issue)
  return (
    <Panel>
      <ChartFigure
        title={name}
        label={t('supporting.rising.chart', name, format.times(issue.ratio))}
        option={option}
        table={risingTable(issue, asOf)}
        height={92}
      />
      <p className={classes.issueSentence}>{issueSentence(issue)}</p>
      <Button variant="default" size="xs" aria-label={t('supporting.rising.open', name)} onClick={onOpen}>
        {t('supporting.rising.action')}
      </Button>
    </Panel>
  )
}

export function issueSentence({ tickets, from, expected, ratio }: Issue): string {
  return t('supporting.rising.sentence', {
    tickets: Math.round(tickets),
    from: format.date(from),
    expected: format.countAbout(expected),
    times: format.times(ratio)
  })
}

/** One rising problem: how sure, its tickets, and who wrote them. */
export function IssuePane({ issue, asOf, onClose }: { issue: Issue; asOf: string; onClose: () => void }) {
  const { low, high } = issue
  return (
    <TicketsPane title={issueName(issue)} pick={issuePick(issue, asOf)} filter={issueFilter(issue, asOf)} onClose={onClose}>
      <p>{issueSentence(issue)}</p>
      <p className={classes.quiet}>{t('supporting.rising.range', format.about(low), format.about(high))}</p>
      {!issue.seasonKnown && <p className={classes.quiet}>{t('supporting.rising.firstSeason', 1)}</p>}
    </TicketsPane>
  )
}

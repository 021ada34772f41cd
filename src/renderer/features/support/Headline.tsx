import { t } from '../../i18n.ts'
import { type Issue, issueName } from './filters.ts'
import { issueSentence } from './Rising.tsx'
import classes from './support.module.css'
import { isBehaviour, lacking, notesLine, type SupportRun } from './words.ts'

interface HeadlineProps {
  result: SupportRun
  onIssue: (issue: Issue) => void
}

/** Under the finding: how sure it is, what rises, and what is good to know; of that more than one line is folded, so that the tree stays in sight. */
export function Headline({ result, onIssue }: HeadlineProps) {
  const [issue, ...others] = result.rising
  const told = notesLine(result)
  const lines = [...(told === null ? [] : [told]), ...lacking(result)]
  // Without tickets, what is grouped instead is to be known.
  const open = lines.length === 1 ? 1 : isBehaviour(result) && told === null ? 1 : 0
  const folded = lines.slice(open)
  return (
    <>
      <p className={classes.line}>{result.verdict.reason}</p>
      {issue && (
        <p className={classes.line}>
          {t('supporting.rising.headline', others.length)}{' '}
          <button type="button" className={classes.inText} onClick={() => onIssue(issue)}>
            {issueName(issue)}
          </button>
          , {issueSentence(issue)}
        </p>
      )}
      {lines.slice(0, open).map((line) => (
        <p key={line} className={classes.line}>
          {line}
        </p>
      ))}
      {folded.length > 0 && (
        <details>
          <summary className={classes.fold}>
            {t('supporting.folded', folded.length + (told === null ? 0 : result.notes.length - 1))}
          </summary>
          {folded.map((line) => (
            <p key={line} className={classes.line}>
              {line}
            </p>
          ))}
        </details>
      )}
    </>
  )
}

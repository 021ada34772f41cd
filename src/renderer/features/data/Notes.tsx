import type { Warning } from '../../../shared/model/common.ts'
import { warningKey } from '../../../shared/warning-key.ts'
import classes from './Notes.module.css'
import { mergeWarnings, warningText } from './warnings.ts'

/** What was noticed and handled, one sentence each. */
export function Notes({ warnings, label }: { warnings: readonly Warning[]; label: string }) {
  const merged = mergeWarnings(warnings)
  if (merged.length === 0) return null
  return (
    <ul className={classes.notes} aria-label={label}>
      {merged.map((warning) => (
        <li key={warningKey(warning)}>{warningText(warning)}</li>
      ))}
    </ul>
  )
}

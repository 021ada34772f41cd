import type { ColumnType } from '../../../shared/model/import.ts'
import { format, t } from '../../i18n.ts'
import classes from './ColumnsTable.module.css'

interface CellProps {
  raw: string | undefined
  /** Null: nothing is known, or the column is kept as it stands. */
  parsed: string | null | undefined
  type: ColumnType
  /** Its row would be rejected for it. */
  bad: boolean
}

/** A cell as it stands in the file; below, when that is not the same, as it is read. */
export function Cell({ raw = '', parsed, type, bad }: CellProps) {
  const reading = parsed === null || parsed === undefined ? null : readable(parsed, type)
  const same = reading === null || parsed === raw
  return (
    <>
      <span className={classes.raw} data-blank={raw === '' || undefined} data-bad={bad || undefined} title={raw}>
        {raw === '' ? t('data.column.blankCell') : raw}
      </span>
      {!same && (
        <span className={classes.parsed} title={reading ?? ''}>
          {reading}
        </span>
      )}
    </>
  )
}

/** ISO dates and moments as people write them; everything else as it is. */
function readable(parsed: string, type: ColumnType): string {
  const found = type === 'date' || type === 'datetime' ? /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2})?)?$/.exec(parsed) : null
  if (found?.[1] === undefined) return parsed
  return found[2] === undefined ? format.date(found[1]) : `${format.date(found[1])}, ${found[2]}`
}

import type { UndoReport } from '../../../shared/model/source.ts'
import { t } from '../../i18n.ts'
import classes from './Undo.module.css'
import { undoWords } from './undoWords.ts'

/** What goes, what stays and what reads otherwise, before an undo or after it. */
export function UndoLists({ report, done = false }: { report: UndoReport; done?: boolean }) {
  const { goes, stays, otherwise, after } = undoWords(report, done)
  const lists = [
    { title: t(done ? 'undo.went' : 'undo.goes'), lines: goes.length === 0 ? [t('undo.nothing')] : goes },
    { title: t(done ? 'undo.stayed' : 'undo.stays'), lines: stays },
    { title: t('undo.otherwise'), lines: otherwise },
    { title: t('undo.after'), lines: after }
  ]
  return (
    <dl className={classes.lists} data-figures>
      {lists
        .filter(({ lines }) => lines.length > 0)
        .map(({ title, lines }) => (
          <div key={title} className={classes.part}>
            <dt>{title}</dt>
            {lines.map((line) => (
              <dd key={line}>{line}</dd>
            ))}
          </div>
        ))}
    </dl>
  )
}

import { IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { UndoReport } from '../../../shared/model/source.ts'
import { IconButton } from '../../components/IconButton.tsx'
import { t } from '../../i18n.ts'
import classes from './Undo.module.css'
import { UndoLists } from './UndoLists.tsx'

/** What came of an undo, until it has been read. The row that the dialog was opened from is gone, so the focus comes here. */
export function UndoneNotice({ report, onDismiss }: { report: UndoReport; onDismiss: () => void }) {
  const box = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another report is another message.
  useEffect(() => box.current?.focus(), [report])
  return (
    <div ref={box} className={classes.notice} role="status" tabIndex={-1}>
      <div className={classes.words}>
        <p className={classes.sentence}>{t('undo.done', report.import.label)}</p>
        <UndoLists report={report} done />
      </div>
      <IconButton icon={IconX} label={t('undo.dismiss')} onClick={onDismiss} />
    </div>
  )
}

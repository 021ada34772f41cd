/** What an undo does, in a few lists of short lines. Pure: tested without a page. */
import { moment } from '../../../shared/format.ts'
import { t } from '../../../shared/messages/index.ts'
import type { UndoReport } from '../../../shared/model/source.ts'

export interface UndoWords {
  goes: string[]
  stays: string[]
  otherwise: string[]
  /** What the user may want to do after it. */
  after: string[]
}

export function undoWords(report: UndoReport, done = false): UndoWords {
  const { removed, restored, stayed, keptCustomers, dissolvedMerges, repeats, rejectedBecauseOf, runs } = report
  const when = (said: boolean, text: () => string) => (said ? [text()] : [])
  const rows = [
    ...(Object.keys(removed) as (keyof typeof removed)[])
      .filter((name) => removed[name] > 0)
      .map((name) => t('undo.thing', name, removed[name])),
    ...repeats.map(({ label, importedAt }) => t(done ? 'undo.repeatedWent' : 'undo.repeated', label, moment(importedAt)))
  ]
  return {
    goes: [...rows, ...when(restored > 0, () => t('undo.fields', restored, rows.length > 0))],
    stays: [...when(keptCustomers.length > 0, () => t('undo.kept', keptCustomers)), ...when(stayed > 0, () => t('undo.shared', stayed))],
    otherwise: [
      ...when(restored > 0, () => t('undo.restored', restored)),
      ...when(dissolvedMerges.length > 0, () => t('undo.dissolved', dissolvedMerges))
    ],
    after: [...when(rejectedBecauseOf > 0, () => t('undo.rejected', rejectedBecauseOf)), ...when(runs > 0, () => t('undo.runs', runs))]
  }
}

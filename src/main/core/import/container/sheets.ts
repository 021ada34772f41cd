import { SextantError } from '../../../../shared/errors.ts'
import type { Warning } from '../../../../shared/model/common.ts'
import { Tally } from '../conversion/tally.ts'

/**
 * The sheets of a workbook that are read: the one that is asked for, else all that are not hidden, else all.
 *
 * Errors: `file.unknownSheet`.
 */
export function chooseSheets<T extends { name: string; hidden: boolean }>(
  sheets: readonly T[],
  wanted: string | undefined,
  file: string
): { chosen: readonly T[]; warnings: Warning[] } {
  if (wanted !== undefined) {
    const found = sheets.find(({ name }) => name === wanted)
    if (!found) throw new SextantError('file.unknownSheet', { file, sheet: wanted, sheets: sheets.map(({ name }) => name).join(', ') })
    return { chosen: [found], warnings: [] }
  }
  const visible = sheets.filter(({ hidden }) => !hidden)
  if (visible.length === 0) return { chosen: sheets, warnings: [] }
  const tally = new Tally()
  for (const { name, hidden } of sheets) if (hidden) tally.add('import.hiddenSheet', () => name)
  return { chosen: visible, warnings: tally.warnings }
}

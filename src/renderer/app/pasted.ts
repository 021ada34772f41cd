/** What the clipboard holds, as files that can be received like dropped ones. */
import type { DroppedFile } from '../api.ts'
import { t } from '../i18n.ts'
import { fromFiles } from './dropped.ts'

/**
 * The files of a paste, or its text as a file of one table. Nothing for a text of a single line: a word or a number is no
 * table. Must be called within the event: the browser empties the clipboard's data afterwards.
 */
export function fromClipboard(data: DataTransfer): DroppedFile[] {
  if (data.files.length > 0) return fromFiles([...data.files])
  const text = data.getData('text/plain')
  if (!isTable(text)) return []
  // Cells of a spreadsheet come with tabs between them; what the text really is, its reader finds out.
  const name = t('frame.paste.name')
  return [{ file: new File([text], name, { type: 'text/tab-separated-values' }), name }]
}

function isTable(text: string): boolean {
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '')
  return lines.length > 1 || /^\s*[[{]/.test(text)
}

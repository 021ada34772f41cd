/** Warnings of many files and sheets as one list. Pure. */
import type { Warning } from '../../../shared/model/common.ts'
import { message } from '../../i18n.ts'

/** One warning a kind: counts added, the first example kept. */
export function mergeWarnings(warnings: readonly Warning[]): Warning[] {
  const byCode = new Map<string, Warning>()
  for (const warning of warnings) {
    const known = byCode.get(warning.code)
    byCode.set(warning.code, known ? { ...known, count: known.count + warning.count } : warning)
  }
  return [...byCode.values()]
}

/** A warning as its sentence; one that the catalogue lacks still shows its code and example rather than nothing. */
export function warningText(warning: Warning): string {
  return message(warning.code, warning.count, warning.example) ?? `${warning.code}: ${warning.example}`
}

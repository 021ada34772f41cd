/** Warnings of many files and sheets as one list. Pure. */
import type { Warning } from '../../../shared/model/common.ts'
import { warningKey } from '../../../shared/warning-key.ts'
import { message } from '../../i18n.ts'

/** One warning a kind, or a name: counts added, the first example kept. */
export function mergeWarnings(warnings: readonly Warning[]): Warning[] {
  const merged = new Map<string, Warning>()
  for (const warning of warnings) {
    const key = warningKey(warning)
    const known = merged.get(key)
    merged.set(key, known ? { ...known, count: known.count + warning.count } : warning)
  }
  return [...merged.values()]
}

/** A warning as its sentence; one that the catalogue lacks still shows its code and example rather than nothing. */
export function warningText(warning: Warning): string {
  return message(warning.code, warning.count, warning.example) ?? `${warning.code}: ${warning.example}`
}

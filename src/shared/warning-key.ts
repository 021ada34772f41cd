import { importing } from './messages/en/importing.ts'
import type { Warning } from './model/common.ts'

/** What these are about is a name, not one example of many. */
const named: ReadonlySet<string> = new Set(['import.templateApplied'])

/** Tells apart what is said once each where the warnings of several tables become one list. */
export function warningKey({ code, example }: Warning): string {
  return named.has(code) ? `${code} ${example}` : code
}

/** The warning of one file among several: where its example names a line, the line's file is named, too. */
export function placed<W extends Warning>(warning: W, file: string): W {
  const { example } = warning
  return /(^|[\s(])(line|row) \d+/.test(example) ? { ...warning, example: importing.inFile(example, file) } : warning
}

/** Of two warnings of time zones the one that says more: that they differ, and not also that they are there. */
export function zonesOnce<W extends Warning>(warnings: readonly W[]): W[] {
  const differ = warnings.some(({ code }) => code === 'import.mixedZones')
  return warnings.filter(({ code }) => !differ || code !== 'import.zoneDropped')
}

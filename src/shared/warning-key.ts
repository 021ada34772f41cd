import type { Warning } from './model/common.ts'

/** What these are about is a name, not one example of many. */
const named: ReadonlySet<string> = new Set(['import.templateApplied'])

/** Tells apart what is said once each where the warnings of several tables become one list. */
export function warningKey({ code, example }: Warning): string {
  return named.has(code) ? `${code} ${example}` : code
}

import { RuleField, type StageRule } from '../../../shared/model/journey.ts'

/** How a touchpoint is called; empty where the file says nothing. */
export type TouchpointName = Readonly<Record<RuleField, string>>

/** Lower case, without accents, `_`, `-` and `/` kept: what rules compare. */
export function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss').trim()
}

/**
 * Which rule fits a touchpoint: its index, -1 for none. Each rule looks at one field, so that each text is looked at once however
 * many touchpoints have it.
 */
export function createMatcher(rules: readonly StageRule[]): (name: TouchpointName) => number {
  const first = Object.fromEntries(RuleField.options.map((field) => [field, firstOf(rules, field)])) as Record<
    RuleField,
    (text: string) => number
  >
  return (name) => {
    let best = Number.POSITIVE_INFINITY
    for (const field of RuleField.options) best = Math.min(best, first[field](name[field]))
    return best === Number.POSITIVE_INFINITY ? -1 : best
  }
}

/** Index of the first rule about a field that fits a text; infinity when none does. */
function firstOf(rules: readonly StageRule[], field: RuleField): (text: string) => number {
  const mine = rules.flatMap((rule, index) => (rule.field === field ? [{ how: rule.how, value: plain(rule.value), index }] : []))
  const known = new Map<string, number>()
  return (given) => {
    if (given === '' || mine.length === 0) return Number.POSITIVE_INFINITY
    const found = known.get(given)
    if (found !== undefined) return found
    const text = plain(given)
    const fits = mine.find(({ how, value }) =>
      how === 'equals' ? text === value : how === 'contains' ? text.includes(value) : fitsPattern(text, value)
    )
    const index = fits?.index ?? Number.POSITIVE_INFINITY
    known.set(given, index)
    return index
  }
}

/** Whether a text fits a pattern in which `*` stands for anything and `?` for one character. O(text × stars), whatever the pattern. */
export function fitsPattern(text: string, pattern: string): boolean {
  let t = 0
  let p = 0
  let star = -1
  let resume = 0
  while (t < text.length) {
    if (p < pattern.length && pattern[p] === '*') {
      star = p++
      resume = t
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p++
      t++
    } else if (star !== -1) {
      p = star + 1
      t = ++resume
    } else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}

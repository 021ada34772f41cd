import type { RuleField, StageRule } from '../../../shared/model/journey.ts'

/** How a touchpoint is called; empty where the file says nothing. */
export type TouchpointName = Readonly<Record<RuleField, string>>

/** Lower case, without accents, `_`, `-` and `/` kept: what rules compare. */
export function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss').trim()
}

/** Which rule fits a touchpoint: its index, -1 for none. Rules are prepared once. */
export function createMatcher(rules: readonly StageRule[]): (name: TouchpointName) => number {
  const prepared = rules.map(({ field, how, value }) => ({ field, how, value: plain(value) }))
  return (name) => {
    const texts = { event: plain(name.event), channel: plain(name.channel), page: plain(name.page), campaign: plain(name.campaign) }
    return prepared.findIndex(({ field, how, value }) => {
      const text = texts[field]
      if (text === '') return false
      return how === 'equals' ? text === value : how === 'contains' ? text.includes(value) : fitsPattern(text, value)
    })
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

import type { JourneySetup, RuleField, RuleProposal, Stage, StageRole, StageRule, TouchpointValue } from '../../../shared/model/journey.ts'
import { stageRoles } from '../../../shared/model/journey.ts'
import { createMatcher, plain, type TouchpointName } from './journey-rules.ts'
import { speaksOfTrouble, stageByWords } from './journey-words.ts'

/** The six, until the user changes them. */
export const builtInStages: readonly Stage[] = stageRoles.map((role, i) => ({ id: i + 1, name: null, role }))

/** One way in which touchpoints are called, and what became of those who met it. */
export interface NamedTouchpoints {
  name: TouchpointName
  touchpoints: number
  /** Of known customers: before their first purchase, and of these, so many within a day before it. */
  before: number
  soonBefore: number
  after: number
}

/** Ways of calling touchpoints that are looked at one by one; the rest of a shop with more is named by channel alone. */
const mostValues = 400
/** Touchpoints below which their order says nothing. */
const enough = 20

/**
 * Rules that the data suggest, the most telling part of a name first: what it is called decides where a word is known, else
 * how soon a first purchase follows. Where there are events, channels say how somebody came and not what they did: no rules for these.
 */
export function proposeRules(found: readonly NamedTouchpoints[], stages: readonly Stage[]): RuleProposal[] {
  const idOf = new Map(stages.flatMap(({ id, role }) => (role === null ? [] : [[role, id] as const])))
  const proposals: RuleProposal[] = []
  for (const field of ['event', 'page', 'channel'] as const) {
    for (const { value, of } of byValue(
      found.filter(({ name }) => mostTelling(name) === field),
      field
    )) {
      const by = roleOf(value, field, of)
      const stage = by === null ? undefined : idOf.get(by.role)
      if (by === null || stage === undefined) continue
      proposals.push({ rule: { stage, field, how: 'equals', value }, touchpoints: sum(of, 'touchpoints'), why: by.why })
    }
  }
  return proposals
}

/** The part of a name that says most of what was done. */
function mostTelling({ event, page, channel }: TouchpointName): 'event' | 'page' | 'channel' | null {
  return event !== '' ? 'event' : page !== '' ? 'page' : channel !== '' ? 'channel' : null
}

function roleOf(value: string, field: RuleField, of: readonly NamedTouchpoints[]): { role: StageRole; why: RuleProposal['why'] } | null {
  const role = stageByWords(value)
  // Where somebody came from is no purchase, even if it was paid for.
  if (field === 'channel') return { role: role === 'post-purchase' || role === 'loyalty' ? role : 'awareness', why: 'word' }
  if (role !== null) return { role, why: 'word' }
  // What went wrong is no step of a journey, and a page of a thousand says little by itself.
  if (speaksOfTrouble(value) || field === 'page') return null
  const before = sum(of, 'before')
  const after = sum(of, 'after')
  if (before + after < enough) return null
  if (after > 4 * before) return { role: 'post-purchase', why: 'order' }
  if (before < enough) return null
  const soon = sum(of, 'soonBefore') / before
  return { role: soon >= 0.5 ? 'decision' : soon >= 0.15 ? 'consideration' : 'awareness', why: 'order' }
}

/** What touchpoints are called, most frequent first, and where each is mapped to by these rules. */
export function valuesOf(found: readonly NamedTouchpoints[], setup: JourneySetup): TouchpointValue[] {
  const ruleOf = createMatcher(setup.rules)
  return (['event', 'channel', 'page', 'campaign'] as const).flatMap((field) =>
    byValue(
      found.filter(({ name }) => name[field] !== ''),
      field
    )
      .slice(0, mostValues)
      .map(({ value, of }) => ({
        field,
        value,
        touchpoints: sum(of, 'touchpoints'),
        stage: commonStage(of, setup.rules, ruleOf)
      }))
  )
}

/** The stage of most of them. */
function commonStage(
  of: readonly NamedTouchpoints[],
  rules: readonly StageRule[],
  ruleOf: (name: TouchpointName) => number
): number | null {
  const votes = new Map<number | null, number>()
  for (const one of of) {
    const stage = rules[ruleOf(one.name)]?.stage ?? null
    votes.set(stage, (votes.get(stage) ?? 0) + one.touchpoints)
  }
  return [...votes].reduce((best, next) => (next[1] > best[1] ? next : best), [null, -1] as [number | null, number])[0]
}

function byValue(found: readonly NamedTouchpoints[], field: RuleField): { value: string; of: NamedTouchpoints[] }[] {
  const groups = new Map<string, { value: string; of: NamedTouchpoints[] }>()
  const keys = new Map<string, string>()
  for (const one of found) {
    const text = one.name[field]
    const key = keys.get(text) ?? plain(text)
    keys.set(text, key)
    const group = groups.get(key) ?? { value: one.name[field], of: [] }
    groups.set(key, group)
    group.of.push(one)
  }
  const sized = [...groups.values()].map((group) => ({ ...group, size: sum(group.of, 'touchpoints') }))
  return sized.sort((a, b) => b.size - a.size || a.value.localeCompare(b.value))
}

function sum(of: readonly NamedTouchpoints[], what: 'touchpoints' | 'before' | 'soonBefore' | 'after'): number {
  return of.reduce((total, one) => total + one[what], 0)
}

import { type Field, fieldRule, type SourceKind, type ValueType } from '../../../../shared/model/kinds.ts'
import type { ColumnProfile } from '../typing/column-profile.ts'
import type { ColumnVerdict } from '../typing/decide.ts'

/** A column's content as the mapping sees it. */
export interface ColumnContent {
  profile: ColumnProfile
  verdict: ColumnVerdict
}

const typical = 0.8
/** A header that names a field outright is believed from here on; the cells that do not fit are then wrong cells. */
const bearable = 0.5
/** An empty column can be anything, half-heartedly. */
const emptyFit = 0.8
/** Texts of this mean length are sentences, not names. */
const sentence = 60

/** More different values than this, and a column does not sort rows into kinds. */
const mostDistinct: Partial<Record<Field, number>> = {
  status: 60,
  currency: 60,
  country: 400,
  region: 2_000,
  channel: 300,
  category: 9_999,
  subcategory: 9_999,
  brand: 9_999,
  priority: 30,
  team: 5_000,
  event: 2_000,
  device: 1_000,
  type: 300,
  group: 30,
  variant: 500,
  interval: 40,
  plan: 1_000,
  scale: 10
}
/** Fields that are words: numbers in them are another column's. */
const worded: ReadonlySet<Field> = new Set<Field>([
  'customerName',
  'firstName',
  'lastName',
  'company',
  'city',
  'productName',
  'subject',
  'message',
  'title',
  'comment',
  'page',
  'brand'
])
/** Fields that are sorted into by numbers as well as by words; in the others a small number is a count. */
const coded: ReadonlySet<Field> = new Set<Field>([
  'status',
  'priority',
  'category',
  'subcategory',
  'type',
  'team',
  'variant',
  'group',
  'interval'
])
const prose: ReadonlySet<Field> = new Set<Field>(['message', 'comment'])

/** How well the content of a column bears being a field of a kind of table: 0 if it cannot be, 1 if nothing speaks against it. */
export function contentFit(kind: SourceKind, field: Field, content: ColumnContent): number {
  const { profile } = content
  const rule = fieldRule(kind, field)
  if (rule === undefined) return 0
  if (profile.filled === 0) return emptyFit
  if (profile.distinct > (mostDistinct[field] ?? Number.POSITIVE_INFINITY)) return 0
  return fits[rule.type](content, field)
}

/** Whether a column holds 0 and 1 alone, which are as well numbers of things as answers: there only the header can tell. */
export function isFewNumbers(kind: SourceKind, field: Field, { profile }: ColumnContent): boolean {
  return fieldRule(kind, field)?.type === 'id' && profile.filled > 0 && isYesNo(profile) && profile.digits === profile.filled
}

const isDated = ({ verdict: { type } }: ColumnContent): boolean => type === 'date' || type === 'datetime'
const isTimed = ({ verdict: { type } }: ColumnContent): boolean => type === 'time' || type === 'duration' || type === 'percent'
const share = ({ filled }: ColumnProfile, n: number): number => n / filled
const isYesNo = ({ booleans, filled }: ColumnProfile): boolean => booleans === filled
const graded = (of: number): number => (of >= typical ? 1 : of >= bearable ? 0.7 : 0)

/** For each type of value, how well a column can be it. */
const fits: Record<ValueType, (content: ColumnContent, field: Field) => number> = {
  id(content, field) {
    const { profile, verdict } = content
    if (isDated(content) || isTimed(content) || verdict.type === 'boolean') return 0
    if (verdict.type === 'decimal' && profile.digits < profile.filled) return 0
    if (isYesNo(profile) && profile.filled > 2 && profile.distinct <= 2) return 0
    if (verdict.type !== 'text') return 1
    if (profile.letters / profile.filled > sentence) return 0
    return field === 'product' ? 0.7 : 0.85
  },
  text(content, field) {
    const { profile, verdict } = content
    if (isDated(content) || isTimed(content) || verdict.type === 'decimal') return 0
    const numeric = verdict.type === 'integer' || (verdict.type === 'id' && profile.longest <= 12)
    if (worded.has(field)) {
      if (numeric || verdict.type === 'boolean' || isYesNo(profile)) return 0
      if (prose.has(field)) return profile.distinct <= 10 && profile.filled > 50 ? 0.6 : 1
      return profile.letters / profile.filled > 4 * sentence ? 0.6 : 1
    }
    if (profile.letters / profile.filled > 2 * sentence) return 0
    if (verdict.type === 'integer') return profile.distinct > 60 ? 0 : coded.has(field) ? 0.7 : 0.5
    return verdict.type === 'boolean' ? 0.7 : 1
  },
  datetime: ({ verdict }) => graded(verdict.dates),
  occurrence({ profile, verdict }) {
    if (isYesNo(profile) || verdict.dates >= typical) return 1
    // Counts of openings and clicks, and words such as accepted and declined.
    if (verdict.type === 'integer') return profile.negative > 0 ? 0 : 0.8
    return verdict.type === 'text' && profile.distinct <= 12 ? 0.8 : 0
  },
  // A discount is an amount or a share.
  money: (content, field) => (field === 'discount' && content.verdict.type === 'percent' ? 1 : amount(content)),
  number: (content) => amount(content),
  count: (content) => (content.profile.negative > 0 || content.verdict.type === 'decimal' ? 0 : amount(content)),
  percent: (content) => (content.verdict.type === 'percent' ? 1 : amount(content)),
  boolean: ({ profile }) => (isYesNo(profile) ? 1 : share(profile, profile.booleans) >= 0.95 ? 0.8 : 0),
  email: ({ profile }) => (share(profile, profile.emails) >= typical ? 1 : 0),
  phone: (content) =>
    !isDated(content) && content.profile.longest >= 6 && share(content.profile, content.profile.phones + content.profile.point) >= typical
      ? 1
      : 0,
  currency({ profile, verdict }) {
    if (share(profile, profile.currencies) >= typical) return 1
    return verdict.type === 'text' && profile.longest <= 20 ? 0.8 : 0
  },
  duration: (content) => (isDated(content) || content.verdict.durations < typical ? 0 : 1),
  rating(content) {
    const { profile } = content
    if (profile.measured > 0 && (profile.least < -100 || profile.greatest > 100)) return 0
    if (isYesNo(profile) && profile.distinct <= 2 && profile.filled > 2) return 0.7
    return amount(content)
  }
}

function amount(content: ColumnContent): number {
  const { profile, verdict } = content
  if (isDated(content) || isTimed(content) || profile.leadingZero > 0 || profile.plus > 0) return 0
  return graded(verdict.numbers)
}

/** Whether hardly any value stands twice, as far as they were counted. */
export function isUnique(column: ColumnContent | undefined): boolean {
  if (column === undefined || column.profile.filled === 0) return false
  const { distinct, filled } = column.profile
  return distinct >= 0.98 * Math.min(filled, 10_000)
}

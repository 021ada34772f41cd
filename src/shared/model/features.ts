/**
 * What customers can be told apart by. A feature is named by its id: one of a fixed list (`recency`), or a prefix and a name out of
 * the data (`category:Coffee`, `extra:birth_year`), so that the id alone says what it is.
 */
import * as z from 'zod'

export type FeatureUnit = 'days' | 'orders' | 'money' | 'share' | 'count' | 'score' | 'number' | 'category'
export type FeatureGroup =
  | 'buying'
  | 'rhythm'
  | 'prices'
  | 'categories'
  | 'channels'
  | 'calendar'
  | 'support'
  | 'satisfaction'
  | 'touchpoints'
  | 'about'

interface Rule {
  unit: FeatureUnit
  group: FeatureGroup
}

/** In the order in which features are listed and clustered. */
export const fixedFeatures = {
  recency: { unit: 'days', group: 'buying' },
  frequency: { unit: 'orders', group: 'buying' },
  monetary: { unit: 'money', group: 'buying' },
  meanOrderValue: { unit: 'money', group: 'buying' },
  tenure: { unit: 'days', group: 'buying' },
  gapMean: { unit: 'days', group: 'rhythm' },
  gapSpread: { unit: 'days', group: 'rhythm' },
  discountShare: { unit: 'share', group: 'prices' },
  returnShare: { unit: 'share', group: 'prices' },
  categoryVariety: { unit: 'number', group: 'categories' },
  weekendShare: { unit: 'share', group: 'calendar' },
  winterShare: { unit: 'share', group: 'calendar' },
  springShare: { unit: 'share', group: 'calendar' },
  summerShare: { unit: 'share', group: 'calendar' },
  autumnShare: { unit: 'share', group: 'calendar' },
  supportLoad: { unit: 'number', group: 'support' },
  tickets: { unit: 'count', group: 'support' },
  csat: { unit: 'share', group: 'satisfaction' },
  nps: { unit: 'score', group: 'satisfaction' },
  touchpoints: { unit: 'count', group: 'touchpoints' },
  accountAge: { unit: 'days', group: 'about' },
  newsletter: { unit: 'share', group: 'about' },
  country: { unit: 'category', group: 'about' },
  region: { unit: 'category', group: 'about' },
  cameFrom: { unit: 'category', group: 'about' }
} as const satisfies Record<string, Rule>

export type FixedFeature = keyof typeof fixedFeatures
export const fixedFeatureIds = Object.keys(fixedFeatures) as FixedFeature[]

/** Features of which the data says how many there are. `extra:` is a number or a category, as its column is. */
export const featureFamilies = {
  category: { unit: 'share', group: 'categories' },
  channel: { unit: 'share', group: 'channels' },
  touch: { unit: 'count', group: 'touchpoints' },
  extra: { unit: 'number', group: 'about' }
} as const satisfies Record<string, Rule>
export type FeatureFamily = keyof typeof featureFamilies

/** Where in the list each family stands: after the fixed feature of this name. */
const after: Record<FeatureFamily, FixedFeature> = { category: 'returnShare', channel: 'categoryVariety', touch: 'nps', extra: 'cameFrom' }

/** The last of a family: all that have no feature of their own. */
export const rest = '(other)'

export const Feature = z.string().min(1).max(200)
export type Feature = z.infer<typeof Feature>

/** Names that stand for several features, each what is there of them. */
export const featurePresets = {
  rfm: ['recency', 'frequency', 'monetary'],
  value: ['frequency', 'monetary', 'meanOrderValue', 'tenure', 'discountShare', 'returnShare'],
  behaviour: [
    'recency',
    'frequency',
    'monetary',
    'meanOrderValue',
    'tenure',
    'gapMean',
    'gapSpread',
    'discountShare',
    'returnShare',
    'category',
    'categoryVariety',
    'channel',
    'weekendShare',
    'winterShare',
    'springShare',
    'summerShare',
    'autumnShare',
    'supportLoad'
  ],
  everything: [...fixedFeatureIds, 'category', 'channel', 'touch', 'extra']
} as const satisfies Record<string, readonly (FixedFeature | FeatureFamily)[]>
export type FeaturePreset = keyof typeof featurePresets
export const featurePresetIds = Object.keys(featurePresets) as FeaturePreset[]

export interface FeatureId {
  /** Of the fixed list, or the family. */
  base: FixedFeature | FeatureFamily
  /** What the data calls it; null for a fixed one. */
  label: string | null
  unit: FeatureUnit
  group: FeatureGroup
}

/** What an id stands for; null where it is none. O(1). */
export function readFeature(id: Feature): FeatureId | null {
  const at = id.indexOf(':')
  if (at < 0) {
    if (!Object.hasOwn(fixedFeatures, id)) return null
    const base = id as FixedFeature
    return { base, label: null, ...fixedFeatures[base] }
  }
  const family = id.slice(0, at)
  if (!Object.hasOwn(featureFamilies, family) || at + 1 === id.length) return null
  const base = family as FeatureFamily
  return { base, label: id.slice(at + 1), ...featureFamilies[base] }
}

/** The id of one of a family. Commas part ids on the command line, so that names lose theirs. */
export function familyFeature(family: FeatureFamily, label: string): Feature {
  return `${family}:${label.replace(/\s*,\s*/g, ' ').slice(0, 180)}`
}

/** Whether a name can be asked for: an id, a family as a whole, or a preset. */
export function isFeatureName(name: string): boolean {
  return Object.hasOwn(featurePresets, name) || Object.hasOwn(featureFamilies, name) || readFeature(name) !== null
}

/** The features and families that a list of names stands for, each once; what is unknown stands as it was written. */
export function expandFeatures(names: readonly string[]): string[] {
  const all = names.flatMap((name): readonly string[] =>
    Object.hasOwn(featurePresets, name) ? featurePresets[name as FeaturePreset] : [name]
  )
  return inFeatureOrder([...new Set(all)])
}

/** In the order of the lists above, families by name, their rest last; so that the order in which they were named changes nothing. */
export function inFeatureOrder<T extends string>(ids: readonly T[]): T[] {
  return ids.toSorted((a, b) => {
    const [x, y] = [place(a), place(b)]
    return x.at - y.at || Number(x.label === rest) - Number(y.label === rest) || compare(x.label, y.label)
  })
}

function place(id: string): { at: number; label: string } {
  const fixed = fixedFeatureIds.indexOf(id as FixedFeature)
  if (fixed >= 0) return { at: fixed, label: '' }
  const [family = ''] = id.split(':', 1)
  const anchor = Object.hasOwn(after, family) ? fixedFeatureIds.indexOf(after[family as FeatureFamily]) + 0.5 : fixedFeatureIds.length
  return { at: anchor, label: id.slice(family.length + 1) }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** What a feature is called, from its id alone, and why it was left out. Pure. */
import { decimal, percentAbout } from './format.ts'
import { t } from './messages/index.ts'
import { type Feature, type FeatureFamily, type FixedFeature, readFeature, rest } from './model/features.ts'
import type { DroppedFeature } from './model/segments.ts'

type Words = 'name' | 'long' | 'more'
const familyWords = { name: 'of', long: 'longOf', more: 'moreOf' } as const

/** `Last order`, `Spent on Coffee`: a label. */
export const featureName = (feature: Feature): string => say(feature, 'name')
/** `How lately they ordered`: what is counted. */
export const featureLong = (feature: Feature): string => say(feature, 'long')
/** `longer away`: where those with more of it stand on a map. */
export const featureMore = (feature: Feature): string => say(feature, 'more')

/** `Spent on Coffee: 93% missing` */
export function featureLeftOut({ feature, reason, share, like }: DroppedFeature): string {
  const name = featureName(feature)
  if (reason === 'allDifferent') return t('segments.evidence.droppedOf.allDifferent', name)
  if (reason === 'copy') return t('segments.evidence.droppedOf.copy', name, featureName(like ?? ''), decimal(share, 3))
  return t(`segments.evidence.droppedOf.${reason}`, name, percentAbout(share))
}

function say(feature: Feature, words: Words): string {
  const known = readFeature(feature)
  if (known === null) return feature
  if (known.label === null) return t(`features.${words}.${known.base as FixedFeature}`)
  const family = known.base as FeatureFamily
  return t(`features.${familyWords[words]}.${family}`, known.label === rest ? t(`features.other.${family}`) : known.label)
}

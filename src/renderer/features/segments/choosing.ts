/** Choosing features: presets and single ones, as the form keeps them. Pure. */
import { expandFeatures, featurePresetIds, isFeatureName } from '../../../shared/model/features.ts'
import type { FeatureOverview, WantedTreatments } from '../../../shared/model/segments.ts'

type Overview = Pick<FeatureOverview, 'features'>

/** The ids among what there is that the names stand for. */
export function chosenIds(names: readonly string[], { features }: Overview): string[] {
  const asked = new Set(expandFeatures(names))
  return features.map(({ feature }) => feature).filter((feature) => asked.has(feature) || asked.has(feature.split(':', 1)[0] ?? ''))
}

/** The preset that a choice is, if it is one: it is kept as such, so that it takes in what later files bring. */
export function presetOf(names: readonly string[], overview: Overview): string | null {
  const chosen = chosenIds(names, overview).join('\n')
  return featurePresetIds.find((preset) => chosenIds([preset], overview).join('\n') === chosen) ?? null
}

/** The choice with one feature more or less. */
export function toggle(names: readonly string[], feature: string, overview: Overview): string[] {
  const ids = chosenIds(names, overview)
  const next = ids.includes(feature) ? ids.filter((id) => id !== feature) : [...ids, feature]
  const preset = presetOf(next, overview)
  return preset === null ? next : [preset]
}

/** What can be asked for: a feature of a file that was undone meanwhile cannot. */
export function stillThere(names: readonly string[], overview: Overview): string[] {
  const there = new Set(overview.features.map(({ feature }) => feature))
  return names.filter((name) => isFeatureName(name) && (!name.includes(':') || there.has(name)))
}

/** Whether anything among the chosen is a number: without one there is no distance to speak of. */
export function hasNumber(names: readonly string[], overview: Overview): boolean {
  const ids = new Set(chosenIds(names, overview))
  return overview.features.some(({ feature, kind, dropped }) => kind === 'number' && dropped === null && ids.has(feature))
}

/** With one feature treated otherwise; without wishes it is treated as proposed. */
export function treated(treatments: WantedTreatments, feature: string, wanted: WantedTreatments[string]): WantedTreatments {
  const { [feature]: former, ...others } = treatments
  const next = { ...former, ...wanted }
  const kept = { ...(next.transform && { transform: next.transform }), ...(next.scale && { scale: next.scale }) }
  return Object.keys(kept).length === 0 ? others : { ...others, [feature]: kept }
}

/** Those of the chosen features: a wish for one that is not looked at would make another run of the same. */
export function within(treatments: WantedTreatments, chosen: readonly string[]): WantedTreatments {
  return Object.fromEntries(Object.entries(treatments).filter(([feature]) => chosen.includes(feature)))
}

import { createHash } from 'node:crypto'
import { latticeOf } from '../../../engines/features/lattice.ts'
import { type Look, lookAt } from '../../../engines/features/look.ts'
import { proposeTreatment, type Treatment, treat, untreat } from '../../../engines/features/treatment.ts'
import { huangGamma, type MixedRows } from '../../../engines/kprototypes.ts'
import { column } from '../../../engines/math/columns.ts'
import { correlations } from '../../../engines/math/correlation.ts'
import { ranks } from '../../../engines/math/ranks.ts'
import { type Feature, readFeature, rest } from '../../../shared/model/features.ts'
import type { DroppedFeature, WantedTreatments } from '../../../shared/model/segments.ts'
import type { Purchases } from '../db/queries/purchases.ts'
import type { CategoryColumn, FeatureSources } from './feature-sources.ts'

/** What customers are told apart by: a row each, a column a feature, both as they are and as they are clustered. */
export interface FeatureTable {
  n: number
  /** Columns of numbers. */
  p: number
  columns: FeatureColumn[]
  /** Row-major n x p, original units: days, orders, major units of the currency; what was missing is filled in. */
  original: Float64Array
  /** Row-major n x p, treated: shaped, winsorised and scaled. */
  scaled: Float64Array
  /** Row-major n x p: 1 where it was missing. */
  absent: Uint8Array
  categories: CategoryColumn[]
  /** Asked for, there, and left out, with the reason. */
  dropped: DroppedFeature[]
}

export interface FeatureColumn {
  feature: Feature
  treatment: Treatment
  look: Look
  /** Values that were moved to the fence. */
  winsorised: number
  /** Clustered as a share that few orders have drawn towards everybody's. */
  steadied: boolean
  /** Treated as the user chose, not as proposed. */
  chosen: boolean
}

/** More missing than this share: what is filled in would say more than what is known. */
const MOST_MISSING = 0.5
/** A share of customers with the same value from which on a feature tells too few apart. */
const NEARLY_ALL = 0.98
/** Correlations, of values and of ranks, from which on two features say the same. */
const NEARLY_EQUAL = 0.98

/**
 * The table that is clustered: looks at each feature, leaves out what is mostly missing, nearly constant or nearly a copy of an earlier one, fills in
 * what is missing and treats the rest as proposed (`treatment.ts`). O(n p log n + n p^2).
 *
 * @param sources in the order of the features; not changed
 * @param wanted shapes and scales instead of the proposed
 */
export function featureTable({ numbers, categories, allDifferent }: FeatureSources, wanted: WantedTreatments = {}): FeatureTable {
  const dropped: DroppedFeature[] = allDifferent.map((feature) => ({ feature, reason: 'allDifferent', share: null, like: null }))
  const columns: Column[] = []
  for (const { feature, values, steadied, tooNew } of numbers) {
    const look = lookAt(values)
    const missing = look.missing / values.length
    if (tooNew !== undefined) dropped.push({ feature, reason: 'tooNew', share: tooNew, like: null })
    else if (missing > MOST_MISSING) dropped.push({ feature, reason: 'missing', share: missing, like: null })
    else if (look.mostFrequent >= NEARLY_ALL) dropped.push({ feature, reason: 'constant', share: look.mostFrequent, like: null })
    else columns.push(columnOf(feature, values, steadied ?? values, look, wanted[feature]))
  }
  const kept = withoutCopies(columns, dropped)
  const mixed: CategoryColumn[] = []
  for (const category of categories) {
    const { share, missing, known } = describe(category)
    if (missing > MOST_MISSING) dropped.push({ feature: category.feature, reason: 'missing', share: missing, like: null })
    else if (share >= NEARLY_ALL) dropped.push({ feature: category.feature, reason: 'constant', share, like: null })
    else mixed.push(known)
  }
  return assemble(kept, mixed, dropped)
}

/**
 * The customers of these sources under the treatments of an earlier table. Features that are not there now are missing throughout; a value of a
 * category that nobody had then counts to the rest where there is one, else as unknown, which is as far from all values.
 */
export function tableUnder(
  columns: readonly FeatureColumn[],
  categories: readonly CategoryColumn[],
  sources: FeatureSources,
  n: number
): FeatureTable {
  const numbers = columns.map((of): Column => {
    const now = sources.numbers.find(({ feature }) => feature === of.feature)
    const values = now?.values ?? new Float64Array(n).fill(Number.NaN)
    const clustered = now?.steadied ?? values
    const count = (is: (value: number) => boolean, among: Float64Array) => among.reduce((sum, value) => sum + Number(is(value)), 0)
    const { low, high } = of.treatment
    return {
      ...of,
      look: { ...of.look, known: count((value) => !Number.isNaN(value), values), missing: count(Number.isNaN, values) },
      winsorised: count((value) => value < low || value > high, clustered),
      values,
      clustered
    }
  })
  const mixed = categories.map(({ feature, levels: before }) => {
    const now = sources.categories.find((one) => one.feature === feature)
    const levels = before.includes(UNKNOWN) ? before : [...before, UNKNOWN]
    const codes = Int32Array.from({ length: n }, (_, i) => {
      const level = now?.levels[now.codes[i] as number] ?? UNKNOWN
      if (levels.includes(level)) return levels.indexOf(level)
      return levels.indexOf(levels.includes(rest) ? rest : UNKNOWN)
    })
    return { feature, levels: codes.includes(before.length) ? levels : before, codes }
  })
  return assemble(numbers, mixed, [])
}

/** Stands for what is not known, where somebody's is not. */
export const UNKNOWN = '(unknown)'

/** A scaled value in the feature's own units. */
export function inOriginalUnits({ treatment }: Pick<FeatureColumn, 'treatment'>, scaled: number): number {
  return untreat(treatment, scaled)
}

/** One feature in original units of each customer of whom it is known; NaN of the others, whose value is filled in for clustering alone. */
export function knownOriginal({ original, absent, n, p }: FeatureTable, j: number): Float64Array {
  return column(original, n, p, j).map((value, i) => (absent[i * p + j] === 1 ? Number.NaN : value))
}

/**
 * The rows as they are clustered: p numbers, then a code for each category.
 *
 * @param gamma weight of a category; left out: Huang's
 */
export function clusteredRows({ n, p, scaled, categories }: FeatureTable, gamma?: number): { rows: Float64Array; mixed: MixedRows } {
  const levels = categories.map((category) => category.levels.length)
  if (levels.length === 0) return { rows: scaled, mixed: { p, levels, gamma: 1 } }
  const width = p + levels.length
  const rows = new Float64Array(n * width)
  for (let i = 0; i < n; i++) {
    rows.set(scaled.subarray(i * p, (i + 1) * p), i * width)
    categories.forEach(({ codes }, q) => {
      rows[i * width + p + q] = codes[i] as number
    })
  }
  return { rows, mixed: { p, levels, gamma: gamma ?? huangGamma(rows, n, p, levels.length) } }
}

/** For each column of numbers the only values that it can take, as they are clustered; null: any. */
export function scaledLattices({ columns, original, n, p }: FeatureTable): (Float64Array | null)[] {
  return columns.map(({ treatment, look, steadied }, j) => {
    if (steadied) return null
    const values = column(original, n, p, j)
    // What was filled in need not lie on the lattice of what is known.
    const lattice = latticeOf(look.missing > 0 ? values.map((value) => (value === treatment.fill ? Number.NaN : value)) : values)
    if (lattice === null) return null
    const scaled = lattice.map((value) => treat(treatment, value))
    return scaled.filter((value, i) => i === 0 || value > (scaled[i - 1] as number))
  })
}

/** SHA-256, hex, of everything that a segmentation's result is computed from besides its parameters. */
export function inputFingerprint(purchases: Purchases, { original, columns, categories, dropped }: FeatureTable): string {
  const hash = createHash('sha256')
  hash.update(
    JSON.stringify([
      purchases.currency,
      purchases.decimals,
      purchases.without,
      columns.map(({ feature }) => feature),
      categories.map(({ feature, levels }) => [feature, levels]),
      dropped
    ])
  )
  for (const values of [purchases.customers, purchases.net, original, ...categories.map(({ codes }) => codes)]) {
    hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  }
  return hash.digest('hex')
}

/** Pearson correlations of the treated columns, row-major p x p. */
export function scaledCorrelations({ scaled, n, p }: FeatureTable): Float64Array {
  return correlations(scaled, n, p)
}

/** Whether a feature has bounds of its own, between which a logarithm would only distort. */
export function isBounded(feature: Feature): boolean {
  const unit = readFeature(feature)?.unit
  return unit === 'share' || unit === 'score'
}

/** With its values, as they are and as they are clustered before treatment. */
interface Column extends FeatureColumn {
  values: Float64Array
  clustered: Float64Array
}

function columnOf(
  feature: Feature,
  values: Float64Array,
  clustered: Float64Array,
  look: Look,
  wanted: WantedTreatments[string] | undefined
): Column {
  const known = clustered.filter((value) => !Number.isNaN(value))
  const treatment = proposeTreatment(known, isBounded(feature), { shape: wanted?.transform, scale: wanted?.scale })
  const winsorised = known.reduce((count, value) => count + Number(value < treatment.low || value > treatment.high), 0)
  return { feature, treatment, look, winsorised, steadied: clustered !== values, chosen: wanted !== undefined, values, clustered }
}

/** Without those that an earlier one says already, which goes to `dropped`. */
function withoutCopies(columns: Column[], dropped: DroppedFeature[]): Column[] {
  const n = columns[0]?.values.length ?? 0
  const p = columns.length
  const treated = columns.map(({ treatment, clustered }) => clustered.map((value) => treat(treatment, value)))
  const interleave = (of: Float64Array[]) => Float64Array.from({ length: n * p }, (_, at) => of[at % p]?.[Math.floor(at / p)] as number)
  const ofValues = correlations(interleave(treated), n, p)
  const ofRanks = correlations(interleave(treated.map(ranks)), n, p)
  const kept: number[] = []
  columns.forEach(({ feature }, j) => {
    const size = (i: number) => Math.min(Math.abs(ofValues[j * p + i] as number), Math.abs(ofRanks[j * p + i] as number))
    const like = kept.find((i) => size(i) >= NEARLY_EQUAL)
    if (like === undefined) kept.push(j)
    else dropped.push({ feature, reason: 'copy', share: ofValues[j * p + like] as number, like: columns[like]?.feature ?? null })
  })
  return kept.map((j) => columns[j] as Column)
}

function describe({ feature, levels, codes }: CategoryColumn): { share: number; missing: number; known: CategoryColumn } {
  const counts = new Int32Array(levels.length + 1)
  for (const code of codes) {
    const at = code < 0 ? levels.length : code
    counts[at] = (counts[at] as number) + 1
  }
  const missing = counts[levels.length] as number
  const known =
    missing === 0
      ? { feature, levels, codes }
      : { feature, levels: [...levels, UNKNOWN], codes: codes.map((code) => (code < 0 ? levels.length : code)) }
  return { share: Math.max(...counts) / codes.length, missing: missing / codes.length, known }
}

function assemble(columns: Column[], categories: CategoryColumn[], dropped: DroppedFeature[]): FeatureTable {
  const n = columns[0]?.values.length ?? categories[0]?.codes.length ?? 0
  const p = columns.length
  const original = new Float64Array(n * p)
  const scaled = new Float64Array(n * p)
  const absent = new Uint8Array(n * p)
  columns.forEach(({ treatment, look, values, clustered }, j) => {
    for (let i = 0; i < n; i++) {
      const value = values[i] as number
      original[i * p + j] = Number.isNaN(value) ? look.median : value
      scaled[i * p + j] = treat(treatment, clustered[i] as number)
      absent[i * p + j] = Number(Number.isNaN(value))
    }
  })
  return { n, p, columns: columns.map(({ values: _, clustered: __, ...of }) => of), original, scaled, absent, categories, dropped }
}

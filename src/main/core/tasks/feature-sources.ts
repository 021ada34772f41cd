import type Database from 'better-sqlite3'
import { orderFeatures, steadyShares } from '../../../engines/features/trade.ts'
import type { IsoDate } from '../../../shared/model/common.ts'
import {
  expandFeatures,
  type Feature,
  type FixedFeature,
  familyFeature,
  inFeatureOrder,
  isFeatureName,
  readFeature,
  rest
} from '../../../shared/model/features.ts'
import { customerProfiles, meanScores, type Profiles, ticketCounts, touchpointCounts } from '../db/queries/about-customers.ts'
import { dayNumber, type Purchases } from '../db/queries/purchases.ts'
import { groupNames, loadTrade } from '../db/queries/trade.ts'

/** A feature of all customers as it is in the data: in original units, NaN where it is not known. */
export interface NumberColumn {
  feature: Feature
  values: Float64Array
  /** The same as it is clustered: a share of few orders drawn towards everybody's. Left out: as it is. */
  steadied?: Float64Array
  /** Of most customers too little has been seen to say it: the share of them. Left out of the clustering for that. */
  tooNew?: number
}

/** A feature with values that have no order. Codes -1: not known. */
export interface CategoryColumn {
  feature: Feature
  levels: string[]
  codes: Int32Array
}

export interface FeatureSources {
  numbers: NumberColumn[]
  categories: CategoryColumn[]
  /** Columns of the files that tell nobody apart, since all their values differ. */
  allDifferent: Feature[]
}

const SECONDS_A_DAY = 86_400
/** A season that was seen once is when somebody happened to buy; a habit shows in the second year at the earliest. */
const TWO_YEARS = 730
/** Days that a file may begin after the first of the period that it is about: shops close over holidays. */
const LATE_START = 7
/** More customers than this whose habit can't be known, and the others' says nothing of them all. */
const MOST_TOO_NEW = 0.5
/** More kinds of touchpoints, or values of a category, than these share the last place. */
const MOST_TOUCHPOINTS = 8
const MOST_LEVELS = 12
/** A text column is one of numbers if no more than this share of it is none. */
const ODD_TEXTS = 0.05
/** A text of which so many customers have one of their own is a name or number, not a category. */
const OWN_VALUES = 0.5

/**
 * Every feature that the names stand for and of which there is any data, as of a day. What a preset or family names and the data lacks is
 * left out; nothing is read that is not asked for. O(customers × features), and O(order lines) where a feature needs them.
 */
export function loadFeatures(db: Database.Database, purchases: Purchases, asOf: IsoDate, names: readonly string[]): FeatureSources {
  const asked = expandFeatures(names)
  const wants = (...of: readonly string[]) => asked.some((name) => of.includes(name) || of.some((family) => name.startsWith(`${family}:`)))
  const cutoff = (dayNumber(asOf) + 1) * SECONDS_A_DAY
  const numbers: NumberColumn[] = []
  const put = (feature: Feature, values: Float64Array | null, steadied?: Float64Array) => {
    if (values?.some((value) => !Number.isNaN(value))) numbers.push({ feature, values, ...(steadied && { steadied }) })
  }

  for (const feature of bought) if (wants(feature)) put(feature, boughtValues(feature, purchases, dayNumber(asOf)))
  if (wants(...fromLines)) {
    const { trade, categories, channels } = loadTrade(db, purchases, cutoff)
    const found = orderFeatures(trade)
    const { orders } = found
    const putShare = (feature: Feature, values: Float64Array) => put(feature, values, steadyShares(values, orders))
    for (const feature of ['gapMean', 'gapSpread'] as const) put(feature, found[feature])
    for (const feature of ['discountShare', 'returnShare', 'weekendShare'] as const) putShare(feature, found[feature])
    if (categories.length > 0) put('categoryVariety', found.categoryVariety)
    const each = (values: Float64Array, width: number, at: number) =>
      Float64Array.from({ length: trade.customers }, (_, c) => values[c * width + at] as number)
    for (const [at, name] of categories.entries())
      putShare(familyFeature('category', name), each(found.categoryShare, categories.length, at))
    for (const [at, name] of channels.entries()) putShare(familyFeature('channel', name), each(found.channelShare, channels.length, at))
    const isNew = tooNewForSeasons(purchases, dayNumber(asOf))
    for (const [at, season] of seasons.entries())
      numbers.push(seasonColumn(season, each(found.seasonShare, seasons.length, at), orders, isNew))
  }
  if (wants('tickets', 'supportLoad')) {
    const tickets = ticketCounts(db, purchases.customers, cutoff)
    put('tickets', tickets)
    put('supportLoad', tickets?.map((count, i) => count / (purchases.orders[i] as number)) ?? null)
  }
  if (wants('csat')) put('csat', meanScores(db, purchases.customers, 'csat', cutoff))
  if (wants('nps')) put('nps', meanScores(db, purchases.customers, 'nps', cutoff)?.map((share) => 10 * share) ?? null)
  if (wants('touchpoints', 'touch')) {
    const kinds = touchpointCounts(db, purchases.customers, cutoff)
    const sum = (of: typeof kinds) => purchases.customers.map((_, i) => of.reduce((all, { values }) => all + (values[i] as number), 0))
    if (kinds.length > 0) put('touchpoints', sum(kinds))
    for (const { name, values } of kinds.slice(0, MOST_TOUCHPOINTS)) put(familyFeature('touch', name), values)
    if (kinds.length > MOST_TOUCHPOINTS) put(familyFeature('touch', rest), sum(kinds.slice(MOST_TOUCHPOINTS)))
  }
  const about = wants(...aboutNames) ? loadAbout(db, purchases.customers, cutoff) : noSources
  numbers.push(...about.numbers)
  const { categories, allDifferent } = about
  const isAsked = (feature: Feature) => asked.includes(feature) || asked.includes(feature.split(':', 1)[0] as string)
  const sorted = <T extends { feature: Feature }>(columns: T[]): T[] => {
    const kept = columns.filter(({ feature }) => isAsked(feature))
    const order = inFeatureOrder(kept.map(({ feature }) => feature))
    return kept.sort((a, b) => order.indexOf(a.feature) - order.indexOf(b.feature))
  }
  return { numbers: sorted(numbers), categories: sorted(categories), allDifferent: allDifferent.filter(isAsked) }
}

const aboutNames = ['country', 'region', 'cameFrom', 'newsletter', 'accountAge', 'extra']
const noSources: FeatureSources = { numbers: [], categories: [], allDifferent: [] }

/**
 * What lists of customers say of these customers, before a moment. O(customers × columns).
 *
 * @param customers ids, ascending
 * @param cutoff seconds: who registered later was not known by then
 */
export function loadAbout(db: Database.Database, customers: Float64Array, cutoff: number): FeatureSources {
  const found: FeatureSources = { numbers: [], categories: [], allDifferent: [] }
  const put = (feature: Feature, values: Float64Array) => {
    if (values.some((value) => !Number.isNaN(value))) found.numbers.push({ feature, values })
  }
  const profiles = customerProfiles(db, customers)
  put('newsletter', profiles.newsletter)
  put('accountAge', accountAges(profiles, cutoff))
  for (const feature of ['country', 'region', 'cameFrom'] as const)
    found.categories.push(...categoryOf(feature, profiles[feature], customers.length))
  for (const [header, texts] of profiles.extra) {
    const feature = familyFeature('extra', header)
    const column = numbersOf(texts)
    if (column !== null) put(feature, column)
    else if (isOwnValue(texts)) found.allDifferent.push(feature)
    else found.categories.push(...categoryOf(feature, texts, customers.length))
  }
  return found
}

/** A name that was asked for by itself, known or not, and of which there is no data; null where there is none such. */
export function featureWithoutData(names: readonly string[], { numbers, categories, allDifferent }: FeatureSources): string | null {
  const there = new Set([...numbers, ...categories].map(({ feature }) => feature).concat(allDifferent))
  return names.find((name) => !isFeatureName(name) || (readFeature(name) !== null && !there.has(name))) ?? null
}

const bought = ['recency', 'frequency', 'monetary', 'meanOrderValue', 'tenure'] as const
const seasons = ['winterShare', 'springShare', 'summerShare', 'autumnShare'] as const
const fromLines = [
  'gapMean',
  'gapSpread',
  'discountShare',
  'returnShare',
  'weekendShare',
  'categoryVariety',
  ...seasons,
  'category',
  'channel'
]

function boughtValues(feature: (typeof bought)[number] & FixedFeature, purchases: Purchases, today: number): Float64Array {
  const { orders, net, gross, decimals, firstDay, lastDay } = purchases
  const unit = 10 ** decimals
  switch (feature) {
    case 'recency':
      return lastDay.map((day) => today - day)
    case 'frequency':
      return orders.slice()
    case 'monetary':
      return net.map((amount) => amount / unit)
    case 'meanOrderValue':
      return gross.map((amount, i) => amount / unit / (orders[i] as number))
    case 'tenure':
      return firstDay.map((day) => today - day)
  }
}

/** Whose first purchase lies less than two years back. */
function tooNewForSeasons({ firstDay }: Purchases, today: number): boolean[] {
  return Array.from(firstDay, (day) => today - day + 1 < TWO_YEARS - LATE_START)
}

/**
 * A season's share is known of those whom two of each season have seen. Where most are newer, which they all are in a shop of one year, it says
 * when they came and nothing of them: the column keeps its values to be looked at, and is left out.
 */
function seasonColumn(feature: Feature, shares: Float64Array, orders: Float64Array, isNew: readonly boolean[]): NumberColumn {
  const tooNew = isNew.filter(Boolean).length / isNew.length
  if (tooNew > MOST_TOO_NEW) return { feature, values: shares, tooNew }
  const values = shares.map((share, c) => (isNew[c] ? Number.NaN : share))
  return { feature, values, steadied: steadyShares(values, orders) }
}

/** Who registered later is not known by then. */
function accountAges({ registeredAt }: Profiles, cutoff: number): Float64Array {
  return registeredAt.map((at) => (at < cutoff ? Math.floor((cutoff - 1 - at) / SECONDS_A_DAY) : Number.NaN))
}

/** The numbers of a column of texts, nearly all of which are numbers; else null. */
function numbersOf(texts: (string | null)[]): Float64Array | null {
  const values = Float64Array.from(texts, (text) => (text === null ? Number.NaN : Number(text.replace(/^(-?\d+),(\d+)$/, '$1.$2'))))
  const known = texts.filter((text) => text !== null).length
  let odd = -(texts.length - known)
  values.forEach((value, i) => {
    if (Number.isFinite(value)) return
    values[i] = Number.NaN
    odd++
  })
  return known > 0 && odd <= ODD_TEXTS * known ? values : null
}

function isOwnValue(texts: (string | null)[]): boolean {
  const known = texts.filter((text) => text !== null)
  return new Set(known).size > Math.max(MOST_LEVELS, OWN_VALUES * known.length)
}

function categoryOf(feature: Feature, texts: (string | null)[], n: number): CategoryColumn[] {
  const { names, codes } = groupNames(
    Array.from({ length: n }, (_, i) => texts[i] ?? null),
    () => 1,
    MOST_LEVELS
  )
  return names.length === 0 ? [] : [{ feature, levels: names, codes }]
}

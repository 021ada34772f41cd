/**
 * The scale of a dot plot whose rows have different units. Amounts and counts are told as so many times the typical customer's, logarithmically:
 * twice and half are equally far. A share has bounds and is often 0, so that it is told in percentage points. What is
 * typically nothing has no multiples: such a row is told by difference, on a scale of its own that the caption names.
 */
import { t } from '../../shared/messages/index.ts'
import { type Feature, readFeature } from '../../shared/model/features.ts'
import type { Tokens } from '../app/tokens.ts'
import { featureName } from './featureWords.ts'
import { quietLine, text } from './option.ts'
import { featureValue } from './units.ts'

/** One row: its marks (medians), and the ends of its lines. */
export interface DotRow {
  feature: Feature
  typical: number
  medians: readonly number[]
  ends: readonly number[]
}

export interface DotScale {
  /** Where a value of the row stands: 0 is typical, and beyond the edge stands at the edge. */
  place: (value: number, row: Pick<DotRow, 'feature' | 'typical'>) => number
  edge: number
  /** Doublings between the middle and what the last tick says. */
  reach: number
  /** Percentage points there; null where no row is a share. */
  points: number | null
}

export const isShare = (feature: Feature): boolean => readFeature(feature)?.unit === 'share'

/** Only a positive typical value can be a measure of "times". */
const isMultiple = ({ feature, typical }: Pick<DotRow, 'feature' | 'typical'>) => !isShare(feature) && typical > 0
const isDifference = (row: Pick<DotRow, 'feature' | 'typical'>) => !isShare(row.feature) && !isMultiple(row)

/** Beyond the last tick by so much stands what is too far for the scale. */
const BEYOND = 1.08
/** Pixels between two lines of words. */
const LINE = 16
/** The smallest of these that holds all medians. */
const POINTS = [10, 25, 50, 100] as const

/** @param reaches doublings that the scale may have, ascending */
export function dotScale(rows: readonly DotRow[], reaches: readonly number[]): DotScale {
  const smallest = (sizes: readonly number[], far: number) => sizes.find((size) => far <= size) ?? (sizes.at(-1) as number)
  const furthest = (of: readonly DotRow[], distance: (value: number, row: DotRow) => number) =>
    Math.max(0, ...of.flatMap((row) => row.medians.map((value) => Math.abs(distance(value, row)))).filter(Number.isFinite))
  const shares = rows.filter(({ feature }) => isShare(feature))
  const reach = smallest(reaches, furthest(rows.filter(isMultiple), doublings))
  const points = smallest(
    POINTS,
    furthest(shares, (value, { typical }) => 100 * (value - typical))
  )
  const own = new Map(rows.filter(isDifference).map((row) => [row.feature, ownEdge(row)]))
  const edge = reach * BEYOND
  return {
    edge,
    reach,
    points: shares.length > 0 ? points : null,
    place(value, row) {
      const at = isMultiple(row)
        ? doublings(value, row)
        : ((value - row.typical) / (isShare(row.feature) ? points / 100 : (own.get(row.feature) ?? 1))) * reach
      return Math.min(Math.max(at, -edge), edge)
    }
  }
}

/** What the axis can't say of itself; empty where it says it all. */
export function dotNote(rows: readonly DotRow[], currency: string): string {
  return [
    ...(rows.some(({ feature }) => isShare(feature)) ? [t('segments.profile.points')] : []),
    ...rows
      .filter(isDifference)
      .map((row) => t('segments.profile.difference', featureName(row.feature), featureValue(row.feature, ownEdge(row), currency)))
  ].join(' ')
}

/** Lines at the ticks with what they mean, as data of a `markLine`: the typical customer in the middle. */
export function dotTicks({ reach, points }: DotScale, tokens: Tokens) {
  const ticks = reach === 1 ? [-1, 0, 1] : [-reach, -reach / 2, 0, reach / 2, reach]
  const said = (formatter: string, distance: number) => ({
    show: true,
    position: 'end' as const,
    distance,
    formatter,
    ...text(tokens.muted)
  })
  const times = (tick: number) => (tick < 0 ? `1/${2 ** -tick}×` : `${2 ** tick}×`)
  const lines = ticks.map((tick) => ({
    xAxis: tick,
    lineStyle: { color: tick === 0 ? tokens.muted : tokens.line, width: 1, type: 'solid' as const },
    label: {
      ...said(tick === 0 ? t('segments.profile.typical') : times(tick), 6),
      show: tick === 0 || Math.abs(tick) === reach
    }
  }))
  // Of a label with two lines ECharts would draw one over the other.
  const below = [-1, 1].map((side) => ({
    xAxis: side * reach,
    lineStyle: { color: tokens.line, width: 0, type: 'solid' as const },
    label: said(t('segments.profile.point', side < 0 ? '−' : '+', points ?? 0), 6 + LINE)
  }))
  return { ...quietLine, z: 0, data: points === null ? lines : [...lines, ...below] }
}

/** Pixels that the words of the ticks take. */
export const tickHeight = (rows: readonly Pick<DotRow, 'feature'>[]): number =>
  rows.some(({ feature }) => isShare(feature)) ? 26 + LINE : 26

/** Zero and below are infinitely many halvings away. */
const doublings = (value: number, { typical }: Pick<DotRow, 'typical'>) =>
  value > 0 ? Math.log2(value / typical) : Number.NEGATIVE_INFINITY

function ownEdge({ typical, medians, ends }: DotRow): number {
  return Math.max(...[...medians, ...ends].map((value) => Math.abs(value - typical))) || 1
}

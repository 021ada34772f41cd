/**
 * Shares that add up to one (of what is bought, by which channel, in which season, on which days) belong together: each such mix is one bar from
 * 0 to 100 %, of a segment or two above that of everyone. Means, since medians of shares do not add up.
 */
import { featureName } from '../../shared/feature-words.ts'
import { percentAbout } from '../../shared/format.ts'
import { t } from '../../shared/messages/index.ts'
import { type Feature, readFeature, rest } from '../../shared/model/features.ts'
import type { Segment, SegmentsResult } from '../../shared/model/segments.ts'
import type { Tokens } from '../app/tokens.ts'
import { type ChartOption, type ChartTable, frame, guide, hiddenAxis, type Mark, rowAxis, slot, text } from './option.ts'

type MixInput = Pick<SegmentsResult, 'features'>

const mixes = ['category', 'channel', 'season', 'week'] as const
export type MixName = (typeof mixes)[number]

interface Part {
  name: string
  /** Of each segment, then of everyone. */
  shares: number[]
}

export interface Mix {
  name: MixName
  /** The largest of everyone first, all that has no part of its own last. */
  parts: Part[]
}

/** Named parts of a mix; the others are one. */
const mostParts = 6
/** Closer to everyone's than this is as good as the same. */
const alike = 0.03
/** Pixels of a row. */
const pitch = 26
/** Inter at 12 pixels, rounded up. */
const letterWidth = 6.8

const seasons: Partial<Record<Feature, 'winter' | 'spring' | 'summer' | 'autumn'>> = {
  winterShare: 'winter',
  springShare: 'spring',
  summerShare: 'summer',
  autumnShare: 'autumn'
}

/** Which mix a feature is a part of; null for one that stands for itself. */
export function mixOf(feature: Feature): MixName | null {
  if (seasons[feature] !== undefined) return 'season'
  if (feature === 'weekendShare') return 'week'
  const base = readFeature(feature)?.base
  return base === 'category' || base === 'channel' ? base : null
}

/** Whether the feature is read from a mix and not by itself. */
export const inMix = (feature: Feature, { features }: MixInput): boolean =>
  mixOf(feature) !== null && features.some((one) => one.feature === feature && one.mean !== undefined)

/** The mixes of the run, those first in which the segments differ most from everyone. */
export function mixesOf(segments: readonly Segment[], { features }: MixInput): Mix[] {
  return mixes
    .flatMap((name): Mix[] => {
      const parts = features
        .filter(({ feature, mean }) => mean !== undefined && mixOf(feature) === name && readFeature(feature)?.label !== rest)
        .map(({ feature, mean }) => ({
          name: partName(feature),
          shares: [...segments.map(({ profile }) => profile.find((of) => of.feature === feature)?.mean ?? 0), mean ?? 0]
        }))
        .sort((a, b) => (b.shares.at(-1) ?? 0) - (a.shares.at(-1) ?? 0))
        .slice(0, mostParts)
      if (parts.length === 0) return []
      const left = [...segments, null].map((_, side) => 1 - parts.reduce((sum, { shares }) => sum + (shares[side] ?? 0), 0))
      return [
        {
          name,
          parts: left.some((share) => share > 0.005)
            ? [...parts, { name: t(`segments.mix.rest.${name}`), shares: left.map((share) => Math.max(0, share)) }]
            : parts
        }
      ]
    })
    .sort((a, b) => apart(b) - apart(a))
}

/** The largest difference of any part from everyone's. */
const apart = ({ parts }: Mix): number =>
  Math.max(...parts.flatMap(({ shares }) => shares.map((share) => Math.abs(share - (shares.at(-1) ?? 0)))))

type Row = { mix: Mix; side: number | null }

/** A row for the name of each mix, one for each segment, one for everyone. */
const rowsOf = (found: readonly Mix[], sides: number): Row[] =>
  found.flatMap((mix) => [{ mix, side: null }, ...Array.from({ length: sides + 1 }, (_, side) => ({ mix, side }))])

/** @param width of the plot in pixels: a part is named where its name fits */
export function mixOption(found: readonly Mix[], segments: readonly Segment[], tokens: Tokens, width: number): ChartOption {
  const rows = rowsOf(found, segments.length)
  const left = segments.length === 1 ? 100 : 196
  const who = (side: number | null) =>
    side === null
      ? ''
      : side === segments.length
        ? t('segments.mix.everyone')
        : segments.length === 1
          ? t('segments.mix.group')
          : (segments[side]?.name ?? '')
  const most = Math.max(...found.map(({ parts }) => parts.length))
  const names = rowAxis(
    tokens,
    rows.map(({ side }) => who(side)),
    'left'
  )
  return {
    ...frame(tokens),
    grid: { left, right: 4, top: 0, bottom: 0 },
    xAxis: hiddenAxis(0, 1),
    yAxis: {
      ...names,
      axisLabel: { ...text(tokens.muted), interval: 0, margin: 24, width: left - 28, overflow: 'truncate' }
    } as typeof names,
    series: [
      {
        ...guide,
        symbolSize: 0,
        itemStyle: { opacity: 1 },
        data: rows.flatMap(({ mix, side }, index) =>
          side === null
            ? [
                {
                  name: t(`segments.mix.title.${mix.name}`),
                  value: [0, index],
                  label: { show: true, position: 'right' as const, distance: 0, formatter: '{b}', ...text(tokens.ink), fontWeight: 600 }
                }
              ]
            : []
        )
      },
      // Long names may be cut alike: the mark tells them apart.
      ...segments.map((segment, of) => ({
        ...guide,
        symbol: slot(tokens, segment.slot).symbol,
        clip: false,
        symbolSize: 10,
        symbolOffset: [-12, 0],
        itemStyle: { color: slot(tokens, segment.slot).color, opacity: 1 },
        data: rows.flatMap(({ side }, index) => (side === of ? [[0, index]] : []))
      })),
      ...Array.from({ length: most }, (_, at) => ({
        type: 'bar' as const,
        stack: 'mix',
        barWidth: 20,
        data: rows.map(({ mix, side }): Mark<number> | '-' => {
          const part = mix.parts[at]
          if (side === null || part === undefined) return '-'
          const share = part.shares[side] ?? 0
          const typical = part.shares.at(-1) ?? 0
          const said = percentAbout(share)
          return {
            value: share,
            sentence: t('segments.mix.sentence', {
              part: part.name,
              mix: t(`segments.mix.title.${mix.name}`),
              who: side === segments.length ? t('segments.mix.everyone') : (segments[side]?.name ?? ''),
              share: said,
              typical: percentAbout(typical)
            }),
            itemStyle: { color: shade(share - typical, tokens), borderColor: tokens.muted, borderWidth: 1 },
            label: {
              show: true,
              position: 'inside',
              formatter: fitting([`${part.name} ${said}`, said], share * (width - left)),
              ...text(tokens.ink)
            }
          } as Mark<number>
        })
      }))
    ]
  }
}

/** Pixels of the whole plot. */
export const mixHeight = (found: readonly Mix[], segments: readonly Segment[]): number => rowsOf(found, segments.length).length * pitch

export function mixTable(found: readonly Mix[], segments: readonly Segment[]): ChartTable {
  return {
    columns: [
      { header: t('segments.mix.mix'), kind: 'text' },
      { header: t('segments.profile.columns.feature'), kind: 'text' },
      ...segments.map(({ name }) => ({ header: name, kind: 'number' as const })),
      { header: t('segments.profile.columns.everyone'), kind: 'number' }
    ],
    rows: found.flatMap(({ name, parts }) => parts.map((part) => [t(`segments.mix.title.${name}`), part.name, ...part.shares]))
  }
}

/** More than everyone has, less, or as much. */
function shade(difference: number, { diverging }: Tokens): string {
  const level = Math.abs(difference) < alike ? 3 : difference > 0 ? 4 : 2
  return diverging[level] as string
}

/** The longest of the texts that there is room for. */
function fitting(texts: readonly string[], room: number): string {
  return texts.find((one) => one.length * letterWidth + 6 <= room) ?? ''
}

function partName(feature: Feature): string {
  const season = seasons[feature]
  if (season !== undefined) return t(`segments.mix.season.${season}`)
  if (feature === 'weekendShare') return t('segments.mix.weekend')
  return readFeature(feature)?.label ?? featureName(feature)
}

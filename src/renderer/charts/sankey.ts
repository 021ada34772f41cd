/** Who moved from which segment to which: bands between two days, as wide as they are many. */
import { count } from '../../shared/format.ts'
import { t } from '../../shared/messages/index.ts'
import type { Migration } from '../../shared/model/explanation.ts'
import type { Segment } from '../../shared/model/segments.ts'
import { type Tokens, typeSizes } from '../app/tokens.ts'
import { type ChartOption, type ChartTable, frame, slot, text } from './option.ts'

export type SankeySegment = Pick<Segment, 'id' | 'slot' | 'name'>

/** Pixels: the plot's height for a number of segments. */
export const sankeyHeight = (segments: number): number => 90 + 56 * segments

/** Bands take the colour of where people come from; who came anew is grey. Names with counts stand at both ends. */
export function sankeyOption(migration: Migration, segments: readonly SankeySegment[], tokens: Tokens): ChartOption {
  const ends = (side: 'from' | 'to') => {
    const ids = [...segments.map(({ id }): number | null => id), null]
    return ids.flatMap((id) => {
      const customers = migration.cells.filter((cell) => cell[side] === id).reduce((sum, cell) => sum + cell.customers, 0)
      return customers === 0 ? [] : [{ id, customers }]
    })
  }
  const colorOf = (id: number | null) => {
    const segment = segments.find((one) => one.id === id)
    return segment === undefined ? tokens.control : slot(tokens, segment.slot).color
  }
  const node = (side: 'from' | 'to') => (end: { id: number | null; customers: number }) => ({
    name: nodeName(side, end.id),
    itemStyle: { color: colorOf(end.id), borderWidth: 0 },
    label: {
      position: side === 'from' ? ('left' as const) : ('right' as const),
      formatter: `${nameOf(end.id, side, segments)}  ${count(end.customers)}`,
      ...text(tokens.ink, typeSizes.table)
    }
  })
  return {
    ...frame(tokens),
    series: [
      {
        type: 'sankey',
        left: 236,
        right: 236,
        top: 8,
        bottom: 8,
        nodeWidth: 10,
        nodeGap: 12,
        draggable: false,
        layoutIterations: 0,
        emphasis: { focus: 'adjacency' },
        data: [...ends('from').map(node('from')), ...ends('to').map(node('to'))],
        links: migration.cells.map(({ from, to, customers }) => ({
          source: nodeName('from', from),
          target: nodeName('to', to),
          value: customers,
          lineStyle: { color: colorOf(from), opacity: from === to ? 0.28 : 0.5, curveness: 0.5 },
          sentence: t('explaining.movement.band', customers, nameOf(from, 'from', segments), nameOf(to, 'to', segments)),
          key: JSON.stringify([from, to])
        }))
      }
    ]
  }
}

export function sankeyTable(migration: Migration, segments: readonly SankeySegment[]): ChartTable {
  return {
    columns: [
      { header: t('explaining.movement.from'), kind: 'text' },
      { header: t('explaining.movement.to'), kind: 'text' },
      { header: t('segments.table.customers'), kind: 'number' }
    ],
    rows: migration.cells.map(({ from, to, customers }) => [nameOf(from, 'from', segments), nameOf(to, 'to', segments), customers])
  }
}

/** What an end is called; nobody's end by its side. */
export function nameOf(id: number | null, side: 'from' | 'to', segments: readonly SankeySegment[]): string {
  if (id === null) return t(side === 'from' ? 'explaining.movement.notYet' : 'explaining.movement.noLonger')
  return segments.find((segment) => segment.id === id)?.name ?? ''
}

const nodeName = (side: 'from' | 'to', id: number | null): string => `${side}:${id}`

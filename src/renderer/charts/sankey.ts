/** Who moved from which segment to which: bands between two days, as wide as they are many. */
import { count } from '../../shared/format.ts'
import { t } from '../../shared/messages/index.ts'
import type { Migration } from '../../shared/model/explanation.ts'
import type { Segment } from '../../shared/model/segments.ts'
import { type Tokens, typeSizes } from '../app/tokens.ts'
import { type ChartOption, type ChartTable, frame, slot, text } from './option.ts'

export type SankeySegment = Pick<Segment, 'id' | 'slot' | 'name'>

/** Pixels beside the bands, in which names stand, and the letters of 13 pixels that they hold. */
const room = 236
const lineLength = 31
const mostLines = 2
const lineHeight = 18

/** Pixels: the plot's height, so that names of two lines do not cover one another either. */
export const sankeyHeight = (segments: readonly SankeySegment[]): number => 90 + (56 + gapFor(segments) - 12) * segments.length

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
      formatter: endLabel(nameOf(end.id, side, segments), count(end.customers)).join('\n'),
      lineHeight,
      ...text(tokens.ink, typeSizes.table)
    },
    sentence: t('explaining.movement.end', end.customers, nameOf(end.id, side, segments))
  })
  return {
    ...frame(tokens),
    series: [
      {
        type: 'sankey',
        left: room,
        right: room,
        top: 8,
        bottom: 8,
        nodeWidth: 10,
        nodeGap: gapFor(segments),
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

/** Between two ends: what the labels of the smallest need. */
function gapFor(segments: readonly SankeySegment[]): number {
  // Six digits and a comma are room enough for any count here.
  return segments.some(({ name }) => endLabel(name, '123,456').length > 1) ? 12 + lineHeight : 12
}

/** A name and its number in as few lines as hold them. What is too long even so ends in an ellipsis: the number is never cut. */
function endLabel(name: string, number: string): string[] {
  const lines = ['']
  for (const word of `${name}  ${number}`.split(/(?<=\S) (?=\S)/)) {
    const last = lines.at(-1) as string
    if (last === '') lines[lines.length - 1] = word
    else if (last.length + 1 + word.length <= lineLength) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  if (lines.length <= mostLines && lines.every((line) => line.length <= lineLength)) return lines
  const [first = ''] = lines
  const end = `…  ${number}`
  const start = first.length <= lineLength ? first : ''
  const rest = name.slice(start.length).trimStart()
  const shortened = rest.slice(0, lineLength - end.length).trimEnd()
  return start === '' ? [`${shortened}${end}`] : [start, `${shortened}${end}`]
}

const nodeName = (side: 'from' | 'to', id: number | null): string => `${side}:${id}`

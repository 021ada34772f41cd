/**
 * A tree from its trunk at the left to its branches at the right: two parts join where they stop being alike. Below the cut each group has its
 * colour, and its mark where it hangs. The cut itself is a control that the page lays over it.
 */
import { count } from '../../shared/format.ts'
import { t } from '../../shared/messages/index.ts'
import type { SupportTree } from '../../shared/model/support-views.ts'
import type { Tokens } from '../app/tokens.ts'
import { type Cut, spansOf } from './cutting.ts'
import { type ChartOption, type ChartTable, frame, guide, hiddenAxis, type Mark, slot } from './option.ts'

/** Pixels around the plot; the rows of the heat strip beside it have the same. At the top the cut says its number. */
export const treePlot = { left: 12, right: 12, top: 140, bottom: 12 } as const

/** How far the axis goes beyond the highest merge: the trunk shows. */
const beyond = 1.04

/** The height at the left end of the axis; the right end is 0. */
export function treeReach({ heights }: Pick<SupportTree, 'heights'>): number {
  return (heights[heights.length - 1] ?? 1) * beyond || 1
}

/** A group as it is drawn. */
export interface DrawnGroup {
  slot: number
  name: string
}

type Point = [number, number] | ['-', '-']

/** More marks than these lie on each other. */
const mostMarks = 60

export function dendrogramOption(tree: SupportTree, cut: Cut, groups: readonly DrawnGroup[], tokens: Tokens): ChartOption {
  const { branches, parts, heights } = tree
  const b = branches.length
  const spans = spansOf(tree)
  const y = heightsAcross(tree)
  const own: Point[][] = cut.groups.map(() => [])
  const trunk: Point[] = []
  const xOf = (node: number) => (node < b ? (branches[node]?.height ?? 0) : (heights[node - b] as number))
  const groupOf = (node: number): number | null => {
    const [first, end] = spans[node] as [number, number]
    const group = cut.labels[first] as number
    const { first: from, end: to } = cut.groups[group] as { first: number; end: number }
    return first >= from && end <= to ? group : null
  }
  heights.forEach((height, i) => {
    const [one, other] = [parts[2 * i] as number, parts[2 * i + 1] as number]
    const group = groupOf(b + i)
    const line = group === null ? trunk : (own[group] as Point[])
    line.push([height, y[one] as number], [height, y[other] as number], ['-', '-'])
    for (const part of [one, other]) {
      // The twig of a group's own top hangs on the trunk, in the group's colour.
      const of = group ?? groupOf(part)
      const twig = of === null ? trunk : (own[of] as Point[])
      twig.push([xOf(part), y[part] as number], [height, y[part] as number], ['-', '-'])
    }
  })
  const root = 2 * b - 2
  trunk.push([xOf(root), y[root] as number], [treeReach(tree), y[root] as number])
  const marked = heights.map((_, i) => b + i).slice(-mostMarks)
  return {
    ...frame(tokens),
    // Its line is dragged: what moves with the hand needs no motion of its own, which would draw all of it again for every frame of each step.
    animation: false,
    grid: treePlot,
    xAxis: { ...hiddenAxis(0, treeReach(tree)), inverse: true },
    yAxis: { ...hiddenAxis(-0.5, b - 0.5), inverse: true },
    series: [
      lines(trunk, tokens.muted, 1),
      ...own.map((points, group) => lines(points, slot(tokens, groups[group]?.slot ?? 0).color, 1.5)),
      {
        ...guide,
        silent: false,
        z: 3,
        symbol: 'circle',
        symbolSize: 6,
        itemStyle: { color: tokens.surface, borderColor: tokens.muted, borderWidth: 1, opacity: 1 },
        data: marked.map((node) => mark(tree, spans[node] as [number, number], [xOf(node), y[node] as number]))
      },
      ...cut.groups.map(({ node, first, end }, group) => {
        const { symbol, color } = slot(tokens, groups[group]?.slot ?? 0)
        const { sentence, ...rest } = mark(tree, [first, end], [xOf(node), y[node] as number])
        return {
          ...guide,
          silent: false,
          z: 4,
          symbol,
          symbolSize: 13,
          itemStyle: { color, opacity: 1, borderColor: tokens.surface, borderWidth: 1.5 },
          data: [{ ...rest, sentence: `${groups[group]?.name ?? ''}: ${sentence}` }]
        }
      })
    ]
  }
}

function mark({ branches }: SupportTree, [first, end]: [number, number], value: [number, number]): Mark<[number, number]> {
  const own = branches.slice(first, end)
  const units = own.reduce((sum, branch) => sum + branch.units, 0)
  return { value, sentence: t('supporting.tree.branch', count(units)), key: `${own[0]?.from ?? 0}-${own[own.length - 1]?.to ?? 0}` }
}

function lines(data: Point[], color: string, width: number) {
  return {
    type: 'line' as const,
    silent: true,
    symbol: 'none',
    connectNulls: false,
    clip: false,
    lineStyle: { color, width },
    data
  }
}

/** Where each branch and merge stands across: branches in their rows, merges between their parts. */
function heightsAcross({ branches, parts, heights }: SupportTree): number[] {
  const y = branches.map((_, i) => i)
  heights.forEach((_, i) => {
    y.push(((y[parts[2 * i] as number] as number) + (y[parts[2 * i + 1] as number] as number)) / 2)
  })
  return y
}

/** A row a branch, in the order of the plot. */
export function dendrogramTable(tree: SupportTree, cut: Cut, groups: readonly DrawnGroup[]): ChartTable {
  const { branches, parts, heights } = tree
  const joined = new Map<number, number>()
  heights.forEach((height, i) => {
    for (const part of [parts[2 * i] as number, parts[2 * i + 1] as number]) if (part < branches.length) joined.set(part, height)
  })
  return {
    columns: [
      { header: t('supporting.tree.columns.branch'), kind: 'number' },
      { header: t('supporting.tree.columns.group'), kind: 'text' },
      { header: t('supporting.tree.columns.units'), kind: 'number' },
      { header: t('supporting.tree.columns.joins'), kind: 'number' }
    ],
    rows: branches.map(({ units }, i) => [i + 1, groups[cut.labels[i] as number]?.name ?? '', units, joined.get(i) ?? null])
  }
}

/** What the branches of a tree are like, a row each beside it: orange is more than everybody, blue is less. */
import { t } from '../../shared/messages/index.ts'
import type { SupportTree } from '../../shared/model/support-views.ts'
import type { Tokens } from '../app/tokens.ts'
import { treePlot } from './dendrogram.ts'
import { type ChartOption, type ChartTable, frame, quietAxis, text } from './option.ts'
import { supportFeature, supportFigure, supportValue } from './supportWords.ts'

/** Standard deviations at which a colour is at its deepest. */
const deepest = 2
const labelGap = 6
/** More columns could not be labelled; those by which branches differ most are drawn, the table has them all. */
const mostColumns = 18

/** Places of the columns that are drawn, as they stand. O(branches × features). */
function drawnColumns({ branches, features, values }: SupportTree): number[] {
  const p = features.length
  const apart = features.map((_, d) => branches.reduce((sum, { units }, row) => sum + units * (values[row * p + d] as number) ** 2, 0))
  return features
    .map((_, d) => d)
    .sort((a, b) => (apart[b] as number) - (apart[a] as number) || a - b)
    .slice(0, mostColumns)
    .sort((a, b) => a - b)
}

export function heatOption(tree: SupportTree, tokens: Tokens): ChartOption {
  const { branches, features, values } = tree
  const p = features.length
  const drawn = drawnColumns(tree)
  const featureAt = (d: number) => features[d] as SupportTree['features'][number]
  return {
    ...frame(tokens),
    // Its rows stand beside the branches: nothing may make the plot smaller.
    grid: { ...treePlot, left: 0, right: 4, outerBoundsMode: 'none' },
    xAxis: {
      ...quietAxis(tokens, false),
      type: 'category',
      // What the columns are is seen before the rows are scrolled through.
      position: 'top',
      data: drawn.map((d) => supportFeature(featureAt(d))),
      axisLabel: {
        ...text(tokens.muted),
        interval: 0,
        rotate: -90,
        margin: labelGap,
        width: treePlot.top - labelGap - 2,
        overflow: 'truncate'
      }
    },
    yAxis: { type: 'category', show: false, inverse: true, data: branches.map((_, i) => String(i)) },
    visualMap: { show: false, min: -deepest, max: deepest, dimension: 2, inRange: { color: [...tokens.diverging] } },
    series: [
      {
        type: 'heatmap',
        data: branches.flatMap(({ units }, row) =>
          drawn.map((d, column) => ({
            value: [column, row, Math.max(-deepest, Math.min(deepest, values[row * p + d] as number))] as [number, number, number],
            sentence: t('supporting.heat.cell', {
              feature: supportFeature(featureAt(d)),
              value: supportValue(featureAt(d).id, tree.original[row * p + d] ?? null),
              units: Math.round(units)
            })
          }))
        ),
        // Thin rows keep their colour to the edge.
        itemStyle: { borderColor: tokens.surface, borderWidth: branches.length > 60 ? 0 : 1 },
        emphasis: { disabled: true }
      }
    ]
  }
}

/** Values in units of their own, a row each: as many columns as there are features nobody could read. */
export function heatTable(tree: SupportTree): ChartTable {
  const p = tree.features.length
  return {
    columns: [
      { header: t('supporting.tree.columns.branch'), kind: 'number' },
      { header: t('supporting.tree.columns.units'), kind: 'number' },
      { header: t('supporting.profile.columns.feature'), kind: 'text' },
      { header: t('supporting.heat.value'), kind: 'number' }
    ],
    rows: tree.branches.flatMap(({ units }, row) =>
      tree.features.map((feature, d) => [
        row + 1,
        units,
        supportFeature(feature),
        supportFigure(feature.id, tree.original[row * p + d] ?? null)
      ])
    )
  }
}

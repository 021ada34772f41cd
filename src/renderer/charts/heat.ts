/** What the branches of a tree are like, a row each beside it: orange is more than everybody, blue is less. */
import { t } from '../../shared/messages/index.ts'
import type { SupportTree } from '../../shared/model/support-views.ts'
import type { Tokens } from '../app/tokens.ts'
import { treePlot } from './dendrogram.ts'
import { type ChartOption, type ChartTable, frame, quietAxis, text } from './option.ts'
import { supportFeature, supportValue } from './supportWords.ts'

/** Standard deviations at which a colour is at its deepest. */
const deepest = 2
const labelGap = 6

export function heatOption(tree: SupportTree, tokens: Tokens): ChartOption {
  const { branches, features, values } = tree
  const p = features.length
  return {
    ...frame(tokens),
    // Its rows stand beside the branches: nothing may make the plot smaller.
    grid: { ...treePlot, left: 0, right: 4, outerBoundsMode: 'none' },
    xAxis: {
      ...quietAxis(tokens, false),
      type: 'category',
      position: 'bottom',
      data: features.map(supportFeature),
      axisLabel: {
        ...text(tokens.muted),
        interval: 0,
        rotate: 90,
        margin: labelGap,
        width: treePlot.bottom - labelGap - 2,
        overflow: 'truncate'
      }
    },
    yAxis: { type: 'category', show: false, inverse: true, data: branches.map((_, i) => String(i)) },
    visualMap: { show: false, min: -deepest, max: deepest, dimension: 2, inRange: { color: [...tokens.diverging] } },
    series: [
      {
        type: 'heatmap',
        data: branches.flatMap(({ units }, row) =>
          features.map((feature, d) => ({
            value: [d, row, Math.max(-deepest, Math.min(deepest, values[row * p + d] as number))] as [number, number, number],
            sentence: t('supporting.heat.cell', {
              feature: supportFeature(feature),
              value: supportValue(feature.id, tree.original[row * p + d] ?? null),
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
      tree.features.map((feature, d) => [row + 1, units, supportFeature(feature), tree.original[row * p + d] ?? null])
    )
  }
}

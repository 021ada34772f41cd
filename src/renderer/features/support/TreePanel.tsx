import { Button } from '@mantine/core'
import { memo, useMemo } from 'react'
import type { SupportResult } from '../../../shared/model/support.ts'
import type { SupportTree } from '../../../shared/model/support-views.ts'
import { useTokens } from '../../app/tokens.react.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import type { Cut } from '../../charts/cutting.ts'
import { type DrawnGroup, dendrogramOption, dendrogramTable } from '../../charts/dendrogram.ts'
import { heatOption, heatTable } from '../../charts/heat.ts'
import { Panel } from '../../components/Panel.tsx'
import { useReading } from '../../components/reading.tsx'
import { t } from '../../i18n.ts'
import { CutLine } from './CutLine.tsx'
import classes from './support.module.css'

const height = 520

interface TreePanelProps {
  tree: SupportTree
  cut: Cut
  /** Where the line of the cut is: the tree may be a moment behind it. */
  k: number
  groups: readonly DrawnGroup[]
  unit: 'customers' | 'tickets'
  from: SupportResult['from']
  onCut: (k: number) => void
  /** A branch was chosen: places of its leaves. */
  onBranch: (branch: { from: number; to: number }) => void
  /** Back from a part to the whole; null: it is the whole. */
  onWhole: (() => void) | null
}

/** The tree with its cut, and beside it what its branches are like. The strip knows nothing of the cut: moving that draws the tree alone. */
export function TreePanel({ tree, cut, k, groups, unit, from, onCut, onBranch, onWhole }: TreePanelProps) {
  const tokens = useTokens()
  const { asTable } = useReading()
  const option = useMemo(() => dendrogramOption(tree, cut, groups, tokens), [tree, cut, groups, tokens])
  const table = useMemo(() => dendrogramTable(tree, cut, groups), [tree, cut, groups])
  const select = (key: string) => {
    const [first, end] = key.split('-').map(Number)
    if (first !== undefined && end !== undefined) onBranch({ from: first, to: end })
  }
  const units = Math.round(tree.branches.reduce((sum, branch) => sum + branch.units, 0))
  return (
    <Panel>
      {onWhole !== null && (
        <div className={classes.part}>
          <p>{t('supporting.tree.part', t('supporting.units', unit, units))}</p>
          <Button size="xs" variant="default" onClick={onWhole}>
            {t('supporting.tree.whole')}
          </Button>
        </div>
      )}
      <div className={classes.tree} data-tables={asTable || undefined}>
        <ChartFigure
          title={t('supporting.tree.title')}
          label={t('supporting.tree.label', cut.k)}
          option={option}
          table={table}
          height={height}
          caption={t(from === 'behaviour' ? 'supporting.behaviour.caption' : 'supporting.tree.caption')}
          onSelect={select}
          scalable
          over={tree.branches.length > 1 && <CutLine tree={tree} k={k} onCut={onCut} />}
        />
        <Strip tree={tree} />
      </div>
    </Panel>
  )
}

const Strip = memo(({ tree }: { tree: SupportTree }) => {
  const tokens = useTokens()
  const option = useMemo(() => heatOption(tree, tokens), [tree, tokens])
  const table = useMemo(() => heatTable(tree), [tree])
  return (
    <ChartFigure
      title={t('supporting.heat.title')}
      label={t('supporting.heat.label')}
      option={option}
      table={table}
      height={height}
      caption={t('supporting.heat.caption')}
    />
  )
})

import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import type { SupportTree } from '../../../shared/model/support-views.ts'
import { cutHeight, fewestCut, groupsAt, mostGroups } from '../../charts/cutting.ts'
import { treePlot, treeReach } from '../../charts/dendrogram.ts'
import { t } from '../../i18n.ts'
import classes from './support.module.css'

interface CutLineProps {
  tree: SupportTree
  k: number
  onCut: (k: number) => void
}

/** The line that cuts the tree: dragged, or moved by the arrow keys, a group at a time. It lies over the plot of the tree. */
export function CutLine({ tree, k, onCut }: CutLineProps) {
  const ground = useRef<HTMLDivElement>(null)
  const [least, most] = [Math.min(fewestCut, mostGroups(tree)), mostGroups(tree)]
  const reach = treeReach(tree)
  const to = (wanted: number) => {
    const next = Math.max(least, Math.min(most, wanted))
    if (next !== k) onCut(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const target = { ArrowRight: k + 1, ArrowUp: k + 1, ArrowLeft: k - 1, ArrowDown: k - 1, Home: least, End: most }[event.key]
    if (target === undefined) return
    event.preventDefault()
    to(target)
  }
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const box = ground.current?.getBoundingClientRect()
    if (box === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    to(groupsAt(tree, (1 - (event.clientX - box.left) / box.width) * reach))
  }
  return (
    <div
      ref={ground}
      className={classes.cutGround}
      style={{ left: treePlot.left, right: treePlot.right, top: treePlot.top, bottom: treePlot.bottom }}
    >
      <div
        className={classes.cutLine}
        style={{ left: `${(1 - cutHeight(tree, k) / reach) * 100}%` }}
        role="slider"
        tabIndex={0}
        aria-label={t('supporting.tree.cut')}
        aria-valuemin={least}
        aria-valuemax={most}
        aria-valuenow={k}
        aria-valuetext={t('supporting.tree.cutValue', k)}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.preventDefault()
          event.currentTarget.focus()
          event.currentTarget.setPointerCapture(event.pointerId)
        }}
        onPointerMove={follow}
      >
        <span className={classes.cutName} aria-hidden="true">
          {t('supporting.tree.cutValue', k)}
        </span>
      </div>
    </div>
  )
}

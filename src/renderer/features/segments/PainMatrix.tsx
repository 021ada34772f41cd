import { type Explanation, journeyStages, type SegmentPain } from '../../../shared/model/explanation.ts'
import type { Segment } from '../../../shared/model/segments.ts'
import { Slot } from '../../components/Slot.tsx'
import { format, t } from '../../i18n.ts'
import classes from './explaining.module.css'
import { painKey, painLabel, stageName } from './explainWords.ts'

interface PainMatrixProps {
  pains: Explanation['pains']
  segments: readonly Segment[]
  chosen: SegmentPain | null
  onChoose: (cell: SegmentPain) => void
}

/**
 * Every kind of pain (rows, by stage of the journey) by group (columns): what share of the group it hit, as a bar from zero; marked
 * where that is clearly more than elsewhere. A cell opens its cases.
 */
export function PainMatrix({ pains: report, segments, chosen, onChoose }: PainMatrixProps) {
  const { cells } = report
  const rows = rowsOf(cells)
  const most = Math.max(...cells.map(({ share }) => share), 0.01)
  return (
    <div className={classes.wide}>
      <table className={classes.matrix} aria-label={t('explaining.pains.matrixLabel')}>
        <thead>
          <tr>
            <th>{t('explaining.pains.what')}</th>
            {segments.map(({ id, slot, name }) => (
              <th key={id}>
                <span className={classes.named}>
                  <Slot slot={slot} /> {name}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        {rows.map(({ stage, pains }) => (
          <tbody key={stage}>
            <tr>
              <th className={classes.stage} colSpan={segments.length + 1} scope="colgroup">
                {stageName(stage, report)}
              </th>
            </tr>
            {pains.map((pain) => (
              <tr key={`${pain.kind}:${pain.topic}`}>
                <th scope="row">{painLabel(pain)}</th>
                {segments.map((segment) => {
                  const cell = cells.find(
                    (one) => one.segment === segment.id && one.stage === stage && one.kind === pain.kind && one.topic === pain.topic
                  )
                  if (cell === undefined) return <td key={segment.id}>{format.unknown}</td>
                  return (
                    <td key={segment.id}>
                      <button
                        type="button"
                        className={classes.cell}
                        data-over={cell.over || undefined}
                        aria-pressed={chosen !== null && painKey(chosen) === painKey(cell)}
                        aria-label={`${t('explaining.pains.read', painLabel(pain), segment.name)}: ${t('customers.count.customers', cell.customers)}, ${format.percentAbout(cell.share)}${cell.over ? `, ${t('explaining.pains.marked')}` : cell.madeOf ? `, ${t('explaining.pains.isMadeOf')}` : ''}`}
                        onClick={() => onChoose(cell)}
                      >
                        <span className={classes.cellNumber}>{format.percentAbout(cell.share)}</span>
                        <span className={classes.cellTrack} aria-hidden="true">
                          <span className={classes.cellBar} style={{ width: `${(cell.share / most) * 100}%` }} />
                        </span>
                        {cell.madeOf && <span className={classes.cellNote}>{t('explaining.pains.isMadeOf')}</span>}
                      </button>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

type Pain = Pick<SegmentPain, 'kind' | 'topic'>

/** Stages in the order of the journey, and what hurts in each, what hits most customers first. */
function rowsOf(cells: readonly SegmentPain[]): { stage: SegmentPain['stage']; pains: Pain[] }[] {
  return journeyStages.flatMap((stage) => {
    const counts = new Map<string, Pain & { customers: number }>()
    for (const { stage: at, kind, topic, customers } of cells) {
      if (at !== stage) continue
      const key = JSON.stringify([kind, topic])
      counts.set(key, { kind, topic, customers: (counts.get(key)?.customers ?? 0) + customers })
    }
    return counts.size === 0 ? [] : [{ stage, pains: [...counts.values()].sort((a, b) => b.customers - a.customers) }]
  })
}

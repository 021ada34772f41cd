import { Link, useLocation } from 'wouter'
import type { Explanation } from '../../../shared/model/explanation.ts'
import type { Segment, SegmentsResult } from '../../../shared/model/segments.ts'
import { MembersLink } from '../../app/MembersLink.tsx'
import { differenceLine } from '../../app/segmentWords.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { useReading } from '../../components/reading.tsx'
import { rowsOf } from '../../components/rows.ts'
import { ShareBar } from '../../components/ShareBar.tsx'
import { Slot } from '../../components/Slot.tsx'
import { format, t } from '../../i18n.ts'
import { adviceFor, painLabel } from './explainWords.ts'
import classes from './segments.module.css'

const rowHeight = 48
const headHeight = 38

interface SegmentTableProps {
  result: SegmentsResult
  /** Left out until it is there. */
  explanation: Explanation | undefined
  selected: number | null
  onSelect: (id: number) => void
}

/** The groups, those with most revenue first: name, how many, how much of the revenue, and what makes them different. */
export function SegmentTable({ result, explanation, selected, onSelect }: SegmentTableProps) {
  const [, navigate] = useLocation()
  const { evidence } = useReading()
  const segments = [...result.segments].sort((a, b) => (b.revenueShare ?? b.net) - (a.revenueShare ?? a.net))
  return (
    <div className={classes.table} style={{ height: headHeight + segments.length * rowHeight }}>
      <DataTable
        main
        label={t('segments.table.label')}
        columns={columnsOf(result, explanation, evidence)}
        rows={rowsOf(segments)}
        rowHeight={rowHeight}
        rowKey={({ id }) => id}
        selected={selected}
        onSelect={({ id }) => onSelect(id)}
        onOpen={({ id }) => navigate(`/segments/${id}`)}
      />
    </div>
  )
}

function columnsOf(result: SegmentsResult, explanation: Explanation | undefined, evidence: boolean): Column<Segment>[] {
  const all: Column<Segment>[] = [
    {
      id: 'name',
      header: t('segments.table.name'),
      width: 216,
      wraps: true,
      cell: ({ id, slot, name }) => (
        <span className={classes.name}>
          <Slot slot={slot} />
          <Link href={`/segments/${id}`} className={classes.nameLink}>
            {name}
          </Link>
        </span>
      )
    },
    {
      id: 'size',
      header: t('segments.table.customers'),
      width: 116,
      align: 'end',
      cell: (segment) => (
        <>
          <MembersLink segment={segment}>{format.count(segment.size)}</MembersLink>{' '}
          <span className={classes.aside}>{format.percentAbout(segment.share)}</span>
        </>
      )
    },
    {
      id: 'revenueShare',
      header: t('segments.table.revenueShare'),
      width: 116,
      cell: ({ revenueShare }) => <ShareBar share={revenueShare} />
    },
    {
      id: 'different',
      header: t('segments.table.different'),
      wraps: true,
      cell: (segment) => <span title={differenceLine(segment, result)}>{differenceLine(segment, result)}</span>
    }
  ]
  if (explanation !== undefined && !evidence) {
    all.push(
      {
        id: 'hurts',
        header: t('explaining.table.hurts'),
        width: 148,
        wraps: true,
        cell: ({ id }) => {
          const over = explanation.pains.cells.filter((cell) => cell.over && cell.segment === id)
          return over.length === 0 ? format.unknown : <Link href="/segments/pains">{over.slice(0, 2).map(painLabel).join(' · ')}</Link>
        }
      },
      {
        id: 'todo',
        header: t('explaining.table.todo'),
        width: 208,
        wraps: true,
        cell: ({ id }) => {
          const explained = explanation.segments.find((segment) => segment.id === id)
          return adviceFor(explained?.strategies ?? [], result.currency)[0]?.title ?? format.unknown
        }
      }
    )
  }
  if (evidence) {
    all.push({
      id: 'silhouette',
      header: t('segments.evidence.clusterSilhouette'),
      width: 100,
      align: 'end',
      cell: ({ silhouette }) => format.decimal(silhouette)
    })
    all.push({
      id: 'stability',
      header: t('segments.evidence.stability'),
      width: 100,
      align: 'end',
      cell: ({ stability }) => format.decimal(stability)
    })
  }
  return all
}

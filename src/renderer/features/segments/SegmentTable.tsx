import { Link, useLocation } from 'wouter'
import type { Segment, SegmentsResult } from '../../../shared/model/segments.ts'
import { MembersLink } from '../../app/MembersLink.tsx'
import { differenceLine } from '../../app/segmentWords.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { useReading } from '../../components/reading.tsx'
import { rowsOf } from '../../components/rows.ts'
import { ShareBar } from '../../components/ShareBar.tsx'
import { Slot } from '../../components/Slot.tsx'
import { format, t } from '../../i18n.ts'
import classes from './segments.module.css'

const rowHeight = 48
const headHeight = 38

interface SegmentTableProps {
  result: SegmentsResult
  selected: number | null
  onSelect: (id: number) => void
}

/** The groups, those with most revenue first: name, how many, how much of the revenue, and what makes them different. */
export function SegmentTable({ result, selected, onSelect }: SegmentTableProps) {
  const [, navigate] = useLocation()
  const { evidence } = useReading()
  const segments = [...result.segments].sort((a, b) => b.revenueShare - a.revenueShare)
  return (
    <div className={classes.table} style={{ height: headHeight + segments.length * rowHeight }}>
      <DataTable
        main
        label={t('segments.table.label')}
        columns={columnsOf(result, evidence)}
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

function columnsOf(result: SegmentsResult, evidence: boolean): Column<Segment>[] {
  const all: Column<Segment>[] = [
    {
      id: 'name',
      header: t('segments.table.name'),
      width: 244,
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
      width: 104,
      align: 'end',
      cell: (segment) => <MembersLink segment={segment}>{format.count(segment.size)}</MembersLink>
    },
    { id: 'share', header: t('segments.table.share'), width: 140, cell: ({ share }) => <ShareBar share={share} /> },
    {
      id: 'revenueShare',
      header: t('segments.table.revenueShare'),
      width: 140,
      cell: ({ revenueShare }) => <ShareBar share={revenueShare} />
    },
    {
      id: 'different',
      header: t('segments.table.different'),
      wraps: true,
      cell: (segment) => <span title={differenceLine(segment, result)}>{differenceLine(segment, result)}</span>
    }
  ]
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

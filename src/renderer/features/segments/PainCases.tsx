import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import type { PainRow, SegmentPain } from '../../../shared/model/explanation.ts'
import type { Segment } from '../../../shared/model/segments.ts'
import { type AmongFilter, useFilters } from '../../app/filters.tsx'
import { useMethod } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Inspector } from '../../components/Inspector.tsx'
import { Slot } from '../../components/Slot.tsx'
import { format, t } from '../../i18n.ts'
import classes from './explaining.module.css'
import { painCure, painLabel } from './explainWords.ts'

const pageSize = 30

/** What happened to the customers of one cell, in their words, and what to do about it. */
export function PainCases({ cell, segment, onClose }: { cell: SegmentPain; segment: Segment; onClose: () => void }) {
  const [shown, setShown] = useState(pageSize)
  const { stage, kind, topic } = cell
  const key = { segment: segment.id, stage, kind, topic }
  const { data, error } = useMethod('segments.painRows', { ...key, limit: Math.min(500, shown) }, { keepPrevious: true })
  return (
    <Inspector title={painLabel(cell)} onClose={onClose} action={<PainButton cell={cell} segment={segment} fullWidth />}>
      <p className={classes.whose}>
        <Slot slot={segment.slot} /> {segment.name}
      </p>
      {error && <ErrorNotice error={error} />}
      <p className={classes.todo}>
        <strong>{t('explaining.pains.todo')}</strong> {painCure(cell)}
      </p>
      {data && (
        <>
          <p className={classes.quiet}>
            {t('explaining.pains.rowsFinding', t('explaining.pains.rows', data.total), t('customers.count.customers', cell.customers))}
          </p>
          <ol className={classes.cases} aria-label={t('explaining.pains.rowsLabel')}>
            {data.rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no number of their own, and never change places.
              <Case key={index} row={row} />
            ))}
          </ol>
          {data.rows.length < data.total && (
            <Button variant="default" size="xs" onClick={() => setShown(shown + pageSize)}>
              {t('explaining.pains.moreCases')}
            </Button>
          )}
        </>
      )}
    </Inspector>
  )
}

/** Opens the list of exactly the customers of a cell. */
export function PainButton({ cell, segment, fullWidth = false }: { cell: SegmentPain; segment: Segment; fullWidth?: boolean }) {
  const { setAmong } = useFilters()
  return (
    <Button component={Link} href="/customers" fullWidth={fullWidth} onClick={() => setAmong(painFilter(cell, segment))}>
      {t('explaining.pains.seeCustomers', cell.customers)}
    </Button>
  )
}

/** The customers of one group whom something hurt. */
export function painFilter(cell: SegmentPain, segment: Segment): AmongFilter {
  const { stage, kind, topic } = cell
  return {
    among: { of: 'pain', segment: segment.id, stage, kind, topic },
    subject: t('explaining.chip.pain'),
    value: t('explaining.chip.inGroup', painLabel(cell), segment.name),
    slot: segment.slot
  }
}

function Case({ row }: { row: PainRow }) {
  const gone = row.reference === null && row.title === null && row.text === null
  return (
    <li>
      <div className={classes.caseHead}>
        <Link href={`/customers/${row.customer}`}>{row.name ?? row.code}</Link>
        <span>{format.date(row.at)}</span>
      </div>
      {row.title !== null && <div className={classes.caseTitle}>{row.title}</div>}
      {row.text !== null && <p>{row.text}</p>}
      <div className={classes.quiet}>
        {gone ? t('explaining.pains.nothingThere') : row.reference}
        {row.score !== null &&
          row.scale !== null &&
          ` · ${t('explaining.pains.scoreOf', format.about(row.score), format.about(row.scale))}`}
      </div>
    </li>
  )
}

import { useMutation } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { TableFormat } from '../../../shared/model/saved-table.ts'
import type { RejectedRow } from '../../../shared/model/source.ts'
import { api } from '../../api.ts'
import { useMethod, usePages } from '../../app/query.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { SaveTable } from '../../components/SaveTable.tsx'
import { Screen } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import { rejectedPlace } from './reviewWords.ts'

/** A row with the name of its file, and of its sheet in a workbook. */
type Shown = RejectedRow & { place: string }

const columns: readonly Column<Shown>[] = [
  { id: 'file', header: t('data.table.file'), width: 160, cell: ({ place }) => <span title={place}>{place}</span> },
  { id: 'line', header: t('data.rejected.line'), width: 72, align: 'end', cell: (row) => format.count(row.line) },
  { id: 'reason', header: t('data.rejected.reason'), cell: (row) => <span title={row.reason}>{row.reason}</span> },
  { id: 'raw', header: t('data.rejected.raw'), width: 250, cell: (row) => <span title={row.raw.join(' · ')}>{row.raw.join(' · ')}</span> }
]

/** Of one import, where a row may have been mended since. */
const columnsOfImport: readonly Column<Shown>[] = [
  ...columns,
  { id: 'state', header: t('data.rejected.state'), width: 170, cell: ({ settled }) => t(`data.rejected.states.${settled ?? 'open'}`) }
]

/**
 * The rows of one import that were not stored, or of all those that are not mended yet, each once: each with its place and its
 * reason, and all as a file to mend.
 */
export function RejectedScreen({ importId }: { importId?: number }) {
  const which = importId === undefined ? {} : { importId }
  const rows = usePages('sources.rejected', which)
  const imports = useMethod('sources.list', {})
  const download = useMutation({
    mutationFn: (format: TableFormat) => api.call('sources.rejectedTable', { ...which, format }),
    networkMode: 'always'
  })
  const group = imports.data?.find(({ id }) => id === importId)
  const label = importId === undefined ? null : (group?.label ?? '')
  const mended = group?.mended ?? 0
  const sources = new Map(imports.data?.flatMap((one) => one.sources).map((source) => [source.id, source]))
  const rowAt = (index: number): Shown | undefined => {
    const row = rows.rowAt(index)
    return row && { ...row, place: rejectedPlace(row, sources.get(row.sourceId)) }
  }
  return (
    <Screen
      fill
      title={t('data.rejected.title')}
      finding={rows.total === null ? t('data.rejected.title') : t('data.rejected.finding', rows.total, label, mended)}
      note={
        <>
          {t('data.rejected.note')} <Link href="/data">{t('data.rejected.back')}</Link>
        </>
      }
      action={
        <SaveTable
          primary
          label={t('data.rejected.save')}
          formats={[
            ['xlsx', t('data.rejected.xlsx')],
            ['csv', t('data.rejected.csv')]
          ]}
          make={(format, save) => download.mutate(format, { onSuccess: (table) => save(table, t('data.rejected.fileName', label)) })}
          pending={download.isPending}
          disabled={rows.total === 0 || rows.total === mended}
        />
      }
    >
      {(rows.error ?? download.error) !== null && <ErrorNotice error={rows.error ?? download.error} />}
      <DataTable
        label={t('data.rejected.title')}
        columns={importId === undefined ? columns : columnsOfImport}
        rows={{ ...rows, rowAt }}
        rowKey={(row) => row.id}
        empty={t('data.rejected.none')}
        main
      />
    </Screen>
  )
}

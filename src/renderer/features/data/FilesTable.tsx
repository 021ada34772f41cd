import type { Source } from '../../../shared/model/source.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { rowsOf } from '../../components/rows.ts'
import { format, t } from '../../i18n.ts'
import classes from './FilesTable.module.css'

const columns: readonly Column<Source>[] = [
  {
    id: 'file',
    header: t('data.table.file'),
    cell: (source) => (source.sheet === null ? source.file : `${source.file} · ${source.sheet}`)
  },
  ...(['read', 'stored', 'updated', 'duplicate', 'rejected', 'blank'] as const).map(
    (fate): Column<Source> => ({
      id: fate,
      header: t(`data.table.${fate === 'duplicate' ? 'known' : fate}`),
      width: 120,
      align: 'end',
      cell: ({ rows }) => format.count(rows[fate])
    })
  )
]

/** Where the rows of each file of an import went. */
export function FilesTable({ label, sources }: { label: string; sources: readonly Source[] }) {
  return (
    <div className={classes.files} style={{ height: Math.min(320, 38 + sources.length * 34) }}>
      <DataTable label={t('data.filesOf', label)} columns={columns} rows={rowsOf(sources)} rowKey={(source) => source.id} />
    </div>
  )
}

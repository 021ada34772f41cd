import { Button, Group } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { ImportGroup, Source } from '../../../shared/model/source.ts'
import { useNotice } from '../../app/notice.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { rowsOf } from '../../components/rows.ts'
import { format, t } from '../../i18n.ts'
import { Equation } from './Equation.tsx'
import classes from './ImportDetail.module.css'
import { Notes } from './Notes.tsx'
import { qualityPath, rejectedPath } from './paths.ts'
import { reimport } from './reimport.ts'

const columns: readonly Column<Source>[] = [
  {
    id: 'file',
    header: t('data.table.file'),
    cell: (source) => (source.sheet === null ? source.file : `${source.file} · ${source.sheet}`)
  },
  ...(['read', 'stored', 'duplicate', 'rejected', 'blank'] as const).map(
    (fate): Column<Source> => ({
      id: fate,
      header: t(`data.table.${fate === 'duplicate' ? 'known' : fate}`),
      width: 120,
      align: 'end',
      cell: ({ rows }) => format.count(fate === 'stored' ? rows.stored + rows.updated : rows[fate])
    })
  )
]

/** One import opened: its equation, what was noticed, and its files. */
export function ImportDetail({ group }: { group: ImportGroup }) {
  const { show } = useNotice()
  return (
    <div className={classes.detail}>
      <Equation rows={group.rows} rejectedHref={rejectedPath(group.id)} />
      <Notes warnings={group.warnings} label={t('data.noticed')} />
      <Group gap={16}>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconRefresh size={16} stroke={1.75} aria-hidden="true" />}
          title={t('undo.reimportHint')}
          onClick={() => reimport(group.id).catch(show)}
        >
          {t('undo.reimport')}
        </Button>
        <Link href={qualityPath(group.id)}>{t('quality.open')}</Link>
      </Group>
      {group.sources.length > 1 && (
        <div className={classes.files} style={{ height: Math.min(320, 38 + group.sources.length * 34) }}>
          <DataTable label={t('data.filesOf', group.label)} columns={columns} rows={rowsOf(group.sources)} rowKey={(source) => source.id} />
        </div>
      )}
    </div>
  )
}

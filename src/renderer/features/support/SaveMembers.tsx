import { csvText } from '../../../shared/csv.ts'
import { useAction } from '../../app/query.ts'
import { fileStem } from '../../charts/download.ts'
import { SaveTable } from '../../components/SaveTable.tsx'
import { t } from '../../i18n.ts'

interface SaveMembersProps {
  unit: 'customers' | 'tickets'
  /** Of one group alone; null: of all. */
  cluster: { id: number; name: string } | null
}

/** Saves who is in which group, or in this one, as a file for other programs. */
export function SaveMembers({ unit, cluster }: SaveMembersProps) {
  const members = useAction('support.members')
  const head = [
    t(unit === 'customers' ? 'supporting.save.columns.customer' : 'supporting.save.columns.ticket'),
    t('supporting.save.columns.number'),
    t('supporting.save.columns.name')
  ]
  return (
    <SaveTable
      label={t('supporting.save.open')}
      formats={[['csv', t('supporting.save.csv')]]}
      make={(_, save) =>
        members.mutate(
          {},
          {
            onSuccess: (all) => {
              const rows = all.filter((row) => cluster === null || row.cluster === cluster.id)
              const content = csvText([head, ...rows.map((row) => [row.unit, row.cluster, row.name])])
              const stem = cluster === null ? t('supporting.save.file') : fileStem(cluster.name)
              save({ content, encoding: 'text', rows: rows.length }, stem || t('supporting.save.file'))
            }
          }
        )
      }
      pending={members.isPending}
    />
  )
}

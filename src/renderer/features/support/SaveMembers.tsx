import { csvText } from '../../../shared/csv.ts'
import { useAction } from '../../app/query.ts'
import { fileStem } from '../../charts/download.ts'
import { SaveTable } from '../../components/SaveTable.tsx'
import { t } from '../../i18n.ts'

type Of =
  /** All that the run keeps. */
  | { of: 'kept' }
  /** One of them. */
  | { of: 'cluster'; id: number; name: string }
  /** The groups that are seen at a cut that is not kept, by the names and in the order in which they stand. */
  | { of: 'seen'; run: number; groups: readonly { name: string; from: number; to: number }[] }

interface SaveMembersProps {
  unit: 'customers' | 'tickets'
  who: Of
}

/** Saves who is in which of the groups that are seen, or in this one, as a file for other programs. */
export function SaveMembers({ unit, who }: SaveMembersProps) {
  const members = useAction('support.members')
  const parts = useAction('support.parts')
  const head = [
    t(unit === 'customers' ? 'supporting.save.columns.customer' : 'supporting.save.columns.ticket'),
    t('supporting.save.columns.number'),
    t('supporting.save.columns.name')
  ]
  const read = async (): Promise<(string | number)[][]> => {
    if (who.of !== 'seen') {
      const all = await members.mutateAsync({})
      return all.filter(({ cluster }) => who.of === 'kept' || cluster === who.id).map((row) => [row.unit, row.cluster, row.name])
    }
    const { run, groups } = who
    const all = await parts.mutateAsync({ run, parts: groups.map(({ from, to }) => ({ from, to })) })
    return all.map((row) => [row.unit, row.part + 1, groups[row.part]?.name ?? ''])
  }
  return (
    <SaveTable
      label={who.of === 'seen' ? t('supporting.save.seen', who.groups.length) : t('supporting.save.open')}
      formats={[['csv', t('supporting.save.csv')]]}
      make={(_, save) =>
        void read().then(
          (rows) => {
            const stem = who.of === 'cluster' ? fileStem(who.name) : t('supporting.save.file')
            save({ content: csvText([head, ...rows]), encoding: 'text', rows: rows.length }, stem || t('supporting.save.file'))
          },
          () => undefined
        )
      }
      pending={members.isPending || parts.isPending}
    />
  )
}

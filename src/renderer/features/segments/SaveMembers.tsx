import { useAction } from '../../app/query.ts'
import { fileStem } from '../../charts/download.ts'
import { SaveTable } from '../../components/SaveTable.tsx'
import { t } from '../../i18n.ts'

/** Saves who is in which segment, or in this one, as a file for other programs. */
export function SaveMembers({ segment, name }: { segment: number | null; name: string }) {
  const members = useAction('segments.members')
  return (
    <SaveTable
      label={t('explaining.export.open')}
      formats={[
        ['csv', t('explaining.export.csv')],
        ['xlsx', t('explaining.export.xlsx')]
      ]}
      make={(format, save) =>
        members.mutate({ segment, format }, { onSuccess: (table) => save(table, fileStem(name) || t('explaining.export.file')) })
      }
      pending={members.isPending}
    />
  )
}

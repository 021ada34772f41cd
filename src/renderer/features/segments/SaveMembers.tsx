import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useAction } from '../../app/query.ts'
import { fileStem, saveAs } from '../../charts/download.ts'
import { t } from '../../i18n.ts'

const types = { csv: 'text/csv;charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const

/** Saves who is in which segment, or in this one, as a file for other programs. */
export function SaveMembers({ segment, name }: { segment: number | null; name: string }) {
  const members = useAction('segments.members')
  const save = (format: 'csv' | 'xlsx') =>
    members.mutate(
      { segment, format },
      {
        onSuccess({ content, encoding }) {
          const bytes = encoding === 'base64' ? Uint8Array.from(atob(content), (char) => char.charCodeAt(0)) : content
          const address = URL.createObjectURL(new Blob([bytes], { type: types[format] }))
          saveAs(`${fileStem(name) || t('explaining.export.file')}.${format}`, address)
          URL.revokeObjectURL(address)
        }
      }
    )
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" loading={members.isPending} leftSection={<IconDownload size={16} stroke={1.75} aria-hidden="true" />}>
          {t('explaining.export.open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => save('csv')}>{t('explaining.export.csv')}</Menu.Item>
        <Menu.Item onClick={() => save('xlsx')}>{t('explaining.export.xlsx')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { SavedTable, TableFormat } from '../../shared/model/saved-table.ts'
import { saveAs } from '../charts/download.ts'

const types = { csv: 'text/csv;charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const

interface SaveTableProps {
  label: string
  /** In the order in which they are offered. */
  formats: readonly (readonly [TableFormat, string])[]
  /** Asks for the table in the chosen format, and hands it on. */
  make(format: TableFormat, save: (table: SavedTable, stem: string) => void): void
  pending: boolean
  disabled?: boolean
  /** Whether it is what the screen is for. */
  primary?: boolean
}

/** Saves a table as a file for other programs, in the format that is chosen. */
export function SaveTable({ label, formats, make, pending, disabled = false, primary = false }: SaveTableProps) {
  const choose = (format: TableFormat) =>
    make(format, ({ content, encoding }, stem) => {
      const bytes = encoding === 'base64' ? Uint8Array.from(atob(content), (char) => char.charCodeAt(0)) : content
      const address = URL.createObjectURL(new Blob([bytes], { type: types[format] }))
      saveAs(`${stem}.${format}`, address)
      URL.revokeObjectURL(address)
    })
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          variant={primary ? 'filled' : 'default'}
          loading={pending}
          disabled={disabled}
          leftSection={<IconDownload size={16} stroke={1.75} aria-hidden="true" />}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map(([format, name]) => (
          <Menu.Item key={format} onClick={() => choose(format)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

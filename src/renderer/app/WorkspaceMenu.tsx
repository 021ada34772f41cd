import { Menu, UnstyledButton } from '@mantine/core'
import { IconBuildingStore, IconCheck, IconChevronDown, IconFolderOpen, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { format, t } from '../i18n.ts'
import { useNotice } from './notice.tsx'
import { useOverlays } from './overlays.tsx'
import { useAction, useMethod } from './query.ts'
import { useSampleShop } from './sampleShop.ts'
import classes from './TopBar.module.css'
import own from './WorkspaceMenu.module.css'

/** Which workspace is open, and the way to the others. */
export function WorkspaceMenu() {
  const [opened, setOpened] = useState(false)
  const workspace = useMethod('workspace.current', {}).data
  const entries = useMethod('workspace.list', {}, { enabled: opened })
  const open = useAction('workspace.open')
  const sample = useSampleShop()
  const show = useOverlays()
  const { show: complain } = useNotice()
  return (
    <Menu position="bottom-start" width={320} opened={opened} onChange={turn} closeOnItemClick={false}>
      <Menu.Target>
        <UnstyledButton className={classes.control} aria-label={t('frame.workspace.switch', workspace?.name ?? '')}>
          <span className={classes.strong}>{workspace?.name}</span>
          <IconChevronDown size={16} stroke={1.75} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('frame.workspace.label')}</Menu.Label>
        <div className={own.list}>
          {(entries.data ?? []).map((entry) => (
            <Menu.Item
              key={entry.path}
              title={entry.path}
              rightSection={entry.open ? <IconCheck size={16} stroke={1.75} aria-hidden="true" /> : null}
              onClick={() => choose(entry)}
            >
              <span className={own.name}>{entry.name}</span>
              <span className={own.when}>{t('frame.workspace.changed', format.moment(entry.modifiedAt))}</span>
            </Menu.Item>
          ))}
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<IconPlus size={16} stroke={1.75} aria-hidden="true" />} onClick={() => leave('create')}>
          {t('frame.workspace.new')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconBuildingStore size={16} stroke={1.75} aria-hidden="true" />}
          disabled={sample.making}
          onClick={() => {
            setOpened(false)
            sample.open()
          }}
        >
          {t('sample.another')}
        </Menu.Item>
        <Menu.Item leftSection={<IconFolderOpen size={16} stroke={1.75} aria-hidden="true" />} onClick={() => leave('open')}>
          {t('frame.workspace.other')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )

  /** Files come and go without telling, so the list is read anew each time. */
  function turn(on: boolean) {
    setOpened(on)
    if (on && entries.data !== undefined) void entries.refetch()
  }

  function choose({ path, open: isOpen }: { path: string; open: boolean }) {
    setOpened(false)
    if (!isOpen) open.mutate({ path }, { onError: complain })
  }

  function leave(to: 'create' | 'open') {
    setOpened(false)
    show(to)
  }
}

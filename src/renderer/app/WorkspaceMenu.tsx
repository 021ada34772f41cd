import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconChevronDown, IconFolderOpen, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { ErrorNotice } from '../components/ErrorNotice.tsx'
import { format, t } from '../i18n.ts'
import { useOverlays } from './overlays.tsx'
import { useAction, useMethod } from './query.ts'
import classes from './TopBar.module.css'
import own from './WorkspaceMenu.module.css'

/** Which workspace is open, and the way to the others. */
export function WorkspaceMenu() {
  const [opened, setOpened] = useState(false)
  const workspace = useMethod('workspace.current', {}).data
  const entries = useMethod('workspace.list', {}, { enabled: opened })
  const open = useAction('workspace.open')
  const show = useOverlays()
  return (
    <Menu position="bottom-start" width={320} opened={opened} onChange={setOpened} closeOnItemClick={false}>
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
              onClick={() => (entry.open ? setOpened(false) : open.mutate({ path: entry.path }, { onSuccess: () => setOpened(false) }))}
            >
              <span className={own.name}>{entry.name}</span>
              <span className={own.when}>{t('frame.workspace.changed', format.moment(entry.modifiedAt))}</span>
            </Menu.Item>
          ))}
        </div>
        {open.error !== null && <ErrorNotice error={open.error} />}
        <Menu.Divider />
        <Menu.Item leftSection={<IconPlus size={16} stroke={1.75} aria-hidden="true" />} onClick={() => leave('create')}>
          {t('frame.workspace.new')}
        </Menu.Item>
        <Menu.Item leftSection={<IconFolderOpen size={16} stroke={1.75} aria-hidden="true" />} onClick={() => leave('open')}>
          {t('frame.workspace.other')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )

  function leave(to: 'create' | 'open') {
    setOpened(false)
    show(to)
  }
}

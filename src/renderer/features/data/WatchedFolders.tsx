import { Button, Menu } from '@mantine/core'
import { IconDots, IconFolderSymlink } from '@tabler/icons-react'
import { useState } from 'react'
import type { WatchedFolder } from '../../../shared/model/watch.ts'
import { useNotice } from '../../app/notice.tsx'
import { useAction, useMethod } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Section } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import { importStore } from './importStore.ts'
import { WatchDialog } from './WatchDialog.tsx'
import classes from './WatchedFolders.module.css'

/** Folders from which new files come by themselves, what came, and what needs a person. */
export function WatchedFolders() {
  const [asking, setAsking] = useState(false)
  const folders = useMethod('watch.list', {}).data
  if (folders === undefined) return null
  return (
    <Section
      title={t('data.watch.title')}
      note={folders.length === 0 ? t('data.watch.none') : undefined}
      action={
        <Button
          variant="default"
          size="xs"
          leftSection={<IconFolderSymlink size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => setAsking(true)}
        >
          {t('data.watch.add')}
        </Button>
      }
    >
      {folders.length > 0 && (
        <ul className={classes.list} aria-label={t('data.watch.title')}>
          {folders.map((folder) => (
            <Folder key={folder.id} folder={folder} />
          ))}
        </ul>
      )}
      <WatchDialog opened={asking} onClose={() => setAsking(false)} />
    </Section>
  )
}

function Folder({ folder }: { folder: WatchedFolder }) {
  const { id, path, active, rerun, imported, lastImportedAt, left, problem } = folder
  const change = useAction('watch.change')
  const remove = useAction('watch.remove')
  const { show } = useNotice()
  const follows = rerun.includes('segments')
  const support = rerun.includes('support')
  const alerts = rerun.includes('alerts')
  const toggle = (kind: WatchedFolder['rerun'][number]) =>
    change.mutate({ id, rerun: rerun.includes(kind) ? rerun.filter((one) => one !== kind) : [...rerun, kind] }, { onError: show })
  return (
    <li className={classes.folder}>
      <div className={classes.head}>
        <span className={classes.path} title={path}>
          {path}
        </span>
        <span className={classes.state}>
          {active
            ? t('data.watch.state', imported, lastImportedAt === null ? null : format.moment(lastImportedAt))
            : t('data.watch.resting')}
          {follows && ` · ${t('data.watch.follows')}`}
          {support && ` · ${t('data.watch.followsSupport')}`}
          {alerts && ` · ${t('data.watch.followsAlerts')}`}
        </span>
        <Menu position="bottom-end" width={260}>
          <Menu.Target>
            <Button variant="subtle" size="compact-xs" aria-label={t('data.watch.more', path)}>
              <IconDots size={16} stroke={1.75} aria-hidden="true" />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => change.mutate({ id, active: !active }, { onError: show })}>
              {t(active ? 'data.watch.rest' : 'data.watch.goOn')}
            </Menu.Item>
            <Menu.Item onClick={() => toggle('segments')}>{t(follows ? 'data.watch.followNot' : 'data.watch.follow')}</Menu.Item>
            <Menu.Item onClick={() => toggle('support')}>{t(support ? 'data.watch.supportNot' : 'data.watch.support')}</Menu.Item>
            <Menu.Item onClick={() => toggle('alerts')}>{t(alerts ? 'data.watch.alertsNot' : 'data.watch.alerts')}</Menu.Item>
            <Menu.Item onClick={() => remove.mutate({ id }, { onError: show })}>{t('data.watch.remove')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      {active && problem !== null && <ErrorNotice error={problem} />}
      {left.map(({ file, error }) => (
        <ErrorNotice
          key={file}
          error={error}
          action={
            <Button
              size="xs"
              variant="default"
              aria-label={t('data.watch.lookAt', file)}
              onClick={() => importStore.takeLeft(folder, file)}
            >
              {t('data.watch.look')}
            </Button>
          }
        />
      ))}
    </li>
  )
}

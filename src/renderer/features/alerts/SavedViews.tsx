import { ActionIcon, Button, Group, Menu, Modal, Stack, TextInput } from '@mantine/core'
import { IconBookmark, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { AlertView } from '../../../shared/model/alerts.ts'
import { useAction, useMethod } from '../../app/query.ts'
import { t } from '../../i18n.ts'
import type { Narrowing } from './views.ts'

interface SavedViewsProps {
  now: Narrowing
  onShow: (view: Narrowing) => void
}

/** What the inbox was narrowed to, under names: shown again, saved, forgotten. A name that is there already is replaced. */
export function SavedViews({ now, onShow }: SavedViewsProps) {
  const views = useMethod('alerts.views', {}).data ?? []
  const save = useAction('alerts.saveViews')
  const [naming, setNaming] = useState<string | null>(null)
  const keep = () => {
    const name = (naming ?? '').trim()
    if (name === '') return
    save.mutate({ views: [...views.filter((one) => one.name !== name), { name, ...now }].sort(byName) })
    setNaming(null)
  }
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={t('inbox.saved.label')} title={t('inbox.saved.label')}>
            <IconBookmark size={16} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {views.length === 0 && <Menu.Label>{t('inbox.saved.none')}</Menu.Label>}
          {views.map(({ name, ...view }) => (
            <Menu.Item key={name} onClick={() => onShow(view)}>
              {name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setNaming('')}>{t('inbox.saved.save')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={naming !== null}
        onClose={() => setNaming(null)}
        title={t('inbox.saved.title')}
        closeButtonProps={{ 'aria-label': t('frame.close') }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault()
            keep()
          }}
        >
          <Stack gap={16}>
            <TextInput
              data-autofocus
              label={t('inbox.saved.name')}
              maxLength={60}
              value={naming ?? ''}
              onChange={(event) => setNaming(event.currentTarget.value)}
            />
            {views.map(({ name }) => (
              <Group key={name} justify="space-between" wrap="nowrap">
                <span>{name}</span>
                <ActionIcon
                  variant="subtle"
                  aria-label={t('inbox.saved.forget', name)}
                  onClick={() => save.mutate({ views: views.filter((one) => one.name !== name) })}
                >
                  <IconTrash size={16} stroke={1.75} aria-hidden="true" />
                </ActionIcon>
              </Group>
            ))}
            <Group justify="flex-end" gap={8}>
              <Button variant="default" onClick={() => setNaming(null)}>
                {t('frame.cancel')}
              </Button>
              <Button type="submit" disabled={(naming ?? '').trim() === ''}>
                {t('inbox.saved.keep')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  )
}

const byName = (a: AlertView, b: AlertView): number => a.name.localeCompare(b.name)

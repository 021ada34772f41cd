import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Mapping, PreviewGroup } from '../../../shared/model/import.ts'
import { useAction } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { t } from '../../i18n.ts'
import { importStore } from './importStore.ts'

interface SaveTemplateProps {
  opened: boolean
  onClose: () => void
  group: PreviewGroup
  mapping: Mapping
}

/** Keeps the mapping under a name, so that it applies by itself to the next file with this header. */
export function SaveTemplate({ opened, onClose, group, mapping }: SaveTemplateProps) {
  const save = useAction('templates.save')
  const [name, setName] = useState('')
  const close = () => {
    save.reset()
    onClose()
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    const wanted = name.trim()
    if (wanted === '') return
    const done = ({ id }: { id: string }) => {
      close()
      // The file is read under the new template from now on, and says so.
      importStore.change(group.id, { ...mapping, template: id })
    }
    save.mutate({ name: wanted, header: group.header, mapping }, { onSuccess: done })
  }
  return (
    <Modal opened={opened} onClose={close} title={t('data.template.saveTitle')} closeButtonProps={{ 'aria-label': t('frame.close') }}>
      <form onSubmit={send}>
        <Stack gap={16}>
          <Text c="dimmed">{t('data.template.saveText')}</Text>
          <TextInput
            label={t('data.template.name')}
            value={name}
            maxLength={80}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          {save.error !== null && <ErrorNotice error={save.error} />}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={close}>
              {t('data.template.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
              {t('data.template.keep')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { t } from '../../i18n.ts'
import { importStore } from './importStore.ts'

interface WatchDialogProps {
  opened: boolean
  onClose: () => void
}

/** Names the folder. What lies in it is then reviewed like any drop, and its import confirms what is to come. */
export function WatchDialog({ opened, onClose }: WatchDialogProps) {
  const [path, setPath] = useState('')
  const [follow, setFollow] = useState(true)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (path.trim() === '') return
    onClose()
    importStore.watch({ path: path.trim(), rerun: follow ? ['segments'] : [] })
  }
  return (
    <Modal opened={opened} onClose={onClose} title={t('data.watch.dialog')} closeButtonProps={{ 'aria-label': t('frame.close') }}>
      <form onSubmit={send}>
        <Stack gap={16}>
          <Text c="dimmed">{t('data.watch.how')}</Text>
          <TextInput
            data-autofocus
            label={t('data.watch.path')}
            placeholder={t('data.watch.example')}
            value={path}
            maxLength={4096}
            onChange={(event) => setPath(event.currentTarget.value)}
          />
          <Checkbox checked={follow} onChange={(event) => setFollow(event.currentTarget.checked)} label={t('data.watch.follow')} />
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {t('frame.cancel')}
            </Button>
            <Button type="submit" disabled={path.trim() === ''}>
              {t('data.watch.review')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

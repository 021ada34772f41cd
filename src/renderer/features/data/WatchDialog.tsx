import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { t } from '../../i18n.ts'
import { canChooseFolder, chooseFolder } from './chooseFolder.ts'
import { importStore } from './importStore.ts'

interface WatchDialogProps {
  opened: boolean
  onClose: () => void
}

/** Names the folder, or chooses it where the system has a dialog. What lies in it is then reviewed like any drop, and its import confirms what is to come. */
export function WatchDialog({ opened, onClose }: WatchDialogProps) {
  const [path, setPath] = useState('')
  const [follow, setFollow] = useState(true)
  const [support, setSupport] = useState(false)
  const [alerts, setAlerts] = useState(true)
  const [error, setError] = useState<unknown>(null)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (path.trim() === '') return
    onClose()
    const wanted = { segments: follow, support, alerts }
    importStore.watch({ path: path.trim(), rerun: (['segments', 'support', 'alerts'] as const).filter((kind) => wanted[kind]) })
  }
  const choose = async () => {
    setError(null)
    const chosen = await chooseFolder()
    if (chosen !== null) setPath(chosen)
  }
  return (
    <Modal opened={opened} onClose={onClose} title={t('data.watch.dialog')} closeButtonProps={{ 'aria-label': t('frame.close') }}>
      <form onSubmit={send}>
        <Stack gap={16}>
          <Text c="dimmed">{t('data.watch.how')}</Text>
          <Group gap={8} align="flex-end" wrap="nowrap">
            <TextInput
              data-autofocus
              flex={1}
              label={t('data.watch.path')}
              placeholder={t('data.watch.example')}
              value={path}
              maxLength={4096}
              onChange={(event) => setPath(event.currentTarget.value)}
            />
            {canChooseFolder() && (
              <Button variant="default" onClick={() => choose().catch(setError)}>
                {t('data.watch.choose')}
              </Button>
            )}
          </Group>
          {error !== null && <ErrorNotice error={error} />}
          <Checkbox checked={follow} onChange={(event) => setFollow(event.currentTarget.checked)} label={t('data.watch.follow')} />
          <Checkbox checked={support} onChange={(event) => setSupport(event.currentTarget.checked)} label={t('data.watch.support')} />
          <Checkbox checked={alerts} onChange={(event) => setAlerts(event.currentTarget.checked)} label={t('data.watch.alerts')} />
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

import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ErrorNotice } from '../components/ErrorNotice.tsx'
import { t } from '../i18n.ts'
import { useAction } from './query.ts'

interface DialogProps {
  opened: boolean
  onClose: () => void
}

export function NewWorkspace(props: DialogProps) {
  const create = useAction('workspace.create')
  return (
    <OneFieldDialog
      {...props}
      title={t('frame.workspace.newTitle')}
      text={t('frame.workspace.newText')}
      label={t('frame.workspace.name')}
      maxLength={80}
      submit={t('frame.workspace.create')}
      busy={create.isPending}
      error={create.error}
      onSubmit={(name) => create.mutate({ name }, { onSuccess: props.onClose })}
      onReset={create.reset}
    />
  )
}

export function OpenWorkspace(props: DialogProps) {
  const open = useAction('workspace.open')
  return (
    <OneFieldDialog
      {...props}
      title={t('frame.workspace.openTitle')}
      text={t('frame.workspace.openText')}
      label={t('frame.workspace.path')}
      maxLength={4096}
      submit={t('frame.workspace.open')}
      busy={open.isPending}
      error={open.error}
      onSubmit={(path) => open.mutate({ path }, { onSuccess: props.onClose })}
      onReset={open.reset}
    />
  )
}

interface OneFieldDialogProps extends DialogProps {
  title: string
  text: string
  label: string
  maxLength: number
  submit: string
  busy: boolean
  error: Error | null
  onSubmit: (value: string) => void
  onReset: () => void
}

function OneFieldDialog({ opened, onClose, title, text, label, maxLength, submit, busy, error, onSubmit, onReset }: OneFieldDialogProps) {
  const [value, setValue] = useState('')
  const close = () => {
    setValue('')
    onReset()
    onClose()
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (value.trim() !== '') onSubmit(value.trim())
  }
  return (
    <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': t('frame.close') }}>
      <form onSubmit={send}>
        <Stack gap={16}>
          <Text c="dimmed">{text}</Text>
          <TextInput
            data-autofocus
            label={label}
            value={value}
            maxLength={maxLength}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
          {error !== null && <ErrorNotice error={error} />}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={close}>
              {t('frame.cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={value.trim() === ''}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

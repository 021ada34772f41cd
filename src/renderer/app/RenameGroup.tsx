import { ActionIcon, Button, Popover, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { ErrorNotice } from '../components/ErrorNotice.tsx'
import { t } from '../i18n.ts'
import { useAction } from './query.ts'
import classes from './RenameGroup.module.css'

interface Props {
  group: { id: number; name: string; proposed: string }
  method: 'segments.rename' | 'support.rename'
  words: 'explaining.rename' | 'supporting.rename'
}

/** Gives a group the user's own name, or the proposed one again. */
export function RenameGroup(props: Props) {
  const [opened, { toggle, close }] = useDisclosure(false)
  const label = t(`${props.words}.open`, props.group.name)
  return (
    <Popover opened={opened} onDismiss={close} onClose={close} position="bottom-start" width={340} trapFocus returnFocus withRoles>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={label} onClick={toggle}>
          <IconPencil size={18} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <Form key={String(opened)} {...props} onDone={close} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Form({ group: { id, name: current, proposed }, method, words, onDone }: Props & { onDone: () => void }) {
  const rename = useAction(method)
  const [name, setName] = useState(current)
  const save = (to: string | null) => rename.mutate({ id, name: to }, { onSuccess: onDone })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') save(name.trim())
  }
  return (
    <form onSubmit={submit}>
      <Stack gap={12}>
        <TextInput
          label={t(`${words}.label`)}
          description={t(`${words}.hint`)}
          value={name}
          maxLength={60}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {rename.error && <ErrorNotice error={rename.error} />}
        {proposed !== current && <p className={classes.proposed}>{t(`${words}.proposed`, proposed)}</p>}
        <div className={classes.actions}>
          {proposed === current ? (
            <span />
          ) : (
            <Button variant="subtle" loading={rename.isPending} onClick={() => save(null)}>
              {t(`${words}.reset`, proposed)}
            </Button>
          )}
          <Button type="submit" loading={rename.isPending} disabled={name.trim() === ''}>
            {t(`${words}.save`)}
          </Button>
        </div>
      </Stack>
    </form>
  )
}

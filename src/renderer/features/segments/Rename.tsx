import { ActionIcon, Button, Popover, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { Segment } from '../../../shared/model/segments.ts'
import { useAction } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { t } from '../../i18n.ts'
import classes from './explaining.module.css'

/** Gives a segment the user's own name, or the proposed one again. */
export function Rename({ segment }: { segment: Segment }) {
  const [opened, { toggle, close }] = useDisclosure(false)
  return (
    <Popover opened={opened} onDismiss={close} onClose={close} position="bottom-start" width={340} trapFocus returnFocus withRoles>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('explaining.rename.open', segment.name)} onClick={toggle}>
          <IconPencil size={18} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('explaining.rename.open', segment.name)}>
        <Form key={String(opened)} segment={segment} onDone={close} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Form({ segment, onDone }: { segment: Segment; onDone: () => void }) {
  const rename = useAction('segments.rename')
  const [name, setName] = useState(segment.name)
  const save = (to: string | null) => rename.mutate({ id: segment.id, name: to }, { onSuccess: onDone })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') save(name.trim())
  }
  return (
    <form onSubmit={submit}>
      <Stack gap={12}>
        <TextInput
          label={t('explaining.rename.label')}
          description={t('explaining.rename.hint')}
          value={name}
          maxLength={60}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {rename.error && <ErrorNotice error={rename.error} />}
        {segment.proposed !== segment.name && <p className={classes.quiet}>{t('explaining.rename.proposed', segment.proposed)}</p>}
        <div className={classes.formActions}>
          {segment.proposed === segment.name ? (
            <span />
          ) : (
            <Button variant="subtle" loading={rename.isPending} onClick={() => save(null)}>
              {t('explaining.rename.reset', segment.proposed)}
            </Button>
          )}
          <Button type="submit" loading={rename.isPending} disabled={name.trim() === ''}>
            {t('explaining.rename.save')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}

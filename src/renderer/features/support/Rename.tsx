import { ActionIcon, Button, Popover, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { SupportCluster } from '../../../shared/model/support.ts'
import { useAction } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { t } from '../../i18n.ts'
import classes from './support.module.css'

/** Gives a group the user's own name, or the proposed one again. */
export function Rename({ cluster }: { cluster: SupportCluster }) {
  const [opened, { toggle, close }] = useDisclosure(false)
  return (
    <Popover opened={opened} onDismiss={close} onClose={close} position="bottom-start" width={340} trapFocus returnFocus withRoles>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('supporting.rename.open', cluster.name)} onClick={toggle}>
          <IconPencil size={18} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('supporting.rename.open', cluster.name)}>
        <Form key={String(opened)} cluster={cluster} onDone={close} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Form({ cluster: { id, name: current, proposed }, onDone }: { cluster: SupportCluster; onDone: () => void }) {
  const rename = useAction('support.rename')
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
          label={t('supporting.rename.label')}
          description={t('supporting.rename.hint')}
          value={name}
          maxLength={60}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {rename.error && <ErrorNotice error={rename.error} />}
        {proposed !== current && <p className={classes.quiet}>{t('supporting.rename.proposed', proposed)}</p>}
        <div className={classes.formActions}>
          {proposed === current ? (
            <span />
          ) : (
            <Button variant="subtle" loading={rename.isPending} onClick={() => save(null)}>
              {t('supporting.rename.reset', proposed)}
            </Button>
          )}
          <Button type="submit" loading={rename.isPending} disabled={name.trim() === ''}>
            {t('supporting.rename.save')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}

import { Button, Group, Popover, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { Workspace } from '../../shared/model/workspace.ts'
import { ErrorNotice } from '../components/ErrorNotice.tsx'
import { format, t } from '../i18n.ts'
import { useAction, useMethod } from './query.ts'
import classes from './TopBar.module.css'

/** The day from which everything is judged: the newest in the data, or one that the user chose. */
export function AsOf() {
  const [opened, setOpened] = useState(false)
  const workspace = useMethod('workspace.current', {}).data
  if (!workspace?.asOf) return null
  const { asOf, later } = workspace
  return (
    <Popover position="bottom-start" width={320} opened={opened} onChange={setOpened} trapFocus>
      <Popover.Target>
        <UnstyledButton className={classes.control} onClick={() => setOpened(!opened)}>
          <span>
            <span className={classes.quiet}>{t('frame.asOf.label')} </span>
            <span>{format.date(asOf)}</span>
            {later > 0 && <span className={classes.caution}> · {t('frame.asOf.later', later)}</span>}
          </span>
          <IconChevronDown size={16} stroke={1.75} aria-hidden="true" />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <AsOfForm key={asOf} workspace={workspace} asOf={asOf} onDone={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

interface AsOfFormProps {
  workspace: Workspace
  asOf: string
  onDone: () => void
}

function AsOfForm({ workspace, asOf, onDone }: AsOfFormProps) {
  const { asOfChosen, asOfNewest, firstDate, lastDate, later } = workspace
  const [day, setDay] = useState(asOf)
  const set = useAction('workspace.setAsOf')
  const send = (value: string | null) => set.mutate({ asOf: value }, { onSuccess: onDone })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send(day === asOfNewest ? null : day)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap={12}>
        <Text size="sm" c="dimmed">
          {t('frame.asOf.why')}
        </Text>
        {later > 0 && lastDate !== null && (
          <Text size="sm">
            {t('frame.asOf.laterWhy', later, format.date(lastDate))}
            {asOfNewest !== null && asOfNewest < lastDate && ` ${t('frame.asOf.notCome', format.date(asOfNewest))}`}
          </Text>
        )}
        <TextInput
          type="date"
          label={t('frame.asOf.day')}
          data-autofocus
          required
          withAsterisk={false}
          value={day}
          min={firstDate ?? undefined}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        {set.error !== null && <ErrorNotice error={set.error} />}
        <Group gap={8} justify="space-between">
          <Button variant="default" disabled={!asOfChosen} onClick={() => send(null)}>
            {t('frame.asOf.newest')}
          </Button>
          <Button type="submit" loading={set.isPending} disabled={day === '' || day === asOf}>
            {t('frame.asOf.apply')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

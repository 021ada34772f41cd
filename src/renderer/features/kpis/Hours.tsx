import { Button, Chip, Group, NumberInput, Popover, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconClock } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { KpiView } from '../../../shared/model/kpis.ts'
import { useAction } from '../../app/query.ts'
import { t } from '../../i18n.ts'

interface Hours {
  days: number[]
  from: number
  to: number
}

const week = [1, 2, 3, 4, 5, 6, 7] as const
const usual: Hours = { days: [1, 2, 3, 4, 5], from: 9, to: 17 }

/** When somebody answers tickets: for the times in business hours. */
export function Hours({ run }: Pick<KpiView, 'run'>) {
  const [opened, { toggle, close }] = useDisclosure(false)
  const hours = hoursOf(run.params.businessHours)
  const days = week.filter((day) => hours.days.includes(day)).map((day) => t(`kpis.businessHours.day.d${day}`))
  return (
    <Popover opened={opened} onDismiss={close} onClose={close} position="bottom-end" width={360} trapFocus returnFocus withRoles>
      <Popover.Target>
        <Button variant="default" leftSection={<IconClock size={16} stroke={1.75} aria-hidden="true" />} onClick={toggle}>
          {t('kpis.businessHours.open', t('kpis.businessHours.said', days.join(' '), hours.from, hours.to))}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('kpis.businessHours.title')}>
        <Fields key={String(opened)} hours={hours} onDone={close} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Fields({ hours, onDone }: { hours: Hours; onDone: () => void }) {
  const [days, setDays] = useState(hours.days.map(String))
  const [from, setFrom] = useState<number | string>(hours.from)
  const [to, setTo] = useState<number | string>(hours.to)
  const save = useAction('kpis.setHours')
  const isWhole = typeof from === 'number' && typeof to === 'number' && from < to && days.length > 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typeof from === 'number' && typeof to === 'number') save.mutate({ days: days.map(Number), from, to }, { onSuccess: onDone })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap={12}>
        <Chip.Group multiple value={days} onChange={setDays}>
          <Group gap={4} role="group" aria-label={t('kpis.businessHours.days')}>
            {week.map((day) => (
              <Chip key={day} size="xs" value={String(day)}>
                {t(`kpis.businessHours.day.d${day}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        <Group grow>
          <NumberInput label={t('kpis.businessHours.from')} min={0} max={23} value={from} onChange={setFrom} />
          <NumberInput label={t('kpis.businessHours.to')} min={1} max={24} value={to} onChange={setTo} />
        </Group>
        <Button type="submit" disabled={!isWhole || save.isPending}>
          {t('kpis.businessHours.save')}
        </Button>
      </Stack>
    </form>
  )
}

/** Parameters of a run are free; what does not look like hours is the usual ones. */
function hoursOf(value: unknown): Hours {
  if (typeof value !== 'object' || value === null) return usual
  const { days, from, to } = value as Partial<Hours>
  return Array.isArray(days) && typeof from === 'number' && typeof to === 'number' ? { days, from, to } : usual
}

import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { UNTRUE } from '../../../shared/model/alerts.ts'
import { t } from '../../i18n.ts'
import { weeksAfter } from './views.ts'

interface DialogProps {
  opened: boolean
  onClose: () => void
}

/** Until when: counted from the day as of which alerts are found. */
export function SnoozeDialog({ opened, onClose, from, onSnooze }: DialogProps & { from: string; onSnooze: (until: string) => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('inbox.snooze.title')}
      size="xs"
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      <Stack gap={8}>
        {[1, 2, 4].map((weeks, i) => {
          const until = weeksAfter(from, weeks)
          return (
            <Button
              key={weeks}
              variant="default"
              justify="flex-start"
              data-autofocus={i === 0 || undefined}
              onClick={() => onSnooze(until)}
            >
              {t('inbox.snooze.choice', t('inbox.snooze.in', weeks), until)}
            </Button>
          )
        })}
      </Stack>
    </Modal>
  )
}

const reasons = ['untrue', 'known', 'contacted', 'gone', 'wrong'] as const

/** Why: kept beside the alert, for whoever wonders later. */
export function DismissDialog({ opened, onClose, count, onDismiss }: DialogProps & { count: number; onDismiss: (why: string) => void }) {
  const [reason, setReason] = useState<string>('known')
  const [other, setOther] = useState('')
  const chosen = reasons.find((one) => one === reason)
  // What counts as a false alarm is kept as what it is, in whatever words it is shown.
  const why = chosen === undefined ? other.trim() : chosen === UNTRUE ? UNTRUE : t(`inbox.dismiss.reasons.${chosen}`)
  return (
    <Modal opened={opened} onClose={onClose} title={t('inbox.dismiss.title', count)} closeButtonProps={{ 'aria-label': t('frame.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (why !== '') onDismiss(why)
        }}
      >
        <Stack gap={16}>
          <Radio.Group value={reason} onChange={setReason} aria-label={t('inbox.dismiss.title', count)}>
            <Stack gap={10}>
              {reasons.map((one) => (
                <Radio key={one} value={one} label={t(`inbox.dismiss.reasons.${one}`)} data-autofocus={one === reason || undefined} />
              ))}
              <Radio value="other" label={t('inbox.dismiss.other')} />
            </Stack>
          </Radio.Group>
          {chosen === undefined && (
            <TextInput
              aria-label={t('inbox.dismiss.other')}
              maxLength={1000}
              value={other}
              onChange={(event) => setOther(event.currentTarget.value)}
            />
          )}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {t('frame.cancel')}
            </Button>
            <Button type="submit" disabled={why === ''}>
              {t('inbox.dismiss.act')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** What an import that nobody sat beside has found: said on whatever screen is open, until it is read. */
import { Button, CloseButton, Group } from '@mantine/core'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { api } from '../api.ts'
import { t } from '../i18n.ts'

export function AlertsFound({ className }: { className?: string | undefined }) {
  const [fresh, setFresh] = useState(0)
  // What came before and was not read yet is not forgotten over what comes now.
  useEffect(() => api.on('alerts.found', ({ fresh: more }) => setFresh((before) => before + more)), [])
  const read = () => setFresh(0)
  return (
    <div role="status" {...(fresh > 0 && { className })}>
      {fresh > 0 && (
        <Group gap={12} justify="space-between" wrap="nowrap">
          <span>{t('inbox.found', fresh)}</span>
          <Group gap={8} wrap="nowrap">
            <Button component={Link} href="/alerts" size="xs" variant="default" onClick={read}>
              {t('inbox.home.act')}
            </Button>
            <CloseButton onClick={read} aria-label={t('frame.dismiss')} />
          </Group>
        </Group>
      )}
    </div>
  )
}

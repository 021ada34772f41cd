import { Button, Group } from '@mantine/core'
import { isSextantError } from '../../../shared/errors.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Screen } from '../../components/Screen.tsx'
import { t } from '../../i18n.ts'
import { importStore } from './importStore.ts'
import type { Session } from './session.ts'

type Stopped = Extract<Session, { step: 'stopped' }>

/** An import that was cancelled or failed: what is safe, and the way on. */
export function StoppedView({ session }: { session: Stopped }) {
  const cancelled = isSextantError(session.error, 'job.cancelled')
  return (
    <Screen
      title={t('frame.screen.data')}
      finding={t(cancelled ? 'data.stopped.cancelled' : 'data.stopped.failed', session.label)}
      note={t('data.stopped.safe')}
      action={
        <Group gap={8}>
          <Button variant="default" onClick={importStore.close}>
            {t('data.stopped.close')}
          </Button>
          <Button onClick={importStore.again}>{t('data.stopped.again')}</Button>
        </Group>
      }
    >
      {!cancelled && <ErrorNotice error={session.error} />}
    </Screen>
  )
}

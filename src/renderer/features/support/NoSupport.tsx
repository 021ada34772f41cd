import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { toWire } from '../../../shared/errors.ts'
import { useMethod } from '../../app/query.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Screen } from '../../components/Screen.tsx'
import { Slot } from '../../components/Slot.tsx'
import { t } from '../../i18n.ts'
import { HowForm } from './HowForm.tsx'
import classes from './support.module.css'
import { useSupportRun, usual } from './useSupportRun.ts'

const examples = ['delivery', 'returns', 'faults'] as const

/** Before anything was found: what it will show, and what it needs. */
export function NoSupport() {
  const run = useSupportRun()
  const counts = useMethod('workspace.current', {}).data?.counts
  const tickets = counts?.tickets ?? 0
  const [orders, answers] = [counts?.orders ?? 0, counts?.feedback ?? 0]
  const hasTickets = tickets > 0
  const hasBehaviour = !hasTickets && orders + answers > 0
  const finding = hasBehaviour
    ? t('supporting.behaviour.ready', orders > 0 ? t('supporting.behaviour.orders', orders) : t('supporting.behaviour.answers', answers))
    : !hasTickets
      ? t('supporting.empty.noData')
      : run.running
        ? t('supporting.empty.running')
        : t(isRefused(run.error) ? 'supporting.empty.refused' : 'supporting.empty.ready', t('supporting.units', 'tickets', tickets))
  return (
    <Screen
      title={t('supporting.title')}
      finding={finding}
      {...((hasTickets || hasBehaviour) && {
        action: (
          <div className={classes.actions}>
            <HowForm choice={usual} disabled={run.running} onRun={run.start} />
            <Button loading={run.running} onClick={() => run.start(usual)}>
              {t(hasBehaviour ? 'supporting.behaviour.find' : 'supporting.find')}
            </Button>
          </div>
        )
      })}
    >
      {run.error && <ErrorNotice error={run.error} />}
      {run.running ? (
        <Notice kind="running">{t(hasBehaviour ? 'supporting.behaviour.running' : 'supporting.running')}</Notice>
      ) : (
        <EmptyState
          title={t('supporting.empty.title')}
          preview={<Preview />}
          {...(!hasTickets && {
            action: (
              <Button component={Link} href="/data" variant={hasBehaviour ? 'default' : 'filled'}>
                {t('supporting.empty.action')}
              </Button>
            )
          })}
        >
          {hasBehaviour && <p>{t('supporting.behaviour.hint')}</p>}
          {t(hasTickets ? 'supporting.empty.how' : 'supporting.empty.missing')}
        </EmptyState>
      )}
    </Screen>
  )
}

/** Whether it was looked through, and could not be grouped; what broke down is no answer. */
const isRefused = (error: Error | null): boolean => error !== null && toWire(error).code.startsWith('support.')

/** Three groups as they will be listed. */
function Preview() {
  return (
    <table className={classes.preview}>
      <tbody>
        {examples.map((name, slot) => (
          <tr key={name}>
            <td>
              <Slot slot={slot} /> {t(`supporting.empty.example.${name}.name`)}
            </td>
            <td>{t(`supporting.empty.example.${name}.what`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

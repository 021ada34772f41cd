import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { useMethod } from '../../app/query.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Screen } from '../../components/Screen.tsx'
import { Slot } from '../../components/Slot.tsx'
import { t } from '../../i18n.ts'
import { HowForm } from './HowForm.tsx'
import { usual } from './params.ts'
import { Running } from './Running.tsx'
import classes from './segments.module.css'
import type { SegmentRun } from './useRun.ts'

/** Before the first segmentation: what it will show, and what it needs. */
export function NoSegments({ run }: { run: SegmentRun }) {
  const customers = useMethod('workspace.current', {}).data?.counts.customers ?? 0
  const hasData = customers > 0
  return (
    <Screen
      title={t('segments.title')}
      finding={readiness(customers, run.running)}
      {...(hasData && {
        action: (
          <div className={classes.actions}>
            <HowForm choice={usual} disabled={run.running} onRun={run.start} />
            <Button loading={run.running} onClick={() => run.start(usual)}>
              {t('segments.find')}
            </Button>
          </div>
        )
      })}
    >
      {run.error && <ErrorNotice error={run.error} />}
      {run.running ? (
        <Running />
      ) : (
        <EmptyState
          title={t('segments.empty.title')}
          preview={<Preview />}
          {...(!hasData && {
            action: (
              <Button component={Link} href="/data">
                {t('segments.empty.action')}
              </Button>
            )
          })}
        >
          {hasData ? t('segments.empty.how') : t('segments.empty.missing')}
        </EmptyState>
      )}
    </Screen>
  )
}

function readiness(customers: number, running: boolean): string {
  if (customers === 0) return t('segments.empty.noData')
  return t(running ? 'segments.empty.running' : 'segments.empty.ready', t('customers.count.customers', customers))
}

const examples = ['regulars', 'newcomers', 'quiet'] as const

/** Three groups as the table will show them. */
function Preview() {
  return (
    <table className={classes.preview}>
      <tbody>
        {examples.map((name, slot) => (
          <tr key={name}>
            <td>
              <Slot slot={slot} /> {t(`segments.empty.example.${name}.name`)}
            </td>
            <td>{t(`segments.empty.example.${name}.different`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

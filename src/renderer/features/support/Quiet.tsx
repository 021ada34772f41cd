import { Button } from '@mantine/core'
import { dayBefore } from '../../../shared/days.ts'
import { useAction } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { format, t } from '../../i18n.ts'
import classes from './support.module.css'
import { choiceOf, useSupportRun } from './useSupportRun.ts'
import type { SupportRun } from './words.ts'

/** That tickets have nearly stopped, so that what is told of now is told of a file that ends; and the way to the day before that. */
export function Quiet({ result }: { result: SupportRun }) {
  const set = useAction('workspace.setAsOf')
  const run = useSupportRun()
  const { quietFrom } = result
  if (quietFrom === null) return null
  const until = dayBefore(quietFrom)
  return (
    <div className={classes.hushed}>
      <p>{t('supporting.rising.quiet', format.date(quietFrom))}</p>
      <Button
        size="xs"
        variant="default"
        loading={set.isPending || run.running}
        onClick={() => set.mutate({ asOf: until }, { onSuccess: () => run.start(choiceOf(result)) })}
      >
        {t('supporting.rising.lookAsOf', format.date(until))}
      </Button>
      {(set.error ?? run.error) && <ErrorNotice error={(set.error ?? run.error) as Error} />}
    </div>
  )
}

import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { useFilters } from '../../app/filters.tsx'
import { ProposedMessage } from '../../components/ProposedMessage.tsx'
import { Section } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import { nextFilter } from './filters.ts'
import classes from './support.module.css'
import { type SupportRun, soonWords } from './words.ts'

/** Who is most likely to write, how well that was foreseen a while ago, and what to write to them first. */
export function Soon({ result: { next, timeToTicket, run } }: { result: SupportRun }) {
  if (next === null && timeToTicket === null) return null
  return (
    <Section title={t('supporting.soon.title')}>
      <div className={classes.soon}>
        {next !== null &&
          (next.validated && next.customers.length > 0 ? (
            <Named next={next} run={run.id} />
          ) : (
            <p className={classes.quiet}>{t('supporting.soon.none')}</p>
          ))}
        {timeToTicket !== null && (
          <p className={classes.quiet}>
            {t('supporting.soon.wait', {
              early: format.about(timeToTicket.early),
              median: format.about(timeToTicket.median),
              late: format.about(timeToTicket.late)
            })}
          </p>
        )}
      </div>
    </Section>
  )
}

function Named({ next, run }: { next: NonNullable<SupportRun['next']>; run: number }) {
  const { setAmong } = useFilters()
  const { sentence, probable, before } = soonWords(next)
  return (
    <>
      <p>
        {sentence}{' '}
        {probable.customers === 0 ? (
          probable.sentence
        ) : (
          <Link href="/customers" onClick={() => setAmong(nextFilter(run, true))}>
            {probable.sentence}
          </Link>
        )}
      </p>
      <p>{before}</p>
      <ProposedMessage />
      <Button component={Link} href="/customers" variant="default" onClick={() => setAmong(nextFilter(run, false))}>
        {t('supporting.soon.open', next.customers.length)}
      </Button>
    </>
  )
}

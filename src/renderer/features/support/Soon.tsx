import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { Link } from 'wouter'
import { useFilters } from '../../app/filters.tsx'
import { Section } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import { nextFilter } from './filters.ts'
import classes from './support.module.css'
import { type SupportRun, soonLines } from './words.ts'

/** Who is most likely to write, how well that was foreseen a while ago, and what to write to them first. */
export function Soon({ result: { next, timeToTicket, run } }: { result: SupportRun }) {
  const { setAmong } = useFilters()
  const clipboard = useClipboard({ timeout: 2000 })
  if (next === null && timeToTicket === null) return null
  const people = next?.validated ? next.customers.length : 0
  return (
    <Section title={t('supporting.soon.title')}>
      <div className={classes.soon}>
        {next !== null && people > 0 && (
          <>
            {soonLines(next).map((line) => (
              <p key={line}>{line}</p>
            ))}
            <p className={classes.quiet}>{t('supporting.soon.message')}</p>
            <blockquote className={classes.quote}>{t('support.message.next')}</blockquote>
            <div className={classes.actions}>
              <Button component={Link} href="/customers" variant="default" onClick={() => setAmong(nextFilter(run.id))}>
                {t('supporting.soon.open', people)}
              </Button>
              <Button variant="subtle" onClick={() => clipboard.copy(t('support.message.next'))}>
                {t(clipboard.copied ? 'supporting.soon.copied' : 'supporting.soon.copy')}
              </Button>
            </div>
          </>
        )}
        {next !== null && people === 0 && <p className={classes.quiet}>{t('supporting.soon.none')}</p>}
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

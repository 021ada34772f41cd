import { IconTrash } from '@tabler/icons-react'
import type { Belief, BeliefStatement } from '../../../shared/model/belief.ts'
import { useAction } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { IconButton } from '../../components/IconButton.tsx'
import { Evidence } from '../../components/reading.tsx'
import { format, t } from '../../i18n.ts'
import classes from './upsell.module.css'

/** One belief with its verdict and the two numbers that matter: theirs, and that of others like them. */
export function BeliefCard({ belief, currency }: { belief: Belief; currency: string }) {
  const remove = useAction('beliefs.remove')
  const statement = t('upsell.belief.statement', belief.statement)
  const { verdict, asOf } = belief
  return (
    <article className={classes.belief} aria-label={statement}>
      <header className={classes.beliefHead}>
        <h2 className={classes.beliefName}>{statement}</h2>
        {verdict !== null && (
          <span className={classes.verdict} data-verdict={verdict}>
            {t(`upsell.belief.verdict.${verdict}`)}
          </span>
        )}
        <span className={classes.quiet}>{asOf !== null && t('offering.beliefs.asOf', asOf)}</span>
        <IconButton icon={IconTrash} label={t('offering.beliefs.remove', statement)} onClick={() => remove.mutate({ id: belief.id })} />
      </header>
      {remove.error && <ErrorNotice error={remove.error} />}
      <Numbers belief={belief} currency={currency} />
    </article>
  )
}

function Numbers({ belief: { statement, verdict, result }, currency }: { belief: Belief; currency: string }) {
  if (result === null) return <p className={classes.plain}>{t('upsell.belief.untested')}</p>
  if (result.theirs === null || result.others === null) {
    return <p className={classes.plain}>{t('upsell.belief.tooFew', result.customers, result.compared)}</p>
  }
  const tell = teller(statement, currency)
  const { theirs, others, low, high, customers, compared, shows } = result
  const tellWhole = statement.template === 'sooner' ? (value: number) => format.days(value) : tell
  const unit = t(`offering.beliefs.unit.${statement.template}`)
  const effect = (value: number | null) => (value === null ? format.unknown : tell(value))
  const facts: [string, string][] = [
    [t('offering.beliefs.evidence.customers'), t('offering.beliefs.evidence.of', format.count(customers), format.count(compared))],
    [t('offering.beliefs.evidence.confirmed'), format.percentAbout(result.confirmed)],
    [t('offering.beliefs.evidence.early'), effect(result.early)],
    [t('offering.beliefs.evidence.late'), effect(result.late)],
    [t('offering.beliefs.evidence.shows'), effect(shows === null ? null : Math.abs(shows))]
  ]
  return (
    <>
      <dl className={classes.two}>
        {(
          [
            ['theirs', theirs],
            ['others', others]
          ] as const
        ).map(([who, value]) => (
          <div key={who}>
            <dt>{t(`offering.beliefs.${who}`)}</dt>
            <dd>
              <span className={classes.figure}>{tell(value)}</span> <span className={classes.quiet}>{unit}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className={classes.plain}>
        {low !== null && high !== null && t('offering.beliefs.difference', tell(low), tell(high))}{' '}
        {verdict === 'undecided' ? t('upsell.belief.undecided', result, tellWhole) : t('offering.beliefs.agrees')}
      </p>
      <Evidence>
        <dl className={classes.facts}>
          {facts.map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Evidence>
    </>
  )
}

/** In what a template is measured. */
function teller({ template }: BeliefStatement, currency: string): (value: number) => string {
  if (template === 'sooner') return (value) => format.about(value)
  return template === 'returns-less' ? (value) => format.percentAbout(value, 1) : (value) => format.moneyAbout(value, currency)
}

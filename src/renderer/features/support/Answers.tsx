import { format, t } from '../../i18n.ts'
import { useHiddenNames } from './names.tsx'
import classes from './support.module.css'
import type { SupportRun } from './words.ts'

type Handling = SupportRun['routing'][number]

/** A category with whoever stands out in it; null: nobody does among those with enough tickets. */
export interface Answer {
  category: string
  best: Handling | null
  /** How many have enough tickets. */
  people: number
}

/** Categories in which anybody has enough tickets, those with somebody to ask first. */
export function answersOf({ routing }: Pick<SupportRun, 'routing'>): Answer[] {
  return [...Map.groupBy(routing, ({ category }) => category)]
    .map(([category, of]): Answer => ({ category, best: of.find(({ best }) => best) ?? null, people: of.length }))
    .sort((a, b) => Number(b.best !== null) - Number(a.best !== null) || a.category.localeCompare(b.category))
}

/** Whom to ask first about what. Nobody is ranked below that. */
export function AnswersTable({ answers, result, label }: { answers: readonly Answer[]; result: SupportRun; label: string }) {
  const { hidden } = useHiddenNames()
  const people = [...new Set(result.routing.map(({ who }) => who))]
  const called = (who: string) => (hidden ? t('supporting.answers.hidden', people.indexOf(who) + 1) : who)
  return (
    <table className={classes.plain} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('supporting.answers.category')}</th>
          <th scope="col">{t('supporting.answers.who')}</th>
          <th scope="col" data-align="end">
            {t('supporting.answers.sooner')}
          </th>
          <th scope="col" data-align="end">
            {t('supporting.answers.tickets')}
          </th>
          <th scope="col" data-align="end">
            {t('supporting.answers.content')}
          </th>
        </tr>
      </thead>
      <tbody>
        {answers.map(({ category, best, people: many }) => (
          <tr key={category}>
            <th scope="row">{category}</th>
            {best === null ? (
              <td colSpan={4} className={classes.quiet}>
                {t('supporting.answers.noOne')} · {t('supporting.answers.others', many)}
              </td>
            ) : (
              <>
                <td className={classes.strong}>{called(best.who)}</td>
                <td data-align="end">
                  {format.percentAbout(1 - best.ratio)}
                  <span className={classes.aside}> {format.range(1 - best.high, 1 - best.low, format.percentAbout)}</span>
                </td>
                <td data-align="end">{format.count(best.tickets)}</td>
                <td data-align="end">{format.percentAbout(best.rating)}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

import { format, t } from '../../i18n.ts'
import { useHiddenNames } from './names.tsx'
import classes from './support.module.css'
import { type Answer, isHarder, type SupportRun } from './words.ts'

/** Whom to ask first about what. Nobody is ranked below that. */
export function AnswersTable({ answers, result, label }: { answers: readonly Answer[]; result: SupportRun; label: string }) {
  const { hidden } = useHiddenNames()
  const people = [...new Set(result.routing.map(({ who }) => who))]
  // Of tickets that nobody rated there is nothing to compare.
  const rated = answers.some(({ best }) => best !== null && best.rating !== null)
  const timed = answers.some(({ best }) => best !== null && best.crude !== null)
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
          {timed && (
            <th scope="col" data-align="end">
              {t('supporting.answers.crude')}
            </th>
          )}
          <th scope="col" data-align="end">
            {t('supporting.answers.tickets')}
          </th>
          {rated && (
            <th scope="col" data-align="end">
              {t('supporting.answers.content')}
            </th>
          )}
          <th scope="col" data-align="end">
            {t('supporting.answers.open')}
          </th>
        </tr>
      </thead>
      <tbody>
        {answers.map(({ category, best, meanwhile, people: many }) => (
          <tr key={category}>
            <th scope="row">{category}</th>
            {best === null ? (
              <td colSpan={4 + Number(rated) + Number(timed)} className={classes.quiet}>
                {t('supporting.answers.noOne')} · {t('supporting.answers.others', many)}
              </td>
            ) : (
              <>
                <td className={classes.strong}>
                  {called(best.who)}
                  {best.busy && (
                    <span className={classes.under}>
                      {meanwhile === null ? t('supporting.answers.busy') : t('supporting.answers.meanwhile', called(meanwhile.who))}
                    </span>
                  )}
                </td>
                <td data-align="end">
                  {format.percentAbout(1 - best.ratio)}
                  <span className={classes.aside}> {format.range(1 - best.high, 1 - best.low, format.percentAbout)}</span>
                </td>
                {timed && (
                  <td data-align="end">
                    {best.crude === null
                      ? t('supporting.unknown')
                      : t('supporting.answers.crudeTime', format.about(best.crude.own), format.about(best.crude.others))}
                    {isHarder(best) && <span className={classes.under}>{t('supporting.answers.harder')}</span>}
                  </td>
                )}
                <td data-align="end">{format.count(best.tickets)}</td>
                {rated && (
                  <td data-align="end">
                    {best.rating === null ? t('supporting.unknown') : t('supporting.answers.points', format.signed(best.rating * 100))}
                  </td>
                )}
                <td data-align="end">{best.open === undefined ? t('supporting.unknown') : format.count(best.open)}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

import { Section } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import classes from './support.module.css'
import { Quotes } from './Themes.tsx'
import { type SupportRun, toneWord, trendWord } from './words.ts'

/** What customers write in reviews and comments, where there are no tickets to read. */
export function Heard({ result: { themes } }: { result: SupportRun }) {
  if (themes.length === 0) return null
  return (
    <Section title={t('supporting.behaviour.heard')} note={t('supporting.voices.note')}>
      <table className={classes.plain} aria-label={t('supporting.behaviour.heard')}>
        <thead>
          <tr>
            <th scope="col">{t('supporting.voices.theme')}</th>
            <th scope="col" data-align="end">
              {t('supporting.behaviour.comments')}
            </th>
            <th scope="col">{t('supporting.voices.tone')}</th>
            <th scope="col">{t('supporting.voices.trend')}</th>
            <th scope="col">{t('supporting.voices.quotes')}</th>
          </tr>
        </thead>
        <tbody>
          {themes.map(({ words, tickets, tone, trend, quotes }) => (
            <tr key={words.join(' ')}>
              <th scope="row" className={classes.strong}>
                {words.join(', ')}
              </th>
              <td data-align="end">{format.count(tickets)}</td>
              <td>{toneWord(tone)}</td>
              <td>{trendWord(trend)}</td>
              <td className={classes.said}>
                <Quotes quotes={quotes.slice(0, 2)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

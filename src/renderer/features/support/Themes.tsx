import type { ReactNode } from 'react'
import type { SupportResult } from '../../../shared/model/support.ts'
import { t } from '../../i18n.ts'
import classes from './support.module.css'
import { toneWord, trendWord } from './words.ts'

type Theme = SupportResult['themes'][number]

interface ThemeTableProps {
  label: string
  themes: readonly Theme[]
  /** Head of the column that counts, and what stands in it for a theme. */
  counted: string
  count: (theme: Theme, at: number) => ReactNode
}

/** What is written about: how often, how it sounds, whether it grows, and two quotes each. */
export function ThemeTable({ label, themes, counted, count }: ThemeTableProps) {
  return (
    <table className={classes.plain} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('supporting.voices.theme')}</th>
          <th scope="col" data-align="end">
            {counted}
          </th>
          <th scope="col">{t('supporting.voices.tone')}</th>
          <th scope="col">{t('supporting.voices.trend')}</th>
          <th scope="col">{t('supporting.voices.quotes')}</th>
        </tr>
      </thead>
      <tbody>
        {themes.map((theme, at) => (
          <tr key={theme.words.join(' ')}>
            <th scope="row" className={classes.strong}>
              {theme.words.join(', ')}
            </th>
            <td data-align="end">{count(theme, at)}</td>
            <td>{toneWord(theme.tone)}</td>
            <td className={classes.whole}>{trendWord(theme)}</td>
            <td className={classes.said}>
              <Quotes quotes={theme.quotes.slice(0, 2)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What was written, word for word, with the number of its ticket. */
export function Quotes({ quotes }: Pick<Theme, 'quotes'>) {
  return quotes.map(({ ticket, text }) => (
    <blockquote key={`${ticket} ${text}`} className={classes.quote}>
      {text} <span className={classes.aside}>{ticket}</span>
    </blockquote>
  ))
}

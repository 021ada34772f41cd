import type { SupportResult } from '../../../shared/model/support.ts'
import classes from './support.module.css'

/** What was written, word for word, with the number of its ticket. */
export function Quotes({ quotes }: { quotes: SupportResult['themes'][number]['quotes'] }) {
  return quotes.map(({ ticket, text }) => (
    <blockquote key={`${ticket} ${text}`} className={classes.quote}>
      {text} <span className={classes.aside}>{ticket}</span>
    </blockquote>
  ))
}

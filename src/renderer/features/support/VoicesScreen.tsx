import { useState } from 'react'
import type { SupportPick } from '../../../shared/model/support-views.ts'
import { Screen } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import { themeFilter } from './filters.ts'
import { SupportNav } from './SupportNav.tsx'
import classes from './support.module.css'
import { ThemeTable } from './Themes.tsx'
import { TicketsPane } from './Tickets.tsx'
import { WhoSays } from './WhoSays.tsx'
import { WithSupport } from './WithSupport.tsx'
import type { SupportRun } from './words.ts'

/** What they write about, how it sounds, whether it grows, and word for word. */
export function SupportVoicesScreen() {
  return <WithSupport title={t('supporting.voices.title')}>{(result) => <Voices result={result} />}</WithSupport>
}

function Voices({ result }: { result: SupportRun }) {
  const { themes, run } = result
  const [open, setOpen] = useState<{ pick: SupportPick; title: string } | null>(null)
  const [first] = themes
  return (
    <Screen
      title={t('supporting.voices.title')}
      finding={
        first === undefined
          ? t('supporting.voices.nothing')
          : t('supporting.voices.finding', themes.length, first.words.slice(0, 3).join(', '))
      }
      aside={
        open && (
          <TicketsPane
            key={JSON.stringify(open.pick)}
            title={open.title}
            pick={open.pick}
            filter={themeFilter(open.pick, open.title)}
            onClose={() => setOpen(null)}
          />
        )
      }
      note={
        first === undefined ? (
          <p className={classes.line}>{t('supporting.voices.none')}</p>
        ) : (
          <>
            <p className={classes.line}>{t('supporting.voices.apart')}</p>
            <p className={classes.line}>{t('supporting.voices.note')}</p>
          </>
        )
      }
    >
      <SupportNav />
      {first !== undefined && (
        <ThemeTable
          label={t('supporting.voices.title')}
          themes={themes}
          counted={t('supporting.voices.tickets')}
          count={({ words, tickets }, theme) => (
            <button
              type="button"
              className={classes.read}
              aria-label={t('supporting.voices.read', tickets, words.slice(0, 3))}
              onClick={() => setOpen({ pick: { by: 'theme', run: run.id, theme, within: null }, title: words.slice(0, 3).join(', ') })}
            >
              {format.count(tickets)}
            </button>
          )}
        />
      )}
      {first !== undefined && <WhoSays result={result} />}
    </Screen>
  )
}

import { type ReactNode, useEffect } from 'react'
import classes from './Screen.module.css'

interface ScreenProps {
  /** The screen's name: document title and the line above the finding. */
  title: string
  /** What was found, in one sentence. */
  finding: ReactNode
  /** How sure, or what it is based on; one quiet line. */
  note?: ReactNode
  /** The one primary action. */
  action?: ReactNode
  /** An `Inspector`, beside everything else. */
  aside?: ReactNode
  /** True: the content takes the height that is left and scrolls by itself (a table). Else the screen scrolls. */
  fill?: boolean
  children?: ReactNode
}

/** Every screen: the finding and the one primary action, then the evidence, then the table. */
export function Screen({ title, finding, note, action, aside, fill = false, children }: ScreenProps) {
  useEffect(() => {
    document.title = `${title} · Sextant`
  }, [title])
  return (
    <div className={classes.screen}>
      <div className={classes.scroll} data-fill={fill || undefined}>
        <div className={classes.content}>
          <header className={classes.header}>
            <div className={classes.words}>
              <p className={classes.title}>{title}</p>
              <h1 className={classes.finding}>{finding}</h1>
              {note !== undefined && note !== null && <div className={classes.note}>{note}</div>}
            </div>
            {action !== undefined && <div className={classes.action}>{action}</div>}
          </header>
          {children}
        </div>
      </div>
      {aside}
    </div>
  )
}

/** A part of a screen under its own heading. */
export function Section({ title, note, action, children }: { title: string; note?: ReactNode; action?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.sectionHead}>
        <h2 className={classes.sectionTitle}>{title}</h2>
        {note !== undefined && <div className={classes.sectionNote}>{note}</div>}
        {action !== undefined && <div className={classes.sectionAction}>{action}</div>}
      </div>
      {children}
    </section>
  )
}

import { Button, UnstyledButton } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { useEffect } from 'react'
import { format, t } from '../i18n.ts'
import { chooseFiles } from './chooseFiles.ts'
import { Mark } from './Mark.tsx'
import { Notice, useNotice } from './notice.tsx'
import { useOverlays } from './overlays.tsx'
import { useAction, useMethod } from './query.ts'
import { useReceive } from './receive.tsx'
import { SampleOffer } from './SampleOffer.tsx'
import { ThemeMenu } from './ThemeMenu.tsx'
import classes from './Welcome.module.css'

/** The first start: drop your spreadsheets, what happens with them, and the workspaces that are there already. */
export function Welcome() {
  const receive = useReceive()
  const { show: complain } = useNotice()
  const entries = useMethod('workspace.list', {}).data ?? []
  const open = useAction('workspace.open')
  const show = useOverlays()
  useEffect(() => {
    document.title = 'Sextant'
  }, [])
  return (
    <main className={classes.page}>
      <header className={classes.head}>
        <Mark size={28} />
        <span className={classes.name}>Sextant</span>
        <span className={classes.theme}>
          <ThemeMenu />
        </span>
      </header>
      <div className={classes.body}>
        <h1 className={classes.title}>{t('frame.welcome.title')}</h1>
        <p className={classes.lead}>{t('frame.welcome.lead')}</p>
        <Notice />
        <div className={classes.drop}>
          <IconFileSpreadsheet size={40} stroke={1.2} aria-hidden="true" className={classes.icon ?? ''} />
          <p className={classes.dropTitle}>{t('frame.welcome.drop')}</p>
          <p className={classes.dropText}>{t('frame.welcome.dropText')}</p>
          <div className={classes.buttons}>
            <Button onClick={() => receive(chooseFiles('files'))}>{t('frame.choose.files')}</Button>
            <Button variant="default" onClick={() => receive(chooseFiles('folder'))}>
              {t('frame.choose.folder')}
            </Button>
          </div>
        </div>
        <SampleOffer />
        <dl className={classes.promises}>
          {(['stays', 'checked', 'yours'] as const).map((promise) => (
            <div key={promise}>
              <dt>{t(`frame.welcome.${promise}.title`)}</dt>
              <dd>{t(`frame.welcome.${promise}.text`)}</dd>
            </div>
          ))}
        </dl>
        <section className={classes.existing} aria-label={t('frame.welcome.existing')}>
          {entries.length > 0 && <h2 className={classes.existingTitle}>{t('frame.welcome.existing')}</h2>}
          <ul className={classes.list}>
            {entries.map((entry) => (
              <li key={entry.path}>
                <UnstyledButton
                  className={classes.entry}
                  title={entry.path}
                  onClick={() => open.mutate({ path: entry.path }, { onError: complain })}
                >
                  <span className={classes.entryName}>{entry.name}</span>
                  <span className={classes.entryWhen}>{t('frame.workspace.changed', format.moment(entry.modifiedAt))}</span>
                </UnstyledButton>
              </li>
            ))}
          </ul>
          <UnstyledButton className={classes.other} onClick={() => show('open')}>
            {t(entries.length > 0 ? 'frame.workspace.other' : 'frame.welcome.open')}
          </UnstyledButton>
        </section>
      </div>
    </main>
  )
}

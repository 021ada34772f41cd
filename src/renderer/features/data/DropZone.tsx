import { Button } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { chooseFiles } from '../../app/chooseFiles.ts'
import { useReceive } from '../../app/receive.tsx'
import { t } from '../../i18n.ts'
import classes from './DropZone.module.css'

/** Where files are dropped or chosen: large while there is nothing, one line when there is data. */
export function DropZone({ large = false }: { large?: boolean }) {
  const receive = useReceive()
  return (
    <div className={classes.zone} data-large={large || undefined}>
      <IconFileSpreadsheet size={large ? 40 : 20} stroke={large ? 1.2 : 1.6} aria-hidden="true" className={classes.icon ?? ''} />
      <div className={classes.words}>
        <p className={classes.title}>{t(large ? 'data.drop.first' : 'data.drop.more')}</p>
        {large && <p className={classes.text}>{t('data.drop.what')}</p>}
      </div>
      <div className={classes.buttons}>
        <Button variant={large ? 'filled' : 'default'} onClick={() => receive(chooseFiles('files'))}>
          {t('frame.choose.files')}
        </Button>
        <Button variant="default" onClick={() => receive(chooseFiles('folder'))}>
          {t('frame.choose.folder')}
        </Button>
      </div>
    </div>
  )
}

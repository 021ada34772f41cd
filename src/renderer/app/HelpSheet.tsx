import { Modal, Switch } from '@mantine/core'
import { useState } from 'react'
import { commandKey, KeyHint } from '../components/KeyHint.tsx'
import { setSingleKeys, singleKeysOn } from '../components/keyboard.ts'
import { t } from '../i18n.ts'
import classes from './HelpSheet.module.css'
import { screens } from './screens.ts'

/** All keys on one sheet, and the switch for those who press letters by accident. */
export function HelpSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [on, setOn] = useState(singleKeysOn)
  const keys: [keys: string[], does: string][] = [
    [[commandKey, 'K'], t('frame.keys.palette')],
    ...screens.map((screen): [string[], string] => [['G', screen.key.toUpperCase()], t('frame.keys.goTo', t(screen.label))]),
    [[commandKey, 'V'], t('frame.keys.paste')],
    [[commandKey, 'Z'], t('frame.keys.undo')],
    [['/'], t('frame.keys.search')],
    [['J', 'K'], t('frame.keys.move')],
    [['Enter'], t('frame.keys.open')],
    [['Space'], t('frame.keys.select')],
    [['E'], t('frame.keys.evidence')],
    [['T'], t('frame.keys.table')],
    [['D'], t('inbox.keys.done')],
    [['P'], t('inbox.keys.planned')],
    [['Z'], t('inbox.keys.snooze')],
    [['X'], t('inbox.keys.dismiss')],
    [['N'], t('inbox.keys.back')],
    [['M'], t('inbox.keys.mark')],
    [['Esc'], t('frame.keys.clear')],
    [['?'], t('frame.keys.help')]
  ]
  return (
    <Modal opened={opened} onClose={onClose} title={t('frame.keys.title')} closeButtonProps={{ 'aria-label': t('frame.close') }}>
      <dl className={classes.keys}>
        {keys.map(([combination, does]) => (
          <div key={combination.join(' ')} className={classes.row}>
            <dt>
              <KeyHint keys={combination} />
              <span className={classes.spoken}>{combination.join(' ')}</span>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Switch
        checked={on}
        label={t('frame.keys.single')}
        description={t('frame.keys.singleWhy')}
        onChange={(event) => {
          setOn(event.currentTarget.checked)
          setSingleKeys(event.currentTarget.checked)
        }}
      />
    </Modal>
  )
}

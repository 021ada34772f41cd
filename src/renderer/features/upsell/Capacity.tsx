import { NumberInput } from '@mantine/core'
import { useState } from 'react'
import { useAction } from '../../app/query.ts'
import { t } from '../../i18n.ts'
import classes from './upsell.module.css'

const most = 1_000_000

/** How many customers can be contacted; empty: all. Kept in the workspace when it is left or with Enter. */
export function Capacity({ capacity }: { capacity: number | null }) {
  const save = useAction('upsell.setCapacity')
  const [typed, setTyped] = useState<number | string>(capacity ?? '')
  const keep = () => {
    const whole = typed === '' ? null : Math.round(Number(typed))
    if (whole !== null && !(whole >= 1 && whole <= most)) setTyped(capacity ?? '')
    else if (whole !== capacity) save.mutate({ capacity: whole })
  }
  return (
    <div className={classes.capacity} title={t('offering.list.capacityHint')}>
      <label htmlFor="offer-capacity">{t('offering.list.capacity')}</label>
      <NumberInput
        id="offer-capacity"
        size="xs"
        w={96}
        min={1}
        max={most}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        placeholder={t('offering.list.capacityAll')}
        value={typed}
        onChange={setTyped}
        onBlur={keep}
        onKeyDown={(event) => event.key === 'Enter' && keep()}
      />
    </div>
  )
}

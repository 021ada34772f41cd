import { NumberInput, Select } from '@mantine/core'
import { useState } from 'react'
import type { AlertPlan } from '../../../shared/model/alerts.ts'
import { useAction } from '../../app/query.ts'
import { t } from '../../i18n.ts'
import classes from './alerts.module.css'

const tenths = [1, 2, 3, 4, 5]

/** How many false alarms are accepted, and how many alerts a week can be worked through. */
export function PlanBar({ plan }: { plan: AlertPlan }) {
  const save = useAction('alerts.setPlan')
  const [capacity, setCapacity] = useState<number | string>(plan.weeklyCapacity)
  const accepted = String(Math.round(plan.falseAlarmShare * 10))
  const saveCapacity = () => {
    const whole = Math.round(Number(capacity))
    if (whole >= 1 && whole <= 1000) {
      if (whole !== plan.weeklyCapacity) save.mutate({ ...plan, weeklyCapacity: whole })
    } else setCapacity(plan.weeklyCapacity)
  }
  return (
    <fieldset className={classes.plan} title={t('inbox.plan.hint')}>
      <legend className={classes.spoken}>{t('inbox.plan.label')}</legend>
      <label className={classes.planLabel} htmlFor="accepted">
        {t('inbox.plan.falseAlarms')}
      </label>
      <Select
        id="accepted"
        size="xs"
        w={104}
        allowDeselect={false}
        data={tenths.map((n) => ({ value: String(n), label: t('inbox.plan.inTen', n) }))}
        value={tenths.includes(Number(accepted)) ? accepted : null}
        placeholder={t('inbox.plan.inTen', plan.falseAlarmShare * 10)}
        onChange={(value) => value !== null && save.mutate({ ...plan, falseAlarmShare: Number(value) / 10 })}
      />
      <label className={classes.planLabel} htmlFor="capacity">
        {t('inbox.plan.capacity')}
      </label>
      <NumberInput
        id="capacity"
        size="xs"
        w={72}
        min={1}
        max={1000}
        allowDecimal={false}
        allowNegative={false}
        value={capacity}
        onChange={setCapacity}
        onBlur={saveCapacity}
        onKeyDown={(event) => event.key === 'Enter' && saveCapacity()}
      />
    </fieldset>
  )
}

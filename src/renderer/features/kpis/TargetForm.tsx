import { Button, NumberInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { definitionOf, type Kpi, type KpiView } from '../../../shared/model/kpis.ts'
import { useAction } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { t } from '../../i18n.ts'
import classes from './kpis.module.css'
import { typed, unitSign, untyped } from './words.ts'

/** What the figure is to be in a period of this kind. */
export function TargetForm({ kpi: { kpi, target }, view: { period, currency } }: { kpi: Kpi; view: KpiView }) {
  const [value, setValue] = useState<number | string>(target === null ? '' : typed(kpi, target))
  const save = useAction('kpis.setTarget')
  const { better } = definitionOf(kpi)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typeof value === 'number') save.mutate({ kpi, period, target: untyped(kpi, value) })
  }
  const sign = unitSign(kpi, currency)
  return (
    <form className={classes.target} onSubmit={submit}>
      <NumberInput
        label={t('kpis.setTarget.label', t(`kpis.period.${period}`))}
        description={better === null ? undefined : t(`kpis.setTarget.${better}`)}
        value={value}
        onChange={setValue}
        decimalScale={4}
        hideControls
        {...(sign === '' ? {} : { rightSection: <span aria-hidden="true">{sign}</span> })}
      />
      <Button type="submit" disabled={typeof value !== 'number' || save.isPending}>
        {t('kpis.setTarget.save')}
      </Button>
      {target !== null && (
        <Button variant="default" disabled={save.isPending} onClick={() => save.mutate({ kpi, period, target: null })}>
          {t('kpis.setTarget.remove')}
        </Button>
      )}
      {save.error && <ErrorNotice error={save.error} />}
    </form>
  )
}

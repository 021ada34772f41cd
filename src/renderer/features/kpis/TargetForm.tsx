import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { definitionOf, type Kpi, type KpiView } from '../../../shared/model/kpis.ts'
import { readTypedNumber, writeTypedNumber } from '../../../shared/typed-number.ts'
import { useAction } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { t } from '../../i18n.ts'
import classes from './kpis.module.css'
import { typed, unitSign, unreadWords, untyped } from './words.ts'

/** What the figure is to be in a period of this kind. Typed and pasted text are read alike, and what cannot be read is said. */
export function TargetForm({ kpi: { kpi, target }, view: { period, currency } }: { kpi: Kpi; view: KpiView }) {
  const [text, setText] = useState(target === null ? '' : writeTypedNumber(typed(kpi, target)))
  const [problem, setProblem] = useState<string | null>(null)
  const save = useAction('kpis.setTarget')
  const { better } = definitionOf(kpi)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const read = readTypedNumber(text)
    setProblem(unreadWords(text, read))
    if ('value' in read) save.mutate({ kpi, period, target: untyped(kpi, read.value) })
    else save.reset()
  }
  const sign = unitSign(kpi, currency)
  return (
    <form className={classes.target} onSubmit={submit} noValidate>
      <TextInput
        label={t('kpis.setTarget.label', t(`kpis.period.${period}`))}
        description={better === null ? undefined : t(`kpis.setTarget.${better}`)}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setProblem(null)
        }}
        error={problem}
        inputMode="decimal"
        autoComplete="off"
        {...(sign === '' ? {} : { rightSection: <span aria-hidden="true">{sign}</span> })}
      />
      <Button type="submit" disabled={save.isPending}>
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

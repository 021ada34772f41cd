import { NativeSelect } from '@mantine/core'
import type { Mapping, PreviewGroup } from '../../../shared/model/import.ts'
import { t } from '../../i18n.ts'
import classes from './CurrencyChoice.module.css'
import { importStore } from './importStore.ts'

const frequent = ['EUR', 'USD', 'GBP', 'CHF', 'SEK', 'DKK', 'NOK', 'PLN', 'CZK', 'BRL', 'CAD', 'AUD', 'JPY', 'CNY', 'INR']
const codes = [...frequent, ...Intl.supportedValuesOf('currency').filter((code) => !frequent.includes(code))]

/** In which currency the orders are that name none. */
export function CurrencyChoice({ group, mapping, busy }: { group: PreviewGroup; mapping: Mapping; busy: boolean }) {
  const { currency } = group
  if (currency === undefined) return null
  const { code: current, rows, signs } = currency
  const known = current === '' || codes.includes(current) ? codes : [current, ...codes]
  return (
    <div className={classes.currency}>
      <span>{t('data.currency.rows', rows, signs)}</span>
      {mapping.columns === undefined ? (
        <span>{current || t('data.currency.none')}</span>
      ) : (
        <NativeSelect
          aria-label={t('data.currency.label')}
          value={current}
          disabled={busy}
          onChange={(event) =>
            importStore.change(group.id, { ...mapping, constants: { ...mapping.constants, currency: event.currentTarget.value } })
          }
        >
          <option value="">{t('data.currency.none')}</option>
          {known.map((code) => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
        </NativeSelect>
      )}
    </div>
  )
}

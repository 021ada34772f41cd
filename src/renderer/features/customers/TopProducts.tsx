import { useMemo } from 'react'
import type { CustomerDetail } from '../../../shared/model/customer.ts'
import { whoIs } from '../../app/customerWords.ts'
import { useMethod } from '../../app/query.ts'
import { useTokens } from '../../app/tokens.react.ts'
import { barPitch, barsOption, barsTable } from '../../charts/bars.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { format, t } from '../../i18n.ts'
import { bought } from './words.ts'

const nameWidth = 256

/** What the customer spent most on. */
export function TopProducts({ detail, most }: { detail: CustomerDetail; most: number }) {
  const tokens = useTokens()
  const currency = useMethod('workspace.current', {}).data?.currency ?? ''
  const bars = useMemo(
    () =>
      detail.topProducts.slice(0, most).map(({ name, quantity, net }) => ({
        name,
        value: net,
        said: format.moneyAbout(net, currency),
        sentence: bought(name, quantity, net, currency)
      })),
    [detail, most, currency]
  )
  const option = useMemo(() => barsOption(bars, tokens, nameWidth), [bars, tokens])
  return (
    <ChartFigure
      title={t('customers.products.title')}
      label={t('customers.products.label', whoIs(detail.customer), bars.map(({ name, said }) => `${name} ${said}`).join(', '))}
      option={option}
      table={barsTable(bars, { name: t('customers.products.name'), value: t('customers.products.amount') })}
      height={bars.length * barPitch + 8}
    />
  )
}

import { useMemo } from 'react'
import type { CustomerDetail } from '../../shared/model/customer.ts'
import { ChartFigure } from '../charts/ChartFigure.tsx'
import { type RhythmInput, rhythmOption, rhythmTable } from '../charts/rhythm.ts'
import { format, t } from '../i18n.ts'
import { rhythmSentence } from './customerWords.ts'
import { useMethod } from './query.ts'
import { useTokens } from './tokens.react.ts'

/** The customer's orders on a time line, with the time in which the next one is expected. */
export function RhythmStrip({ detail, height, caption = false }: { detail: CustomerDetail; height: number; caption?: boolean }) {
  const tokens = useTokens()
  const day = useMethod('workspace.current', {}).data?.asOf ?? null
  const input = useMemo(() => rhythmInput(detail, day), [detail, day])
  const option = useMemo(() => rhythmOption(input, tokens), [input, tokens])
  const shown = detail.orders.length
  const lines = [
    ...(caption ? [t('customers.rhythm.caption')] : []),
    ...(shown < detail.orderCount ? [t('customers.rhythm.newest', format.count(shown), format.count(detail.orderCount))] : [])
  ]
  return (
    <ChartFigure
      title={t('customers.rhythm.title')}
      label={t('customers.rhythm.label', rhythmSentence(detail))}
      option={option}
      table={rhythmTable(input)}
      height={height}
      {...(lines.length > 0 && { caption: lines.join(' ') })}
    />
  )
}

/** On an analysis date in the past, the next order is expected after the last one known by then. */
function rhythmInput({ orders, rhythm }: CustomerDetail, day: string | null): RhythmInput {
  const asOf = day === null ? null : Date.parse(`${day}T23:59:59Z`) / 1000
  const last = orders.find(({ kind, at }) => kind === 'sale' && (asOf === null || at <= asOf))
  return { orders, rhythm, lastAt: last?.at ?? null, asOf }
}

import { useMemo } from 'react'
import type { CustomerDetail } from '../../../shared/model/customer.ts'
import { useMethod } from '../../app/query.ts'
import { useTokens } from '../../app/tokens.react.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { rhythmOption, rhythmTable } from '../../charts/rhythm.ts'
import { format, t } from '../../i18n.ts'
import { rhythmSentence } from './words.ts'

/** The customer's orders on a time line, with the time in which the next one is expected. */
export function RhythmStrip({ detail, height, caption = false }: { detail: CustomerDetail; height: number; caption?: boolean }) {
  const tokens = useTokens()
  const day = useMethod('workspace.current', {}).data?.asOf ?? null
  const input = useMemo(
    () => ({ orders: detail.orders, rhythm: detail.rhythm, lastAt: detail.customer.lastAt, asOf: day === null ? null : endOfDay(day) }),
    [detail, day]
  )
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

/** Last wall-clock second of a day. */
function endOfDay(day: string): number {
  return Date.parse(`${day}T23:59:59Z`) / 1000
}

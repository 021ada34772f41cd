import { useMediaQuery } from '@mantine/hooks'
import { useMemo } from 'react'
import type { HomeSummary } from '../../../shared/model/home.ts'
import { useTokens } from '../../app/tokens.react.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { type MonthBar, monthsOption, monthsTable } from '../../charts/months.ts'
import { Panel } from '../../components/Panel.tsx'
import { format, t } from '../../i18n.ts'

/** Pixels: a tall window leaves more room. */
const heights = { usual: 232, tall: 300 }

/** What each month of the period brought, and the same months a year before. */
export function RevenueByMonth({ summary, bars }: { summary: HomeSummary; bars: readonly MonthBar[] }) {
  const tokens = useTokens()
  const isTall = useMediaQuery('(min-height: 1000px)', false, { getInitialValueInEffect: false })
  const option = useMemo(() => monthsOption(bars, tokens), [bars, tokens])
  const sign = format.currencySign(summary.currency)
  const headers = { month: t('home.months.month'), value: t('home.months.revenue', sign), before: t('home.months.before', sign) }
  const [first, last] = [bars[0]?.full ?? '', bars.at(-1)?.full ?? '']
  const compared = bars.some(({ before }) => before !== null)
  return (
    <Panel>
      <ChartFigure
        title={t('home.months.title')}
        label={t('home.months.label', bars.map(({ full, said }) => `${full} ${said}`).join(', '))}
        option={option}
        table={monthsTable(bars, headers)}
        height={isTall ? heights.tall : heights.usual}
        caption={t(compared ? 'home.months.caption' : 'home.months.captionAlone', first, last)}
      />
    </Panel>
  )
}

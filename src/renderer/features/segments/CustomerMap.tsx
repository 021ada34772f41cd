import { useElementSize } from '@mantine/hooks'
import { useMemo } from 'react'
import { useLocation } from 'wouter'
import type { SegmentsResult } from '../../../shared/model/segments.ts'
import { useTokens } from '../../app/tokens.react.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { mapOption, mapTable } from '../../charts/map.ts'
import { Panel } from '../../components/Panel.tsx'
import { useReading } from '../../components/reading.tsx'
import { t } from '../../i18n.ts'

/** Who is like whom. A click on a name picks its segment, a click on a mark opens that customer. */
export function CustomerMap({ result, onPick }: { result: SegmentsResult; onPick: (segment: number) => void }) {
  const tokens = useTokens()
  const { evidence } = useReading()
  const [, navigate] = useLocation()
  const { ref, width } = useElementSize<HTMLDivElement>()
  // As wide as drawn, but for the air at its sides; while a window is dragged, not anew for every pixel.
  const plotWidth = Math.floor(width / 40) * 40 - 16
  const option = useMemo(() => mapOption(result, tokens, evidence, plotWidth), [result, tokens, evidence, plotWidth])
  const table = useMemo(() => mapTable(result), [result])
  const select = (key: string) => {
    const [kind, id] = key.split(':')
    if (kind === 'segment') onPick(Number(id))
    else navigate(`/customers/${id}`)
  }
  return (
    <Panel>
      <div ref={ref}>
        <ChartFigure
          title={t('segments.map.title')}
          label={t('segments.map.label', result.segments.length, result.map.points.length)}
          option={option}
          table={table}
          height={360}
          caption={t('segments.map.caption')}
          onSelect={select}
        />
      </div>
    </Panel>
  )
}

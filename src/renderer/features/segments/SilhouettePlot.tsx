import { useMemo } from 'react'
import type { Explanation } from '../../../shared/model/explanation.ts'
import type { SegmentsResult } from '../../../shared/model/segments.ts'
import { useMethod } from '../../app/query.ts'
import { useTokens } from '../../app/tokens.react.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { silhouettesOption, silhouettesTable } from '../../charts/silhouettes.ts'
import { Panel } from '../../components/Panel.tsx'
import { t } from '../../i18n.ts'

/** Evidence: how clearly each customer of a sample belongs to its segment. */
export function SilhouettePlot({ result }: { result: SegmentsResult }) {
  const { data } = useMethod('segments.explanation', {})
  return data && data.run === result.run.id ? <Plot result={result} silhouettes={data.silhouettes} /> : null
}

function Plot({ result, silhouettes }: { result: SegmentsResult; silhouettes: Explanation['silhouettes'] }) {
  const tokens = useTokens()
  const option = useMemo(() => silhouettesOption(silhouettes, result.segments, tokens), [silhouettes, result.segments, tokens])
  const shown = silhouettes.reduce((sum, { values }) => sum + values.length, 0)
  return (
    <Panel>
      <ChartFigure
        title={t('explaining.evidence.silhouettes.title')}
        label={t('explaining.evidence.silhouettes.label', shown)}
        option={option}
        table={silhouettesTable(silhouettes, result.segments)}
        height={296}
        caption={t('explaining.evidence.silhouettes.caption')}
      />
    </Panel>
  )
}

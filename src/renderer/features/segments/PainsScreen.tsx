import { useState } from 'react'
import type { Explanation, SegmentPain } from '../../../shared/model/explanation.ts'
import type { Segment, SegmentsResult } from '../../../shared/model/segments.ts'
import { AmongLink } from '../../app/AmongLink.tsx'
import { useReading } from '../../components/reading.tsx'
import { Screen, Section } from '../../components/Screen.tsx'
import { Slot } from '../../components/Slot.tsx'
import { format, t } from '../../i18n.ts'
import { Explained } from './Explained.tsx'
import classes from './explaining.module.css'
import {
  circularPains,
  hasPainData,
  listed,
  painBasis,
  painCure,
  painKey,
  painLabel,
  painsFinding,
  ratioSaid,
  stageName
} from './explainWords.ts'
import { PainButton, PainCases, painFilter } from './PainCases.tsx'
import { PainMatrix } from './PainMatrix.tsx'
import { SegmentsNav } from './SegmentsNav.tsx'

/** Which customers hurt where: what hits a group clearly more than everyone else, and what to do about it. */
export function PainsScreen() {
  return (
    <Explained title={t('explaining.pains.title')}>
      {(result, explanation) => <Pains key={result.run.id} result={result} explanation={explanation} />}
    </Explained>
  )
}

function Pains({ result, explanation }: { result: SegmentsResult; explanation: Explanation }) {
  const [chosen, choose] = useState<SegmentPain | null>(null)
  const { evidence } = useReading()
  const { pains } = explanation
  const over = pains.cells.filter((cell) => cell.over)
  const hasData = hasPainData(pains)
  const circular = circularPains(pains)
  const groupOf = (cell: SegmentPain | null | undefined) => cell && result.segments.find(({ id }) => id === cell.segment)
  const of = groupOf(chosen)
  const [worst] = over
  const hurt = groupOf(worst)
  return (
    <Screen
      title={t('explaining.pains.title')}
      finding={painsFinding(explanation, result)}
      note={
        <>
          {over.length > 0 && <p className={classes.note}>{t('explaining.pains.more', over.length - 1)}</p>}
          {over.length > 0 && circular.length > 0 && <p className={classes.note}>{t('explaining.pains.madeOf', listed(circular))}</p>}
          <p className={classes.note}>{hasData ? painBasis(pains) : t('explaining.pains.missing')}</p>
        </>
      }
      action={worst && hurt && <PainButton cell={worst} segment={hurt} />}
      aside={chosen && of && <PainCases key={painKey(chosen)} cell={chosen} segment={of} onClose={() => choose(null)} />}
    >
      <SegmentsNav />
      {over.length > 0 && (
        <Section title={t('explaining.pains.outTitle')} note={t('explaining.pains.outNote')}>
          <Standouts cells={over} pains={pains} result={result} evidence={evidence} chosen={chosen} onChoose={choose} />
        </Section>
      )}
      {pains.cells.length > 0 && (
        <Section title={t('explaining.pains.matrixTitle')} note={t('explaining.pains.matrixNote')}>
          <PainMatrix pains={pains} segments={result.segments} chosen={chosen} onChoose={choose} />
        </Section>
      )}
      {evidence && hasData && (
        <div className={classes.method}>
          <p>{t('explaining.evidence.painMethod')}</p>
          {pains.slowAnswerHours !== null && (
            <p>{t('explaining.evidence.slow', format.about(pains.slowAnswerHours), format.about(pains.slowSolutionHours ?? null))}</p>
          )}
        </div>
      )}
    </Screen>
  )
}

interface StandoutsProps {
  cells: readonly SegmentPain[]
  pains: Explanation['pains']
  result: SegmentsResult
  evidence: boolean
  chosen: SegmentPain | null
  onChoose: (cell: SegmentPain) => void
}

/** The pains that stand out, each with whom it hits, how much more, and what to do. */
function Standouts({ cells, pains, result, evidence, chosen, onChoose }: StandoutsProps) {
  return (
    <table className={classes.plain} aria-label={t('explaining.pains.listLabel')}>
      <thead>
        <tr>
          <th>{t('explaining.pains.group')}</th>
          <th>{t('explaining.pains.what')}</th>
          <th data-align="end">{t('explaining.pains.who')}</th>
          <th data-align="end">{t('explaining.pains.how')}</th>
          <th data-align="end">{t('explaining.pains.others')}</th>
          <th data-align="end">{t('explaining.pains.times')}</th>
          {evidence && <th data-align="end">{t('explaining.evidence.perOrder')}</th>}
          {evidence && <th data-align="end">{t('explaining.evidence.q')}</th>}
          {!evidence && <th>{t('explaining.pains.todo')}</th>}
        </tr>
      </thead>
      <tbody>
        {cells.map((cell) => {
          const segment = result.segments.find(({ id }) => id === cell.segment)
          if (segment === undefined) return null
          return (
            <tr key={painKey(cell)} data-chosen={chosen !== null && painKey(cell) === painKey(chosen)}>
              <td>
                <span className={classes.named}>
                  <Slot slot={segment.slot} /> {segment.name}
                </span>
              </td>
              <td>
                <button type="button" className={classes.read} onClick={() => onChoose(cell)}>
                  {painLabel(cell)}
                </button>
                <div className={classes.quiet}>{stageName(cell.stage, pains)}</div>
              </td>
              <td data-align="end">
                <PainLink cell={cell} segment={segment} />
              </td>
              <td data-align="end">{format.percentAbout(cell.share)}</td>
              <td data-align="end">{format.percentAbout(cell.otherShare)}</td>
              <td data-align="end">{evidence ? ratioSaid(cell.byCustomer) : format.times(cell.byCustomer?.ratio)}</td>
              {evidence && (
                <td data-align="end">
                  {format.decimal(cell.rate, 3)} / {format.decimal(cell.otherRate, 3)} · {ratioSaid(cell.byOrder)}
                </td>
              )}
              {evidence && (
                <td data-align="end">{cell.q === null ? format.unknown : cell.q < 0.001 ? '< 0.001' : format.decimal(cell.q, 3)}</td>
              )}
              {!evidence && <td className={classes.cure}>{painCure(cell)}</td>}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** How many customers a cell stands for, as the link to exactly these. */
export function PainLink({ cell, segment, children }: { cell: SegmentPain; segment: Segment; children?: string }) {
  const many = format.count(cell.customers)
  return (
    <AmongLink
      filter={painFilter(cell, segment)}
      label={t('explaining.pains.open', t('customers.count.customers', cell.customers), painLabel(cell), segment.name)}
    >
      {children ?? many}
    </AmongLink>
  )
}
